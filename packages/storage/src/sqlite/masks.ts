import type { Kysely } from 'kysely';
import type { MaskDecisionRow, MaskDecisions, MaskPlace } from '../masks.ts';
import { atomically, attempt } from './attempt.ts';
import { maskDecisionCodec, type Tables } from './tables.ts';

export class SqliteMaskDecisions implements MaskDecisions {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async put(decisions: readonly MaskDecisionRow[]): Promise<void> {
    await attempt('keeping what is masked', () =>
      atomically(this.#db, async (db) => {
        for (const decision of decisions) {
          const stored = maskDecisionCodec.encode(decision);
          const query = db.insertInto('maskDecision').values(stored);
          await query.onConflict((conflict) => conflict.columns(['lockId', 'part', 'from', 'to']).doUpdateSet(stored)).execute();
        }
      }),
    );
  }

  async remove(places: readonly MaskPlace[]): Promise<void> {
    await attempt('taking back what is masked', () =>
      atomically(this.#db, async (db) => {
        for (const { lockId, part, from, to } of places) {
          const query = db.deleteFrom('maskDecision').where('lockId', '=', lockId).where('part', '=', part);
          await query.where('from', '=', from).where('to', '=', to).execute();
        }
      }),
    );
  }

  of(lockId: string): Promise<readonly MaskDecisionRow[]> {
    return attempt('reading what is masked', async () => {
      const rows = await this.#db.selectFrom('maskDecision').selectAll().where('lockId', '=', lockId).orderBy('part').orderBy('from').orderBy('to').execute();
      return rows.map(maskDecisionCodec.decode);
    });
  }
}
