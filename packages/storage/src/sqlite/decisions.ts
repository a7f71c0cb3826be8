import type { Kysely } from 'kysely';
import type { SuggestionDecisionRow, SuggestionDecisions } from '../decisions.ts';
import { atomically, attempt } from './attempt.ts';
import { suggestionDecisionCodec, type Tables } from './tables.ts';

export class SqliteSuggestionDecisions implements SuggestionDecisions {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  put(decision: SuggestionDecisionRow): Promise<SuggestionDecisionRow> {
    return attempt('keeping a decision on a suggestion', () =>
      atomically(this.#db, async (db) => {
        await db
          .insertInto('suggestionDecision')
          .values(suggestionDecisionCodec.encode(decision))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const standing = await db
          .selectFrom('suggestionDecision')
          .selectAll()
          .where('documentId', '=', decision.documentId)
          .where('suggestionId', '=', decision.suggestionId)
          .where('suggestedBy', '=', decision.suggestedBy)
          .executeTakeFirstOrThrow();
        return suggestionDecisionCodec.decode(standing);
      }),
    );
  }

  of(documentId: string): Promise<readonly SuggestionDecisionRow[]> {
    return attempt('listing decisions on suggestions', async () => {
      const query = this.#db.selectFrom('suggestionDecision').selectAll().where('documentId', '=', documentId);
      return (await query.orderBy('at').orderBy('suggestionId').orderBy('suggestedBy').execute()).map(suggestionDecisionCodec.decode);
    });
  }

  remove({ documentId, suggestionId, suggestedBy, by }: Parameters<SuggestionDecisions['remove']>[0]): Promise<boolean> {
    return attempt('taking back a decision on a suggestion', async () => {
      const query = this.#db
        .deleteFrom('suggestionDecision')
        .where('documentId', '=', documentId)
        .where('suggestionId', '=', suggestionId)
        .where('suggestedBy', '=', suggestedBy)
        .where('by', '=', by);
      return (await query.executeTakeFirstOrThrow()).numDeletedRows === 1n;
    });
  }
}
