import type { Kysely } from 'kysely';
import type { Seq } from '../contract.ts';
import type { SharedEntries } from '../sharedEntries.ts';
import { attempt } from './attempt.ts';
import type { Tables } from './tables.ts';

export class SqliteSharedEntries implements SharedEntries {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  add(documentId: string, seqs: readonly Seq[]): Promise<void> {
    return attempt('keeping what came through a shared version', async () => {
      if (seqs.length === 0) return;
      const rows = seqs.map((seq) => ({ documentId, seq }));
      await this.#db
        .insertInto('sharedEntry')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    });
  }

  after(documentId: string, seq: Seq): Promise<readonly Seq[]> {
    return attempt('listing what came through a shared version', async () => {
      const query = this.#db.selectFrom('sharedEntry').select('seq').where('documentId', '=', documentId).where('seq', '>', seq);
      return (await query.orderBy('seq').execute()).map((row) => row.seq);
    });
  }
}
