import { type Kysely, sql } from 'kysely';
import type { Seq } from '../contract.ts';
import type { MomentRow, NamedVersionRow, RestorationRow, Versions } from '../versions.ts';
import { atomically, attempt } from './attempt.ts';
import { momentCodec, namedVersionCodec, restorationCodec, type Tables } from './tables.ts';

export class SqliteVersions implements Versions {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  moments(documentId: string, { before, limit }: { readonly before?: Seq; readonly limit: number }): Promise<readonly MomentRow[]> {
    return attempt('listing moments', async () => {
      let query = this.#db.selectFrom('moment').selectAll().where('documentId', '=', documentId);
      if (before !== undefined) query = query.where('seq', '<', before);
      return (await query.orderBy('fromSeq', 'desc').limit(limit).execute()).map(momentCodec.decode);
    });
  }

  async putMoments(moments: readonly MomentRow[]): Promise<void> {
    await attempt('keeping moments', () =>
      atomically(this.#db, async (db) => {
        for (const moment of moments)
          await db
            .insertInto('moment')
            .values(momentCodec.encode(moment))
            .onConflict((conflict) =>
              conflict.columns(['documentId', 'fromSeq']).doUpdateSet({ seq: sql`max(moment.seq, excluded.seq)`, at: sql`max(moment.at, excluded.at)` }),
            )
            .execute();
      }),
    );
  }

  named(documentId: string): Promise<readonly NamedVersionRow[]> {
    return attempt('listing named versions', async () =>
      (await this.#db.selectFrom('namedVersion').selectAll().where('documentId', '=', documentId).orderBy('seq').execute()).map(namedVersionCodec.decode),
    );
  }

  async name(version: NamedVersionRow): Promise<void> {
    const { name, by, at } = namedVersionCodec.encode(version);
    await attempt('naming a version', () =>
      this.#db
        .insertInto('namedVersion')
        .values(namedVersionCodec.encode(version))
        .onConflict((conflict) => conflict.columns(['documentId', 'seq']).doUpdateSet({ name, by, at }))
        .execute(),
    );
  }

  unname(documentId: string, seq: Seq): Promise<boolean> {
    return attempt('taking the name of a version away', async () => {
      const query = this.#db.deleteFrom('namedVersion').where('documentId', '=', documentId).where('seq', '=', seq);
      return (await query.executeTakeFirstOrThrow()).numDeletedRows === 1n;
    });
  }

  async insertRestoration(restoration: RestorationRow): Promise<void> {
    await attempt('keeping a restoration', () => this.#db.insertInto('restoration').values(restorationCodec.encode(restoration)).execute());
  }

  async endRestoration(documentId: string, clientId: number, seq: Seq | null): Promise<void> {
    await attempt('ending a restoration', async () => {
      if (seq === null) await this.#db.deleteFrom('restoration').where('documentId', '=', documentId).where('clientId', '=', clientId).execute();
      else await this.#db.updateTable('restoration').set({ seq }).where('documentId', '=', documentId).where('clientId', '=', clientId).execute();
    });
  }

  restorations(documentId: string): Promise<readonly RestorationRow[]> {
    return attempt('listing restorations', async () => {
      const query = this.#db.selectFrom('restoration').selectAll().where('documentId', '=', documentId).where('seq', 'is not', null);
      return (await query.orderBy('seq').execute()).map(restorationCodec.decode);
    });
  }

  restorationOf(documentId: string, clientId: number): Promise<RestorationRow | null> {
    return attempt('reading a restoration', async () => {
      const query = this.#db.selectFrom('restoration').selectAll().where('documentId', '=', documentId).where('clientId', '=', clientId);
      const row = await query.executeTakeFirst();
      return row === undefined ? null : restorationCodec.decode(row);
    });
  }
}
