import type { DocumentStage, MatterStage } from '@yrka/policies';
import { type Kysely, type Selectable, sql } from 'kysely';
import { type Bell, HeldBell, OpenBell } from '../bell.ts';
import type { ClientRow, DocumentProjection, DocumentRow, MatterChange, MatterRow, PersonRow, Rows, Seq, Snapshot, Snapshots } from '../contract.ts';
import type { RescueRow } from '../own.ts';
import { isInvitedGuest, matchesQuery } from '../people.ts';
import { asked, atomically, attempt } from './attempt.ts';
import type { Stored } from './codec.ts';
import { SqliteAuditLog } from './audit.ts';
import { deleteComments, SqliteComments } from './comments.ts';
import { SqliteSuggestionDecisions } from './decisions.ts';
import { SqliteMaskDecisions } from './masks.ts';
import { emptyWal, notWaitingForDisk } from './kysely.ts';
import { mergeWords, toBeErased } from './leftWords.ts';
import { deleteMinutes, SqliteMinutes } from './minutes.ts';
import { SqliteNotices } from './notices.ts';
import { sqliteCode, storageError } from './open.ts';
import { SqliteOrigins } from './origins.ts';
import { SqliteOrganisation } from './organisation.ts';
import { SqliteOwn } from './own.ts';
import { deleteReviews, SqliteReviews } from './reviews.ts';
import { SqliteRuns } from './runs.ts';
import { SqliteSharedEntries } from './sharedEntries.ts';
import { SqliteVersions } from './versions.ts';
import { documentCodec, matterCodec, personCodec, rescueCodec, type Tables } from './tables.ts';
import { SqliteWay } from './way.ts';

export class SqliteRows implements Rows {
  readonly organisation: SqliteOrganisation;
  readonly way: SqliteWay;
  readonly comments: SqliteComments;
  readonly suggestionDecisions: SqliteSuggestionDecisions;
  readonly reviews: SqliteReviews;
  readonly sharedEntries: SqliteSharedEntries;
  readonly runs: SqliteRuns;
  readonly versions: SqliteVersions;
  readonly minutes: SqliteMinutes;
  readonly maskDecisions: SqliteMaskDecisions;
  readonly notices: SqliteNotices;
  readonly origins: SqliteOrigins;
  readonly own: SqliteOwn;
  readonly audit: SqliteAuditLog;
  readonly #db: Kysely<Tables>;
  readonly #bell: Bell;

  constructor(db: Kysely<Tables>, bell: Bell = new OpenBell()) {
    this.#db = db;
    this.#bell = bell;
    this.organisation = new SqliteOrganisation(db);
    this.way = new SqliteWay(db);
    this.comments = new SqliteComments(db);
    this.suggestionDecisions = new SqliteSuggestionDecisions(db);
    this.reviews = new SqliteReviews(db);
    this.sharedEntries = new SqliteSharedEntries(db);
    this.runs = new SqliteRuns(db);
    this.versions = new SqliteVersions(db);
    this.minutes = new SqliteMinutes(db);
    this.maskDecisions = new SqliteMaskDecisions(db);
    this.notices = new SqliteNotices(db, bell);
    this.origins = new SqliteOrigins(db);
    this.own = new SqliteOwn(db);
    this.audit = new SqliteAuditLog(db);
  }

  async transaction<Result>(work: (rows: Rows) => Promise<Result>): Promise<Result> {
    const bell = new HeldBell(this.#bell);
    try {
      const result = await atomically(this.#db, (db) => work(new SqliteRows(db, bell)));
      bell.release();
      return result;
    } catch (cause) {
      // What the work itself throws is its own, not the store's.
      throw sqliteCode(cause).startsWith('SQLITE') ? storageError(cause, 'committing a transaction') : cause;
    }
  }

  derivedTransaction<Result>(work: (rows: Rows) => Promise<Result>): Promise<Result> {
    return notWaitingForDisk(this.#db, (db) => new SqliteRows(db, this.#bell).transaction(work));
  }

  insertMatter(matter: MatterRow, documents: readonly DocumentRow[] = []): Promise<void> {
    return attempt('inserting a matter', () =>
      atomically(this.#db, async (db) => {
        await db.insertInto('matter').values(matterCodec.encode(matter)).execute();
        if (documents.length > 0) await insertDocuments(db, documents);
      }),
    );
  }

  matters(): Promise<readonly MatterRow[]> {
    return attempt('listing matters', async () =>
      (await this.#db.selectFrom('matter').selectAll().orderBy('createdAt', 'desc').orderBy('id').execute()).map(matterCodec.decode),
    );
  }

  matter(id: string): Promise<MatterRow | null> {
    return attempt('reading a matter', async () =>
      maybe((await asked<Stored<MatterRow>>(this.#db, 'SELECT * FROM matter WHERE id = ?', id))[0], matterCodec.decode),
    );
  }

  async beginDocument(documentId: string): Promise<void> {
    await attempt('beginning a document', () => toBeErased(this.#db, documentId, false));
  }

  async insertDocument(document: DocumentRow): Promise<void> {
    await attempt('inserting a document', () => atomically(this.#db, (db) => insertDocuments(db, [document])));
  }

  document(id: string): Promise<DocumentRow | null> {
    return attempt('reading a document', async () =>
      maybe((await asked<Stored<DocumentRow>>(this.#db, 'SELECT * FROM document WHERE id = ?', id))[0], documentCodec.decode),
    );
  }

  documents(matterId?: string): Promise<readonly DocumentRow[]> {
    return attempt('listing documents', async () => {
      const all = this.#db.selectFrom('document').selectAll().orderBy('createdAt').orderBy('id');
      return (await (matterId === undefined ? all : all.where('matterId', '=', matterId)).execute()).map(documentCodec.decode);
    });
  }

  filedFrom(documentId: string): Promise<DocumentRow | null> {
    return attempt('finding the draft of a document', async () => {
      const row = await this.#db.selectFrom('document').selectAll().where('filedAs', '=', documentId).executeTakeFirst();
      return row === undefined ? null : documentCodec.decode(row);
    });
  }

  changeMatter(id: string, from: MatterStage, change: MatterChange): Promise<boolean> {
    return attempt('changing a matter', async () => {
      const query = this.#db
        .updateTable('matter')
        .set(matterCodec.encodePart({ stage: from, ...change }))
        .where('id', '=', id)
        .where('stage', '=', from);
      return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
    });
  }

  changeStage(documentId: string, from: DocumentStage, to: DocumentStage, filedAs?: string): Promise<boolean> {
    return attempt('changing a stage', async () => {
      const query = this.#db
        .updateTable('document')
        .set({ stage: to, ...(filedAs !== undefined && { filedAs }) })
        .where('id', '=', documentId)
        .where('stage', '=', from);
      return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
    });
  }

  async deleteDocument(documentId: string): Promise<void> {
    await attempt('deleting a document', () =>
      atomically(this.#db, async (db) => {
        await db.deleteFrom('document').where('id', '=', documentId).execute();
        const indexed = await db.selectFrom('words').select('documentId').where('documentId', '=', documentId).executeTakeFirst();
        for (const table of [
          'client',
          'rescue',
          'writer',
          'seen',
          'words',
          'draftWords',
          'indexed',
          'attachment',
          'sideVersion',
          'invitation',
          'grant',
          'signature',
          'lock',
          'reportStep',
          'meetingOfItem',
          'suggestionDecision',
          'maskDecision',
          'sharedEntry',
          'run',
          'runProgress',
          'moment',
          'namedVersion',
          'restoration',
          'handover',
          'notice',
          'snapshot',
        ] as const) {
          await db.deleteFrom(table).where('documentId', '=', documentId).execute();
        }
        await deleteComments(db, documentId);
        await deleteReviews(db, documentId);
        await deleteMinutes(db, documentId);
        await toBeErased(db, documentId, indexed !== undefined);
      }),
    );
  }

  unerased(): Promise<readonly string[]> {
    return attempt('listing what is to be erased', async () =>
      (await this.#db.selectFrom('erasure').select('documentId').orderBy('documentId').execute()).map(({ documentId }) => documentId),
    );
  }

  async erased(documentId: string): Promise<void> {
    const erasure = await attempt('asking what is left', () =>
      this.#db.selectFrom('erasure').select('isIndexed').where('documentId', '=', documentId).executeTakeFirst(),
    );
    if (erasure?.isIndexed === 1) await attempt('merging the index', () => mergeWords(this.#db));
    // Until then the words that its rows and snapshots had stand in the -wal.
    await attempt('emptying the -wal', async () => emptyWal(this.#db));
    await attempt('keeping that a journal is erased', () => this.#db.deleteFrom('erasure').where('documentId', '=', documentId).execute());
  }

  async deleteMatter(id: string): Promise<void> {
    await attempt('deleting a matter', () =>
      atomically(this.#db, async (db) => {
        for (const table of ['referral', 'handling', 'notice', 'mute', 'origin'] as const) await db.deleteFrom(table).where('matterId', '=', id).execute();
        await db.deleteFrom('matter').where('id', '=', id).execute();
      }),
    );
  }

  async project(documentId: string, { title, movers, updatedAt }: DocumentProjection): Promise<void> {
    await attempt('writing a projection', () =>
      this.#db
        .updateTable('document')
        .set({ title, movers: JSON.stringify(movers), updatedAt: updatedAt.getTime() })
        .where('id', '=', documentId)
        .execute(),
    );
  }

  async putPeople(people: readonly PersonRow[]): Promise<void> {
    await attempt('writing people', () =>
      atomically(this.#db, async (db) => {
        for (const person of people) {
          const values = personCodec.encode(person);
          await db
            .insertInto('person')
            .values(values)
            .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
            .execute();
        }
      }),
    );
  }

  person(id: string): Promise<PersonRow | null> {
    return attempt('reading a person', async () =>
      maybe((await asked<Stored<PersonRow>>(this.#db, 'SELECT * FROM person WHERE id = ?', id))[0], personCodec.decode),
    );
  }

  personByEmail(email: string): Promise<PersonRow | null> {
    return attempt('finding a person', async () => {
      const found = await this.#db.selectFrom('person').selectAll().where('email', '=', email.toLowerCase()).where('isActive', '=', 1).execute();
      return found.length === 1 ? maybe(found[0], personCodec.decode) : null;
    });
  }

  people(query = ''): Promise<readonly PersonRow[]> {
    return attempt('listing people', async () =>
      (await this.#db.selectFrom('person').selectAll().where('isActive', '=', 1).orderBy('name').orderBy('id').execute())
        .map(personCodec.decode)
        .filter((person) => matchesQuery(person, query)),
    );
  }

  everybody(): Promise<readonly PersonRow[]> {
    return attempt('listing the register', async () =>
      (await this.#db.selectFrom('person').selectAll().orderBy('name').orderBy('id').execute()).map(personCodec.decode).filter(({ id }) => !isInvitedGuest(id)),
    );
  }

  endSecondFactor(personId: string): Promise<boolean> {
    return attempt('ending a second factor', () =>
      atomically(this.#db, async (db) => {
        const { numAffectedRows } = await sql`UPDATE signInUser SET twoFactorEnabled = 0 WHERE personId = ${personId} AND twoFactorEnabled = 1`.execute(db);
        if (numAffectedRows !== 1n) return false;
        const account = sql`(SELECT id FROM signInUser WHERE personId = ${personId})`;
        await sql`DELETE FROM signInTwoFactor WHERE userId IN ${account}`.execute(db);
        await sql`DELETE FROM signInSession WHERE userId IN ${account}`.execute(db);
        return true;
      }),
    );
  }

  claimClients(claims: readonly ClientRow[]): Promise<readonly ClientRow[]> {
    return attempt('claiming client ids', () =>
      notWaitingForDisk(this.#db, (connection) =>
        atomically(connection, async (db) => {
          // One update may name a thousand, and many come in one batch: everybody's words wait for this, so they are not claimed one by one.
          for (const { documentId, personId, ids } of claimsTogether(claims)) {
            await sql`INSERT INTO client (documentId, clientId, personId)
              SELECT ${documentId}, value, ${personId} FROM json_each(${JSON.stringify(ids)}) WHERE true ON CONFLICT DO NOTHING`.execute(db);
          }
          const held = new Map<string, ClientRow>();
          for (const [documentId, ids] of Map.groupBy(claims, (claim) => claim.documentId)) {
            const asked = JSON.stringify(ids.map(({ clientId }) => clientId));
            const isAsked = sql<boolean>`clientId IN (SELECT value FROM json_each(${asked}))`;
            for (const row of await db.selectFrom('client').selectAll().where('documentId', '=', documentId).where(isAsked).execute())
              held.set(`${documentId} ${row.clientId}`, row);
          }
          return claims.map((claim) => held.get(`${claim.documentId} ${claim.clientId}`) ?? claim);
        }),
      ),
    );
  }

  clients(documentId: string): Promise<readonly ClientRow[]> {
    return attempt('listing client ids', async () => {
      const found = await asked<ClientRow>(this.#db, 'SELECT * FROM client WHERE documentId = ?', documentId);
      return found.toSorted((a, b) => a.clientId - b.clientId);
    });
  }

  insertRescue({ by, ...rescue }: RescueRow): Promise<boolean> {
    return attempt('keeping a rescue', async () => {
      const { numInsertedOrUpdatedRows } = await this.#db
        .insertInto('rescue')
        .values(rescueCodec.encode({ ...rescue, removedBy: by }))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    });
  }

  growRescue(id: string, { text, parts }: Pick<RescueRow, 'text' | 'parts'>): Promise<boolean> {
    return attempt('keeping more of a rescue', async () => {
      const query = this.#db.updateTable('rescue').set(rescueCodec.encodePart({ text, parts })).where('id', '=', id).where('takenAt', 'is', null);
      return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
    });
  }

  rescue(id: string): Promise<RescueRow | null> {
    return attempt('reading a rescue', async () => maybe(await this.#db.selectFrom('rescue').selectAll().where('id', '=', id).executeTakeFirst(), toRescue));
  }

  async openRescues(documentId: string, personId: string): Promise<readonly RescueRow[]> {
    return (await this.rescues(documentId, personId)).filter(({ takenAt }) => takenAt === null);
  }

  rescues(documentId: string, personId: string): Promise<readonly RescueRow[]> {
    return attempt('listing rescues', async () => {
      const query = this.#db.selectFrom('rescue').selectAll().where('documentId', '=', documentId).where('personId', '=', personId);
      return (await query.orderBy('createdAt').execute()).map(toRescue).toSorted(byFirstLetter);
    });
  }

  takeRescue(id: string, personId: string, at: Date): Promise<boolean> {
    return attempt('taking a rescue', async () => {
      const query = this.#db
        .updateTable('rescue')
        .set({ takenAt: at.getTime() })
        .where('id', '=', id)
        .where('personId', '=', personId)
        .where('takenAt', 'is', null);
      return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
    });
  }
}

export class SqliteSnapshots implements Snapshots {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  read(documentId: string, upTo: Seq = Number.MAX_SAFE_INTEGER): Promise<Snapshot | null> {
    return attempt('reading a snapshot', async () => {
      const [row] = await asked<Selectable<Tables['snapshot']>>(this.#db, 'SELECT * FROM snapshot WHERE documentId = ? AND upTo <= ?', documentId, upTo);
      return maybe(row, ({ bytes, ...rest }) => ({ ...rest, update: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) }));
    });
  }

  /** Which documents have a snapshot, and how far each reaches. */
  list(): Promise<readonly Pick<Snapshot, 'documentId' | 'upTo'>[]> {
    return attempt('listing snapshots', () => this.#db.selectFrom('snapshot').select(['documentId', 'upTo']).execute());
  }

  async write({ documentId, epoch, upTo, update }: Snapshot): Promise<void> {
    await attempt('writing a snapshot', () =>
      notWaitingForDisk(this.#db, (db) =>
        db
          .insertInto('snapshot')
          .values({ documentId, epoch, upTo, bytes: update })
          .onConflict((conflict) => conflict.column('documentId').doUpdateSet({ epoch, upTo, bytes: update }).where('snapshot.upTo', '<', upTo))
          .execute(),
      ),
    );
  }

  /** Waits for the disk: what is erased of a journal then must not come back in a snapshot. */
  async drop(documentId: string): Promise<void> {
    await attempt('dropping a snapshot', () => this.#db.deleteFrom('snapshot').where('documentId', '=', documentId).execute());
  }
}

/** What was written in them is to stay: it has a row. */
async function insertDocuments(db: Kysely<Tables>, documents: readonly DocumentRow[]): Promise<void> {
  await db.insertInto('document').values(documents.map(documentCodec.encode)).execute();
  const ids = documents.map(({ id }) => id);
  await db.deleteFrom('erasure').where('documentId', 'in', ids).execute();
}
function maybe<Row, Result>(row: Row | undefined, read: (row: Row) => Result): Result | null {
  return row === undefined ? null : read(row);
}

/** Neighbours of one person in one document are one; an id that two claim is the first one's. */
function claimsTogether(claims: readonly ClientRow[]): readonly (Omit<ClientRow, 'clientId'> & { readonly ids: readonly number[] })[] {
  const together: { documentId: string; personId: string; ids: number[] }[] = [];
  for (const { documentId, personId, clientId } of claims) {
    const last = together.at(-1);
    if (last?.documentId === documentId && last.personId === personId) last.ids.push(clientId);
    else together.push({ documentId, personId, ids: [clientId] });
  }
  return together;
}

function toRescue(stored: Selectable<Tables['rescue']>): RescueRow {
  const { removedBy, ...rescue } = rescueCodec.decode(stored);
  return { ...rescue, by: removedBy };
}

/** What was found at one time comes in the order in which it was written. */
function byFirstLetter(a: RescueRow, b: RescueRow): number {
  const clock = ({ parts }: RescueRow) => parts[0]?.clock ?? 0;
  return a.createdAt.getTime() - b.createdAt.getTime() || clock(a) - clock(b) || (a.id < b.id ? -1 : 1);
}
