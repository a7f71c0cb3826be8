import type { SuggestionDecisionRow, Storage } from '@yrka/storage';
import { entriesAfter } from './entries.ts';

/** In this time two people decide the same suggestion at once. */
const atOnceMs = 10_000;
/** As many times of entries are asked for at once. */
const partSize = 2_000;

/**
 * Whether a suggestion that was decided has been suggested once more since, under the id that it had: the decision was on
 * other words than those that stand now. An id is the maker's own choice, and a program that obeys nothing chooses one on
 * which a verdict stands already.
 *
 * @param by who decides it now.
 */
export async function isMadeAnew(
  { journal }: Pick<Storage, 'journal'>,
  { documentId, suggestionId, suggestedBy, at, by: before }: SuggestionDecisionRow,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<boolean> {
  if (by !== before && now.getTime() - at.getTime() < atOnceMs) return false;
  for await (const entries of entriesAfter(journal, documentId, await lastBy(journal, documentId, at))) {
    // What is suggested bears its id in plain letters; what decides it takes them away.
    if (
      entries.some(
        ({ personId, update }) => personId === suggestedBy && Buffer.from(update.buffer, update.byteOffset, update.byteLength).includes(suggestionId),
      )
    )
      return true;
  }
  return false;
}

/** The sequence of the last entry that was stored by a moment; 0 for none. */
async function lastBy(journal: Storage['journal'], documentId: string, moment: Date): Promise<number> {
  for (let last = 0; ; ) {
    const times = await journal.times(documentId, last, partSize);
    const later = times.findIndex(({ at }) => at > moment);
    if (later >= 0) return times[later - 1]?.seq ?? last;
    const end = times.at(-1);
    if (end === undefined) return last;
    last = end.seq;
  }
}
