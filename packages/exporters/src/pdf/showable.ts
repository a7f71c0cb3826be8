const placeholder = '□';
/** What has no shape and no use on paper, or turns the order of what is read: control codes, byte order marks, direction overrides, tags. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control codes are what is looked for
const unseen = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: tabs and line ends of all kinds are spaces on paper
const spaces = /[\t\n\u000b\f\r\u2028\u2029]+/gu;
/** Needs no glyph of its own: joiners, soft hyphens, variation selectors. */
const ignorable = /\p{Default_Ignorable_Code_Point}/u;
const longWord = /[^\s\u00ad\u200b]{45,}/gu;
const segmenter = new Intl.Segmenter('sv', { granularity: 'grapheme' });

export type Showing = {
  /** The string as our fonts can show it. */
  readonly show: (text: string) => string;
  /** What stands as □ instead, each once. */
  readonly missing: ReadonlySet<string>;
};

/**
 * Makes strings showable: a PDF/A may hold no character without a glyph, and one such character
 * would stop the whole document. `families` are the characters of each font family, in the order
 * that Typst tries them; a letter and its accents must be in one of them.
 */
export function showing(families: readonly ReadonlySet<number>[]): Showing {
  const missing = new Set<string>();
  const main = families[0] ?? new Set();
  const has = (family: ReadonlySet<number>, cluster: string) =>
    [...cluster].every((character) => family.has(character.codePointAt(0) ?? 0) || ignorable.test(character));
  const isPlain = (text: string) => {
    for (const character of text) if (!main.has(character.codePointAt(0) ?? 0)) return false;
    return true;
  };
  const clusterShown = (cluster: string) => {
    if (families.some((family) => has(family, cluster))) return cluster;
    missing.add(cluster);
    // Letters keep their place even where an accent on them cannot be shown.
    const base = String.fromCodePoint(cluster.codePointAt(0) ?? 0);
    return families.some((family) => has(family, base)) ? base : placeholder;
  };
  const show = (text: string) => {
    const clean = text.toWellFormed().normalize('NFC').replace(spaces, ' ').replace(unseen, '');
    return isPlain(clean) ? clean : Array.from(segmenter.segment(clean), ({ segment }) => clusterShown(segment)).join('');
  };
  return { show, missing };
}

/** Words without end get places where the line may break (U+200B), so that they stay on the paper: an address after its signs, letters after every thirtieth. */
export const withBreaks = (text: string) =>
  text.replace(longWord, (word) => word.replace(/[/?&=._-]+/gu, '$&\u200b').replace(/[^\u200b]{30}(?<!\u200d)(?=[^\u200b])(?!\u200d|\p{M})/gu, '$&\u200b'));
