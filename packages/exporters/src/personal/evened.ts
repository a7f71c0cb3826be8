/** A text in which what looks alike is alike: one kind of hyphen and of space, and no signs that are not seen. */
export type Evened = {
  readonly text: string;
  /** Where a letter of it stands in the text as it was given. */
  readonly at: (index: number) => number;
};

const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]/u;
const hyphens = /[\u2010-\u2015\u2212\ufe63\uff0d]/gu;
const spaces = /[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu;

export function evened(text: string): Evened {
  const even = text.replace(hyphens, '-').replace(spaces, ' ');
  if (!unseen.test(even)) return { text: even, at: (index) => index };
  const places: number[] = [];
  let seen = '';
  for (let index = 0; index < even.length; index++) {
    const letter = even.charAt(index);
    if (unseen.test(letter)) continue;
    places.push(index);
    seen += letter;
  }
  return { text: seen, at: (index) => places[index] ?? text.length };
}
