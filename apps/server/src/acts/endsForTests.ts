import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { MemoryStorage } from '@yrka/storage';
import type { TestServer } from '../appForTests.ts';

/** What a server that starts would find. */
export type End = {
  /** As in "before journal.appendBatch". */
  readonly when: string;
  readonly storage: MemoryStorage;
  readonly filesDirectory: string;
};

/** The folder of a server's attached files, and one with room for a copy of it for each end. */
type Folders = { readonly files: string; readonly copies: string };

/** As a server leaves rows, journal and files if it ends before, or after, each of the writes that `work` does: a transaction is one of them. */
export async function endsDuring(
  { storage, files }: Pick<TestServer, 'storage' | 'files'>,
  folders: Folders,
  work: () => Promise<void>,
): Promise<readonly End[]> {
  const ends: End[] = [];
  const end = (when: string) => {
    const filesDirectory = join(folders.copies, `${ends.length}`);
    cpSync(folders.files, filesDirectory, { recursive: true });
    ends.push({ when, storage: storage.copy(), filesDirectory });
  };
  const watched =
    <Given extends readonly unknown[], Result>(name: string, write: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      end(`before ${name}`);
      const result = await write(...given);
      end(`after ${name}`);
      return result;
    };
  const { journal, rows } = storage;
  const { way } = rows;
  // In place of their own; what is written within a transaction is written through other rows than these.
  const taken = [
    [journal, { appendBatch: watched('journal.appendBatch', journal.appendBatch.bind(journal)), erase: watched('journal.erase', journal.erase.bind(journal)) }],
    [
      rows,
      {
        transaction: watched('rows.transaction', rows.transaction.bind(rows)),
        beginDocument: watched('rows.beginDocument', rows.beginDocument.bind(rows)),
        erased: watched('rows.erased', rows.erased.bind(rows)),
      },
    ],
    [way, { unsettleFile: watched('way.unsettleFile', way.unsettleFile.bind(way)), settleFile: watched('way.settleFile', way.settleFile.bind(way)) }],
    [files, { copy: watched('files.copy', files.copy.bind(files)), remove: watched('files.remove', files.remove.bind(files)) }],
  ] as const;
  for (const [whose, methods] of taken) Object.assign(whose, methods);
  try {
    await work();
  } finally {
    // Those of the class stand behind them.
    for (const [whose, methods] of taken) for (const name of Object.keys(methods)) Reflect.deleteProperty(whose, name);
  }
  return ends;
}
