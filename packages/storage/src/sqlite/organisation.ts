import type { Kysely, Selectable } from 'kysely';
import type {
  AssignmentRow,
  AttendanceRow,
  BodyRow,
  CivilDate,
  MeetingRow,
  MunicipalityRow,
  Organisation,
  PartyRow,
  TemplateRow,
  TermRow,
} from '../organisation.ts';
import { bodyKinds } from '../organisation.ts';
import { asked, atomically, attempt } from './attempt.ts';
import { bodyCodec, meetingCodec, municipalityCodec, partyCodec, type Tables, templateCodec } from './tables.ts';

export class SqliteOrganisation implements Organisation {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  municipality(): Promise<MunicipalityRow | null> {
    return attempt('reading the municipality', async () => {
      const [row] = await asked<Selectable<Tables['municipality']>>(this.#db, 'SELECT * FROM municipality');
      if (row === undefined) return null;
      const { one, ...rest } = row;
      return municipalityCodec.decode(rest);
    });
  }

  async putMunicipality(municipality: MunicipalityRow): Promise<void> {
    const values = municipalityCodec.encode(municipality);
    await attempt('writing the municipality', () =>
      this.#db
        .insertInto('municipality')
        .values({ one: 1, ...values })
        .onConflict((conflict) => conflict.column('one').doUpdateSet(values))
        .execute(),
    );
  }

  setUp(municipality: MunicipalityRow): Promise<boolean> {
    return attempt('setting up the municipality', async () => {
      const { numInsertedOrUpdatedRows } = await this.#db
        .insertInto('municipality')
        .values({ one: 1, ...municipalityCodec.encode(municipality) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    });
  }

  template(id: string): Promise<TemplateRow | null> {
    return attempt('reading a template', async () => {
      const row = await this.#db.selectFrom('template').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : templateCodec.decode(row);
    });
  }

  async keepTemplate(template: TemplateRow): Promise<void> {
    await attempt('keeping a template', () =>
      this.#db
        .insertInto('template')
        .values(templateCodec.encode(template))
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }

  bodies(): Promise<readonly BodyRow[]> {
    return attempt('listing bodies', async () => {
      const rows = (await this.#db.selectFrom('body').selectAll().execute()).map(bodyCodec.decode);
      return rows.sort((a, b) => bodyKinds.indexOf(a.kind) - bodyKinds.indexOf(b.kind) || a.name.localeCompare(b.name, 'sv'));
    });
  }

  putBodies(bodies: readonly BodyRow[]): Promise<void> {
    return this.#put('body', bodies.map(bodyCodec.encode));
  }

  meetings({ bodyId, from, to }: { readonly bodyId?: string; readonly from?: CivilDate; readonly to?: CivilDate } = {}): Promise<readonly MeetingRow[]> {
    return attempt('listing meetings', async () => {
      let query = this.#db.selectFrom('meeting').selectAll().orderBy('date').orderBy('bodyId');
      if (bodyId !== undefined) query = query.where('bodyId', '=', bodyId);
      if (from !== undefined) query = query.where('date', '>=', from);
      if (to !== undefined) query = query.where('date', '<=', to);
      return (await query.execute()).map(meetingCodec.decode);
    });
  }

  putMeetings(meetings: readonly MeetingRow[]): Promise<void> {
    return this.#put('meeting', meetings.map(meetingCodec.encode));
  }

  async deleteMeeting(id: string): Promise<void> {
    await attempt('deleting a meeting', () =>
      atomically(this.#db, async (db) => {
        await db.deleteFrom('attendance').where('meetingId', '=', id).execute();
        await db.deleteFrom('meeting').where('id', '=', id).execute();
      }),
    );
  }

  attendance(meetingId: string): Promise<readonly AttendanceRow[]> {
    return attempt('reading attendance', () => this.#db.selectFrom('attendance').selectAll().where('meetingId', '=', meetingId).orderBy('personId').execute());
  }

  async putAttendance(rows: readonly AttendanceRow[]): Promise<void> {
    await attempt('recording attendance', () =>
      atomically(this.#db, async (db) => {
        for (const row of rows) {
          await db
            .insertInto('attendance')
            .values(row)
            .onConflict((conflict) => conflict.columns(['meetingId', 'personId']).doUpdateSet(row))
            .execute();
        }
      }),
    );
  }

  parties(): Promise<readonly PartyRow[]> {
    return attempt('listing parties', async () => (await this.#db.selectFrom('party').selectAll().orderBy('code').execute()).map(partyCodec.decode));
  }

  async putParties(parties: readonly PartyRow[]): Promise<void> {
    await attempt('writing parties', () =>
      atomically(this.#db, async (db) => {
        for (const party of parties.map(partyCodec.encode)) {
          await db
            .insertInto('party')
            .values(party)
            .onConflict((conflict) => conflict.column('code').doUpdateSet(party))
            .execute();
        }
      }),
    );
  }

  terms(): Promise<readonly TermRow[]> {
    return attempt('listing terms of office', () => this.#db.selectFrom('term').selectAll().orderBy('from', 'desc').execute());
  }

  putTerms(terms: readonly TermRow[]): Promise<void> {
    return this.#put('term', terms);
  }

  assignments({
    personId,
    bodyId,
    on,
  }: {
    readonly personId?: string;
    readonly bodyId?: string;
    readonly on?: CivilDate;
  } = {}): Promise<readonly AssignmentRow[]> {
    return attempt('listing seats', async () => {
      let query = this.#db.selectFrom('assignment').selectAll().orderBy('from').orderBy('id');
      if (personId !== undefined) query = query.where('personId', '=', personId);
      if (bodyId !== undefined) query = query.where('bodyId', '=', bodyId);
      if (on !== undefined) query = query.where('from', '<=', on).where((where) => where.or([where('to', 'is', null), where('to', '>=', on)]));
      return query.execute();
    });
  }

  putAssignments(assignments: readonly AssignmentRow[]): Promise<void> {
    return this.#put('assignment', assignments);
  }

  async deleteAssignment(id: string): Promise<void> {
    await attempt('deleting a seat', () => this.#db.deleteFrom('assignment').where('id', '=', id).execute());
  }

  /** Inserts or replaces by id. */
  async #put<Table extends 'body' | 'meeting' | 'term' | 'assignment'>(table: Table, rows: readonly Tables[Table][]): Promise<void> {
    await attempt(`writing to ${table}`, () =>
      atomically(this.#db, async (db) => {
        // Kysely cannot follow a table that is a type parameter: the row is of that table by the signature.
        for (const values of rows as readonly Tables['body'][]) {
          await db
            .insertInto(table as 'body')
            .values(values)
            .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
            .execute();
        }
      }),
    );
  }
}
