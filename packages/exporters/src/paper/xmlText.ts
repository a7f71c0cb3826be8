/** XML knows no control codes, and no halves of letters (XML 1.0, 2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control codes are what is looked for
export const xmlText = (text: string) => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '');

/** As it stands in XML or HTML, between tags or in an attribute. */
export const escaped = (text: string) => xmlText(text).replace(/[&<>"]/gu, (letter) => entities[letter] ?? letter);

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
