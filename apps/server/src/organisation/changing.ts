import { createHash } from 'node:crypto';
import { newBlockId } from '@yrka/schema';
import type { OfficeRole } from '@yrka/policies';
import {
  type AssignmentRow,
  type BodyRow,
  isInvitedGuest,
  type MeetingRow,
  type MunicipalityRow,
  type MunicipalityRules,
  type PartyRow,
  type PersonRow,
  type Rows,
  type TermRow,
} from '@yrka/storage';
import type { Acting } from '../acts/acting.ts';
import type { AuditAct, AuditDetails } from '../audit/acts.ts';
import { municipalityChain, record } from '../audit/record.ts';
import { Refusal } from '../refusal.ts';
import { civilMoment } from './civil.ts';
import { folded } from './csv.ts';
import { keepRolesCurrent, officesOf, overlap, rolesOf } from './register.ts';
import { tellOfRegister } from './telling.ts';
import { changesFrom, type TemplateWords } from './template.ts';

/** What was shown when somebody began to change it: null for what is new. Two who change the same cannot both succeed. */
type Seen = { readonly version: string | null };
/** A row that somebody wrote, with the id of the one it changes; null for a new one. */
type Changed<Row extends { readonly id: string }> = Omit<Row, 'id'> & Seen & { readonly id: string | null };

/** Tells one state of a row from another: what was shown is sent back when it is changed. */
export function versionOf(row: object): string {
  return createHash('sha256').update(JSON.stringify(row)).digest('base64url').slice(0, 16);
}

/** @throws Refusal `conflict` when it is another now, or gone; `notFound` for an id that never was */
function refuseUnseen(row: object | undefined | null, { version }: Seen): void {
  if ((row === undefined || row === null ? null : versionOf(row)) !== version) throw new Refusal('conflict');
}

const idOf = ({ id }: { readonly id: string | null }) => id ?? newBlockId();
const find = <Row extends { readonly id: string }>(rows: readonly Row[], id: string | null) => rows.find((row) => row.id === id);

export async function changeMunicipality(
  acting: Acting,
  change: Pick<MunicipalityRow, 'name' | 'kind'> & { readonly rules: MunicipalityRules } & Seen,
): Promise<void> {
  await inOneGo(acting, 'changeMunicipality', { kind: 'organisation', id: 'municipality' }, async (rows) => {
    const before = await rows.organisation.municipality();
    if (before === null) throw new Refusal('notFound');
    refuseUnseen(particularsOf(before), change);
    const { name, kind, rules } = change;
    await rows.organisation.putMunicipality({ ...before, name, kind, rules });
    return { ...rules };
  });
}

/** What new documents begin by. Those that are there keep what they began from (ADR 9). */
export async function changeTemplate(acting: Acting, change: { readonly words: TemplateWords } & Seen): Promise<void> {
  await inOneGo(acting, 'changeTemplate', { kind: 'organisation', id: 'municipality' }, async (rows) => {
    const before = await rows.organisation.municipality();
    if (before === null) throw new Refusal('notFound');
    refuseUnseen(templateSaidBy(before), change);
    await rows.organisation.putMunicipality({ ...before, templateChanges: changesFrom(before, change.words) });
    return { words: versionOf(change.words) };
  });
}

/** @throws Refusal `alreadyThere` for a short name that another body has, `badRequest` for a subcommittee of nothing */
export async function changeBody(acting: Acting, { version, ...change }: Changed<BodyRow>): Promise<void> {
  const row = { ...change, id: idOf(change), parentId: change.kind === 'subcommittee' ? change.parentId : null };
  await inOneGo(acting, 'changeBody', { kind: 'organisation', id: row.id }, async (rows) => {
    const bodies = await rows.organisation.bodies();
    refuseUnseen(find(bodies, change.id), { version });
    if (bodies.some(({ id, shortName }) => id !== row.id && folded(shortName) === folded(row.shortName))) throw new Refusal('alreadyThere');
    if (row.parentId !== null && (row.parentId === row.id || find(bodies, row.parentId) === undefined)) throw new Refusal('badRequest');
    await rows.organisation.putBodies([row]);
    // Whether a seat makes somebody a member of the assembly is for the body to say.
    await keepRolesCurrent(rows, acting.at);
    return { kind: row.kind, isActive: row.isActive };
  });
  await acting.server.rooms.rightsChanged();
}

/** @throws Refusal `alreadyThere` for a second meeting of the body at the same time */
export async function changeMeeting(acting: Acting, { version, ...change }: Changed<MeetingRow>): Promise<void> {
  const row = { ...change, id: idOf(change) };
  await inOneGo(acting, 'changeMeeting', { kind: 'organisation', id: row.id }, async (rows) => {
    const [bodies, meetings] = await Promise.all([rows.organisation.bodies(), rows.organisation.meetings()]);
    refuseUnseen(find(meetings, change.id), { version });
    if (find(bodies, row.bodyId) === undefined) throw new Refusal('notFound');
    if (meetings.some(({ id, bodyId, date, time }) => id !== row.id && bodyId === row.bodyId && date === row.date && time === row.time))
      throw new Refusal('alreadyThere');
    await rows.organisation.putMeetings([row]);
    return { bodyId: row.bodyId, date: row.date, deadlineDate: row.deadlineDate, isCancelled: row.isCancelled };
  });
}

/** @throws Refusal `inUse` when a matter is planned for it, or was treated there: then it is cancelled, not taken away */
export async function deleteMeeting(acting: Acting, id: string, seen: Seen): Promise<void> {
  await inOneGo(acting, 'deleteMeeting', { kind: 'organisation', id }, async (rows) => {
    const row = find(await rows.organisation.meetings(), id);
    refuseUnseen(row, seen);
    if ((await rows.way.handlings()).some(({ meetingId }) => meetingId === id)) throw new Refusal('inUse');
    await rows.organisation.deleteMeeting(id);
    return { bodyId: row?.bodyId ?? null, date: row?.date ?? null };
  });
}

/** A party is its code: one with another is another party. @throws Refusal `alreadyThere` for a new one whose code is taken, whatever its case */
export async function changeParty(acting: Acting, { version, ...row }: PartyRow & Seen): Promise<void> {
  await inOneGo(acting, 'changeParty', { kind: 'organisation', id: row.code }, async (rows) => {
    const parties = await rows.organisation.parties();
    const known = parties.find(({ code }) => folded(code) === folded(row.code));
    if (version === null && known !== undefined) throw new Refusal('alreadyThere');
    refuseUnseen(known, { version });
    await rows.organisation.putParties([{ ...row, code: known?.code ?? row.code }]);
    return { isLocal: row.isLocal, isActive: row.isActive };
  });
}

/** @throws Refusal `alreadyThere` when it overlaps another term */
export async function changeTerm(acting: Acting, { version, ...change }: Changed<TermRow>): Promise<void> {
  const row = { ...change, id: idOf(change) };
  await inOneGo(acting, 'changeTerm', { kind: 'organisation', id: row.id }, async (rows) => {
    const terms = await rows.organisation.terms();
    refuseUnseen(find(terms, change.id), { version });
    if (terms.some(({ id, from, to }) => id !== row.id && from <= row.to && row.from <= to)) throw new Refusal('alreadyThere');
    await rows.organisation.putTerms([row]);
    return { from: row.from, to: row.to };
  });
}

type PersonChange = Pick<PersonRow, 'name' | 'party' | 'title' | 'email' | 'isProtected' | 'isActive'> &
  Seen & { readonly id: string | null; readonly offices: readonly OfficeRole[] };

/**
 * Puts somebody into the register, changes what it says of them, or lets them leave it: then what
 * they have open closes at once. Whoever works for the municipality sits in no body, and of no party:
 * a draft is for the elected alone.
 *
 * @throws Refusal `alreadyThere` for an address that another has, `bothSides` for a post beside a seat,
 *   `lastAdministrator`, `notFound` for a party that is not there
 */
export async function changePerson(acting: Acting, { version, offices, ...change }: PersonChange): Promise<void> {
  const id = idOf(change);
  await inOneGo(acting, 'changePerson', { kind: 'person', id }, async (rows) => {
    const [people, bodies, seats, parties] = await Promise.all([
      rows.everybody(),
      rows.organisation.bodies(),
      rows.organisation.assignments({ personId: id }),
      rows.organisation.parties(),
    ]);
    if (isInvitedGuest(id)) throw new Refusal('notFound');
    const before = find(people, change.id);
    refuseUnseen(before, { version });
    const today = civilMoment(acting.at).date;
    if (offices.length > 0 && seats.some(({ to }) => to === null || to >= today)) throw new Refusal('bothSides');
    const party = offices.length > 0 ? null : change.party;
    if (party !== null && !parties.some(({ code }) => code === party)) throw new Refusal('notFound');
    const email = change.isProtected ? null : change.email;
    if (change.isActive && email !== null && people.some((other) => other.id !== id && other.isActive && other.email === email))
      throw new Refusal('alreadyThere');
    // A first seat is given after this; until then, and where there never was one, the roles stay as they are.
    const keepsElected = before !== undefined && seats.length === 0 && offices.length === 0 && officesOf(before).length === 0;
    const roles = keepsElected ? before.roles : rolesOf([...new Set(offices)], seats, bodies, today);
    const row: PersonRow = { id, name: change.name, party, roles, title: change.title, email, isProtected: change.isProtected, isActive: change.isActive };
    await rows.putPeople([row]);
    await refuseWithoutAdministrator(rows, people);
    return {
      isNew: before === undefined,
      offices: offices.join(' '),
      isProtected: row.isProtected,
      isActive: row.isActive,
      partyChanged: before?.party !== party,
    };
  });
  await acting.server.rooms.rightsChanged();
}

/** @throws Refusal `bothSides` for one who works for the municipality, `alreadyThere` for two seats in a body on the same day */
export async function changeSeat(acting: Acting, { version, ...change }: Changed<AssignmentRow>): Promise<void> {
  const row = { ...change, id: idOf(change) };
  await inOneGo(acting, 'changeSeat', { kind: 'person', id: row.personId }, async (rows) => {
    const [person, bodies, seats] = await Promise.all([
      registered(rows, row.personId),
      rows.organisation.bodies(),
      rows.organisation.assignments({ personId: row.personId }),
    ]);
    refuseUnseen(find(seats, change.id), { version });
    if (person === null || find(bodies, row.bodyId) === undefined) throw new Refusal('notFound');
    if (officesOf(person).length > 0) throw new Refusal('bothSides');
    if (seats.some((other) => overlap(row, other))) throw new Refusal('alreadyThere');
    await rows.organisation.putAssignments([row]);
    await keepRolesCurrent(rows, acting.at, new Set([row.personId]));
    return { bodyId: row.bodyId, role: row.role, from: row.from, to: row.to };
  });
  await acting.server.rooms.rightsChanged();
}

/** Takes a seat away as if it had not been; one that ended is given its last day instead. */
export async function deleteSeat(acting: Acting, id: string, seen: Seen): Promise<void> {
  const found = find(await acting.server.storage.rows.organisation.assignments(), id);
  if (found === undefined) throw new Refusal('notFound');
  await inOneGo(acting, 'deleteSeat', { kind: 'person', id: found.personId }, async (rows) => {
    refuseUnseen(find(await rows.organisation.assignments({ personId: found.personId }), id), seen);
    await rows.organisation.deleteAssignment(id);
    await keepRolesCurrent(rows, acting.at, new Set([found.personId]));
    return { bodyId: found.bodyId, role: found.role };
  });
  await acting.server.rooms.rightsChanged();
}

/**
 * One secretary's place is another's, in one step: whoever had it keeps their other posts (an officer
 * without any), whoever takes it gets it beside theirs.
 *
 * @throws Refusal `conflict` when the one has it no more or the other has it already, `bothSides` for one who sits in a body
 */
export async function handOverSecretary(acting: Acting, { from, to }: { readonly from: string | null; readonly to: string | null }): Promise<void> {
  await inOneGo(acting, 'handOverSecretary', { kind: 'person', id: to ?? from ?? '' }, async (rows) => {
    const [former, next] = await Promise.all([from === null ? null : registered(rows, from), to === null ? null : registered(rows, to)]);
    if ((from !== null && former === null) || (to !== null && next?.isActive !== true)) throw new Refusal('notFound');
    if (former !== null && !former.roles.includes('secretary')) throw new Refusal('conflict');
    if (next?.roles.includes('secretary') === true) throw new Refusal('conflict');
    if (next !== null && (next.party !== null || (officesOf(next).length === 0 && next.roles[0] !== 'guest'))) throw new Refusal('bothSides');
    if (former !== null) {
      const rest = former.roles.filter((role) => role !== 'secretary');
      await rows.putPeople([{ ...former, roles: rest.length > 0 ? rest : ['officer'] }]);
    }
    if (next !== null) await rows.putPeople([{ ...next, roles: [...officesOf(next), 'secretary'] }]);
    return { from, to };
  });
  await acting.server.rooms.rightsChanged();
}

/** Whom a draft's authors invited is not the register's to know, or to make anything of. */
const registered = async (rows: Rows, id: string) => (isInvitedGuest(id) ? null : rows.person(id));

/** Arms and template are changed by themselves: whoever does takes nothing from under the hands of one who changes the rest, nor the other way. */
export const particularsOf = ({ arms: _, templateChanges: __, ...rest }: MunicipalityRow) => rest;

/** What the words of the template follow from: another name of the municipality makes others of them. */
export const templateSaidBy = ({ name, kind, templateId, templateChanges }: MunicipalityRow) => ({ name, kind, templateId, templateChanges });

/** What was written in one go with its record; what the change throws leaves nothing behind. */
export async function inOneGo(
  { server, person, at }: Acting,
  act: AuditAct,
  subject: { readonly kind: 'organisation' | 'person'; readonly id: string },
  change: (rows: Rows) => Promise<AuditDetails>,
): Promise<void> {
  const mails = await server.storage.rows.transaction(async (rows) => {
    const before = await rows.everybody();
    const details = await change(rows);
    await record(rows, { chain: municipalityChain, act, subject, at, actorId: person.id, details });
    return tellOfRegister(rows, { before, actorId: person.id, at });
  });
  for (const mail of mails) server.mailer.sendMail(mail);
}

/** Somebody must be able to undo what was done. @throws Refusal `lastAdministrator` */
async function refuseWithoutAdministrator(rows: Rows, before: readonly PersonRow[]): Promise<void> {
  const runs = ({ roles, isActive }: PersonRow) => isActive && roles.includes('administrator');
  if (before.some(runs) && !(await rows.people()).some(runs)) throw new Refusal('lastAdministrator');
}
