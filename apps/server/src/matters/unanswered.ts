import { isAdministration, isElected, undecidedStages } from '@yrka/policies';
import type { HandlingRow, PersonRow, ReferralRow, Storage } from '@yrka/storage';
import type { UnansweredList } from '../api.ts';
import { actorOf, type OpenMatter } from '../documents/access.ts';
import { civilMoment } from '../organisation/civil.ts';
import { forecastOf } from './forecast.ts';
import { motionOf, type Surroundings, surroundings } from './summaries.ts';
import { yearOf } from './year.ts';

/**
 * The motions that the assembly has not answered, oldest first: what is laid before it twice a year. Says who
 * has each (a body, never an officer), what it waits for, when it can be decided, and of one whose year is over what
 * has come out so far, and what is proposed: to go on, or, for those in `struck`, to strike it off (kommunallagen 5:35, read
 * 2026-11-23).
 */
export async function unansweredMotions(
  storage: Pick<Storage, 'rows'>,
  matters: readonly OpenMatter[],
  struck: ReadonlySet<string>,
  now: Date,
): Promise<UnansweredList> {
  const around = await surroundings(storage, now);
  const { today } = around;
  const motions = matters
    .filter(({ row }) => undecidedStages.has(row.stage))
    .flatMap((matter) => {
      const motion = motionOf(matter)?.row;
      return motion === undefined ? [] : [rowOf(matter, motion, around, struck.has(matter.row.id))];
    });
  const oldestFirst = motions.toSorted((a, b) => compare(a.from ?? '9999', b.from ?? '9999') || compare(a.diarienummer ?? '', b.diarienummer ?? ''));
  return { municipality: (await storage.rows.organisation.municipality())?.name ?? '', date: today, startsAt: around.rules.yearStartsAt, motions: oldestFirst };
}

/** Who is shown the list: those who prepare it and those before whom it is laid. */
export function seesUnanswered(person: PersonRow): boolean {
  const actor = actorOf(person);
  return isAdministration(actor) || isElected(actor);
}

function rowOf(
  { row }: OpenMatter,
  motion: { readonly title: string; readonly movers: readonly { readonly name: string; readonly party: string | null }[] },
  { now, today, rules, bodies, meetings, referralsOf, handlingsOf }: Surroundings,
  isStruck: boolean,
): UnansweredList['motions'][number] {
  const [referrals, handlings] = [referralsOf(row.id), handlingsOf(row.id)];
  const year = yearOf(row, rules, now);
  const forecast = forecastOf({ handlings, referrals }, { bodies, meetings, today });
  const bodyName = (id: string) => bodies.find((body) => body.id === id)?.name ?? '';
  const isOver = year !== null && year.daysLeft < 0;
  return {
    matterId: row.id,
    title: motion.title || row.title,
    diarienummer: row.diarienummer,
    movers: motion.movers.map(({ name, party }) => ({ name, party })),
    stage: row.stage,
    from: year?.from ?? null,
    until: year?.until ?? null,
    daysUsed: year?.daysUsed ?? null,
    isOver,
    with: holders(referrals, handlings, bodyName),
    referrals: referrals.map(({ bodyId, dueDate, answeredAt }) => ({
      body: bodyName(bodyId),
      dueDate,
      answeredOn: answeredAt === null ? null : civilMoment(answeredAt).date,
      isLate: answeredAt === null && dueDate < today,
    })),
    forecast: forecast?.date ?? null,
    isAfterYear: forecast !== null && year !== null && forecast.date > year.until,
    results: isOver ? results(referrals, handlings, bodyName) : [],
    delayReport: lastReport(handlings),
    proposed: isOver ? (isStruck ? 'strikeOff' : 'goOn') : null,
  };
}

/** The bodies that have it now: those that were asked and have not answered, else the one it is planned for next. Empty where it has not come so far. */
function holders(referrals: readonly ReferralRow[], handlings: readonly HandlingRow[], bodyName: (id: string) => string): string[] {
  const asked = referrals.filter(({ answeredAt }) => answeredAt === null).map(({ bodyId }) => bodyId);
  const planned = handlings.filter(({ handledOn, purpose }) => handledOn === null && inHand.has(purpose)).map(({ bodyId }) => bodyId);
  return [...new Set(asked.length > 0 ? asked : planned.slice(0, 1))].map(bodyName);
}

/** What has come out so far: the answers of those who were asked, and what bodies have said, in the order of their days. */
function results(
  referrals: readonly ReferralRow[],
  handlings: readonly HandlingRow[],
  bodyName: (id: string) => string,
): UnansweredList['motions'][number]['results'] {
  const answered = referrals.flatMap(({ bodyId, answeredAt, answer }) =>
    answeredAt === null ? [] : [{ body: bodyName(bodyId), on: civilMoment(answeredAt).date, outcome: null, paragraphNumber: null, answer }],
  );
  const handled = handlings.flatMap(({ bodyId, handledOn, outcome, paragraphNumber, purpose }) =>
    handledOn === null || !inHand.has(purpose) ? [] : [{ body: bodyName(bodyId), on: handledOn, outcome, paragraphNumber, answer: null }],
  );
  return [...answered, ...handled].toSorted((a, b) => compare(a.on, b.on));
}

/** What a body has a matter in hand for: not to be told that it has come, or that its year ends. */
const inHand: ReadonlySet<HandlingRow['purpose']> = new Set(['preparation', 'decision']);

function lastReport(handlings: readonly HandlingRow[]): UnansweredList['motions'][number]['delayReport'] {
  const reports = handlings.flatMap(({ purpose, handledOn, paragraphNumber, reported }) =>
    purpose === 'delayReport' && handledOn !== null ? [{ on: handledOn, paragraphNumber, reported }] : [],
  );
  return reports.toSorted((a, b) => compare(a.on, b.on)).at(-1) ?? null;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
