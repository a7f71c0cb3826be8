import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { document, matter } from '../contract/rowsForTests.ts';
import type { JournalEntry, NewJournalEntry, Seq } from '../contract.ts';
import { ColdSegments } from './coldSegments.ts';
import { SqliteJournal } from './journal.ts';
import { journalMigrations } from './migrations.ts';
import { openDatabase } from './open.ts';
import { packSegment, type StoredEntry, unpackSegment, unpackSegmentSync } from './segment.ts';
import { openSqliteStorage, type SqliteStorage } from './sqlite.ts';

const small = { fewestEntries: 2, mostEntries: 4, mostBytes: 60 };

let directory: string;
let path: string;
let open: { close(): unknown }[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'yrka-segments-'));
  path = join(directory, 'journal.sqlite');
  open = [];
});

afterEach(async () => {
  for (const one of open) await one.close();
  rmSync(directory, { recursive: true, force: true });
});

const bytes = fc.oneof(fc.uint8Array({ maxLength: 6 }), fc.uint8Array({ minLength: 30, maxLength: 90 }));
const person = fc.constantFrom(null, '', 'anna', 'åsa', 'person-with-a-long-id');
// 8,640,000,000,000,000 ms is the last time that a Date has.
const at = fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.constantFrom(1_795_000_000_123, 8_640_000_000_000_000, -8_640_000_000_000_000));

it('[JO8] gives back of a segment the entries that it was made of, byte for byte', async () => {
  const entries = fc
    .array(fc.record({ step: fc.integer({ min: 1, max: 2 ** 33 }), person, at, bytes }), { minLength: 1, maxLength: 40 })
    .map((some) =>
      some.map(({ step, ...entry }, index): StoredEntry => ({ ...entry, seq: step + some.slice(0, index).reduce((sum, one) => sum + one.step, 0) })),
    );
  await fc.assert(
    fc.asyncProperty(entries, async (some) => {
      const plain = (entry: StoredEntry) => ({ ...entry, bytes: [...entry.bytes] });
      const segment = packSegment(some);
      expect(unpackSegmentSync(segment).map(plain)).toEqual(some.map(plain));
      expect((await unpackSegment(segment)).map(plain)).toEqual(some.map(plain));
    }),
    { numRuns: 300 },
  );
});

it('[JO11] refuses a segment of which any byte is another, or that is of an unknown format', async () => {
  const segment = packSegment(Array.from({ length: 30 }, (_, index) => ({ seq: index + 1, person: 'anna', at: index, bytes: Uint8Array.of(index, 7) })));
  for (let place = 0; place < segment.length; place++) {
    const other = segment.map((byte, index) => (index === place ? byte ^ 16 : byte));
    let read: readonly StoredEntry[] | null = null;
    try {
      read = unpackSegmentSync(other);
    } catch (error) {
      expect(error).toMatchObject({ code: 'failed' });
      await expect(unpackSegment(other)).rejects.toMatchObject({ code: 'failed' });
    }
    // Brotli has bits that it does not use: what is read in spite of one is what was written.
    if (read !== null) expect(read).toEqual(unpackSegmentSync(segment));
  }
  await expect(unpackSegment(segment.subarray(0, 3))).rejects.toMatchObject({ code: 'failed' });
});

type Act =
  | {
      readonly type: 'append';
      readonly entries: readonly (Pick<NewJournalEntry, 'personId' | 'update'> & { readonly at: number; readonly isOther: boolean })[];
    }
  | { readonly type: 'coolDown'; readonly upTo: number }
  | { readonly type: 'erase'; readonly upTo: number }
  | { readonly type: 'read'; readonly after: number; readonly upTo: number };

/** A place in the journal as it will be: a part of all its sequences, with some beyond it at both ends. */
const place = fc.integer({ min: -5, max: 55 }).map((part) => part / 50);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.record({ personId: person, at, update: bytes, isOther: fc.boolean() }), { minLength: 1, maxLength: 9 })
      .map((entries) => ({ type: 'append' as const, entries })),
  },
  { weight: 3, arbitrary: place.map((upTo) => ({ type: 'coolDown' as const, upTo })) },
  { weight: 1, arbitrary: place.map((upTo) => ({ type: 'erase' as const, upTo })) },
  { weight: 3, arbitrary: fc.tuple(place, place).map(([after, upTo]) => ({ type: 'read' as const, after, upTo })) },
);

it('[JO2, JO3, JO4, JO7, JO8, JO10] reads the same whatever was moved into segments, between any appends, erasures and ranges', async () => {
  const journal = await SqliteJournal.open(path, small);
  open.push(journal);
  let run = 0;
  let newest = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      run++;
      const first = newest;
      const [mine, other] = [`document ${run}`, `other ${run}`];
      const model = new Map<string, JournalEntry[]>([
        [mine, []],
        [other, []],
      ]);
      const seqAt = (part: number): Seq => Math.round(first + part * (newest - first + 1));
      const same = async (documentId: string, range: { after?: Seq; upTo?: Seq }) => {
        const { after = 0, upTo = Infinity } = range;
        const expected = model.get(documentId)?.filter(({ seq }) => seq > after && seq <= upTo);
        expect(await journal.readDocumentUpdates(documentId, range)).toEqual(expected);
      };
      for (const one of acts) {
        switch (one.type) {
          case 'append': {
            const entries = one.entries.map(({ isOther, at: time, ...rest }) => ({ ...rest, at: new Date(time), documentId: isOther ? other : mine }));
            const seqs = await journal.appendBatch(entries);
            expect(seqs.every((seq, index) => seq > (seqs[index - 1] ?? newest))).toBe(true);
            newest = seqs.at(-1) ?? newest;
            for (const [index, { documentId, ...rest }] of entries.entries()) model.get(documentId)?.push({ ...rest, seq: seqs[index] ?? 0 });
            break;
          }
          case 'coolDown':
            await journal.coolDown(mine, seqAt(one.upTo));
            break;
          case 'erase': {
            const upTo = seqAt(one.upTo);
            await journal.erase(mine, upTo);
            model.set(mine, model.get(mine)?.filter(({ seq }) => seq > upTo) ?? []);
            break;
          }
          case 'read':
            await same(mine, { after: seqAt(one.after), upTo: seqAt(one.upTo) });
            break;
          default:
            one satisfies never;
        }
        expect(await journal.lastSeq(mine)).toBe(model.get(mine)?.at(-1)?.seq ?? 0);
      }
      await same(mine, {});
      await same(other, {});
      expect(await journal.lastSeq(other)).toBe(model.get(other)?.at(-1)?.seq ?? 0);
    }),
    { numRuns: Number(process.env['YRKA_RUNS'] ?? 30) },
  );
  expect(count('segment')).toBeGreaterThan(10);
});

it('[JO8] makes segments of no more than 2,000 entries and a mebibyte, and none of what is too little', async () => {
  const storage = await openStorage();
  const { journal } = storage;
  const seqs = await journal.appendBatch(Array.from({ length: 5_500 }, (_, index) => entry(index)));
  await journal.appendBatch(Array.from({ length: 999 }, (_, index) => ({ ...entry(index), documentId: 'b' })));
  await journal.appendBatch(Array.from({ length: 1_000 }, (_, index) => ({ ...entry(index), documentId: 'c', update: new Uint8Array(2_000).fill(index) })));
  await journal.coolDown('a', seqs.at(-2) ?? 0);
  for (const id of ['b', 'c']) await journal.coolDown(id, Number.MAX_SAFE_INTEGER);
  const found = peek((database) => database.prepare('SELECT document, toSeq - fromSeq + 1 AS entries FROM segment ORDER BY document, fromSeq').all());
  expect(found).toEqual([
    { document: 'a', entries: 2_000 },
    { document: 'a', entries: 2_000 },
    { document: 'a', entries: 1_499 },
    { document: 'c', entries: 524 },
  ]);
  expect(await journal.readDocumentUpdates('a', { after: 3_998, upTo: 4_002 })).toEqual(
    [3_998, 3_999, 4_000, 4_001].map((index) => {
      const { update, personId, at: time } = entry(index);
      return { seq: index + 1, update, personId, at: time };
    }),
  );
});

it('[JO8] lets an append through between two segments', async () => {
  const journal = await SqliteJournal.open(path, small);
  open.push(journal);
  await journal.appendBatch(Array.from({ length: 80 }, (_, index) => entry(index)));
  const order: string[] = [];
  const cooled = journal.coolDown('a', 80).then(() => order.push('cooled'));
  await journal.appendBatch([entry(81)]).then(() => order.push('appended'));
  await cooled;
  expect(order).toEqual(['appended', 'cooled']);
  expect(count('segment')).toBe(20);
});

it('[JO8] reads the same while segments are made', async () => {
  const journal = await SqliteJournal.open(path, small);
  open.push(journal);
  await journal.appendBatch(Array.from({ length: 400 }, (_, index) => entry(index)));
  const seqs = (await journal.readDocumentUpdates('a')).map(({ seq }) => seq);
  let reads = 0;
  let isMoving = true;
  const moved = journal.coolDown('a', 400).finally(() => {
    isMoving = false;
  });
  while (isMoving) {
    expect((await journal.readDocumentUpdates('a')).map(({ seq }) => seq)).toEqual(seqs);
    reads++;
  }
  await moved;
  expect(reads).toBeGreaterThan(1);
  expect(count('entry')).toBe(0);
});

it('[JO1, JO4, ST8] goes on with new sequences, knows the newest and refuses to be without rows when all is in segments', async () => {
  const first = await openStorage();
  await first.rows.insertMatter(matter('m'), [document('a', 'm')]);
  await first.journal.appendBatch(Array.from({ length: 1_000 }, (_, index) => entry(index)));
  await first.snapshots.write({ documentId: 'a', epoch: 1, upTo: 1_000, update: Uint8Array.of(1) });
  await first.journal.coolDown('a', 1_000);
  expect(count('entry')).toBe(0);
  await first.close();
  const again = await openStorage();
  // Had the store taken the journal for one that is behind (SN4), there would be an entry more, and no snapshot.
  expect([await again.journal.lastSeq('a'), (await again.snapshots.read('a'))?.upTo]).toEqual([1_000, 1_000]);
  expect(await again.journal.appendBatch([entry(0)])).toEqual([1_001]);
  await again.journal.erase('a', 1_001);
  expect(await again.journal.appendBatch([entry(0)])).toEqual([1_002]);
  await again.journal.erase('a');
  expect(await again.journal.lastSeq('a')).toBe(0);
  await again.journal.appendBatch(Array.from({ length: 1_000 }, (_, index) => entry(index)));
  await again.journal.coolDown('a', 2_002);
  expect(count('entry')).toBe(0);
  await again.close();
  rmSync(join(directory, 'yrka.sqlite'));
  await expect(openStorage()).rejects.toMatchObject({ code: 'rowsMissing' });
});

it('[ST9] brings a journal along that was written before there were segments', async () => {
  const old = openDatabase(path, journalMigrations.slice(0, 1));
  const insert = old.prepare('INSERT INTO entry (document, person, at, bytes) VALUES (?, ?, ?, ?)');
  for (let index = 0; index < 10; index++) insert.run('a', 'anna', index, Uint8Array.of(index));
  old.close();
  const journal = await SqliteJournal.open(path, small);
  open.push(journal);
  const before = await journal.readDocumentUpdates('a');
  await journal.coolDown('a', 10);
  expect(count('segment')).toBe(3);
  expect(before).toHaveLength(10);
  expect(await journal.readDocumentUpdates('a')).toEqual(before);
});

it('[JO9] has after a move that was torn at any byte either the rows or the segment', async () => {
  const written = openDatabase(path, journalMigrations);
  open.push(written);
  const insert = written.prepare('INSERT INTO entry (document, person, at, bytes) VALUES (?, ?, ?, ?)');
  const all = Array.from({ length: 600 }, (_, index) => Uint8Array.from([index, index >> 8, 7, 7, 7]));
  written.transaction(() => {
    for (const [index, update] of all.entries()) insert.run('a', 'anna', index, update);
  })();
  written.pragma('wal_checkpoint(TRUNCATE)');
  const segments = new ColdSegments(written, { fewestEntries: 100, mostEntries: 200, mostBytes: 10_000 });
  const file = readFileSync(path);
  const ends = [0, 200, 400, 600].map((moved) => {
    if (moved > 0) expect(segments.coolDown('a', 600)).toBe(moved);
    return moved === 0 ? 0 : readFileSync(`${path}-wal`).length;
  });
  const wal = readFileSync(`${path}-wal`);
  const frame = 24 + 4_096;
  const cuts = Array.from({ length: Math.ceil(wal.length / frame) }, (_, index) => [32, 33, 56, 2_000].map((more) => index * frame + more)).flat();
  for (const kept of [0, ...cuts, ...ends, ...ends.map((end) => end - 1)].filter((length) => length >= 0 && length <= wal.length)) {
    const torn = join(mkdtempSync(join(directory, 'torn-')), 'journal.sqlite');
    writeFileSync(torn, file);
    writeFileSync(`${torn}-wal`, wal.subarray(0, kept));
    const database = openDatabase(torn, journalMigrations);
    const rows = database.prepare<[], StoredEntry>('SELECT seq, person, at, bytes FROM entry ORDER BY seq').all();
    const cold = database.prepare<[], Buffer>('SELECT bytes FROM segment ORDER BY fromSeq').pluck().all().flatMap(unpackSegmentSync);
    database.close();
    expect(cold.length, `of the -wal ${kept} bytes`).toBe(ends.filter((end) => end > 0 && end <= kept).length * 200);
    expect([...cold, ...rows].map((found) => [found.seq, ...found.bytes])).toEqual(all.map((update, index) => [index + 1, ...update]));
  }
});

it('[JO9] makes a segment in the room that its rows leave', async () => {
  const journal = await SqliteJournal.open(path, { fewestEntries: 2, mostEntries: 20, mostBytes: 1_000_000 });
  open.push(journal);
  await journal.appendBatch(Array.from({ length: 40 }, (_, index) => ({ ...entry(index), update: noise(3_000) })));
  const before = await journal.readDocumentUpdates('a');
  journal.limitSize(0);
  await journal.coolDown('a', 40);
  expect([count('entry'), count('segment')]).toEqual([0, 2]);
  expect(await journal.readDocumentUpdates('a')).toEqual(before);
});

it('[JO5, JO9] rejects as full where a segment has no room, harms nothing, and makes it when there is', async () => {
  const journal = await SqliteJournal.open(path, { ...small, mostEntries: 100, mostBytes: 1_000_000 });
  open.push(journal);
  // Every other row is another document's: no page is free when those of one have gone.
  await journal.appendBatch(Array.from({ length: 200 }, (_, index) => ({ ...entry(index), update: noise(90), documentId: index % 2 === 0 ? 'a' : 'b' })));
  const before = await journal.readDocumentUpdates('a');
  journal.limitSize(0);
  await expect(journal.coolDown('a', 200)).rejects.toMatchObject({ code: 'full' });
  expect([count('entry'), count('segment')]).toEqual([200, 0]);
  expect(await journal.readDocumentUpdates('a')).toEqual(before);
  journal.limitSize(Infinity);
  await journal.coolDown('a', 200);
  expect([count('entry'), count('segment')]).toEqual([100, 1]);
  expect(await journal.readDocumentUpdates('a')).toEqual(before);
});

it('[ST2] refuses to make segments once closed', async () => {
  const journal = await SqliteJournal.open(path, small);
  await journal.appendBatch(Array.from({ length: 80 }, (_, index) => entry(index)));
  await Promise.all([expect(journal.coolDown('a', 80)).rejects.toMatchObject({ code: 'closed' }), journal.close()]);
  await expect(journal.coolDown('a', 80)).rejects.toMatchObject({ code: 'closed' });
  const again = await SqliteJournal.open(path, small);
  open.push(again);
  expect(await again.readDocumentUpdates('a')).toHaveLength(80);
});

it('[JO10] leaves of what was erased neither words nor segments in the file, nor of what was moved the rows', async () => {
  const journal = await SqliteJournal.open(path, { fewestEntries: 2, mostEntries: 30, mostBytes: 1_000_000 });
  open.push(journal);
  const words = (index: number) => `Hemligt ord nummer ${index} som ingen mer får läsa`;
  await journal.appendBatch(Array.from({ length: 90 }, (_, index) => ({ ...entry(index), update: Buffer.from(words(index)) })));
  await journal.coolDown('a', 60);
  const segments = peek((database) => database.prepare<[], Buffer>('SELECT bytes FROM segment ORDER BY fromSeq').pluck().all());
  expect(segments).toHaveLength(2);
  await journal.erase('a', 45);
  expect((await journal.readDocumentUpdates('a')).map(({ seq }) => seq)).toEqual(Array.from({ length: 45 }, (_, index) => index + 46));
  const file = Buffer.concat([readFileSync(path), readFileSync(`${path}-wal`)]);
  // Those still in rows: the search does find what is there.
  expect(file.includes(words(75))).toBe(true);
  for (let index = 0; index < 60; index++) expect(file.includes(words(index))).toBe(false);
  for (const segment of segments)
    for (let from = 0; from + 16 <= segment.length; from += 16) expect(file.includes(segment.subarray(from, from + 16))).toBe(false);
});

it('[JO11] reads what lies beside a damaged segment, says which cannot be read, and still erases it', async () => {
  const journal = await SqliteJournal.open(path, small);
  open.push(journal);
  await journal.appendBatch(Array.from({ length: 9 }, (_, index) => entry(index)));
  await journal.coolDown('a', 8);
  const harming = new Database(path);
  harming.prepare('UPDATE segment SET bytes = substr(bytes, 1, 20) WHERE fromSeq = 5').run();
  harming.close();
  await expect(journal.readDocumentUpdates('a')).rejects.toMatchObject({ code: 'failed' });
  expect(await journal.readDocumentUpdates('a', { upTo: 4 })).toHaveLength(4);
  expect(await journal.readDocumentUpdates('a', { after: 8 })).toHaveLength(1);
  await expect(journal.erase('a', 6)).rejects.toMatchObject({ code: 'failed' });
  await journal.erase('a', 8);
  expect(await journal.readDocumentUpdates('a')).toHaveLength(1);
});

async function openStorage(): Promise<SqliteStorage> {
  const storage = await openSqliteStorage({ directory });
  open.push(storage);
  return storage;
}

function peek<Result>(look: (database: Database.Database) => Result): Result {
  const database = new Database(path, { readonly: true });
  try {
    return look(database);
  } finally {
    database.close();
  }
}

function count(table: 'entry' | 'segment'): unknown {
  return peek((database) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
}

function entry(index: number): NewJournalEntry {
  return {
    documentId: 'a',
    update: Uint8Array.of(index, index >> 8, 1),
    personId: index % 3 === 0 ? null : 'anna',
    at: new Date(1_795_000_000_000 + index * 37),
  };
}

/** What does not compress, and is the same in every run. */
function noise(length: number): Uint8Array {
  return Uint8Array.from({ length }, () => {
    noiseState = (Math.imul(noiseState, 1_103_515_245) + 12_345) >>> 0;
    return noiseState >>> 16;
  });
}
let noiseState = 1;
