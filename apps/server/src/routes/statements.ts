import { createRoute, z } from '@hono/zod-openapi';
import { cameTooLate } from '@yrka/policies';
import { newBlockId } from '@yrka/schema';
import type { BodyRow, MeetingRow, StatementRow } from '@yrka/storage';
import type { Node } from 'prosemirror-model';
import type { Statement, StatementList } from '../api.ts';
import type { Routes, ServerContext } from '../context.ts';
import { draftDocument, namedPerson, newMatter, partyDraft, storeDraft } from '../documents/creating.ts';
import { lockedContent } from '../documents/lockedText.ts';
import { statementFilling } from '../documents/statementFilling.ts';
import { documentSummary, motionOf } from '../matters/summaries.ts';
import { civilMoment } from '../organisation/civil.ts';
import { municipalityTemplate } from '../organisation/template.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { documentSummarySchema } from './messages.ts';
import { json, newRoutes, refusals } from './responses.ts';
import { newStatementSchema, statementListSchema, statementSchema } from './statementMessages.ts';

const documentId = z.object({ documentId: z.string() });

const begin = createRoute({
  method: 'post',
  path: '/api/matters/{matterId}/statements',
  summary: "Begin a written yrkande, reservation or statement about a matter, in the space of one's own group",
  request: {
    params: z.object({ matterId: z.string() }),
    body: { required: true, content: { 'application/json': { schema: newStatementSchema } } },
  },
  responses: {
    201: json(documentSummarySchema, 'The draft'),
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'storageFull'),
  },
});

const read = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/statement',
  summary: 'What a written statement is, about which matter, and when it came in',
  request: { params: documentId },
  responses: { 200: json(statementSchema, 'Its way'), ...refusals('notSignedIn', 'notFound') },
});

const list = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/statements',
  summary: 'What has been handed in about the matter of an item of the minutes',
  request: { params: documentId },
  responses: { 200: json(statementListSchema, 'First to last'), ...refusals('notSignedIn', 'notFound') },
});

export function statementRoutes({ access, storage, now }: ServerContext): Routes {
  const { rows } = storage;
  return newRoutes()
    .openapi(begin, async (c) => {
      const person = requirePerson(c);
      const about = await access.matter(person, c.req.valid('param').matterId);
      if (!about.mayCreate.includes('writtenStatement')) throw new Refusal('noRight');
      const { kind } = c.req.valid('json');
      const at = now();
      // A matter of its own: nothing that stands with the group hangs on what the municipality keeps.
      const matter = newMatter({ id: newBlockId(), title: '', createdAt: at });
      const template = await municipalityTemplate(rows);
      const title = motionOf(about)?.row.title ?? about.row.title;
      const filling = statementFilling(kind, {
        template,
        person: namedPerson(person),
        title,
        diarienummer: about.row.diarienummer,
        body: await nextBody(about.row.id),
        on: civilMoment(at).date,
      });
      const draft = draftDocument('writtenStatement', filling, { matterId: matter.id, person, place: partyDraft(person), template, at });
      await storeDraft(storage, draft, matter, (within) =>
        within.minutes.insertStatement({ documentId: draft.row.id, kind, aboutMatterId: about.row.id, meetingId: null, receivedAt: null }),
      );
      return c.json(documentSummary(await access.document(person, draft.row.id)), 201);
    })
    .openapi(read, async (c) => {
      const person = requirePerson(c);
      const { row, acts } = await access.document(person, c.req.valid('param').documentId);
      const statement = await rows.minutes.statement(row.id);
      if (row.kind !== 'writtenStatement' || statement === null) throw new Refusal('notFound');
      // Of a draft that was handed in, what it became says when and for which meeting.
      const handedIn = (row.filedAs === null ? null : await rows.minutes.statement(row.filedAs)) ?? statement;
      const [bodies, meetings] = await Promise.all([rows.organisation.bodies(), rows.organisation.meetings()]);
      const about = await readable(async () => (await access.matter(person, statement.aboutMatterId)).row);
      const answer: Statement = {
        kind: statement.kind,
        about: about === null ? null : { matterId: about.id, title: about.title, diarienummer: about.diarienummer },
        receivedAt: handedIn.receivedAt?.toISOString() ?? null,
        receivedAs: row.filedAs,
        meeting: named(
          meetings.find(({ id }) => id === handedIn.meetingId),
          bodies,
        ),
        meetings: acts.includes('handIn') ? await meetingsFor(statement, meetings, bodies) : [],
      };
      return c.json(answer, 200);
    })
    .openapi(list, async (c) => {
      const person = requirePerson(c);
      const { row } = await access.document(person, c.req.valid('param').documentId);
      if (row.kind !== 'minutesItem') throw new Refusal('notFound');
      const received = await rows.minutes.receivedStatements(row.matterId);
      const [bodies, meetings, verifications] = await Promise.all([
        rows.organisation.bodies(),
        rows.organisation.meetings(),
        rows.minutes.verifications(row.id),
      ]);
      const verifiedAt = verifications.findLast((verification) => verification.verifiedAt !== null)?.verifiedAt ?? null;
      const statements: StatementList['statements'] = [];
      for (const one of received) {
        const document = await readable(async () => (await access.document(person, one.documentId)).row);
        const lock = document === null ? null : await rows.way.lock(document.id);
        if (document === null || lock === null || one.receivedAt === null) continue;
        const meeting = meetings.find(({ id }) => id === one.meetingId);
        statements.push({
          documentId: document.id,
          kind: one.kind,
          title: document.title,
          by: byOf(lockedContent(lock)),
          version: lock.seq,
          receivedAt: one.receivedAt.toISOString(),
          meeting: named(meeting, bodies),
          isLate: cameTooLate({ ...one, receivedOn: civilMoment(one.receivedAt).date, meetingOn: meeting?.date ?? null, verifiedAt }),
        });
      }
      return c.json({ statements }, 200);
    });

  /** The name of the body that the matter is planned for; null for none. */
  async function nextBody(matterId: string): Promise<string | null> {
    const planned = (await rows.way.handlings(matterId)).find(({ handledOn, meetingId }) => handledOn === null && meetingId !== null);
    return planned === undefined ? null : ((await rows.organisation.bodies()).find(({ id }) => id === planned.bodyId)?.name ?? null);
  }

  /** Those that the matter comes to or has been at: a reservation is still written when the meeting is over. */
  async function meetingsFor(
    { aboutMatterId, kind }: StatementRow,
    meetings: readonly MeetingRow[],
    bodies: readonly BodyRow[],
  ): Promise<Statement['meetings']> {
    const planned = new Set((await rows.way.handlings(aboutMatterId)).map(({ meetingId }) => meetingId));
    const today = civilMoment(now()).date;
    const possible = meetings.filter(({ id, date, isCancelled }) => planned.has(id) && !isCancelled && (kind !== 'yrkande' || date >= today));
    const toCome = possible.filter(({ date }) => date >= today);
    const past = possible.filter(({ date }) => date < today).toReversed();
    return [...toCome, ...past].map((meeting) => named(meeting, bodies)).filter((meeting) => meeting !== null);
  }
}

/** In whose names it is. */
function byOf(content: Node): StatementList['statements'][number]['by'] {
  return content.children
    .filter(({ type, attrs }) => type.name === 'personList' && attrs.role === 'by')
    .flatMap((people) => people.children)
    .map(({ textContent, attrs }) => ({
      name: textContent.trim(),
      party: typeof attrs.party === 'string' ? attrs.party : null,
      personId: typeof attrs.personId === 'string' ? attrs.personId : null,
    }))
    .filter(({ name }) => name !== '');
}

function named(meeting: MeetingRow | undefined, bodies: readonly BodyRow[]): { readonly id: string; readonly body: string; readonly date: string } | null {
  return meeting === undefined ? null : { id: meeting.id, body: bodies.find(({ id }) => id === meeting.bodyId)?.shortName ?? '', date: meeting.date };
}

/** Null for what the person may not read. */
async function readable<Row>(look: () => Promise<Row>): Promise<Row | null> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'notFound') return null;
    throw error;
  }
}
