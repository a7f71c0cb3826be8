import type { MatterDetails, Planning } from '@yrka/server/api';
import type { Act } from './acts.ts';

/** What the person has filled in so far, by field; what is not there yet is ''. */
export type Fields = {
  readonly text: (field: string) => string;
  readonly set: (field: string, value: string) => void;
  /** Fields are told what is wrong with them once somebody has tried to go on. */
  readonly wrong: (field: string) => string | undefined;
};

export type Form = {
  readonly matter: MatterDetails;
  readonly planning: Planning;
  /** The referral that an answer is entered to. */
  readonly referralId: string | null;
};

export type BodyKind = Planning['bodies'][number]['kind'];
export const otherDay = 'other';
export const bodyOutcomes = [
  'tillstyrkan',
  'avstyrkan',
  'approved',
  'partlyApproved',
  'rejected',
  'answered',
  'noPosition',
  'struckOff',
  'referredBack',
  'deferred',
] as const;
export const assemblyOutcomes = ['approved', 'partlyApproved', 'rejected', 'answered', 'noPosition', 'struckOff'] as const;

export const isAssembly = ({ planning }: Form, bodyId: string) => planning.bodies.some(({ id, kind }) => id === bodyId && kind === 'assembly');
export const kindsFor = (purpose: string): readonly BodyKind[] => (purpose === 'preparation' ? ['subcommittee', 'executiveBoard', 'committee'] : ['assembly']);

export const bodiesOf = ({ bodies }: Planning, kinds: readonly BodyKind[]) =>
  bodies.filter(({ kind }) => kinds.includes(kind)).toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));

export function bodyIdOf(text: Fields['text'], planning: Planning, kinds: readonly BodyKind[]): string {
  const bodies = bodiesOf(planning, kinds);
  return bodies.find(({ id }) => id === text('bodyId'))?.id ?? bodies[0]?.id ?? '';
}

export function meetingsOf({ meetings, today }: Planning, bodyId: string, isPast: boolean): Planning['meetings'] {
  const own = meetings.filter((meeting) => meeting.bodyId === bodyId && (isPast ? meeting.date <= today : meeting.date >= today));
  return isPast ? own.toReversed() : own;
}

/** What stands in the fields from the start. */
export function startOf(act: Act, { matter }: Form): Readonly<Record<string, string>> {
  switch (act) {
    case 'register':
    case 'correctRegistration':
      return { diarienummer: matter.diarienummer ?? '', matterTitle: matter.matterTitle ?? suggestedTitle(matter) };
    case 'schedule':
      return { purpose: 'preparation' };
    default:
      return {};
  }
}

/** As registrars write it: "Motion från Anna Lind (L) och Omar Said (L) om …"; they go on from there. */
function suggestedTitle({ movers, title }: MatterDetails): string {
  const named = movers.map(({ name, party }) => (party === null ? name : `${name} (${party})`));
  const from = named.length === 0 ? '' : ` från ${named.length === 1 ? named[0] : `${named.slice(0, -1).join(', ')} och ${named.at(-1)}`}`;
  const about = /^motion\s+(om .*)$/i.exec(title)?.[1];
  return about === undefined ? `Motion${from} om ${title.charAt(0).toLocaleLowerCase('sv')}${title.slice(1)}` : `Motion${from} ${about}`;
}

type Problem = 'needNumber' | 'needTitle' | 'needBody' | 'needDate' | 'needAnswer' | 'needReported' | 'noMeeting';

/** What is still wrong, by field. */
export function problemsOf(act: Act, text: Fields['text'], form: Form): Readonly<Record<string, Problem>> {
  const problems: Record<string, Problem> = {};
  if (act === 'register' || act === 'correctRegistration') {
    if (text('diarienummer').trim() === '') problems.diarienummer = 'needNumber';
    if (text('matterTitle').trim() === '') problems.matterTitle = 'needTitle';
  }
  if (act === 'refer') {
    if (text('bodyIds').trim() === '') problems.bodyIds = 'needBody';
    if (text('dueDate') === '') problems.dueDate = 'needDate';
  }
  if (act === 'answerReferral' && text('answer').trim() === '') problems.answer = 'needAnswer';
  if (act === 'reportDelay' && text('reported').trim() === '') problems.reported = 'needReported';
  if (act === 'announce' || act === 'recordHandling' || act === 'reportDelay' || act === 'decide') {
    const { meetingId, date } = occasionOf(text, form, kindsOf(act), true);
    if (meetingId === undefined && date === undefined) problems.date = 'needDate';
  }
  if (act === 'schedule' && occasionOf(text, form, kindsFor(text('purpose')), false).meetingId === undefined) problems.meetingId = 'noMeeting';
  return problems;
}

const kindsOf = (act: Act): readonly BodyKind[] => (act === 'recordHandling' ? ['subcommittee', 'executiveBoard', 'committee', 'assembly'] : ['assembly']);

type Occasion = { readonly bodyId: string; readonly meetingId?: string; readonly date?: string };

function occasionOf(text: Fields['text'], { planning }: Form, kinds: readonly BodyKind[], isPast: boolean): Occasion {
  const bodyId = bodyIdOf(text, planning, kinds);
  const meetings = meetingsOf(planning, bodyId, isPast);
  const meetingId = text('meetingId') === '' ? meetings[0]?.id : text('meetingId');
  if (meetingId !== undefined && meetingId !== otherDay) return { bodyId, meetingId };
  return { bodyId, ...(text('date') === '' ? {} : { date: text('date') }) };
}

/** What the server is sent. */
export function bodyOf(act: Act, text: Fields['text'], form: Form): Readonly<Record<string, unknown>> {
  const paragraphNumber = text('paragraphNumber').trim() === '' ? {} : { paragraphNumber: text('paragraphNumber').trim() };
  switch (act) {
    case 'register':
    case 'correctRegistration':
      return { diarienummer: text('diarienummer').trim(), matterTitle: text('matterTitle').trim() };
    case 'announce':
      return { ...occasionOf(text, form, kindsOf(act), true), ...paragraphNumber, ...(text('movedOn') === '' ? {} : { movedOn: text('movedOn') }) };
    case 'refer':
      return { bodyIds: text('bodyIds').split(' ').filter(Boolean), dueDate: text('dueDate') };
    case 'answerReferral':
      return { referralId: form.referralId, answer: text('answer').trim() };
    case 'schedule':
      return { ...occasionOf(text, form, kindsFor(text('purpose')), false), purpose: text('purpose') };
    case 'recordHandling': {
      const occasion = occasionOf(text, form, kindsOf(act), true);
      const ofAssembly = isAssembly(form, occasion.bodyId);
      const outcome = text('outcome') === '' ? (ofAssembly ? 'deferred' : bodyOutcomes[0]) : text('outcome');
      return { ...occasion, ...paragraphNumber, outcome: outcome === 'deferred' ? null : outcome, purpose: ofAssembly ? 'decision' : 'preparation' };
    }
    case 'reportDelay':
      return { ...occasionOf(text, form, kindsOf(act), true), ...paragraphNumber, reported: text('reported').trim() };
    case 'decide':
      return { ...occasionOf(text, form, kindsOf(act), true), ...paragraphNumber, outcome: text('outcome') === '' ? assemblyOutcomes[0] : text('outcome') };
    case 'withdraw':
      return { allMoversAgree: text('allMoversAgree') === 'yes' };
    default:
      return {};
  }
}
