import type { EntryTime, MomentRow, Storage } from '@yrka/storage';

/** So long without a key press, and what follows is another moment. */
const pauseMs = 5 * 60_000;

/** Who writes all morning wants to go back to somewhere in it. */
const longestMs = 30 * 60_000;

/** As many entries of the journal are looked at before others are served. */
const atOnce = 2_000;

/**
 * Brings the moments of a document up to date: what the journal has after the newest of them. They are kept as rows, so that
 * a list of them costs what has been written since somebody last asked, and not a year's journal.
 */
export async function gatherMoments({ journal, rows }: Pick<Storage, 'journal' | 'rows'>, documentId: string): Promise<void> {
  let [last] = await rows.versions.moments(documentId, { limit: 1 });
  let after = last?.seq ?? 0;
  for (;;) {
    const times = await journal.times(documentId, after, atOnce);
    if (times.length === 0) return;
    const moments = momentsOf(documentId, last ?? null, times);
    await rows.versions.putMoments(moments);
    last = moments.at(-1) ?? last;
    after = times.at(-1)?.seq ?? after;
  }
}

/** The moments that entries belong to, from the one that goes on, oldest first. What a document was written anew with, nobody wrote then. */
export function momentsOf(documentId: string, last: MomentRow | null, times: readonly EntryTime[]): readonly MomentRow[] {
  const moments: MomentRow[] = [];
  let open = last;
  for (const { seq, at, isAnew } of times) {
    if (isAnew) continue;
    const goesOn = open !== null && at.getTime() - open.at.getTime() < pauseMs && at.getTime() - open.from.getTime() < longestMs;
    // A clock that was set back makes no moment end before it began.
    const next: MomentRow =
      open !== null && goesOn ? { ...open, seq, at: new Date(Math.max(at.getTime(), open.at.getTime())) } : { documentId, fromSeq: seq, seq, from: at, at };
    if (goesOn && moments.length > 0) moments[moments.length - 1] = next;
    else moments.push(next);
    open = next;
  }
  return moments;
}
