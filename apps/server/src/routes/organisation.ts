import { createRoute, z } from '@hono/zod-openapi';
import { mayOrganise, type OrganisationActName, organisationActNames } from '@yrka/policies';
import { type AssignmentRow, isInvitedGuest, type PersonRow, type Rows } from '@yrka/storage';
import type { Context } from 'hono';
import { compress } from 'hono/compress';
import type { Acting } from '../acts/acting.ts';
import type { ImportPlan, MeetingList, Organisation, ProblemCode, Register } from '../api.ts';
import type { RequestEnv, Routes, ServerContext } from '../context.ts';
import { actorOf } from '../documents/access.ts';
import { changeArms, maxArmsBytes, removeArms } from '../organisation/arms.ts';
import { armsTypes, readArms } from '../organisation/armsPicture.ts';
import {
  changeBody,
  changeMeeting,
  changeMunicipality,
  changeParty,
  changePerson,
  changeSeat,
  changeTemplate,
  changeTerm,
  deleteMeeting,
  deleteSeat,
  handOverSecretary,
  particularsOf,
  templateSaidBy,
  versionOf,
} from '../organisation/changing.ts';
import { importMeetings, importRegister, readRegister } from '../organisation/importing.ts';
import { meetingsCsv } from '../organisation/meetingsCsv.ts';
import { officesOf } from '../organisation/register.ts';
import { registerCsv } from '../organisation/registerCsv.ts';
import { baseWords, templateFor, wordsOf } from '../organisation/template.ts';
import { previewOf } from '../organisation/templatePreview.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import {
  armsSchema,
  armsSeenSchema,
  bodyChangeSchema,
  handOverSchema,
  meetingChangeSchema,
  meetingListSchema,
  municipalityChangeSchema,
  organisationSchema,
  partyChangeSchema,
  personChangeSchema,
  planSchema,
  possibleHeadFields,
  possibleParts,
  registerSchema,
  seatChangeSchema,
  seenSchema,
  templateChangeSchema,
  templatePreviewSchema,
  termChangeSchema,
} from './organisationMessages.ts';
import { documentPagesSchema } from './exportMessages.ts';
import { json, newRoutes, refusals } from './responses.ts';

const root = '/api/organisation';
const ofId = z.object({ id: z.string() });
/** What a change answers, with what it may be refused for beside what any may be. */
const isSo = (...codes: readonly ProblemCode[]) => ({
  204: { description: 'It is so' },
  ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound', 'conflict', ...codes),
});

const read = createRoute({
  method: 'get',
  path: root,
  summary: 'The municipality, its bodies, parties and terms of office',
  responses: { 200: json(organisationSchema, 'The organisation'), ...refusals('notSignedIn', 'notFound') },
});
const listMeetings = createRoute({
  method: 'get',
  path: `${root}/meetings`,
  summary: 'Meetings, by date',
  request: { query: z.object({ from: z.string().optional(), to: z.string().optional(), bodyId: z.string().optional() }) },
  responses: { 200: json(meetingListSchema, 'The meetings'), ...refusals('badRequest', 'notSignedIn') },
});
const readPeople = createRoute({
  method: 'get',
  path: `${root}/register`,
  summary: 'Everybody, with addresses, posts and seats, and those who have left',
  responses: { 200: json(registerSchema, 'By name'), ...refusals('notSignedIn', 'noRight') },
});

const change = <Schema extends z.ZodType>(path: string, summary: string, schema: Schema, ...codes: readonly ProblemCode[]) =>
  createRoute({
    method: 'post',
    path: `${root}/${path}`,
    summary,
    request: { body: { required: true, content: { 'application/json': { schema } } } },
    responses: isSo(...codes),
  });
const putMunicipality = change('municipality', 'Name and rules', municipalityChangeSchema);
const putTemplate = change('template', 'How documents look and begin from now on', templateChangeSchema);
const putBody = change('bodies', 'A new body, or another name for one', bodyChangeSchema, 'alreadyThere');
const putMeeting = change('meetings', 'A new meeting, or another day for one', meetingChangeSchema, 'alreadyThere');
const putParty = change('parties', 'A new party, or another name for one', partyChangeSchema, 'alreadyThere');
const putTerm = change('terms', 'A new term of office, or other days for one', termChangeSchema, 'alreadyThere');
const putPerson = change('people', 'Somebody new in the register, or other particulars', personChangeSchema, 'alreadyThere', 'bothSides', 'lastAdministrator');
const resetFactor = createRoute({
  method: 'delete',
  path: `${root}/people/{id}/second-factor`,
  summary: 'Take away the second factor of somebody else who has lost it; their sessions end',
  request: { params: z.object({ id: z.string() }) },
  responses: isSo(),
});
const putSeat = change('seats', 'A seat in a body', seatChangeSchema, 'alreadyThere', 'bothSides');
const handOver = change('secretary', "A secretary's place from one to another", handOverSchema, 'bothSides');

const previewTemplate = createRoute({
  method: 'post',
  path: `${root}/template/preview`,
  summary: 'A document that is made up, as it would print by a template that is not saved',
  request: { body: { required: true, content: { 'application/json': { schema: templatePreviewSchema } } } },
  responses: {
    200: json(documentPagesSchema, 'Its pages as pictures'),
    ...refusals('badRequest', 'notSignedIn', 'noRight', 'notFound'),
  },
});

const readPicture = createRoute({
  method: 'get',
  path: `${root}/arms/{sha256}`,
  summary: "The municipality's arms, those of now or of before",
  request: { params: armsSchema },
  responses: {
    200: { description: 'PNG or JPEG', content: { 'image/*': { schema: z.string().openapi({ format: 'binary' }) } } },
    ...refusals('badRequest', 'notSignedIn', 'notFound'),
  },
});
const putArms = createRoute({
  method: 'post',
  path: `${root}/arms`,
  summary: "The municipality's arms as a PNG or JPEG, for what begins from now on",
  request: {
    query: armsSeenSchema,
    body: { required: true, content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } },
  },
  responses: isSo('emptyFile', 'pictureTooLarge', 'pictureNotAllowed', 'pictureBroken', 'pictureDimensions', 'storageFull'),
});
const takeArmsAway = createRoute({
  method: 'delete',
  path: `${root}/arms`,
  summary: 'No arms on what begins from now on',
  request: { query: armsSeenSchema },
  responses: isSo(),
});

const remove = (path: string, summary: string, ...codes: readonly ProblemCode[]) =>
  createRoute({
    method: 'delete',
    path: `${root}/${path}/{id}`,
    summary,
    request: { params: ofId, query: seenSchema },
    responses: isSo(...codes),
  });
const removeMeeting = remove('meetings', 'Take a meeting away', 'inUse');
const removeSeat = remove('seats', 'Take a seat away');

const csv = (path: string, summary: string) =>
  createRoute({
    method: 'get',
    path: `${root}/${path}`,
    summary,
    responses: { 200: { description: 'UTF-8, semicolons', content: { 'text/csv': { schema: z.string() } } }, ...refusals('notSignedIn', 'noRight') },
  });
const meetingsFile = csv('meetings.csv', 'All meetings as a file');
const registerFile = csv('register.csv', 'The elected of the register as a file');

const reading = (path: string, summary: string) =>
  createRoute({
    method: 'post',
    path: `${root}/imports/${path}`,
    summary,
    request: {
      query: z.object({ digest: z.string().max(40).optional().openapi({ description: "A preview's, to do what it showed; nothing is done without one" }) }),
      body: { required: true, content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } },
    },
    responses: {
      200: json(planSchema, 'What the file does, row by row'),
      ...refusals('badRequest', 'notSignedIn', 'noRight', 'conflict', 'bodyTooLarge', 'emptyFile', 'unreadableText', 'storageFull'),
    },
  });
const readMeetings = reading('meetings', 'Meetings from a file');
const readElected = reading('register', 'Elected representatives and their seats from a file');

export function organisationRoutes(server: ServerContext): Routes {
  const { rows } = server.storage;
  const acting = (c: Context<RequestEnv>, act: OrganisationActName): Acting => {
    const person = requirePerson(c);
    if (!mayOrganise(actorOf(person), act)) throw new Refusal('noRight');
    return { server, person, at: server.now() };
  };
  const routes = newRoutes();
  // Drawn letters are long, and much the same.
  routes.use(previewTemplate.path, compress());
  return routes
    .openapi(read, async (c) => c.json(await organisationOf(rows, requirePerson(c)), 200))
    .openapi(listMeetings, async (c) => {
      requirePerson(c);
      const { from, to, bodyId } = c.req.valid('query');
      const meetings = await rows.organisation.meetings({ ...(from && { from }), ...(to && { to }), ...(bodyId && { bodyId }) });
      const answer: MeetingList = { meetings: meetings.map((meeting) => ({ ...meeting, version: versionOf(meeting) })) };
      return c.json(answer, 200);
    })
    .openapi(readPeople, async (c) => {
      acting(c, 'readRegister');
      const [people, seats, factors] = await Promise.all([
        rows.everybody(),
        rows.organisation.assignments(),
        server.accounts?.signIn.withSecondFactors() ?? new Set<string>(),
      ]);
      const byPerson = Map.groupBy(seats, ({ personId }) => personId);
      const answer: Register = {
        people: people
          .map((person) => registered(person, byPerson.get(person.id) ?? [], factors.has(person.id)))
          .sort((a, b) => a.name.localeCompare(b.name, 'sv')),
      };
      return c.json(answer, 200);
    })
    .openapi(putMunicipality, async (c) => {
      await changeMunicipality(acting(c, 'editMunicipality'), c.req.valid('json'));
      return c.body(null, 204);
    })
    .openapi(putTemplate, async (c) => {
      await changeTemplate(acting(c, 'editTemplate'), c.req.valid('json'));
      return c.body(null, 204);
    })
    .openapi(previewTemplate, async (c) => {
      acting(c, 'editTemplate');
      const { total, pages, report } = await previewOf(server, c.req.valid('json'), c.req.raw.signal);
      return c.json({ total, pages: [...pages], report: [...report] }, 200);
    })
    .openapi(readPicture, async (c) => {
      requirePerson(c);
      const picture = await readArms(server.files, c.req.valid('param').sha256);
      if (picture === null) throw new Refusal('notFound');
      // Under its hash it is for ever the same; but only for whoever has signed in.
      return c.body(picture.bytes, 200, { 'Content-Type': armsTypes[picture.format], 'Cache-Control': 'private, max-age=31536000, immutable' });
    })
    .openapi(putArms, async (c) => {
      const who = acting(c, 'editTemplate');
      // What says that it is too large need not be sent.
      if (Number(c.req.header('Content-Length') ?? 0) > maxArmsBytes) throw new Refusal('pictureTooLarge');
      const { body } = c.req.raw;
      if (body === null) throw new Refusal('emptyFile');
      await changeArms(who, body, { version: c.req.valid('query').version ?? null });
      return c.body(null, 204);
    })
    .openapi(takeArmsAway, async (c) => {
      await removeArms(acting(c, 'editTemplate'), { version: c.req.valid('query').version ?? null });
      return c.body(null, 204);
    })
    .openapi(putBody, async (c) => {
      await changeBody(acting(c, 'editBodies'), c.req.valid('json'));
      return c.body(null, 204);
    })
    .openapi(putMeeting, async (c) => {
      await changeMeeting(acting(c, 'editMeetings'), c.req.valid('json'));
      return c.body(null, 204);
    })
    .openapi(putParty, async (c) => {
      await changeParty(acting(c, 'editParties'), c.req.valid('json'));
      return c.body(null, 204);
    })
    .openapi(putTerm, async (c) => {
      await changeTerm(acting(c, 'editParties'), c.req.valid('json'));
      return c.body(null, 204);
    })
    .openapi(putPerson, async (c) => {
      await changePerson(acting(c, 'editRegister'), c.req.valid('json'));
      return c.body(null, 204);
    })
    .openapi(resetFactor, async (c) => {
      const { person } = acting(c, 'editRegister');
      const other = await rows.person(c.req.valid('param').id);
      if (other === null || isInvitedGuest(other.id) || server.accounts === null) throw new Refusal('notFound');
      // One's own is ended with one's password, under Mitt konto.
      if (other.id === person.id) throw new Refusal('noRight');
      await server.accounts.signIn.resetSecondFactor(other, person.id);
      await server.rooms.personSignedOut(other.id);
      return c.body(null, 204);
    })
    .openapi(putSeat, async (c) => {
      await changeSeat(acting(c, 'editSeats'), c.req.valid('json'));
      return c.body(null, 204);
    })
    .openapi(handOver, async (c) => {
      await handOverSecretary(acting(c, 'editRegister'), c.req.valid('json'));
      return c.body(null, 204);
    })
    .openapi(removeMeeting, async (c) => {
      await deleteMeeting(acting(c, 'editMeetings'), c.req.valid('param').id, c.req.valid('query'));
      return c.body(null, 204);
    })
    .openapi(removeSeat, async (c) => {
      await deleteSeat(acting(c, 'editSeats'), c.req.valid('param').id, c.req.valid('query'));
      return c.body(null, 204);
    })
    .openapi(meetingsFile, async (c) => {
      requirePerson(c);
      const [meetings, bodies] = await Promise.all([rows.organisation.meetings(), rows.organisation.bodies()]);
      return asFile(c, meetingsCsv(meetings, bodies), 'sammantraden.csv');
    })
    .openapi(registerFile, async (c) => {
      const { at } = acting(c, 'readRegister');
      return asFile(c, registerCsv(await readRegister(rows, at)), 'fortroendevalda.csv');
    })
    .openapi(readMeetings, async (c) => {
      const who = acting(c, 'editMeetings');
      return c.json(planOf(await importMeetings(who, await bytesOf(c), c.req.valid('query').digest ?? null)), 200);
    })
    .openapi(readElected, async (c) => {
      const who = acting(c, 'editRegister');
      return c.json(planOf(await importRegister(who, await bytesOf(c), c.req.valid('query').digest ?? null)), 200);
    });
}

async function organisationOf({ organisation }: Rows, person: PersonRow): Promise<Organisation> {
  const [municipality, bodies, parties, terms] = await Promise.all([
    organisation.municipality(),
    organisation.bodies(),
    organisation.parties(),
    organisation.terms(),
  ]);
  if (municipality === null) throw new Refusal('notFound');
  const { name, kind, rules, arms } = municipality;
  const actor = actorOf(person);
  return {
    municipality: {
      ...{ name, kind, rules, arms },
      version: versionOf(particularsOf(municipality)),
    },
    template: {
      words: wordsOf(templateFor(municipality)),
      base: baseWords(municipality),
      parts: possibleParts,
      headFields: possibleHeadFields,
      version: versionOf(templateSaidBy(municipality)),
    },
    bodies: bodies.map((row) => ({ ...row, version: versionOf(row) })),
    parties: parties.map((row) => ({ ...row, version: versionOf(row) })),
    terms: terms.map((row) => ({ ...row, version: versionOf(row) })),
    acts: organisationActNames.filter((act) => mayOrganise(actor, act)),
  };
}

function registered(person: PersonRow, seats: readonly AssignmentRow[], hasSecondFactor: boolean): Register['people'][number] {
  return {
    ...person,
    roles: [...person.roles],
    offices: [...officesOf(person)],
    seats: seats.map((seat) => ({ ...seat, version: versionOf(seat) })),
    hasSecondFactor,
    version: versionOf(person),
  };
}

function planOf({ plan, digest, isDone }: Awaited<ReturnType<typeof importMeetings>>): ImportPlan {
  const { columns, missing, ignored, problems, notes, good } = plan;
  return {
    columns: [...columns],
    missing: [...missing],
    ignored: [...ignored],
    problems: [...problems],
    notes: [...notes],
    rows: good.map((row) => ({ ...row, cells: [...row.cells] })),
    digest,
    isDone,
  };
}

const bytesOf = async (c: Context<RequestEnv>) => new Uint8Array(await c.req.arrayBuffer());

function asFile(c: Context<RequestEnv>, text: string, name: string) {
  return c.text(text, 200, { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` });
}
