import { type Kysely, sql } from 'kysely';
import type { CommentRow, Comments, CommentThread, CommentThreadRow } from '../comments.ts';
import { atomically, attempt } from './attempt.ts';
import { commentCodec, commentThreadCodec, type Tables } from './tables.ts';

/** Before answers of the same millisecond. */
const firstFirst = sql`comment.id <> comment.threadId`;

export class SqliteComments implements Comments {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async insertThread(thread: CommentThreadRow, first: CommentRow): Promise<void> {
    await attempt('keeping a comment', () =>
      atomically(this.#db, async (db) => {
        await db.insertInto('commentThread').values(commentThreadCodec.encode(thread)).execute();
        await db.insertInto('comment').values(commentCodec.encode(first)).execute();
      }),
    );
  }

  insertReply(comment: CommentRow): Promise<boolean> {
    return attempt('keeping an answer', () =>
      atomically(this.#db, async (db) => {
        const thread = await db.selectFrom('commentThread').select('id').where('id', '=', comment.threadId).executeTakeFirst();
        if (thread !== undefined) await db.insertInto('comment').values(commentCodec.encode(comment)).execute();
        return thread !== undefined;
      }),
    );
  }

  threads(documentId: string): Promise<readonly CommentThread[]> {
    return attempt('listing comments', async () => {
      const threads = await this.#db.selectFrom('commentThread').selectAll().where('documentId', '=', documentId).orderBy('createdAt').orderBy('id').execute();
      const ofDocument = this.#db.selectFrom('commentThread').select('id').where('documentId', '=', documentId);
      const comments = await this.#db
        .selectFrom('comment')
        .selectAll()
        .where('threadId', 'in', ofDocument)
        .orderBy(firstFirst)
        .orderBy('at')
        .orderBy('id')
        .execute();
      const byThread = Map.groupBy(comments.map(commentCodec.decode), ({ threadId }) => threadId);
      return threads.map((thread) => ({ thread: commentThreadCodec.decode(thread), comments: byThread.get(thread.id) ?? [] }));
    });
  }

  count(documentId: string): Promise<{ readonly threads: number; readonly comments: number }> {
    return attempt('counting comments', async () => {
      const ofDocument = this.#db.selectFrom('commentThread').where('documentId', '=', documentId);
      const ofThreads = this.#db.selectFrom('comment').where('threadId', 'in', ofDocument.select('id'));
      const { threads } = await ofDocument.select(({ fn }) => fn.countAll<number>().as('threads')).executeTakeFirstOrThrow();
      const { comments } = await ofThreads.select(({ fn }) => fn.countAll<number>().as('comments')).executeTakeFirstOrThrow();
      return { threads, comments };
    });
  }

  thread(id: string): Promise<CommentThread | null> {
    return attempt('reading comments', async () => {
      const thread = await this.#db.selectFrom('commentThread').selectAll().where('id', '=', id).executeTakeFirst();
      if (thread === undefined) return null;
      const comments = await this.#db.selectFrom('comment').selectAll().where('threadId', '=', id).orderBy(firstFirst).orderBy('at').orderBy('id').execute();
      return { thread: commentThreadCodec.decode(thread), comments: comments.map(commentCodec.decode) };
    });
  }

  comment(id: string): Promise<CommentRow | null> {
    return attempt('reading a comment', async () => {
      const row = await this.#db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : commentCodec.decode(row);
    });
  }

  changeComment(id: string, change: Parameters<Comments['changeComment']>[1]): Promise<boolean> {
    return attempt('changing a comment', async () => {
      const query = this.#db.updateTable('comment').set(commentCodec.encodePart(change)).where('id', '=', id).where('removedAt', 'is', null);
      return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
    });
  }

  removeComment(id: string, at: Date): Promise<boolean> {
    return attempt('removing a comment', () =>
      atomically(this.#db, async (db) => {
        const row = await db.selectFrom('comment').selectAll().where('id', '=', id).where('removedAt', 'is', null).executeTakeFirst();
        if (row === undefined) return false;
        const others = await db.selectFrom('comment').select(['id', 'removedAt']).where('threadId', '=', row.threadId).where('id', '!=', id).execute();
        if (others.every(({ removedAt }) => removedAt !== null)) {
          await db.deleteFrom('comment').where('threadId', '=', row.threadId).execute();
          await db.deleteFrom('commentRead').where('threadId', '=', row.threadId).execute();
          await db.deleteFrom('commentThread').where('id', '=', row.threadId).execute();
        } else if (row.id === row.threadId) {
          await db
            .updateTable('comment')
            .set(commentCodec.encodePart({ text: '', wording: null, mentions: [], removedAt: at }))
            .where('id', '=', id)
            .execute();
        } else await db.deleteFrom('comment').where('id', '=', id).execute();
        return true;
      }),
    );
  }

  async putAnchors(anchors: readonly Pick<CommentThreadRow, 'id' | 'anchor'>[]): Promise<void> {
    await attempt('moving comments', () =>
      atomically(this.#db, async (db) => {
        for (const { id, anchor } of anchors)
          await db.updateTable('commentThread').set(commentThreadCodec.encodePart({ anchor })).where('id', '=', id).execute();
      }),
    );
  }

  resolveThread(id: string, resolved: Parameters<Comments['resolveThread']>[1]): Promise<boolean> {
    return attempt('marking a comment as done', async () => {
      const query = this.#db
        .updateTable('commentThread')
        .set(
          commentThreadCodec.encodePart({
            resolvedAt: resolved?.at ?? null,
            resolvedBy: resolved?.by ?? null,
            outcome: resolved?.outcome ?? null,
            outcomeReason: resolved?.reason ?? '',
          }),
        )
        .where('id', '=', id)
        .where('resolvedAt', resolved === null ? 'is not' : 'is', null);
      return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
    });
  }

  assignThread(id: string, personId: string | null): Promise<boolean> {
    return attempt('assigning a comment', async () => {
      const query = this.#db.updateTable('commentThread').set({ assignedTo: personId }).where('id', '=', id).where('assignedTo', 'is not', personId);
      return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
    });
  }

  async markRead(personId: string, threads: readonly { readonly id: string; readonly upTo: Date }[]): Promise<void> {
    await attempt('marking comments as read', () =>
      atomically(this.#db, async (db) => {
        for (const { id, upTo } of threads) {
          const known = db.selectFrom('commentThread').select([sql<string>`${personId}`.as('personId'), 'id', sql<number>`${upTo.getTime()}`.as('upTo')]);
          await db
            .insertInto('commentRead')
            .columns(['personId', 'threadId', 'upTo'])
            .expression(known.where('id', '=', id))
            .onConflict((conflict) => conflict.columns(['personId', 'threadId']).doUpdateSet({ upTo: sql<number>`max(commentRead.upTo, excluded.upTo)` }))
            .execute();
        }
      }),
    );
  }

  readUpTo(personId: string, documentId: string): Promise<ReadonlyMap<string, Date>> {
    return attempt('listing what was read of comments', async () => {
      const threads = this.#db.selectFrom('commentThread').select('id').where('documentId', '=', documentId);
      const rows = await this.#db.selectFrom('commentRead').selectAll().where('personId', '=', personId).where('threadId', 'in', threads).execute();
      return new Map(rows.map(({ threadId, upTo }) => [threadId, new Date(upTo)]));
    });
  }
}

/** All that was said of a document. */
export async function deleteComments(db: Kysely<Tables>, documentId: string): Promise<void> {
  const threads = db.selectFrom('commentThread').select('id').where('documentId', '=', documentId);
  await db.deleteFrom('comment').where('threadId', 'in', threads).execute();
  await db.deleteFrom('commentRead').where('threadId', 'in', threads).execute();
  await db.deleteFrom('commentThread').where('documentId', '=', documentId).execute();
}
