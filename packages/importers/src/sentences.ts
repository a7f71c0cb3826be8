// Full stops that end no sentence.
const abbreviation =
  /(?:^|[\s(])(?:m\.?fl|bl\.?a|t\.?ex|dvs|d\.v\.s|f\.?d|kap|nr|dnr|st|ca|jfr|resp|mom|s\.?k|fr\.?o\.?m|t\.?o\.?m|[A-ZÅÄÖ])\.$|(?:^|[:.;] )\d{1,2}\.$/iu;

/**
 * Divides a text before each sentence that `begins` says yes to, so that what follows such a
 * sentence stays with it. `begins` gets the one sentence; the words come back unchanged.
 */
export function splitBefore(text: string, begins: (sentence: string) => boolean): readonly string[] {
  const sentences = sentencesOf(text);
  const parts: string[] = [];
  for (const sentence of sentences) {
    const last = parts.length - 1;
    if (last < 0 || begins(sentence)) parts.push(sentence);
    else parts[last] = `${parts[last] ?? ''} ${sentence}`;
  }
  return parts;
}

/** The sentences of a text of single spaces; joined by a space they are the text again. */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/[.!?]["”)]* (?=[\p{Lu}\d”"(])/gu)) {
    const end = match.index + match[0].length - 1;
    if (abbreviation.test(text.slice(from, match.index + 1))) continue;
    sentences.push(text.slice(from, end));
    from = end + 1;
  }
  if (from < text.length) sentences.push(text.slice(from));
  return sentences;
}
