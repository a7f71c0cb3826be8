import type { DocumentRole } from '@yrka/policies';
import { type Kysely, sql } from 'kysely';
import { foldWords, ftsQuery, hasWords, searchedWords } from '../words.ts';
import type {
  AttachmentRow,
  FilePlace,
  FormerRows,
  GrantRow,
  HandlingRow,
  InvitationRow,
  LockRow,
  ReferralRow,
  ReportStepRow,
  SideVersionRow,
  SignatureRow,
  Way,
} from '../way.ts';
import { asked, atomically, attempt } from './attempt.ts';
import type { Stored } from './codec.ts';
import { deleteComments } from './comments.ts';
import { toBeErased } from './leftWords.ts';
import { deleteReviews } from './reviews.ts';
import { SqliteRuns } from './runs.ts';
import { clearReturned } from './minutes.ts';
import {
  attachmentCodec,
  grantCodec,
  invitationCodec,
  lockCodec,
  referralCodec,
  reportStepCodec,
  sideVersionCodec,
  signatureCodec,
  type Tables,
} from './tables.ts';

export class SqliteWay implements Way {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async insertLock(lock: LockRow): Promise<void> {
    await attempt('locking a document', () => this.#db.insertInto('lock').values(lockCodec.encode(lock)).execute());
  }

  lock(documentId: string): Promise<LockRow | null> {
    return attempt('reading a lock', async () => {
      const row = await this.#db.selectFrom('lock').selectAll().where('documentId', '=', documentId).where('liftedAt', 'is', null).executeTakeFirst();
      return row === undefined ? null : lockCodec.decode(row);
    });
  }

  locks(documentId: string): Promise<readonly Omit<LockRow, 'bytes'>[]> {
    return attempt('listing locks', async () => {
      const columns = ['id', 'documentId', 'seq', 'sha256', 'at', 'by', 'liftedAt'] as const;
      const rows = await this.#db.selectFrom('lock').select(columns).where('documentId', '=', documentId).orderBy('seq').orderBy('at').execute();
      return rows.map((row) => ({ ...row, at: new Date(row.at), liftedAt: row.liftedAt === null ? null : new Date(row.liftedAt) }));
    });
  }

  lockedBytes(lockId: string): Promise<Uint8Array | null> {
    return attempt('reading a locked text', async () => {
      const row = await this.#db.selectFrom('lock').selectAll().where('id', '=', lockId).executeTakeFirst();
      return row === undefined ? null : lockCodec.decode(row).bytes;
    });
  }

  liftLock(documentId: string, at: Date): Promise<boolean> {
    return attempt('lifting a lock', () =>
      atomically(this.#db, async (db) => {
        await db.updateTable('signature').set({ endedAt: at.getTime() }).where('documentId', '=', documentId).where('endedAt', 'is', null).execute();
        const lifted = db.updateTable('lock').set({ liftedAt: at.getTime() }).where('documentId', '=', documentId).where('liftedAt', 'is', null);
        return (await lifted.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
      }),
    );
  }

  insertSignature(signature: SignatureRow): Promise<boolean> {
    return attempt('keeping a signature', () =>
      atomically(this.#db, async (db) => {
        const lock = await db.selectFrom('lock').select('id').where('id', '=', signature.lockId).where('liftedAt', 'is', null).executeTakeFirst();
        if (lock === undefined) return false;
        const inserted = await db
          .insertInto('signature')
          .values(signatureCodec.encode(signature))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        return inserted.numInsertedOrUpdatedRows === 1n;
      }),
    );
  }

  signatures(documentId: string): Promise<readonly SignatureRow[]> {
    return attempt('listing signatures', async () =>
      (
        await this.#db
          .selectFrom('signature')
          .selectAll()
          .where('documentId', '=', documentId)
          .where('endedAt', 'is', null)
          .orderBy('at')
          .orderBy(sql`rowid`)
          .execute()
      ).map(signatureCodec.decode),
    );
  }

  signedBy(personId: string): Promise<readonly SignatureRow[]> {
    return attempt('listing what somebody signed', async () =>
      (
        await this.#db
          .selectFrom('signature')
          .selectAll()
          .where('personId', '=', personId)
          .where('endedAt', 'is', null)
          .orderBy('at')
          .orderBy(sql`rowid`)
          .execute()
      ).map(signatureCodec.decode),
    );
  }

  everySignature(documentId: string): Promise<readonly SignatureRow[]> {
    return attempt('listing all signatures', async () =>
      (await this.#db.selectFrom('signature').selectAll().where('documentId', '=', documentId).orderBy('at').orderBy(sql`rowid`).execute()).map(
        signatureCodec.decode,
      ),
    );
  }

  endSignature(documentId: string, personId: string, at: Date): Promise<boolean> {
    return attempt('ending a signature', async () => {
      const query = this.#db
        .updateTable('signature')
        .set({ endedAt: at.getTime() })
        .where('documentId', '=', documentId)
        .where('personId', '=', personId)
        .where('endedAt', 'is', null);
      return (await query.executeTakeFirstOrThrow()).numUpdatedRows > 0n;
    });
  }

  async insertFormer({ locks = [], signatures = [], grants = [], attachments = [], referrals = [], handlings = [] }: FormerRows): Promise<void> {
    await attempt('keeping rows from elsewhere', () =>
      atomically(this.#db, async (db) => {
        for (const lock of locks) await db.insertInto('lock').values(lockCodec.encode(lock)).execute();
        for (const signature of signatures) await db.insertInto('signature').values(signatureCodec.encode(signature)).execute();
        for (const grant of grants) await db.insertInto('grant').values(grantCodec.encode(grant)).execute();
        for (const attachment of attachments) await db.insertInto('attachment').values(attachmentCodec.encode(attachment)).execute();
        for (const referral of referrals) await db.insertInto('referral').values(referralCodec.encode(referral)).execute();
        for (const handling of handlings) await db.insertInto('handling').values(handling).execute();
      }),
    );
  }

  async insertGrant(grant: GrantRow): Promise<void> {
    await attempt('giving access', () => this.#db.insertInto('grant').values(grantCodec.encode(grant)).execute());
  }

  everyGrant(documentId: string): Promise<readonly GrantRow[]> {
    return attempt('listing all access', async () =>
      (await this.#db.selectFrom('grant').selectAll().where('documentId', '=', documentId).orderBy('at').orderBy('id').execute()).map(grantCodec.decode),
    );
  }

  grants({ documentId, personId }: { readonly documentId?: string; readonly personId?: string }): Promise<readonly GrantRow[]> {
    return attempt('listing access', async () => {
      if (documentId !== undefined && personId !== undefined) {
        const inForce = 'SELECT * FROM "grant" WHERE endedAt IS NULL AND documentId = ? AND personId = ?';
        const found = await asked<Stored<GrantRow>>(this.#db, inForce, documentId, personId);
        return found.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).map(grantCodec.decode);
      }
      let query = this.#db.selectFrom('grant').selectAll().where('endedAt', 'is', null).orderBy('at').orderBy('id');
      if (documentId !== undefined) query = query.where('documentId', '=', documentId);
      if (personId !== undefined) query = query.where('personId', '=', personId);
      return (await query.execute()).map(grantCodec.decode);
    });
  }

  endGrants(documentId: string, personId: string, at: Date, role?: DocumentRole): Promise<boolean> {
    return attempt('ending access', async () => {
      const all = this.#db
        .updateTable('grant')
        .set({ endedAt: at.getTime() })
        .where('documentId', '=', documentId)
        .where('personId', '=', personId)
        .where('endedAt', 'is', null);
      const query = role === undefined ? all : all.where('role', '=', role);
      return (await query.executeTakeFirstOrThrow()).numUpdatedRows > 0n;
    });
  }

  async insertInvitation(invitation: InvitationRow): Promise<void> {
    await attempt('keeping an invitation', () => this.#db.insertInto('invitation').values(invitationCodec.encode(invitation)).execute());
  }

  invitation(id: string): Promise<InvitationRow | null> {
    return this.#invitation('id', id);
  }

  invitationByToken(tokenHash: string): Promise<InvitationRow | null> {
    return this.#invitation('tokenHash', tokenHash);
  }

  invitations(documentId: string): Promise<readonly InvitationRow[]> {
    return attempt('listing invitations', async () =>
      (await this.#db.selectFrom('invitation').selectAll().where('documentId', '=', documentId).orderBy('at', 'desc').orderBy('id').execute()).map(
        invitationCodec.decode,
      ),
    );
  }

  async changeInvitation(id: string, change: Parameters<Way['changeInvitation']>[1]): Promise<void> {
    await attempt('changing an invitation', () => this.#db.updateTable('invitation').set(invitationCodec.encodePart(change)).where('id', '=', id).execute());
  }

  async insertReportStep(step: ReportStepRow): Promise<void> {
    await attempt("keeping a report's step", () => this.#db.insertInto('reportStep').values(reportStepCodec.encode(step)).execute());
  }

  reportSteps(documentId: string): Promise<readonly ReportStepRow[]> {
    return attempt("listing a report's steps", async () =>
      (await this.#db.selectFrom('reportStep').selectAll().where('documentId', '=', documentId).orderBy('at').orderBy(sql`rowid`).execute()).map(
        reportStepCodec.decode,
      ),
    );
  }

  async insertReferral(referral: ReferralRow): Promise<void> {
    await attempt('keeping a referral', () => this.#db.insertInto('referral').values(referralCodec.encode(referral)).execute());
  }

  referrals(matterId?: string): Promise<readonly ReferralRow[]> {
    return attempt('listing referrals', async () => {
      const all = this.#db.selectFrom('referral').selectAll().orderBy('sentAt').orderBy('id');
      return (await (matterId === undefined ? all : all.where('matterId', '=', matterId)).execute()).map(referralCodec.decode);
    });
  }

  answerReferral(id: string, { answer, answeredAt }: { readonly answer: string; readonly answeredAt: Date }): Promise<boolean> {
    return attempt('answering a referral', async () => {
      const query = this.#db.updateTable('referral').set({ answer, answeredAt: answeredAt.getTime() }).where('id', '=', id).where('answeredAt', 'is', null);
      return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
    });
  }

  async putHandling(handling: HandlingRow): Promise<void> {
    const values = { ...handling };
    await attempt('keeping a handling', () =>
      this.#db
        .insertInto('handling')
        .values(values)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute(),
    );
  }

  handlings(matterId?: string): Promise<readonly HandlingRow[]> {
    return attempt('listing handlings', () => {
      const all = this.#db.selectFrom('handling').selectAll().orderBy(sql`rowid`);
      return (matterId === undefined ? all : all.where('matterId', '=', matterId)).execute();
    });
  }

  async deleteHandling(id: string): Promise<void> {
    await attempt('deleting a handling', () => this.#db.deleteFrom('handling').where('id', '=', id).execute());
  }

  meetingOf(documentId: string): Promise<string | null> {
    return attempt('reading the meeting of a document', async () => {
      const row = await this.#db.selectFrom('meetingOfItem').select('meetingId').where('documentId', '=', documentId).executeTakeFirst();
      return row?.meetingId ?? null;
    });
  }

  async putMeetingOf(documentId: string, meetingId: string): Promise<void> {
    await attempt('keeping the meeting of a document', () =>
      this.#db
        .insertInto('meetingOfItem')
        .values({ documentId, meetingId })
        .onConflict((conflict) => conflict.column('documentId').doUpdateSet({ meetingId }))
        .execute(),
    );
  }

  async putAttachments(attachments: readonly AttachmentRow[]): Promise<void> {
    await attempt('keeping attachments', () =>
      atomically(this.#db, async (db) => {
        for (const values of attachments.map(attachmentCodec.encode)) {
          await db
            .insertInto('attachment')
            .values(values)
            .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
            .execute();
        }
      }),
    );
  }

  attachments(documentId: string): Promise<readonly AttachmentRow[]> {
    return attempt('listing attachments', async () =>
      (await this.#db.selectFrom('attachment').selectAll().where('documentId', '=', documentId).orderBy('order').orderBy('id').execute()).map(
        attachmentCodec.decode,
      ),
    );
  }

  attachmentsWith(sha256: string): Promise<readonly AttachmentRow[]> {
    return attempt('finding a file', async () =>
      (await this.#db.selectFrom('attachment').selectAll().where('sha256', '=', sha256).orderBy('id').execute()).map(attachmentCodec.decode),
    );
  }

  async deleteAttachment(id: string): Promise<void> {
    await attempt('deleting an attachment', () => this.#db.deleteFrom('attachment').where('id', '=', id).execute());
  }

  async unsettleFile({ keeper, sha256 }: FilePlace): Promise<void> {
    await attempt('keeping that a file is to be looked at', () =>
      this.#db
        .insertInto('unsettledFile')
        .values({ keeper, sha256 })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }

  unsettledFiles(): Promise<readonly FilePlace[]> {
    return attempt('listing files to be looked at', () =>
      this.#db.selectFrom('unsettledFile').select(['keeper', 'sha256']).orderBy('keeper').orderBy('sha256').execute(),
    );
  }

  async settleFile({ keeper, sha256 }: FilePlace): Promise<void> {
    await attempt('keeping that a file is settled', () =>
      this.#db.deleteFrom('unsettledFile').where('keeper', '=', keeper).where('sha256', '=', sha256).execute(),
    );
  }

  async insertSideVersion(version: SideVersionRow): Promise<void> {
    await attempt('keeping late work', () => this.#db.insertInto('sideVersion').values(sideVersionCodec.encode(version)).execute());
  }

  sideVersions(documentId: string, personId: string): Promise<readonly SideVersionRow[]> {
    return attempt('listing late work', async () =>
      (
        await this.#db
          .selectFrom('sideVersion')
          .selectAll()
          .where('documentId', '=', documentId)
          .where('personId', '=', personId)
          .orderBy('at')
          .orderBy(sql`rowid`)
          .execute()
      ).map(sideVersionCodec.decode),
    );
  }

  async deleteSideVersions(documentId: string, personId: string): Promise<void> {
    await attempt('clearing late work', () =>
      this.#db.deleteFrom('sideVersion').where('documentId', '=', documentId).where('personId', '=', personId).execute(),
    );
  }

  async insertHandover(documentId: string, at: Date): Promise<void> {
    await attempt('asking for a handover', () =>
      this.#db
        .insertInto('handover')
        .values({ documentId, at: at.getTime(), doneAt: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }

  openHandovers(): Promise<readonly string[]> {
    return attempt('listing handovers', async () =>
      (await this.#db.selectFrom('handover').select('documentId').where('doneAt', 'is', null).orderBy('at').orderBy('documentId').execute()).map(
        ({ documentId }) => documentId,
      ),
    );
  }

  async endHandover(documentId: string, at: Date): Promise<void> {
    await attempt('ending a handover', () => this.#db.updateTable('handover').set({ doneAt: at.getTime() }).where('documentId', '=', documentId).execute());
  }

  writers(documentId: string): Promise<readonly { readonly personId: string; readonly at: Date }[]> {
    return attempt('listing writers', async () =>
      (await this.#db.selectFrom('writer').select(['personId', 'at']).where('documentId', '=', documentId).orderBy('at', 'desc').execute()).map(
        ({ personId, at }) => ({ personId, at: new Date(at) }),
      ),
    );
  }

  async putWriter(documentId: string, personId: string, at: Date): Promise<void> {
    await attempt('remembering a writer', () =>
      this.#db
        .insertInto('writer')
        .values({ documentId, personId, at: at.getTime() })
        .onConflict((conflict) => conflict.columns(['documentId', 'personId']).doUpdateSet({ at: at.getTime() }).where('writer.at', '<', at.getTime()))
        .execute(),
    );
  }

  seen(documentId: string, personId: string): Promise<number | null> {
    return attempt('reading what was seen', async () => {
      const row = await this.#db.selectFrom('seen').select('seq').where('documentId', '=', documentId).where('personId', '=', personId).executeTakeFirst();
      return row?.seq ?? null;
    });
  }

  async putSeen(documentId: string, personId: string, seq: number): Promise<void> {
    await attempt('remembering what was seen', () =>
      this.#db
        .insertInto('seen')
        .values({ documentId, personId, seq })
        .onConflict((conflict) => conflict.columns(['documentId', 'personId']).doUpdateSet({ seq }).where('seen.seq', '<', seq))
        .execute(),
    );
  }

  async index(documentId: string, { title, text, space }: Parameters<Way['index']>[1]): Promise<void> {
    await attempt('indexing a document', () =>
      atomically(this.#db, async (db) => {
        for (const table of ['words', 'draftWords', 'indexed'] as const) await db.deleteFrom(table).where('documentId', '=', documentId).execute();
        await db
          .insertInto(space === 'party' ? 'draftWords' : 'words')
          .values({ documentId, title: foldWords(title), text: foldWords(text) })
          .execute();
        await db.insertInto('indexed').values({ documentId }).execute();
      }),
    );
  }

  unindexed(documentIds: readonly string[]): Promise<readonly string[]> {
    return attempt('asking what is indexed', async () => {
      const asked = await sql<{ id: string }>`
        SELECT value AS id FROM json_each(${JSON.stringify(documentIds)}) WHERE value NOT IN (SELECT documentId FROM indexed)
      `.execute(this.#db);
      return asked.rows.map(({ id }) => id);
    });
  }

  search(query: string, drafts: readonly string[]): Promise<readonly string[]> {
    const words = searchedWords(query);
    if (words.length === 0) return Promise.resolve([]);
    return attempt('searching', async () => {
      const found = await sql<{ documentId: string }>`
        SELECT documentId FROM words WHERE words MATCH ${ftsQuery(words)} ORDER BY bm25(words, 0, 10, 1)
      `.execute(this.#db);
      const own = await sql<{ documentId: string; title: string; text: string }>`
        SELECT documentId, title, text FROM draftWords WHERE documentId IN (SELECT value FROM json_each(${JSON.stringify(drafts)})) ORDER BY documentId
      `.execute(this.#db);
      const ownFound = own.rows.filter(({ title, text }) => hasWords(`${title}\n${text}`, words));
      return [...found.rows, ...ownFound].map(({ documentId }) => documentId);
    });
  }

  async clearWorkingMaterial(documentId: string): Promise<void> {
    await attempt('clearing working material', () =>
      atomically(this.#db, async (db) => {
        for (const table of [
          'sideVersion',
          'writer',
          'seen',
          'client',
          'rescue',
          'suggestionDecision',
          'sharedEntry',
          'moment',
          'namedVersion',
          'restoration',
        ] as const)
          await db.deleteFrom(table).where('documentId', '=', documentId).execute();
        await db.deleteFrom('reportStep').where('documentId', '=', documentId).where('kind', '=', 'returned').execute();
        // What it said on the way there stands in the index.
        await toBeErased(db, documentId, true);
        await new SqliteRuns(db).end(documentId);
        await clearReturned(db, documentId);
        await deleteComments(db, documentId);
        await deleteReviews(db, documentId);
      }),
    );
  }

  #invitation(column: 'id' | 'tokenHash', value: string): Promise<InvitationRow | null> {
    return attempt('reading an invitation', async () => {
      const row = await this.#db.selectFrom('invitation').selectAll().where(column, '=', value).executeTakeFirst();
      return row === undefined ? null : invitationCodec.decode(row);
    });
  }
}
