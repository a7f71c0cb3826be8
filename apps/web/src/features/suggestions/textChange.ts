import type { Suggestion } from '@yrka/ydoc';

/** How much of a passage is said; the text itself has the rest. */
const longestWords = 90;

type TextChange = {
  /** The sentence that says it; null where no text is touched. */
  readonly sentence: 'adds' | 'removes' | 'replaces' | 'addsSpace' | 'removesSpace' | null;
  readonly removed: string;
  readonly added: string;
};

/** What a suggestion does to the words, shortened. Spaces are no words, but where nothing else is touched they are spoken of. */
export function textChange({ removed, added }: Pick<Suggestion, 'removed' | 'added'>): TextChange {
  const words = { removed: short(removed), added: short(added) };
  if (words.removed !== '' && words.added !== '') return { ...words, sentence: 'replaces' };
  if (words.removed !== '') return { ...words, sentence: 'removes' };
  if (words.added !== '') return { ...words, sentence: 'adds' };
  return { ...words, sentence: added !== '' ? 'addsSpace' : removed !== '' ? 'removesSpace' : null };
}

function short(words: string): string {
  const whole = words.replace(/\s+/gu, ' ').trim();
  return whole.length <= longestWords ? whole : `${whole.slice(0, longestWords).toWellFormed().trimEnd()}…`;
}
