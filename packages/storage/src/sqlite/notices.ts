import type { Kysely } from 'kysely';
import type { Bell } from '../bell.ts';
import type { MailHabit, NoticeRow, Notices } from '../notices.ts';
import { attempt } from './attempt.ts';
import { noticeCodec, type Tables } from './tables.ts';

export class SqliteNotices implements Notices {
  readonly #db: Kysely<Tables>;
  readonly #bell: Bell;

  constructor(db: Kysely<Tables>, bell: Bell) {
    this.#db = db;
    this.#bell = bell;
  }

  listen(listener: (personIds: readonly string[]) => void): () => void {
    return this.#bell.listen(listener);
  }

  async insert(notices: readonly NoticeRow[]): Promise<void> {
    if (notices.length === 0) return;
    await attempt('keeping notices', () => this.#db.insertInto('notice').values(notices.map(noticeCodec.encode)).execute());
    this.#bell.ring(notices.map(({ personId }) => personId));
  }

  async forgetUnread({ personIds, kind, documentId }: Parameters<Notices['forgetUnread']>[0]): Promise<void> {
    if (personIds.length === 0) return;
    await attempt('forgetting notices', () =>
      this.#db
        .deleteFrom('notice')
        .where('personId', 'in', [...personIds])
        .where('kind', '=', kind)
        .where('documentId', '=', documentId)
        .where('readAt', 'is', null)
        .execute(),
    );
  }

  of(personId: string, limit: number): Promise<readonly NoticeRow[]> {
    return attempt('listing notices', async () =>
      (await this.#db.selectFrom('notice').selectAll().where('personId', '=', personId).orderBy('at', 'desc').orderBy('id').limit(limit).execute()).map(
        noticeCodec.decode,
      ),
    );
  }

  async markRead(personId: string, at: Date, ids?: readonly string[]): Promise<void> {
    await attempt('marking notices as read', () => {
      const query = this.#db.updateTable('notice').set({ readAt: at.getTime() }).where('personId', '=', personId).where('readAt', 'is', null);
      return (ids === undefined ? query : query.where('id', 'in', [...ids])).execute();
    });
    this.#bell.ring([personId]);
  }

  unmailed(): Promise<readonly NoticeRow[]> {
    return attempt('listing notices to mail', async () =>
      (await this.#db.selectFrom('notice').selectAll().where('mailedAt', 'is', null).where('readAt', 'is', null).orderBy('at').orderBy('id').execute()).map(
        noticeCodec.decode,
      ),
    );
  }

  async markMailed(ids: readonly string[], at: Date): Promise<void> {
    if (ids.length === 0) return;
    await attempt('marking notices as mailed', () =>
      this.#db
        .updateTable('notice')
        .set({ mailedAt: at.getTime() })
        .where('id', 'in', [...ids])
        .execute(),
    );
  }

  async mute(personId: string, matterId: string, isMuted: boolean): Promise<void> {
    await attempt('muting a matter', async () => {
      if (isMuted) {
        await this.#db
          .insertInto('mute')
          .values({ personId, matterId })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      } else await this.#db.deleteFrom('mute').where('personId', '=', personId).where('matterId', '=', matterId).execute();
    });
  }

  muted(personId: string): Promise<readonly string[]> {
    return attempt('listing muted matters', async () =>
      (await this.#db.selectFrom('mute').select('matterId').where('personId', '=', personId).execute()).map(({ matterId }) => matterId),
    );
  }

  mailHabit(personId: string): Promise<MailHabit> {
    return attempt(
      'reading a mail habit',
      async () => (await this.#db.selectFrom('mailHabit').select('habit').where('personId', '=', personId).executeTakeFirst())?.habit ?? 'daily',
    );
  }

  async setMailHabit(personId: string, habit: MailHabit): Promise<void> {
    await attempt('writing a mail habit', () =>
      this.#db
        .insertInto('mailHabit')
        .values({ personId, habit })
        .onConflict((conflict) => conflict.column('personId').doUpdateSet({ habit }))
        .execute(),
    );
  }
}
