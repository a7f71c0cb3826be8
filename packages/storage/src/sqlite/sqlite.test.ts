import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eraseDeleted } from '../erasing.ts';
import { describeStorage } from '../contract.suite.ts';
import { document, matter, person } from '../contract/rowsForTests.ts';
import type { NewJournalEntry } from '../contract.ts';
import { readHistory } from '../history.ts';
import { journalMigrations, rowMigrations } from './migrations.ts';
import { kyselyOf } from './kysely.ts';
import { openDatabase, storageError } from './open.ts';
import { openSqliteReader } from './reader.ts';
import { openSqliteStorage, type SqliteStorage } from './sqlite.ts';

let directory: string;
let opened: SqliteStorage[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'yrka-storage-'));
});

afterEach(async () => {
  await Promise.all(opened.map((storage) => storage.close()));
  opened = [];
  rmSync(directory, { recursive: true, force: true });
});

/** A store in which nothing is yet, closed: to copy it takes a tenth of making its tables on the disk. */
const empty = mkdtempSync(join(tmpdir(), 'yrka-storage-empty-'));
beforeAll(async () => (await openSqliteStorage({ directory: empty })).close());
afterAll(() => rmSync(empty, { recursive: true }));

describeStorage('sqlite', () => {
  cpSync(empty, directory, { recursive: true });
  return open();
});

describe('sqlite', () => {
  it('[ST3] finds everything again when it is opened anew', async () => {
    const storage = await open();
    await storage.journal.appendBatch([entry(1), entry(2)]);
    await storage.rows.putPeople([person('anna', 'Anna Lind', 'L')]);
    await storage.close();
    const again = await open();
    expect((await again.journal.readDocumentUpdates('a')).map(({ update }) => update[0])).toEqual([1, 2]);
    expect((await again.rows.person('anna'))?.name).toBe('Anna Lind');
  });

  it('[READ1] is read beside an instance that has the directory, and written by nobody else', async () => {
    const storage = await open();
    await storage.rows.insertMatter(matter('m1'), [document('a', 'm1')]);
    await storage.journal.appendBatch([entry(1), entry(2)]);
    const reader = openSqliteReader({ directory });
    expect((await reader.rows.documents('m1')).map(({ id }) => id)).toEqual(['a']);
    await storage.journal.appendBatch([entry(3)]);
    expect((await reader.journal.readDocumentUpdates('a')).map(({ update }) => update[0])).toEqual([1, 2, 3]);
    await expect(reader.journal.appendBatch([entry(4)])).rejects.toMatchObject({ code: 'failed' });
    await expect(reader.rows.insertMatter(matter('m2'))).rejects.toMatchObject({ code: 'failed' });
    await reader.close();
    expect(() => openSqliteReader({ directory: join(directory, 'nowhere') })).toThrow(expect.objectContaining({ code: 'rowsMissing' }));
  });

  it('[RUN4] has runs derived anew when the journal was restored from an older backup, and no others', async () => {
    const storage = await open();
    await storage.rows.insertMatter(matter('m1'), [document('a', 'm1'), document('b', 'm1'), document('c', 'm1')]);
    const [seq = 0] = await storage.journal.appendBatch([entry(1)]);
    const run = { did: 'wrote', clientId: 77, clock: 0, length: 3, personId: 'anna', at: new Date(0), source: null } as const;
    await storage.rows.runs.put('a', [run], seq);
    await storage.rows.runs.put('b', [run], seq + 100);
    await storage.rows.runs.end('c');
    await storage.close();
    const { runs } = (await open()).rows;
    expect([await runs.progress('a'), await runs.progress('b'), await runs.progress('c')]).toEqual([seq, 0, null]);
    expect(await runs.of('b')).toEqual([run]);
  });

  it('[SN4] takes a snapshot that reaches past a restored journal into the journal, and loses nothing of either', async () => {
    const storage = await open();
    await storage.journal.appendBatch([entry(1)]);
    await storage.close();
    const backup = new Database(join(directory, 'journal.sqlite'));
    await backup.backup(join(directory, 'older.sqlite'));
    backup.close();
    const newer = await open();
    const [seq] = await newer.journal.appendBatch([entry(2)]);
    await newer.snapshots.write({ documentId: 'a', epoch: 1, upTo: seq ?? 0, update: new Uint8Array([12]) });
    await newer.close();
    for (const end of ['-wal', '-shm']) rmSync(join(directory, `journal.sqlite${end}`), { force: true });
    renameSync(join(directory, 'older.sqlite'), join(directory, 'journal.sqlite'));
    const restored = await open();
    await restored.journal.appendBatch([entry(3)]);
    expect(await restored.snapshots.read('a')).toBeNull();
    expect((await readHistory(restored, 'a')).entries.map(({ update }) => update[0])).toEqual([1, 12, 3]);
  });

  it('[SN4] keeps such a snapshot apart from a journal of an earlier epoch', async () => {
    const storage = await open();
    await storage.journal.appendBatch([entry(1)]);
    await storage.snapshots.write({ documentId: 'a', epoch: 2, upTo: 2, update: new Uint8Array([20]) });
    await storage.close();
    const restored = await open();
    await restored.journal.appendBatch([entry(3)]);
    const { epoch, snapshot, entries } = await readHistory(restored, 'a');
    expect([epoch, snapshot?.update[0], ...entries.map(({ update }) => update[0])]).toEqual([2, 20, 3]);
    expect(await restored.snapshots.read('a')).toBeNull();
  });

  it('[ST4] says that another instance has the directory, and lets it in afterwards', async () => {
    const first = await open();
    await expect(open()).rejects.toMatchObject({ code: 'locked', message: expect.stringContaining(directory) });
    await first.journal.appendBatch([entry(1)]);
    await first.close();
    await expect(open()).resolves.toBeDefined();
  });

  it.each(['journal.sqlite', 'yrka.sqlite'])('[ST5] refuses %s of a newer program and leaves it as it was', async (file) => {
    const storage = await open();
    await storage.journal.appendBatch([entry(1)]);
    await storage.close();
    const newer = new Database(join(directory, file));
    newer.pragma('user_version = 99');
    newer.close();
    const before = readFileSync(join(directory, file));
    await expect(open()).rejects.toMatchObject({ code: 'newerDatabase' });
    expect(readFileSync(join(directory, file)).equals(before)).toBe(true);
  });

  it('[ST7] leaves one file for the journal and one for the rows when it is closed', async () => {
    const storage = await open();
    await storage.journal.appendBatch([entry(1)]);
    await storage.rows.putPeople([person('anna', 'Anna Lind', 'L')]);
    await storage.close();
    expect(readdirSync(directory).filter((name) => /-(?:wal|shm)$/.test(name))).toEqual([]);
    expect(await (await open()).journal.lastSeq('a')).toBe(1);
  });

  it.each([
    ['is gone', () => rmSync(join(directory, 'journal.sqlite'))],
    ['is empty', () => writeFileSync(join(directory, 'journal.sqlite'), '')],
  ])('[ST8] refuses documents whose journal %s, and begins no other', async (_, harm) => {
    const storage = await open();
    await storage.journal.appendBatch([entry(1)]);
    await storage.rows.insertMatter(matter('m'), [document('a', 'm')]);
    await storage.close();
    harm();
    const before = readdirSync(directory);
    await expect(open()).rejects.toMatchObject({ code: 'journalMissing' });
    expect(readdirSync(directory)).toEqual(before);
  });

  it.each([
    ['are gone', () => rmSync(join(directory, 'yrka.sqlite'))],
    ['are empty', () => writeFileSync(join(directory, 'yrka.sqlite'), '')],
  ])('[ST8] refuses words whose rows %s, and begins no others', async (_, harm) => {
    const storage = await open();
    await storage.journal.appendBatch([entry(1)]);
    await storage.close();
    harm();
    const before = readdirSync(directory);
    await expect(open()).rejects.toMatchObject({ code: 'rowsMissing' });
    expect(readdirSync(directory)).toEqual(before);
  });

  it('[ST11] erases at its opening what was written in deleted documents, and nothing of others', async () => {
    const storage = await open();
    await storage.rows.insertMatter(matter('m'), [document('a', 'm'), document('b', 'm'), document('c', 'm')]);
    await storage.journal.appendBatch(['a', 'b', 'c'].map((documentId) => ({ ...entry(1), documentId, update: secretWords })));
    await storage.rows.deleteDocument('a');
    await storage.snapshots.write({ documentId: 'a', epoch: 1, upTo: 9, update: secretWords });
    // Taken in again, from a bundle.
    await storage.rows.deleteDocument('b');
    await storage.rows.insertDocument(document('b', 'm'));
    await storage.close();
    const again = await open();
    expect(await Promise.all(['a', 'b', 'c'].map(async (id) => (await again.journal.readDocumentUpdates(id)).length))).toEqual([0, 1, 1]);
    expect([await again.rows.unerased(), await again.snapshots.read('a')]).toEqual([[], null]);
    await again.rows.deleteDocument('b');
    await again.rows.deleteDocument('c');
    await again.close();
    await (await open()).close();
    for (const name of ['journal.sqlite', 'yrka.sqlite']) expect(readFileSync(join(directory, name)).includes(secretWords)).toBe(false);
  });

  it('[ST11] erases at its opening what was written in a document whose row never came', async () => {
    const storage = await open();
    await storage.rows.insertMatter(matter('m'), []);
    for (const id of ['a', 'b']) await storage.rows.beginDocument(id);
    await storage.journal.appendBatch(['a', 'b'].map((documentId) => ({ ...entry(1), documentId, update: secretWords })));
    await storage.rows.insertDocument(document('b', 'm'));
    await storage.close();
    const again = await open();
    expect([await again.journal.lastSeq('a'), await again.journal.lastSeq('b'), await again.rows.unerased()]).toEqual([0, 2, []]);
  });

  it('[ST11] leaves no word of a deleted document in any file, while it is open', async () => {
    const storage = await open();
    await storage.rows.insertMatter(matter('m'), [document('a', 'm')]);
    await storage.journal.appendBatch([{ ...entry(1), documentId: 'a', update: secretWords }]);
    await storage.snapshots.write({ documentId: 'a', epoch: 1, upTo: 1, update: secretWords });
    await storage.rows.deleteDocument('a');
    await eraseDeleted(storage, 'a');
    const files = readdirSync(directory).filter((name) => readFileSync(join(directory, name)).includes(secretWords));
    expect(files).toEqual([]);
  });

  describe('[ST11, WAY7] what is searched', () => {
    const word = 'skogsbacksutredningen';
    const inFiles = () => readdirSync(directory).filter((name) => readFileSync(join(directory, name)).includes(word));
    const begun = async () => {
      const storage = await open();
      await storage.rows.insertMatter(matter('m'), [document('a', 'm'), document('b', 'm')]);
      for (const id of ['a', 'b']) await storage.rows.way.index(id, { title: 'Om en park', text: 'Den ligger vid torget.', space: 'municipality' });
      await storage.rows.way.index('a', { title: 'Om en park', text: `Den ligger vid torget, och ${word} är hemlig.`, space: 'municipality' });
      return storage;
    };

    it('keeps no word of a document that was deleted', async () => {
      const storage = await begun();
      await storage.rows.deleteDocument('a');
      await eraseDeleted(storage, 'a');
      expect([inFiles(), await storage.rows.way.search('torget', [])]).toEqual([[], ['b']]);
    });

    it('keeps no word that was struck before working material was cleared', async () => {
      const storage = await begun();
      await storage.rows.way.index('a', { title: 'Om en park', text: 'Den ligger vid torget.', space: 'municipality' });
      await storage.rows.way.clearWorkingMaterial('a');
      expect(await storage.rows.unerased()).toEqual(['a']);
      await storage.rows.erased('a');
      expect([inFiles(), await storage.rows.unerased(), [...(await storage.rows.way.search('torget', []))].sort()]).toEqual([[], [], ['a', 'b']]);
    });

    it('keeps none after the next opening where the process ended before that', async () => {
      const storage = await begun();
      await storage.rows.way.index('a', { title: 'Om en park', text: 'Den ligger vid torget.', space: 'municipality' });
      await storage.rows.way.clearWorkingMaterial('a');
      await storage.close();
      await (await open()).close();
      expect(inFiles()).toEqual([]);
    });
  });

  it('[ST11] opens though what is left of a deleted document cannot be erased, and tries it again', async () => {
    const storage = await open();
    await storage.rows.insertMatter(matter('m'), [document('a', 'm')]);
    await storage.journal.appendBatch([entry(1)]);
    await storage.rows.deleteDocument('a');
    await storage.close();
    const journal = new Database(join(directory, 'journal.sqlite'));
    journal.exec("CREATE TRIGGER refusing BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'not now'); END");
    journal.close();
    const again = await open();
    expect(await again.rows.unerased()).toEqual(['a']);
    expect(await again.journal.appendBatch([{ ...entry(2), documentId: 'b' }])).toHaveLength(1);
    await again.close();
    const mended = new Database(join(directory, 'journal.sqlite'));
    mended.exec('DROP TRIGGER refusing');
    mended.close();
    const last = await open();
    expect([await last.rows.unerased(), await last.journal.lastSeq('a')]).toEqual([[], 0]);
  });

  it('[ST6] tells a full disk from other failures, whoever says it', () => {
    const told = (code: string) => storageError(Object.assign(new Error('x'), { code }), 'x').code;
    // The second is what SQLite says when the index of the -wal has no room, the third what the system says of a folder.
    expect(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT', 'SQLITE_IOERR_READ', 'EACCES'].map(told)).toEqual([
      'full',
      'full',
      'full',
      'full',
      'failed',
      'failed',
    ]);
  });

  it('[RO10] takes a second factor away with the sessions of its account, whole or not at all', async () => {
    const { rows, accounts } = await open();
    const run = (query: string) => sql.raw(query).execute(accounts.db);
    const at = '2026-11-25T08:00:00.000Z';
    for (const id of ['anna', 'omar']) {
      await run(`INSERT INTO signInUser VALUES ('${id}', '', '${id}@yrka.invalid', 1, NULL, '${at}', '${at}', 1, 'person-${id}')`);
      await run(`INSERT INTO signInSession VALUES ('${id}', '${at}', '${id}', '${at}', '${at}', NULL, NULL, '${id}')`);
      await run(`INSERT INTO signInTwoFactor VALUES ('${id}', 'secret', 'codes', '${id}', 1, 0, NULL)`);
    }
    const left = async () =>
      (
        await sql<{ of: string }>`SELECT userId AS "of" FROM signInSession UNION ALL SELECT userId FROM signInTwoFactor ORDER BY 1`.execute(accounts.db)
      ).rows.map((row) => row.of);
    const stopped = rows.transaction(async (within) => {
      expect(await within.endSecondFactor('person-anna')).toBe(true);
      throw new Error('it cannot be recorded');
    });
    await expect(stopped).rejects.toThrow('it cannot be recorded');
    expect(await left()).toEqual(['anna', 'anna', 'omar', 'omar']);
    expect(await rows.endSecondFactor('person-anna')).toBe(true);
    expect(await left()).toEqual(['omar', 'omar']);
    expect([await rows.endSecondFactor('person-anna'), await rows.endSecondFactor('nobody')]).toEqual([false, false]);
  });

  it('[ST6] lets the end of a transaction not hide that the disk was full', async () => {
    const database = openDatabase(join(directory, 'small.sqlite'), ['CREATE TABLE word (text TEXT NOT NULL) STRICT']);
    const db = kyselyOf<{ word: { text: string } }>(database);
    database.pragma('max_page_count = 4');
    const write = (text: string) => db.transaction().execute((transaction) => transaction.insertInto('word').values({ text }).execute());
    await expect(write('x'.repeat(100_000))).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    await write('kort');
    expect(await db.selectFrom('word').selectAll().execute()).toEqual([{ text: 'kort' }]);
    await db.destroy();
  });

  it('[ST6] says that another program has the rows, and goes on when it has let go', async () => {
    const { rows } = await open();
    const other = new Database(join(directory, 'yrka.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    await expect(rows.claimClients([{ documentId: 'a', clientId: 1, personId: 'anna' }])).rejects.toMatchObject({ code: 'locked' });
    other.close();
    expect(await rows.claimClients([{ documentId: 'a', clientId: 1, personId: 'anna' }])).toHaveLength(1);
  });

  it('[ST6] says that a file is no database of ours', async () => {
    writeFileSync(join(directory, 'journal.sqlite'), 'Det här är ingen databas, utan en vanlig textfil som någon lade här.');
    await expect(open()).rejects.toMatchObject({ code: 'failed' });
  });

  it('[JO5] rejects as full when there is no room, loses nothing from before, and heals', async () => {
    const { journal } = await open();
    await journal.appendBatch([entry(1)]);
    journal.limitSize(0);
    const large = { ...entry(2), update: new Uint8Array(200_000) };
    await expect(journal.appendBatch([entry(3), large])).rejects.toMatchObject({ code: 'full' });
    expect(await journal.readDocumentUpdates('a')).toHaveLength(1);
    journal.limitSize(Infinity);
    await journal.appendBatch([large, entry(4)]);
    expect((await journal.readDocumentUpdates('a')).map(({ update }) => update.length)).toEqual([1, 200_000, 1]);
  });

  it('[JO6] opens after a commit that was torn at any byte, with all that was committed before it', async () => {
    const storage = await open();
    await storage.journal.appendBatch([entry(1), entry(2)]);
    const committed = readFileSync(join(directory, 'journal.sqlite-wal')).length;
    await storage.journal.appendBatch([{ ...entry(3), update: new Uint8Array(10_000).fill(3) }]);
    const files = ['journal.sqlite', 'journal.sqlite-wal', 'yrka.sqlite', 'yrka.sqlite-wal'].map((name) => ({
      name,
      bytes: readFileSync(join(directory, name)),
    }));
    await storage.close();
    const wal = files[1]?.bytes.length ?? 0;
    expect(wal).toBeGreaterThan(committed);
    // Whole frames, a frame's header, and the middle of a page.
    for (const kept of [committed, committed + 10, committed + 24 + 2_000, committed + 4_120, wal - 1]) {
      const torn = mkdtempSync(join(directory, 'torn-'));
      for (const { name, bytes } of files) writeFileSync(join(torn, name), name === 'journal.sqlite-wal' ? bytes.subarray(0, kept) : bytes);
      const again = await openSqliteStorage({ directory: torn });
      opened.push(again);
      expect((await again.journal.readDocumentUpdates('a')).map(({ update }) => update[0])).toEqual([1, 2]);
      await again.journal.appendBatch([entry(4)]);
      expect(await again.journal.readDocumentUpdates('a')).toHaveLength(3);
    }
  });

  it('[ST9] brings the data of the first version along: drafts stay with their party, what had a number is the municipality’s', async () => {
    const old = openDatabase(join(directory, 'yrka.sqlite'), rowMigrations.slice(0, 1));
    const insert = (table: string, ...rows: readonly (readonly (string | number | null)[])[]) => {
      for (const row of rows) old.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`).run(...row);
    };
    insert('person', ['anna', 'Anna Lind', 'L', 'member', null, null], ['jonas', 'Jonas Alm', null, 'secretary', null, null]);
    insert(
      'matter',
      ['draft', 'Cykel', null, null, 1],
      ['filed', 'Motion om bibliotek', 'KS 2026-00187', null, 2],
      ['sample', '§', null, 'Verkligt', 3],
      ['lost', 'Inläst', null, null, 4],
    );
    insert(
      'document',
      ['d1', 'draft', 'motion', 'bjorkvik', 'anna', 1, 'Cykel', '[]', 1],
      ['d2', 'filed', 'motion', 'bjorkvik', 'anna', 2, 'Bibliotek', '[]', 2],
      ['d3', 'filed', 'officerReport', 'bjorkvik', 'jonas', 2, 'Svar', '[]', 2],
      ['d4', 'sample', 'minutesItem', 'huddinge', null, 3, '§', '[]', 3],
      ['d5', 'lost', 'motion', 'bjorkvik', 'jonas', 4, 'Inläst', '[]', 4],
    );
    old.close();
    writeFileSync(join(directory, 'journal.sqlite'), '');
    const journal = openDatabase(join(directory, 'journal.sqlite'), journalMigrations);
    journal.prepare('INSERT INTO entry (document, person, at, bytes) VALUES (?, ?, ?, ?)').run('d1', 'anna', 1, Uint8Array.of(1));
    journal.close();
    const { rows } = await open();
    expect((await rows.matters()).map(({ id, stage }) => `${id} ${stage}`)).toEqual([
      'lost received',
      'sample published',
      'filed registered',
      'draft drafting',
    ]);
    expect((await rows.documents()).map(({ id, space, party, stage }) => `${id} ${space} ${party} ${stage}`)).toEqual([
      'd1 party L draft',
      'd2 municipality null received',
      'd3 municipality null working',
      'd4 published null published',
      'd5 municipality null received',
    ]);
    expect(await rows.person('jonas')).toMatchObject({ roles: ['secretary'], isActive: true, isProtected: false });
  });
});

async function open(): Promise<SqliteStorage> {
  const storage = await openSqliteStorage({ directory });
  opened.push(storage);
  return storage;
}

function entry(byte: number): NewJournalEntry {
  return { documentId: 'a', update: Uint8Array.of(byte), personId: null, at: new Date(0) };
}

const secretWords = new TextEncoder().encode('det som ingen skulle läsa');
