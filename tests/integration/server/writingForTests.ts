import { createInterface } from 'node:readline';
import { openSqliteStorage, StorageError } from '@yrka/storage';
import { document, matter, person } from '@yrka/storage/rowsForTests';

/** A process that writes in a store what it is told to, a line each, and says what came of it: `done`, or a StorageError's code. */

const at = new Date(0);
const { journal, rows, snapshots } = await openSqliteStorage({ directory: process.argv[2] ?? '' });
await journal.appendBatch(Array.from({ length: 3 }, () => ({ documentId: 'd1', update: Uint8Array.of(1), personId: 'anna', at })));
let [snapshot, projection] = [0, 0];

const writing: Readonly<Record<string, () => Promise<unknown>>> = {
  matter: () => rows.insertMatter(matter('m1'), [document('d1', 'm1')]),
  snapshot: () => snapshots.write({ documentId: 'd1', epoch: 1, upTo: ++snapshot, update: Uint8Array.of(snapshot) }),
  projection: () => rows.derivedTransaction((within) => within.project('d1', { title: `Rubrik ${++projection}`, movers: [], updatedAt: at })),
  claim: () => rows.claimClients([{ documentId: 'd1', clientId: 77, personId: 'anna' }]),
  person: () => rows.putPeople([person('anna', 'Anna Lind', 'L')]),
};

for await (const line of createInterface({ input: process.stdin })) {
  try {
    await writing[line]?.();
    console.log('done');
  } catch (error) {
    console.log(error instanceof StorageError ? error.code : String(error));
  }
}
