import type { Kysely } from 'kysely';
import type { ReviewRow, Reviews, ShareRow } from '../reviews.ts';
import { attempt } from './attempt.ts';
import { reviewCodec, shareCodec, type Tables } from './tables.ts';

export class SqliteReviews implements Reviews {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async insertShare(share: ShareRow): Promise<void> {
    await attempt('keeping what was shared', () => this.#db.insertInto('share').values(shareCodec.encode(share)).execute());
  }

  shares(documentId: string): Promise<readonly ShareRow[]> {
    return attempt('listing what was shared', async () => {
      const rows = await this.#db.selectFrom('share').selectAll().where('documentId', '=', documentId).orderBy('at').orderBy('seq').execute();
      return rows.map(shareCodec.decode);
    });
  }

  newestShares(documentIds: readonly string[]): Promise<readonly ShareRow[]> {
    return attempt('reading what was shared', async () => {
      if (documentIds.length === 0) return [];
      const rows = await this.#db.selectFrom('share').selectAll().where('documentId', 'in', documentIds).orderBy('at').orderBy('seq').execute();
      // The last of each is the one that stays.
      return [...new Map(rows.map((row) => [row.documentId, shareCodec.decode(row)])).values()];
    });
  }

  async putReview(review: ReviewRow): Promise<void> {
    await attempt('asking for a review', () => {
      const stored = reviewCodec.encode(review);
      const query = this.#db.insertInto('review').values(stored);
      return query.onConflict((conflict) => conflict.columns(['documentId', 'personId']).doUpdateSet(stored)).execute();
    });
  }

  reviews(filter: Parameters<Reviews['reviews']>[0]): Promise<readonly ReviewRow[]> {
    return attempt('listing reviews', async () => {
      const [column, id] = 'documentId' in filter ? (['documentId', filter.documentId] as const) : (['personId', filter.personId] as const);
      const query = this.#db.selectFrom('review').selectAll().where(column, '=', id).orderBy('askedAt').orderBy('personId').orderBy('documentId');
      return (await query.execute()).map(reviewCodec.decode);
    });
  }

  finishReview(documentId: string, personId: string, done: Parameters<Reviews['finishReview']>[2]): Promise<boolean> {
    return this.#change('ending a review', documentId, personId, done);
  }

  remindReviewer(documentId: string, personId: string, at: Date): Promise<boolean> {
    return this.#change('reminding of a review', documentId, personId, { remindedAt: at });
  }

  deleteReview(documentId: string, personId: string): Promise<boolean> {
    return attempt('taking back a review', async () => {
      const query = this.#db.deleteFrom('review').where('documentId', '=', documentId).where('personId', '=', personId);
      return (await query.executeTakeFirstOrThrow()).numDeletedRows === 1n;
    });
  }

  /** Of one that is not done. */
  #change(doing: string, documentId: string, personId: string, change: Partial<ReviewRow>): Promise<boolean> {
    return attempt(doing, async () => {
      const query = this.#db.updateTable('review').set(reviewCodec.encodePart(change)).where('documentId', '=', documentId).where('personId', '=', personId);
      return (await query.where('doneAt', 'is', null).executeTakeFirstOrThrow()).numUpdatedRows === 1n;
    });
  }
}

/** All that was shared of a document, and who was asked. */
export async function deleteReviews(db: Kysely<Tables>, documentId: string): Promise<void> {
  for (const table of ['share', 'review'] as const) await db.deleteFrom(table).where('documentId', '=', documentId).execute();
}
