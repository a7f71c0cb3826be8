import { type Kysely, sql } from 'kysely';
import type { CorrectionRow, Minutes, PublicNoticeRow, StatementRow, Verification, VerificationRow, VerifierRow } from '../minutes.ts';
import { atomically, attempt } from './attempt.ts';
import { correctionCodec, publicNoticeCodec, statementCodec, type Tables, verificationCodec, verifierCodec } from './tables.ts';

export class SqliteMinutes implements Minutes {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async insertVerification(verification: VerificationRow, verifiers: readonly VerifierRow[]): Promise<void> {
    await attempt('keeping a verification', () =>
      atomically(this.#db, async (db) => {
        await db.insertInto('verification').values(verificationCodec.encode(verification)).execute();
        await db.insertInto('verifier').values(verifiers.map(verifierCodec.encode)).execute();
      }),
    );
  }

  verifications(documentId: string): Promise<readonly Verification[]> {
    return attempt('reading verifications', async () => {
      const ofDocument = this.#db.selectFrom('verification').where('documentId', '=', documentId);
      const rows = await ofDocument.selectAll().orderBy('at').orderBy(sql`rowid`).execute();
      const verifiers = await this.#db.selectFrom('verifier').selectAll().where('lockId', 'in', ofDocument.select('lockId')).orderBy('order').execute();
      const byLock = Map.groupBy(verifiers.map(verifierCodec.decode), ({ lockId }) => lockId);
      return rows.map((row) => ({ ...verificationCodec.decode(row), verifiers: byLock.get(row.lockId) ?? [] }));
    });
  }

  verify(lockId: string, personId: string, done: Parameters<Minutes['verify']>[2]): Promise<boolean> {
    return attempt('verifying', async () => {
      const waiting = this.#db.selectFrom('verification').select('lockId').where('verifiedAt', 'is', null).where('returnedAt', 'is', null);
      const query = this.#db
        .updateTable('verifier')
        .set(verifierCodec.encodePart(done))
        .where('lockId', '=', lockId)
        .where('lockId', 'in', waiting)
        .where('personId', '=', personId)
        .where('verifiedAt', 'is', null);
      return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
    });
  }

  endVerification(lockId: string, end: Parameters<Minutes['endVerification']>[1]): Promise<boolean> {
    return attempt('ending a verification', async () => {
      const query = this.#db
        .updateTable('verification')
        .set(verificationCodec.encodePart(end))
        .where('lockId', '=', lockId)
        .where('verifiedAt', 'is', null)
        .where('returnedAt', 'is', null);
      return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
    });
  }

  async insertPublicNotice(notice: PublicNoticeRow): Promise<void> {
    await attempt('keeping a public notice', () => this.#db.insertInto('publicNotice').values(publicNoticeCodec.encode(notice)).execute());
  }

  publicNotice(documentId: string): Promise<PublicNoticeRow | null> {
    return attempt('reading a public notice', async () => {
      const row = await this.#db.selectFrom('publicNotice').selectAll().where('documentId', '=', documentId).executeTakeFirst();
      return row === undefined ? null : publicNoticeCodec.decode(row);
    });
  }

  lastKeptAt(): Promise<string | null> {
    return attempt('reading where minutes are kept', async () => {
      const said = this.#db.selectFrom('publicNotice').select('keptAt').where('keptAt', '!=', '');
      return (await said.orderBy('at', 'desc').limit(1).executeTakeFirst())?.keptAt ?? null;
    });
  }

  async insertStatement(statement: StatementRow): Promise<void> {
    await attempt('keeping a statement', () => this.#db.insertInto('statement').values(statementCodec.encode(statement)).execute());
  }

  statement(documentId: string): Promise<StatementRow | null> {
    return attempt('reading a statement', async () => {
      const row = await this.#db.selectFrom('statement').selectAll().where('documentId', '=', documentId).executeTakeFirst();
      return row === undefined ? null : statementCodec.decode(row);
    });
  }

  receivedStatements(aboutMatterId: string): Promise<readonly StatementRow[]> {
    return attempt('listing statements', async () => {
      const received = this.#db.selectFrom('statement').selectAll().where('aboutMatterId', '=', aboutMatterId).where('receivedAt', 'is not', null);
      return (await received.orderBy('receivedAt').orderBy('documentId').execute()).map(statementCodec.decode);
    });
  }

  async insertCorrection(correction: CorrectionRow): Promise<void> {
    await attempt('keeping a correction', () => this.#db.insertInto('correction').values(correctionCodec.encode(correction)).execute());
  }

  corrections(documentId: string): Promise<readonly CorrectionRow[]> {
    return attempt('reading corrections', async () =>
      (await this.#db.selectFrom('correction').selectAll().where('documentId', '=', documentId).orderBy('at').orderBy(sql`rowid`).execute()).map(
        correctionCodec.decode,
      ),
    );
  }
}

/** All that became of an item, with the item itself. */
export async function deleteMinutes(db: Kysely<Tables>, documentId: string): Promise<void> {
  const locks = db.selectFrom('verification').select('lockId').where('documentId', '=', documentId);
  await db.deleteFrom('verifier').where('lockId', 'in', locks).execute();
  for (const table of ['verification', 'publicNotice', 'correction', 'statement'] as const)
    await db.deleteFrom(table).where('documentId', '=', documentId).execute();
}

/** When it was sent and came back, who had verified it until then, and why: what led to the text that was verified in the end. */
export async function clearReturned(db: Kysely<Tables>, documentId: string): Promise<void> {
  const returned = db.selectFrom('verification').select('lockId').where('documentId', '=', documentId).where('returnedAt', 'is not', null);
  await db.deleteFrom('verifier').where('lockId', 'in', returned).execute();
  await db.deleteFrom('verification').where('documentId', '=', documentId).where('returnedAt', 'is not', null).execute();
}
