import type { Node } from 'prosemirror-model';
import { isOwnWords } from './language.ts';
import { all, sentencesOf, textOf } from './text.ts';

/** In fewer words than these one long sentence would say more of the number than the text does. */
const minWords = 100;

/**
 * [LAN4] LIX of what is written in a document's own words, as a whole number: words per sentence, and
 * how many in a hundred have more than six letters. Null where fewer than 100 words stand. It measures
 * length and not whether a text is clear, so that it is for who asks for it, and no finding.
 *
 * Source: C.H. Björnsson, Läsbarhet (1968), as given in sv.wikipedia.org/wiki/Läsbarhetsindex, read 2026-11-26.
 */
export function lixOf(document: Node): number | null {
  const sentences = all(document, 'paragraph', 'attClause', 'decisionPoint')
    .filter(isOwnWords)
    .flatMap((block) => sentencesOf(textOf(block)))
    .map(({ text }) => text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’:/.,-]*/gu) ?? [])
    .filter((words) => words.length > 0);
  const words = sentences.flat();
  if (words.length < minWords) return null;
  const long = words.filter((word) => (word.match(/\p{L}/gu)?.length ?? 0) > 6);
  return Math.round(words.length / sentences.length + (100 * long.length) / words.length);
}
