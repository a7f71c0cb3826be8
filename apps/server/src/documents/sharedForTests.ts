import { newBlockId } from '@yrka/schema';
import type { Storage } from '@yrka/storage';

/** A document is shared for review as it stands, with these persons, without anybody being told. */
export async function shareForTests({ rows, journal }: Storage, documentId: string, ...personIds: readonly string[]): Promise<void> {
  const row = await rows.document(documentId);
  if (row === null) throw new Error(`There is no document ${documentId}`);
  const [at, by] = [new Date('2026-11-23T08:00:00.000Z'), 'rakel-dal'];
  const seq = await journal.lastSeq(documentId);
  await rows.reviews.insertShare({ id: newBlockId(), documentId, seq, epoch: 1, title: row.title, movers: row.movers, at, by, note: '', dueOn: null });
  const unanswered = { remindedAt: null, verdict: null, words: '', doneAt: null, doneSeq: null } as const;
  for (const personId of personIds) {
    if ((await rows.way.grants({ documentId, personId })).length === 0)
      await rows.way.insertGrant({ id: newBlockId(), documentId, personId, role: 'reviewer', by, at, endedAt: null });
    await rows.reviews.putReview({ documentId, personId, askedBy: by, askedAt: at, dueOn: null, ...unanswered });
  }
}
