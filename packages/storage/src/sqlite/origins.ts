import type { Kysely } from 'kysely';
import type { OriginRow, Origins } from '../origins.ts';
import { attempt } from './attempt.ts';
import { originCodec, type Tables } from './tables.ts';

export class SqliteOrigins implements Origins {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async insert(origin: OriginRow): Promise<void> {
    await attempt('keeping where a matter came from', () => this.#db.insertInto('origin').values(originCodec.encode(origin)).execute());
  }

  of(matterId: string): Promise<readonly OriginRow[]> {
    return attempt('reading where a matter came from', async () =>
      (await this.#db.selectFrom('origin').selectAll().where('matterId', '=', matterId).orderBy('order').execute()).map(originCodec.decode),
    );
  }
}
