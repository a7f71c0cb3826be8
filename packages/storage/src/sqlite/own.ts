import type { Kysely } from 'kysely';
import type { Own, OwnRows, RescueRow } from '../own.ts';
import { atomically, attempt } from './attempt.ts';
import { rescueCodec, sideVersionCodec, type Tables } from './tables.ts';

export class SqliteOwn implements Own {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  of(matterId: string): Promise<OwnRows> {
    return attempt('listing what is each person’s own', async () => {
      const documents = this.#db.selectFrom('document').select('id').where('matterId', '=', matterId).where('space', '!=', 'party');
      const threads = this.#db.selectFrom('commentThread').select('id').where('documentId', 'in', documents);
      const [mutes, seen, read, late, rescues] = await Promise.all([
        this.#db.selectFrom('mute').select('personId').where('matterId', '=', matterId).orderBy('personId').execute(),
        this.#db.selectFrom('seen').selectAll().where('documentId', 'in', documents).orderBy('documentId').orderBy('personId').execute(),
        this.#db.selectFrom('commentRead').selectAll().where('threadId', 'in', threads).orderBy('threadId').orderBy('personId').execute(),
        this.#db.selectFrom('sideVersion').selectAll().where('documentId', 'in', documents).orderBy('at').orderBy('id').execute(),
        this.#db.selectFrom('rescue').selectAll().where('documentId', 'in', documents).orderBy('createdAt').orderBy('id').execute(),
      ]);
      return {
        mutes,
        seen,
        commentsRead: read.map((row) => ({ ...row, upTo: new Date(row.upTo) })),
        lateWork: late.map(sideVersionCodec.decode),
        rescues: rescues.map((row): RescueRow => {
          const { removedBy, ...rescue } = rescueCodec.decode(row);
          return { ...rescue, by: removedBy };
        }),
      };
    });
  }

  async insert(matterId: string, { mutes, seen, commentsRead, lateWork, rescues }: OwnRows): Promise<void> {
    await attempt('keeping what is each person’s own', () =>
      atomically(this.#db, async (db) => {
        for (const { personId } of mutes) await db.insertInto('mute').values({ personId, matterId }).execute();
        for (const row of seen) await db.insertInto('seen').values(row).execute();
        for (const row of commentsRead)
          await db
            .insertInto('commentRead')
            .values({ ...row, upTo: row.upTo.getTime() })
            .execute();
        for (const row of lateWork) await db.insertInto('sideVersion').values(sideVersionCodec.encode(row)).execute();
        for (const { by, ...row } of rescues)
          await db
            .insertInto('rescue')
            .values(rescueCodec.encode({ ...row, removedBy: by }))
            .execute();
      }),
    );
  }
}
