import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { kyselyOf, notWaitingForDisk } from './kysely.ts';
import { openDatabase } from './open.ts';

type Words = { readonly word: { readonly text: string } };

let directory: string;
let db: Kysely<Words>;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'yrka-kysely-'));
  db = kyselyOf<Words>(openDatabase(join(directory, 'words.sqlite'), ['CREATE TABLE word (text TEXT NOT NULL) STRICT']));
});

afterEach(async () => {
  await db.destroy();
  rmSync(directory, { recursive: true });
});

let asked = 0;
/** Whether a commit would wait for the disk now. What a pragma answers is settled when it is prepared: each is asked anew. */
async function waits(within: Kysely<Words>): Promise<boolean> {
  const { rows } = await sql<{ readonly synchronous: number }>`PRAGMA synchronous ${sql.raw(`/* ${asked++} */`)}`.execute(within);
  return rows[0]?.synchronous === 2;
}

const write = (within: Kysely<Words>, text: string) => within.insertInto('word').values({ text }).execute();

it('[ST12] waits for the disk with all that others write, while and after something does not', async () => {
  const found = await Promise.all([
    db.transaction().execute(async (within) => [await waits(within), await write(within, 'a'), await waits(within)]),
    notWaitingForDisk(db, async (own) => {
      const before = await waits(own);
      await own.transaction().execute((within) => write(within, 'b'));
      return [before, await waits(own)];
    }),
    waits(db),
    db.transaction().execute(waits),
    notWaitingForDisk(db, waits),
  ]);
  expect(found.map((answer) => (Array.isArray(answer) ? answer.filter((one) => typeof one === 'boolean') : answer))).toEqual([
    [true, true],
    [false, false],
    true,
    true,
    false,
  ]);
  expect(await waits(db)).toBe(true);
});

it('[ST12] waits for the disk again after what failed', async () => {
  await expect(notWaitingForDisk(db, (own) => sql`INSERT INTO sentence VALUES (1)`.execute(own))).rejects.toThrow('no such table');
  const changed = notWaitingForDisk(db, (own) =>
    own.transaction().execute(async (within) => {
      await write(within, 'a');
      throw new Error('changed my mind');
    }),
  );
  await expect(changed).rejects.toThrow('changed my mind');
  expect([await waits(db), await db.selectFrom('word').selectAll().execute()]).toEqual([true, []]);
});

it('[ST12] is part of a transaction that is open already, and waits as that does', async () => {
  await db.transaction().execute(async (within) => {
    expect(await notWaitingForDisk(within, waits)).toBe(true);
  });
});
