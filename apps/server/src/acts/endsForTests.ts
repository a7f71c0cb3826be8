import type { MemoryStorage } from '@yrka/storage';

/** What a server that starts would find. */
export type End = {
  /** As in "before journal.appendBatch". */
  readonly when: string;
  readonly storage: MemoryStorage;
};

/** As the server leaves its store if it ends before, or after, each of the writes that `work` does: a transaction is one of them. */
export async function endsDuring(storage: MemoryStorage, work: () => Promise<void>): Promise<readonly End[]> {
  const ends: End[] = [];
  const { journal, rows } = storage;
  const { appendBatch, erase } = journal;
  const { transaction, beginDocument } = rows;
  /** Not the writes within a transaction, which are made through other rows than these. */
  const watched =
    <Given extends readonly unknown[], Result>(name: string, write: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      ends.push({ when: `before ${name}`, storage: storage.copy() });
      const result = await write(...given);
      ends.push({ when: `after ${name}`, storage: storage.copy() });
      return result;
    };
  Object.assign(journal, { appendBatch: watched('journal.appendBatch', appendBatch.bind(journal)), erase: watched('journal.erase', erase.bind(journal)) });
  Object.assign(rows, {
    transaction: watched('rows.transaction', transaction.bind(rows)),
    beginDocument: watched('rows.beginDocument', beginDocument.bind(rows)),
  });
  try {
    await work();
  } finally {
    Object.assign(journal, { appendBatch, erase });
    Object.assign(rows, { transaction, beginDocument });
  }
  return ends;
}
