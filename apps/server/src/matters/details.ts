import { isElected } from '@yrka/policies';
import type { AuditEntry, DocumentRow, PersonRow, Storage } from '@yrka/storage';
import type { MatterDetails } from '../api.ts';
import { chainOf, municipalityChain } from '../audit/record.ts';
import { actorOf, type OpenMatter } from '../documents/access.ts';
import { clausesOf, nullIfTooHeavy, readFor, readVersion } from '../documents/reading.ts';
import { civilMoment } from '../organisation/civil.ts';
import { forecastOf } from './forecast.ts';
import { meetingSummary, motionOf, summaryFor, surroundings } from './summaries.ts';

/** One matter as its page shows it to this person. `draft`: the motion of the group's that it was filed from, for those who may read that. */
export async function detailsFor(storage: Storage, person: PersonRow, matter: OpenMatter, draft: DocumentRow | null, now: Date): Promise<MatterDetails> {
  const [summary, around] = await Promise.all([summaryFor(storage, person, matter, now), surroundings(storage, now, matter.row.id)]);
  const { today, bodies, meetings, names } = around;
  const { row, documents } = matter;
  const [referrals, handlings] = [around.referralsOf(row.id), around.handlingsOf(row.id)];
  const named = (id: string) => bodies.find((body) => body.id === id);
  const forecast = summary.year === null ? null : forecastOf({ handlings, referrals }, { bodies, meetings, today });
  return {
    ...summary,
    movedOn: row.movedAt === null ? null : civilMoment(row.movedAt).date,
    announcedOn: row.announcedAt === null ? null : civilMoment(row.announcedAt).date,
    decidedOn: row.decidedAt === null ? null : civilMoment(row.decidedAt).date,
    closedAt: row.closedAt?.toISOString() ?? null,
    referrals: referrals.map(({ id, bodyId, sentAt, dueDate, answeredAt, answer }) => ({
      id,
      bodyId,
      body: named(bodyId)?.shortName ?? '',
      bodyName: named(bodyId)?.name ?? '',
      sentAt: sentAt.toISOString(),
      dueDate,
      answeredAt: answeredAt?.toISOString() ?? null,
      answer,
    })),
    handlings: handlings.map(({ id, bodyId, meetingId, purpose, outcome, paragraphNumber, handledOn, reported }) => {
      const meeting = meetings.find((known) => known.id === meetingId);
      return {
        id,
        bodyId,
        body: named(bodyId)?.shortName ?? '',
        bodyName: named(bodyId)?.name ?? '',
        meeting: meeting === undefined ? null : meetingSummary(meeting, bodies),
        purpose,
        outcome,
        paragraphNumber,
        handledOn,
        reported,
      };
    }),
    forecast: forecast === null ? null : { ...forecast, body: meetings.find(({ id }) => id === forecast.meetingId)?.bodyId ?? '' },
    writers: await writersOf(storage, person, matter, names),
    unansweredClauses: await unansweredClauses(storage, matter),
    mayTakeOut: matter.mayTakeOut,
    draft: draft === null ? null : { documentId: draft.id, matterId: draft.matterId },
    events: await eventsOf(
      storage,
      person,
      documents.map((document) => document.row),
      row.id,
      around,
    ),
  };
}

/** Who last wrote in each document. One whose personal data are protected is not told of, and a motion's writers are its group's. */
async function writersOf(
  storage: Storage,
  person: PersonRow,
  { documents }: OpenMatter,
  names: ReadonlyMap<string, string>,
): Promise<MatterDetails['writers']> {
  const writers: MatterDetails['writers'] = [];
  for (const { row, shared } of documents) {
    // When somebody writes is no more a reviewer's to know than what (packages/protocol SPEC.md, WIRE36).
    if (shared !== null) continue;
    if (row.space === 'published' || (row.space === 'party' && !isOfGroup(person, row))) continue;
    for (const { personId, at } of await storage.rows.way.writers(row.id)) {
      const name = names.get(personId);
      if (name === undefined || (await storage.rows.person(personId))?.isProtected !== false) continue;
      writers.push({ documentId: row.id, personId, name, at: at.toISOString() });
    }
  }
  return writers;
}

/** The numbers of the motion's clauses that the newest report under work answers nowhere; null without such a report. */
async function unansweredClauses(storage: Storage, matter: OpenMatter): Promise<number[] | null> {
  const motion = motionOf(matter)?.row;
  const report = matter.documents.filter(({ row }) => row.kind === 'officerReport').at(-1);
  if (motion === undefined || report === undefined || report.row.stage === 'finalised') return null;
  const versions = await Promise.all([readVersion(storage, motion.id), readFor(storage, report)]).catch(nullIfTooHeavy);
  // The matter is shown although one of its documents cannot be read.
  if (versions === null) return null;
  const [asked, answering] = versions;
  const answered = new Set<string>();
  answering.content.descendants((node) => {
    if (node.type.name !== 'decisionPoint' || !Array.isArray(node.attrs.answers)) return;
    for (const answer of node.attrs.answers as { readonly clause?: unknown }[]) if (typeof answer.clause === 'string') answered.add(answer.clause);
  });
  return clausesOf(asked.content).flatMap(({ id }, index) => (answered.has(id) ? [] : [index + 1]));
}

/** More than ever happened in one matter. */
const mostEvents = 1_000;

/** What happened, newest first: of what is the municipality's from its log, of a group's draft from the group's own, for its members alone. */
async function eventsOf(
  { rows }: Storage,
  person: PersonRow,
  documents: readonly DocumentRow[],
  matterId: string,
  { bodies, names }: { readonly bodies: readonly { readonly id: string; readonly shortName: string }[]; readonly names: ReadonlyMap<string, string> },
): Promise<MatterDetails['events']> {
  const subjects = [
    { id: matterId, chain: municipalityChain },
    ...documents.filter((row) => row.space !== 'party' || isOfGroup(person, row)).map((row) => ({ id: row.id, chain: chainOf(row) })),
  ];
  const entries = await Promise.all(
    [...Map.groupBy(subjects, ({ chain }) => chain)].map(([chain, of]) =>
      rows.audit.read(chain, { ids: of.map(({ id }) => id), limit: mostEvents, newestFirst: true }),
    ),
  );
  return entries
    .flat()
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || b.number - a.number)
    .map((entry) => eventOf(entry));

  function eventOf({ chain, number, at, act, actorId, subject, details }: AuditEntry): MatterDetails['events'][number] {
    const text = (key: string) => (typeof details[key] === 'string' ? details[key] : null);
    const ids = [...(text('bodies')?.split(' ') ?? []), ...(text('body') === null ? [] : [text('body')])];
    return {
      id: `${chain} ${number}`,
      at: at.toISOString(),
      act,
      who: actorId === null ? null : (names.get(actorId) ?? null),
      documentId: subject.kind === 'document' ? subject.id : text('document'),
      bodies: ids.map((id) => bodies.find((body) => body.id === id)?.shortName ?? '').filter((name) => name !== ''),
      on: text('on') ?? text('due'),
      outcome: text('outcome'),
      diarienummer: text('diarienummer'),
    };
  }
}

/** Whether the draft is the person's own group's: its log is for them. */
function isOfGroup(person: PersonRow, { party, createdBy }: DocumentRow): boolean {
  return isElected(actorOf(person)) && (party === null ? createdBy === person.id : person.party === party);
}
