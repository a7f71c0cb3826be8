import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Seq } from '../contract.ts';
import { joinedRuns, type Run, type Runs, runWithout } from '../runs.ts';
import { asked, atomically, attempt } from './attempt.ts';
import type { Stored } from './codec.ts';
import { runCodec, type Tables } from './tables.ts';

export class SqliteRuns implements Runs {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  progress(documentId: string): Promise<Seq | null> {
    return attempt('reading how far runs are written', async () => {
      const [row] = await asked<{ readonly upTo: Seq | null }>(this.#db, 'SELECT upTo FROM runProgress WHERE documentId = ?', documentId);
      return row === undefined ? 0 : row.upTo;
    });
  }

  async put(documentId: string, runs: readonly Run[], upTo: Seq): Promise<void> {
    await attempt('writing runs', () =>
      atomically(this.#db, async (db) => {
        if ((await new SqliteRuns(db).progress(documentId)) === null) return;
        for (const run of runs) await add(db, documentId, run);
        await db
          .insertInto('runProgress')
          .values({ documentId, upTo, isShown: 0 })
          .onConflict((conflict) => conflict.column('documentId').doUpdateSet({ upTo }).where('runProgress.upTo', '<', upTo))
          .execute();
      }),
    );
  }

  async replace(documentId: string, clientId: number, runs: readonly Run[]): Promise<void> {
    const joined = [...Map.groupBy(runs, ({ did }) => did).values()].flatMap(joinedAll);
    await attempt('replacing runs', async () => {
      await this.#db.deleteFrom('run').where('documentId', '=', documentId).where('clientId', '=', clientId).execute();
      for (let from = 0; from < joined.length; from += atOnce) {
        if (from > 0) await nextTurn();
        const part = joined.slice(from, from + atOnce).map((run) => ({ documentId, ...runCodec.encode(run) }));
        await atomically(this.#db, async (db) => {
          // They may have ended between two parts, or the document with them.
          const document = await db.selectFrom('document').select('id').where('id', '=', documentId).executeTakeFirst();
          if (document === undefined || (await new SqliteRuns(db).progress(documentId)) === null) return;
          await db.insertInto('run').values(part).execute();
        });
      }
    });
  }

  of(documentId: string, kinds: readonly Run['did'][] = everyKind): Promise<readonly Run[]> {
    return attempt('reading runs', async () => {
      const found: Run[] = [];
      for (const did of kinds.toSorted()) {
        let part: readonly Run[];
        let [client, clock] = [-1, -1];
        do {
          if (found.length > 0) await nextTurn();
          const behind = sql<boolean>`(clientId, clock) > (${client}, ${clock})`;
          const ofKind = this.#db.selectFrom('run').select(columns).where('documentId', '=', documentId).where('did', '=', did).where(behind);
          part = (await ofKind.orderBy('clientId').orderBy('clock').limit(readAtOnce).execute()).map(runCodec.decode);
          for (const run of part) found.push(run);
          [client, clock] = [part.at(-1)?.clientId ?? client, part.at(-1)?.clock ?? clock];
        } while (part.length === readAtOnce);
      }
      return found;
    });
  }

  areShown(documentId: string): Promise<boolean> {
    return attempt('reading whether runs are shown', async () => {
      const row = await this.#db.selectFrom('runProgress').select('isShown').where('documentId', '=', documentId).executeTakeFirst();
      return row?.isShown === 1;
    });
  }

  show(documentId: string, areShown: boolean): Promise<boolean> {
    return attempt('showing runs', async () => {
      const isShown = Number(areShown);
      const { numInsertedOrUpdatedRows } = await this.#db
        .insertInto('runProgress')
        .values({ documentId, upTo: 0, isShown })
        .onConflict((conflict) =>
          conflict.column('documentId').doUpdateSet({ isShown }).where('runProgress.isShown', '!=', isShown).where('runProgress.upTo', 'is not', null),
        )
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    });
  }

  /** Up to where they are written in each document in which they are kept. */
  async list(): Promise<readonly { readonly documentId: string; readonly upTo: Seq }[]> {
    const rows = await attempt('listing how far runs are written', () => this.#db.selectFrom('runProgress').select(['documentId', 'upTo']).execute());
    return rows.flatMap(({ documentId, upTo }) => (upTo === null ? [] : [{ documentId, upTo }]));
  }

  /** Has them written once more from the first entry of the journal on; those there are stay. */
  async startOver(documentId: string): Promise<void> {
    await attempt('starting runs over', () => this.#db.updateTable('runProgress').set({ upTo: 0 }).where('documentId', '=', documentId).execute());
  }

  async end(documentId: string): Promise<void> {
    await attempt('ending runs', () =>
      atomically(this.#db, async (db) => {
        await db.deleteFrom('run').where('documentId', '=', documentId).execute();
        const ended = { upTo: null, isShown: 0 };
        await db
          .insertInto('runProgress')
          .values({ documentId, ...ended })
          .onConflict((conflict) => conflict.column('documentId').doUpdateSet(ended))
          .execute();
      }),
    );
  }
}

/** Some milliseconds each, in which nobody else is served. */
const atOnce = 500;
const readAtOnce = 2_000;

const everyKind = ['accepted', 'removed', 'wrote'] as const;

const columns = ['did', 'clientId', 'clock', 'length', 'personId', 'at', 'source'] as const;

async function add(db: Kysely<Tables>, documentId: string, run: Run): Promise<void> {
  const beside = await touching(db, documentId, run);
  const parts = run.did === 'accepted' ? [run] : runWithout(run, beside);
  // What was accepted before is so no longer where it is accepted anew.
  const kept = run.did === 'accepted' ? beside.flatMap((known) => runWithout(known, [run])) : beside;
  const after = joinedAll([...kept, ...parts]);
  for (const known of beside) if (!after.some((row) => isSame(row, known))) await remove(db, documentId, known);
  for (const row of after) {
    if (beside.some((known) => isSame(row, known))) continue;
    const { did, clientId, clock, length, personId, at, source } = runCodec.encode(row);
    await asked(
      db,
      `INSERT INTO run (documentId, ${columns.join()}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      documentId,
      did,
      clientId,
      clock,
      length,
      personId,
      at,
      source,
    );
  }
}

/** Those of its kind and client that overlap a run or stand next to it, by clock. */
async function touching(db: Kysely<Tables>, documentId: string, { did, clientId, clock, length }: Run): Promise<readonly Run[]> {
  const found = await asked<Stored<Run>>(db, besideOf, documentId, did, clientId, documentId, did, clientId, clock, clock + length);
  return found.map(runCodec.decode).filter((run) => run.clock + run.length >= clock);
}

const besideOf = `SELECT ${columns.join()} FROM run WHERE documentId = ? AND did = ? AND clientId = ?
  AND clock >= coalesce((SELECT max(clock) FROM run WHERE documentId = ? AND did = ? AND clientId = ? AND clock <= ?), 0) AND clock <= ?
  ORDER BY clock`;

function joinedAll(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs.toSorted((a, b) => a.clock - b.clock)) {
    const last = joined.at(-1);
    const both = last === undefined ? null : joinedRuns(last, run);
    if (both === null) joined.push(run);
    else joined[joined.length - 1] = both;
  }
  return joined;
}

/** Of rows for one kind and client, which do not overlap. */
const isSame = (one: Run, other: Run) =>
  one.clock === other.clock && one.length === other.length && one.personId === other.personId && one.at.getTime() === other.at.getTime();

async function remove(db: Kysely<Tables>, documentId: string, { did, clientId, clock }: Run): Promise<void> {
  await asked(db, 'DELETE FROM run WHERE documentId = ? AND did = ? AND clientId = ? AND clock = ?', documentId, did, clientId, clock);
}
