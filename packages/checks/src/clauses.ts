/** [CLS4] A question has other answers than ja and nej, or no answer that decides anything. */
export function isQuestion(text: string): boolean {
  return /\?[”")\s\ufffc]*$/u.test(text) || /^\s*(?:hur|varför|vad|vilka|vilken|vilket|huruvida)(?!\p{L})/iu.test(text);
}
