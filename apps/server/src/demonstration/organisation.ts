import type { AssignmentRole, AssignmentRow, BodyRow, CivilDate, MeetingRow, MunicipalityRow, PartyRow, Rows, TermRow } from '@yrka/storage';
import { bjorkvik } from '@yrka/schema';
import { civilMoment, daysAfter } from '../organisation/civil.ts';

/** Björkviks kommun itself, its bodies, parties and seats, and meetings for more than a year from the day it begins. */
export async function seedOrganisation({ organisation }: Pick<Rows, 'organisation'>, at: Date): Promise<void> {
  if (!(await organisation.setUp({ ...municipality, setUpAt: at }))) return;
  await organisation.putBodies(bodies);
  await organisation.putParties(parties);
  await organisation.putTerms(terms);
  await organisation.putAssignments(assignments);
  await organisation.putMeetings(meetingsFrom(civilMoment(at).date));
}

const municipality: Omit<MunicipalityRow, 'setUpAt'> = {
  name: bjorkvik.municipality,
  kind: 'municipality',
  templateId: bjorkvik.id,
  rules: { attachmentsOnMotions: true, yearStartsAt: 'moved', reportsAreApproved: true, servingSubstitutesSign: false },
  templateChanges: {},
  arms: null,
};

const body = (id: string, shortName: string, name: string, kind: BodyRow['kind'], parentId: string | null = null): BodyRow => ({
  id,
  name,
  shortName,
  kind,
  parentId,
  isActive: true,
});

const bodies: readonly BodyRow[] = [
  body('kf', 'KF', 'Kommunfullmäktige', 'assembly'),
  body('ks', 'KS', 'Kommunstyrelsen', 'executiveBoard'),
  body('ksau', 'KSAU', 'Kommunstyrelsens arbetsutskott', 'subcommittee', 'ks'),
  body('bun', 'BUN', 'Barn- och utbildningsnämnden', 'committee'),
  body('kfn', 'KFN', 'Kultur- och fritidsnämnden', 'committee'),
  body('tn', 'TN', 'Tekniska nämnden', 'committee'),
];

const parties: readonly PartyRow[] = [
  ['BD', 'Björkviksdemokraterna'],
  ['C', 'Centerpartiet'],
  ['KD', 'Kristdemokraterna'],
  ['L', 'Liberalerna'],
  ['M', 'Moderaterna'],
  ['MP', 'Miljöpartiet de gröna'],
  ['S', 'Socialdemokraterna'],
  ['SD', 'Sverigedemokraterna'],
  ['V', 'Vänsterpartiet'],
].map(([code = '', name = '']) => ({ code, name, isLocal: code === 'BD', isActive: true }));

/** An assembly sits for four years, from 15 October of the year of its election. */
const terms: readonly TermRow[] = [
  { id: '2022', from: '2022-10-15', to: '2026-10-14' },
  { id: '2026', from: '2026-10-15', to: '2030-10-14' },
];

/** Who sits where; the first is the chair, and a name after a stroke a substitute. */
const seats: Readonly<Record<string, string>> = {
  kf: `hanna-lovgren, margareta-sjostrom, henrik-palm, anna-lind, omar-said, ali-haddad, birgitta-noren, jorgen-wik, sofia-eklund, charlotta-grip,
       lars-ohlsson, kim-stahl, ingrid-naslund, siri-holmgren, roger-falt, monica-hedman, tomas-berg, johan-wester / eva-ek, per-roos, yasmin-karimi, gunnar-frisk`,
  ks: `margareta-sjostrom, henrik-palm, ali-haddad, birgitta-noren, jorgen-wik, sofia-eklund, charlotta-grip, lars-ohlsson, kim-stahl, ingrid-naslund,
       anna-lind, siri-holmgren, roger-falt, monica-hedman, tomas-berg / per-roos, eva-ek, yasmin-karimi, gunnar-frisk`,
  ksau: 'margareta-sjostrom, henrik-palm, sofia-eklund, kim-stahl, anna-lind / ali-haddad, charlotta-grip',
  bun: 'sofia-eklund, charlotta-grip, siri-holmgren, johan-wester / yasmin-karimi',
  kfn: 'birgitta-noren, ingrid-naslund, hanna-lovgren, gunnar-frisk / per-roos',
  tn: 'jorgen-wik, lars-ohlsson, omar-said, monica-hedman / eva-ek',
};

const withViceChair: ReadonlySet<string> = new Set(['ks', 'ksau']);

const assignments: readonly AssignmentRow[] = Object.entries(seats).flatMap(([bodyId, names]) => {
  const [sitting = '', substitutes = ''] = names.split('/');
  const seat = (personId: string, role: AssignmentRole): AssignmentRow => ({
    id: `${bodyId}-${personId}`,
    personId,
    bodyId,
    role,
    from: '2026-10-15',
    to: '2030-10-14',
  });
  return [
    ...ids(sitting).map((id, index) => seat(id, index === 0 ? 'chair' : index === 1 && withViceChair.has(bodyId) ? 'viceChair' : 'member')),
    ...ids(substitutes).map((id) => seat(id, 'substitute')),
  ];
});

function ids(names: string): readonly string[] {
  return names.split(',').map((name) => name.trim());
}

/** When a body meets: on which weekday (1 Monday) of which week of the month, -1 for the last; what comes how many days before. */
type Rhythm = {
  readonly bodyId: string;
  readonly weekday: number;
  readonly week: 1 | 2 | 3 | -1;
  readonly time: string;
  readonly deadline: readonly [days: number, time: string | null];
  readonly notice: number;
};

const rhythms: readonly Rhythm[] = [
  { bodyId: 'kf', weekday: 2, week: -1, time: '18.00', deadline: [10, '12.00'], notice: 8 },
  { bodyId: 'ks', weekday: 4, week: -1, time: '09.00', deadline: [14, null], notice: 7 },
  { bodyId: 'ksau', weekday: 4, week: 2, time: '13.00', deadline: [14, null], notice: 7 },
  { bodyId: 'bun', weekday: 2, week: 3, time: '13.15', deadline: [13, null], notice: 7 },
  { bodyId: 'kfn', weekday: 3, week: 1, time: '15.00', deadline: [13, null], notice: 7 },
  { bodyId: 'tn', weekday: 3, week: 3, time: '08.30', deadline: [13, null], notice: 7 },
];

/** Meetings that were moved, by the day that their rhythm gives. */
const moved: Readonly<Record<string, CivilDate>> = { 'ks-2026-11-26': '2026-11-25' };

const monthsAhead = 18;

/** From the first of the month in which it begins, whatever day that is: there is always a next one. */
function meetingsFrom(day: CivilDate): readonly MeetingRow[] {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return Array.from({ length: monthsAhead }, (_, ahead) => new Date(Date.UTC(year, month - 1 + ahead, 1)))
    .filter((first) => first.getUTCMonth() !== 6) // July
    .flatMap((first) => rhythms.map((rhythm) => meeting(rhythm, dayOf(rhythm, first))));
}

function meeting({ bodyId, time, deadline: [days, deadlineTime], notice }: Rhythm, planned: CivilDate): MeetingRow {
  const id = `${bodyId}-${planned}`;
  const date = moved[id] ?? planned;
  return { id, bodyId, date, time, deadlineDate: daysAfter(date, -days), deadlineTime, noticeDate: daysAfter(date, -notice), isCancelled: false };
}

function dayOf({ weekday, week }: Rhythm, first: Date): CivilDate {
  const ofMonth = (date: CivilDate) => (new Date(date).getUTCMonth() === first.getUTCMonth() ? date : daysAfter(date, -7));
  const start = first.toISOString().slice(0, 10);
  const earliest = daysAfter(start, (weekday - first.getUTCDay() + 7) % 7);
  const planned = week === -1 ? ofMonth(daysAfter(earliest, 28)) : daysAfter(earliest, (week - 1) * 7);
  // Christmas and the Epiphany.
  if (first.getUTCMonth() === 11 && week === -1) return daysAfter(planned, -14);
  return planned.endsWith('-01-06') || planned.endsWith('-01-01') ? daysAfter(planned, 7) : planned;
}
