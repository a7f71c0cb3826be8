/** What nobody sees, or what turns the order of what is read: control codes, byte order marks, direction overrides, tags. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control codes are what is looked for
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

/** What somebody wrote as it is kept: whole letters in their composed form, and none that hide. Lines stay. */
export const plainText = (text: string) => text.replace(/\r\n?/g, '\n').toWellFormed().replace(unseen, '').normalize('NFC');

/** The same in one line, for words that are to stand in a paragraph. */
export const plainLine = (text: string) => plainText(text).replace(/(?<!\s)\s*\n\s*/g, ' ');

/** A page, in UTF-16 units; who has more to say writes a document. */
export const maxCommentLength = 4_000;
