/**
 * A text in words, spaces and signs, which together are the text. What Swedish writes as one word is one:
 * *att-sats*, *EU:s*, *2027-03-02*, *14.02*, *3,5*. Not by `Intl.Segmenter`, which cuts at the hyphen, and not in the
 * same places in every browser: a comparison is the same wherever it is made.
 */
export function wordsOf(text: string): readonly string[] {
  return text.match(word) ?? [];
}

const word = /[\p{L}\p{M}\p{N}]+(?:(?:[-\u2010\u2011:'\u2019]|(?<=\p{N})[.,](?=\p{N}))[\p{L}\p{M}\p{N}]+)*|\s+|./gsu;

/** Whether something is said in it, and not only parted. */
export function isSpoken(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
