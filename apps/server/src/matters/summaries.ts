import { setImmediate } from 'node:timers/promises';
import { isAdministration, isElected, publicStages, undecidedStages } from '@yrka/policies';
import type { BodyRow, DocumentRow, HandlingRow, MeetingRow, MunicipalityRules, PersonRow, ReferralRow, Storage } from '@yrka/storage';
import type { DocumentSummary, MatterSummary, MeetingSummary, Planning } from '../api.ts';
import { actorOf, type OpenDocument, type OpenMatter } from '../documents/access.ts';
import { rulesOf } from '../documents/rules.ts';
import { civilMoment, daysAfter } from '../organisation/civil.ts';
import { nextMeeting } from '../organisation/meetings.ts';
import { yearOf } from './year.ts';

/** What matters are summed up from, read once for all of them. */
export type Surroundings = {
  readonly now: Date;
  /** As a civil date. */
  readonly today: string;
  readonly rules: MunicipalityRules;
  readonly bodies: readonly BodyRow[];
  readonly meetings: readonly MeetingRow[];
  readonly referralsOf: (matterId: string) => readonly ReferralRow[];
  readonly handlingsOf: (matterId: string) => readonly HandlingRow[];
  readonly names: ReadonlyMap<string, string>;
};

/** Of one matter, or of all. */
export async function surroundings({ rows }: Pick<Storage, 'rows'>, now: Date, matterId?: string): Promise<Surroundings> {
  const { organisation, way } = rows;
  const [rules, bodies, meetings, referrals, handlings, people] = await Promise.all([
    rulesOf(rows),
    organisation.bodies(),
    organisation.meetings(),
    way.referrals(matterId),
    way.handlings(matterId),
    rows.people(),
  ]);
  const [referred, handled] = [Map.groupBy(referrals, ofMatter), Map.groupBy(handlings, ofMatter)];
  return {
    now,
    today: civilMoment(now).date,
    rules,
    bodies,
    meetings,
    referralsOf: (id) => referred.get(id) ?? [],
    handlingsOf: (id) => handled.get(id) ?? [],
    names: new Map(people.map(({ id, name }) => [id, name])),
  };
}

const ofMatter = ({ matterId }: { readonly matterId: string }): string => matterId;

/** Matters as this person's lists show them, in the order given. */
export async function summariesFor(storage: Pick<Storage, 'rows'>, person: PersonRow, matters: readonly OpenMatter[], now: Date): Promise<MatterSummary[]> {
  const around = await surroundings(storage, now, matters.length === 1 ? matters[0]?.row.id : undefined);
  const reviews = await storage.rows.reviews.reviews({ personId: person.id });
  const toReview = new Set(reviews.filter(({ doneAt }) => doneAt === null).map(({ documentId }) => documentId));
  const signed = new Set((await storage.rows.way.signedBy(person.id)).map(({ documentId }) => documentId));
  const summaries: MatterSummary[] = [];
  for (const [index, matter] of matters.entries()) {
    // Of the matters of many years: others are served in between.
    if (index > 0 && index % mattersInOneGo === 0) await setImmediate();
    summaries.push(await summaryOf(storage, person, matter, around, { signed, toReview }));
  }
  return summaries;
}

const mattersInOneGo = 100;

export async function summaryFor(storage: Pick<Storage, 'rows'>, person: PersonRow, matter: OpenMatter, now: Date): Promise<MatterSummary> {
  const [summary] = await summariesFor(storage, person, [matter], now);
  if (summary === undefined) throw new Error('One matter has one summary');
  return summary;
}

async function summaryOf(
  storage: Pick<Storage, 'rows'>,
  person: PersonRow,
  matter: OpenMatter,
  { now, today, rules, bodies, meetings, referralsOf, handlingsOf, names }: Surroundings,
  /** The motions that the person signed, and the documents that they were asked to review. */
  { signed, toReview }: { readonly signed: ReadonlySet<string>; readonly toReview: ReadonlySet<string> },
): Promise<MatterSummary> {
  const { row, documents, mayCreate, acts } = matter;
  const motion = motionOf(matter) ?? documents[0];
  const newest = documents.reduce((latest, document) => Math.max(latest, document.row.updatedAt.getTime()), row.createdAt.getTime());
  const handlings = handlingsOf(row.id);
  const open = referralsOf(row.id).filter(({ answeredAt }) => answeredAt === null);
  const planned = handlings.filter(({ handledOn, meetingId }) => handledOn === null && meetingId !== null).map(({ meetingId }) => meetingId);
  const next = meetings.find(({ id, date, isCancelled }) => planned.includes(id) && date >= today && !isCancelled) ?? null;
  const hasSigned = ({ id, kind, stage }: DocumentRow) => kind === 'motion' && stage !== 'draft' && signed.has(id);
  const verified = await Promise.all(
    documents
      .filter(({ acts: may }) => may.includes('verify'))
      .map(async (document) => (await storage.rows.minutes.verifications(document.row.id)).at(-1)?.verifiers ?? []),
  );
  const isAskedToVerify = verified.flat().some(({ personId, verifiedAt }) => personId === person.id && verifiedAt === null);
  const isMover = documents.some((document) => hasSigned(document.row));
  const waiting = waitsFor(person, matter, { open, today, hasSigned, isAskedToVerify, toReview });
  return {
    id: row.id,
    title: motion?.row.title || row.title,
    matterTitle: row.diarienummer === null ? null : row.title,
    diarienummer: row.diarienummer,
    label: row.label,
    movers: (motion?.row.movers ?? []).map(({ name, party }) => ({ name, party })),
    updatedAt: new Date(newest).toISOString(),
    documents: documents.map(documentSummary),
    mayCreate: [...mayCreate],
    stage: row.stage,
    acts: [...acts],
    log: matter.log,
    isFiledDraft: documents.every((document) => document.row.filedAs !== null),
    isMine: waiting.length > 0 || isMine(person, matter, isMover),
    waiting,
    responsible: row.responsibleOfficer === null ? null : { id: row.responsibleOfficer, name: names.get(row.responsibleOfficer) ?? '' },
    receivedAt: row.receivedAt?.toISOString() ?? null,
    year: undecidedStages.has(row.stage) ? yearOf(row, rules, now) : null,
    openReferrals: open.length,
    bodies: [...new Set([...open.map(({ bodyId }) => bodyId), ...handlings.map(({ bodyId }) => bodyId)])],
    next: next === null ? null : meetingSummary(next, bodies),
    outcome: handlings.findLast(({ purpose, outcome }) => purpose === 'decision' && outcome !== null && row.stage !== 'inPreparation')?.outcome ?? null,
  };
}

export function motionOf({ documents }: OpenMatter): OpenDocument | undefined {
  return documents.find(({ row }) => row.kind === 'motion');
}

export function documentSummary({ row, mayWrite, acts }: OpenDocument): DocumentSummary {
  const { id, matterId, kind, title, templateId, space, stage, revision, revisionOf, filedAs } = row;
  return {
    id,
    matterId,
    kind,
    title,
    templateId,
    space,
    stage,
    revision,
    revisionOf,
    filedAs,
    mayWrite,
    acts: [...acts],
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function meetingSummary(meeting: MeetingRow, bodies: readonly BodyRow[]) {
  const { id, bodyId, date, time, deadlineDate, deadlineTime } = meeting;
  const body = bodies.find((known) => known.id === bodyId);
  return { id, bodyId, body: body?.shortName ?? '', bodyName: body?.name ?? '', date, time, deadlineDate, deadlineTime };
}

/** How many days before an answer is due somebody is asked to see to it. */
const answerSoonDays = 14;

/** What in a matter waits for this person, most pressing first. What anybody of many could do is said only where nobody has it. */
function waitsFor(
  person: PersonRow,
  { row, documents, acts }: OpenMatter,
  {
    open,
    today,
    hasSigned,
    isAskedToVerify,
    toReview,
  }: {
    readonly open: readonly ReferralRow[];
    readonly today: string;
    readonly hasSigned: (document: DocumentRow) => boolean;
    readonly isAskedToVerify: boolean;
    /** Documents that the person was asked to review, and is not done with. */
    readonly toReview: ReadonlySet<string>;
  },
): MatterSummary['waiting'] {
  const waiting: MatterSummary['waiting'] = [];
  const isResponsible = row.responsibleOfficer === person.id;
  const names = ({ movers }: DocumentRow) => movers.some(({ name, party }) => name === person.name && party === person.party);
  for (const { row: document, acts: may } of documents) {
    if (may.includes('sign') && !hasSigned(document) && names(document)) waiting.push('sign');
    if (may.includes('approve')) waiting.push('approve');
    if (may.includes('finalise') && document.stage === 'approved' && document.createdBy === person.id) waiting.push('finalise');
  }
  if (isAskedToVerify) waiting.push('verify');
  if (documents.some(({ row: { id }, acts: may }) => may.includes('finishReview') && toReview.has(id))) waiting.push('review');
  if (acts.includes('register')) waiting.push('register');
  if (acts.includes('announce')) waiting.push('announce');
  const isDueSoon = open.some(({ dueDate }) => dueDate <= daysAfter(today, answerSoonDays));
  if (acts.includes('answerReferral') && isResponsible && isDueSoon) waiting.push('answer');
  if (acts.includes('takeOver') && row.responsibleOfficer === null && person.roles.includes('officer')) waiting.push('takeOver');
  if (acts.includes('close')) waiting.push('close');
  return waiting;
}

function isMine(person: PersonRow, { row, documents }: OpenMatter, isMover: boolean): boolean {
  if (isMover || row.responsibleOfficer === person.id) return true;
  const actor = actorOf(person);
  if (isElected(actor)) return documents.some((document) => document.row.space === 'party');
  // What somebody of the administration began to write, they work with.
  return isAdministration(actor) && documents.some((document) => document.row.createdBy === person.id && !publicStages.has(document.row.stage));
}

/** Of assembly, board and its subcommittee the next meeting that something can still come to, soonest first. */
export async function comingMeetings({ rows }: Pick<Storage, 'rows'>, now: Date): Promise<MeetingSummary[]> {
  const bodies = await rows.organisation.bodies();
  const main = bodies.filter(({ kind, isActive }) => isActive && kind !== 'committee');
  const next = await Promise.all(main.map(({ id }) => nextMeeting(rows, id, now)));
  return next
    .filter((meeting) => meeting !== null)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .map((meeting) => meetingSummary(meeting, bodies));
}

/** The bodies that are in use, and their meetings from a year back. */
export async function planningAt({ rows }: Pick<Storage, 'rows'>, now: Date): Promise<Planning> {
  const today = civilMoment(now).date;
  const [bodies, meetings] = await Promise.all([rows.organisation.bodies(), rows.organisation.meetings({ from: daysAfter(today, -365) })]);
  return {
    bodies: bodies.filter(({ isActive }) => isActive).map(({ id, shortName, name, kind }) => ({ id, shortName, name, kind })),
    meetings: meetings.filter(({ isCancelled }) => !isCancelled).map((meeting) => meetingSummary(meeting, bodies)),
    today,
  };
}
