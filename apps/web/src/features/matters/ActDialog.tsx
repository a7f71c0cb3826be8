import type { MatterDetails, Planning } from '@yrka/server/api';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ApiError, useActOnMatter, usePlanning } from '../../api/index.ts';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, Dialog, DialogActions, SelectField, TextArea, TextField } from '../../ui/index.ts';
import type { Act } from './acts.ts';
import { useMeetingWords } from './meeting-words.ts';
import css from './NewMotionDialog.module.css';

/** What the person has filled in so far, by field; what is not there yet is ''. */
type Fields = {
  readonly text: (field: string) => string;
  readonly set: (field: string, value: string) => void;
  /** Fields are told what is wrong with them once somebody has tried to go on. */
  readonly wrong: (field: string) => string | undefined;
};

type Form = {
  readonly matter: MatterDetails;
  readonly planning: Planning;
  /** The referral that an answer is entered to. */
  readonly referralId: string | null;
};

/** Asks what an act needs, says what follows from it, and does it. */
export function ActDialog({
  act,
  matter,
  referralId = null,
  onClose,
}: {
  readonly act: Act;
  readonly matter: MatterDetails;
  readonly referralId?: string | null;
  readonly onClose: () => void;
}) {
  const t = useTranslations('matters');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const planning = usePlanning();
  const doing = useActOnMatter(matter.id);
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const [hasTried, setTried] = useState(false);

  const form: Form = { matter, planning: planning.data ?? { bodies: [], meetings: [], today: '' }, referralId };
  const values: Readonly<Record<string, string>> = { ...startOf(act, form), ...given };
  const text = (field: string) => values[field] ?? '';
  const problems = problemsOf(act, text, form);
  const fields: Fields = {
    text,
    set: (field, value) => setGiven((before) => ({ ...before, [field]: value })),
    wrong: (field) => (hasTried && problems[field] !== undefined ? t(`form.${problems[field]}`) : undefined),
  };
  const isDuplicate = doing.error instanceof ApiError && doing.error.code === 'diarienummerInUse';

  const perform = (more: Readonly<Record<string, unknown>> = {}) => {
    setTried(true);
    if (Object.keys(problems).length > 0 || doing.isPending) return;
    doing.mutate(
      { act, body: { ...bodyOf(act, text, form), ...more } },
      {
        onSuccess: () => {
          announce(t(`act.${act}`));
          onClose();
        },
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    perform(isDuplicate ? { isDuplicateMeant: true } : {});
  };

  return (
    <Dialog title={t(`act.${act}`)} closeLabel={frame('close')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      {(close) => (
        <form onSubmit={submit} noValidate className={css.form}>
          <ActFields act={act} fields={fields} form={form} />
          {doing.isError && (
            <Banner tone={isDuplicate ? 'warning' : 'danger'} isAnnounced>
              {isDuplicate ? t('form.duplicate', { number: text('diarienummer') }) : failure(doing.error)}
            </Banner>
          )}
          <DialogActions>
            <Button variant="quiet" onPress={close}>
              {frame('cancel')}
            </Button>
            {act === 'clearWorkingMaterial' ? (
              <>
                <Button isDisabled={doing.isPending} onPress={() => perform({ choice: 'keep' })}>
                  {t('form.keep')}
                </Button>
                <Button variant="danger" isPending={doing.isPending} onPress={() => perform({ choice: 'clear' })}>
                  {t('form.clear')}
                </Button>
              </>
            ) : (
              <Button variant="primary" type="submit" isPending={doing.isPending}>
                {isDuplicate ? t('form.registerAnyway') : t(`act.${act}`)}
              </Button>
            )}
          </DialogActions>
        </form>
      )}
    </Dialog>
  );
}

function ActFields({ act, fields, form }: { readonly act: Act; readonly fields: Fields; readonly form: Form }): ReactNode {
  const t = useTranslations('matters');
  const { matter, planning } = form;
  const { text, set, wrong } = fields;
  switch (act) {
    case 'register':
    case 'correctRegistration':
      return (
        <>
          <TextField
            label={t('form.diarienummer')}
            description={t('form.diarienummerHelp')}
            value={text('diarienummer')}
            onChange={(value) => set('diarienummer', value)}
            error={wrong('diarienummer')}
            autoComplete="off"
            autoFocus
          />
          <TextArea
            label={t('form.matterTitle')}
            value={text('matterTitle')}
            onChange={(value) => set('matterTitle', value.replaceAll('\n', ' '))}
            error={wrong('matterTitle')}
            rows={3}
            lang="sv"
          />
        </>
      );
    case 'announce':
      return (
        <>
          <OccasionFields fields={fields} form={form} kinds={['assembly']} isPast />
          <ParagraphField fields={fields} />
          {matter.year === null && (
            <TextField
              label={t('form.movedOn')}
              description={t('form.movedOnHelp')}
              type="date"
              value={text('movedOn')}
              onChange={(value) => set('movedOn', value)}
            />
          )}
        </>
      );
    case 'refer': {
      const chosen = new Set(text('bodyIds').split(' '));
      return (
        <>
          <fieldset className={css.choices}>
            <legend>{t('form.bodies')}</legend>
            {planning.bodies
              .filter(({ kind }) => kind !== 'assembly')
              .map(({ id, name }) => (
                <label key={id} className={css.choice}>
                  <input
                    type="checkbox"
                    checked={chosen.has(id)}
                    onChange={({ target }) => {
                      const others = [...chosen].filter((other) => other !== '' && other !== id);
                      set('bodyIds', (target.checked ? [...others, id] : others).join(' '));
                    }}
                  />
                  {name}
                </label>
              ))}
          </fieldset>
          {wrong('bodyIds') !== undefined && (
            <p role="alert" className={css.problem}>
              {wrong('bodyIds')}
            </p>
          )}
          <TextField label={t('form.dueDate')} type="date" value={text('dueDate')} onChange={(value) => set('dueDate', value)} error={wrong('dueDate')} />
        </>
      );
    }
    case 'answerReferral': {
      const asked = matter.referrals.find(({ id }) => id === form.referralId);
      return (
        <>
          <p>{t('form.answerFrom', { body: asked?.bodyName ?? '' })}</p>
          <TextArea
            label={t('form.answer')}
            value={text('answer')}
            onChange={(value) => set('answer', value)}
            error={wrong('answer')}
            rows={6}
            lang="sv"
            autoFocus
          />
        </>
      );
    }
    case 'takeOver':
      return <p>{matter.responsible === null ? t('form.takeOverNobody') : t('form.takeOverWords', { name: matter.responsible.name })}</p>;
    case 'prepare':
      return <p>{t('form.prepareWords')}</p>;
    case 'schedule':
      return (
        <>
          <SelectField
            label={t('form.purpose')}
            value={text('purpose')}
            onChange={(value) => set('purpose', value)}
            options={(['preparation', 'decision', 'announcement', 'delayReport'] as const).map((value) => [value, t(`form.purposes.${value}`)] as const)}
          />
          <OccasionFields fields={fields} form={form} kinds={kindsFor(text('purpose'))} isPast={false} />
        </>
      );
    case 'recordHandling':
      return (
        <>
          <OccasionFields fields={fields} form={form} kinds={['subcommittee', 'executiveBoard', 'committee', 'assembly']} isPast />
          <ParagraphField fields={fields} />
          <OutcomeField fields={fields} outcomes={isAssembly(form, text('bodyId')) ? ['deferred', 'referredBack'] : bodyOutcomes} />
        </>
      );
    case 'reportDelay':
      return (
        <>
          <p>{t('form.delayWords')}</p>
          <OccasionFields fields={fields} form={form} kinds={['assembly']} isPast />
          <ParagraphField fields={fields} />
          <TextArea
            label={t('form.reported')}
            description={t('form.reportedHelp')}
            value={text('reported')}
            onChange={(value) => set('reported', value)}
            error={wrong('reported')}
            rows={6}
            lang="sv"
          />
          <p>{t('form.delayStrike')}</p>
        </>
      );
    case 'decide':
      return (
        <>
          <OccasionFields fields={fields} form={form} kinds={['assembly']} isPast />
          <ParagraphField fields={fields} />
          <OutcomeField fields={fields} outcomes={assemblyOutcomes} />
        </>
      );
    case 'withdraw':
      return (
        <>
          <p>{t('form.withdrawWords')}</p>
          {matter.movers.length > 1 && (
            <label className={css.choice}>
              <input type="checkbox" checked={text('allMoversAgree') === 'yes'} onChange={({ target }) => set('allMoversAgree', target.checked ? 'yes' : '')} />
              {t('form.allAgree')}
            </label>
          )}
        </>
      );
    case 'close':
      return (
        <>
          <p>{t('form.closeWords')}</p>
          {matter.documents
            .filter(({ kind, stage }) => kind === 'officerReport' && stage !== 'finalised')
            .map(({ id, title }) => (
              <Banner key={id} tone="warning">
                {t('form.closeUnfinished', { title: title === '' ? t('untitled') : title })}
              </Banner>
            ))}
        </>
      );
    case 'clearWorkingMaterial':
      return (
        <>
          <p>{t('form.clearWords')}</p>
          <p>{t('form.clearLaw')}</p>
        </>
      );
  }
}

type BodyKind = Planning['bodies'][number]['kind'];
const otherDay = 'other';
const bodyOutcomes = [
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
const assemblyOutcomes = ['approved', 'partlyApproved', 'rejected', 'answered', 'noPosition', 'struckOff'] as const;

const isAssembly = ({ planning }: Form, bodyId: string) => planning.bodies.some(({ id, kind }) => id === bodyId && kind === 'assembly');
const kindsFor = (purpose: string): readonly BodyKind[] => (purpose === 'preparation' ? ['subcommittee', 'executiveBoard', 'committee'] : ['assembly']);

/** Which body, and which of its meetings: those that have been, newest first, or those to come. */
function OccasionFields({
  fields,
  form,
  kinds,
  isPast,
}: {
  readonly fields: Fields;
  readonly form: Form;
  readonly kinds: readonly BodyKind[];
  readonly isPast: boolean;
}) {
  const t = useTranslations('matters');
  const moments = useMoments();
  const words = useMeetingWords();
  const { text, set, wrong } = fields;
  const { planning } = form;
  const bodies = bodiesOf(planning, kinds);
  const bodyId = bodyIdOf(text, planning, kinds);
  const meetings = meetingsOf(planning, bodyId, isPast);
  const meetingId = text('meetingId');
  return (
    <>
      {bodies.length > 1 && (
        <SelectField
          label={t('form.body')}
          value={bodyId}
          onChange={(value) => {
            set('bodyId', value);
            set('meetingId', '');
          }}
          options={bodies.map(({ id, name }) => [id, name] as const)}
        />
      )}
      <SelectField
        label={t('form.meeting')}
        value={meetingId === '' ? (meetings[0]?.id ?? (isPast ? otherDay : '')) : meetingId}
        onChange={(value) => set('meetingId', value)}
        options={[
          ...meetings.map(
            (meeting) =>
              [
                meeting.id,
                meeting.deadlineDate === null || isPast ? moments.day(meeting.date) : `${moments.day(meeting.date)}, ${words.deadline(meeting)}`,
              ] as const,
          ),
          ...(isPast ? [[otherDay, t('form.otherDay')] as const] : meetings.length === 0 ? [['', t('form.noMeeting')] as const] : []),
        ]}
        {...(wrong('meetingId') === undefined ? {} : { description: wrong('meetingId') })}
      />
      {isPast && (meetingId === otherDay || (meetingId === '' && meetings.length === 0)) && (
        <TextField label={t('form.day')} type="date" value={text('date')} onChange={(value) => set('date', value)} error={wrong('date')} />
      )}
    </>
  );
}

function ParagraphField({ fields: { text, set } }: { readonly fields: Fields }) {
  const t = useTranslations('matters');
  return (
    <TextField
      label={t('form.paragraph')}
      description={t('form.paragraphHelp')}
      value={text('paragraph')}
      onChange={(value) => set('paragraph', value)}
      autoComplete="off"
    />
  );
}

function OutcomeField({ fields: { text, set }, outcomes }: { readonly fields: Fields; readonly outcomes: readonly (keyof typeof outcomeNames)[] }) {
  const t = useTranslations('matters');
  const value = outcomes.find((outcome) => outcome === text('outcome')) ?? outcomes[0] ?? 'approved';
  return (
    <SelectField
      label={t('form.outcome')}
      value={value}
      onChange={(chosen) => set('outcome', chosen)}
      options={outcomes.map((outcome) => [outcome, t(`outcome.${outcome}`)] as const)}
    />
  );
}

/** `deferred` is what a body has done that came to nothing in the matter itself; the server has no outcome of it. */
const outcomeNames = {
  approved: 0,
  partlyApproved: 0,
  rejected: 0,
  answered: 0,
  tillstyrkan: 0,
  avstyrkan: 0,
  noPosition: 0,
  referredBack: 0,
  struckOff: 0,
  deferred: 0,
};

const bodiesOf = ({ bodies }: Planning, kinds: readonly BodyKind[]) =>
  bodies.filter(({ kind }) => kinds.includes(kind)).toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));

function bodyIdOf(text: Fields['text'], planning: Planning, kinds: readonly BodyKind[]): string {
  const bodies = bodiesOf(planning, kinds);
  return bodies.find(({ id }) => id === text('bodyId'))?.id ?? bodies[0]?.id ?? '';
}

function meetingsOf({ meetings, today }: Planning, bodyId: string, isPast: boolean): Planning['meetings'] {
  const own = meetings.filter((meeting) => meeting.bodyId === bodyId && (isPast ? meeting.date <= today : meeting.date >= today));
  return isPast ? own.toReversed() : own;
}

/** What stands in the fields from the start. */
function startOf(act: Act, { matter }: Form): Readonly<Record<string, string>> {
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
function problemsOf(act: Act, text: Fields['text'], form: Form): Readonly<Record<string, Problem>> {
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
function bodyOf(act: Act, text: Fields['text'], form: Form): Readonly<Record<string, unknown>> {
  const paragraph = text('paragraph').trim() === '' ? {} : { paragraph: text('paragraph').trim() };
  switch (act) {
    case 'register':
    case 'correctRegistration':
      return { diarienummer: text('diarienummer').trim(), matterTitle: text('matterTitle').trim() };
    case 'announce':
      return { ...occasionOf(text, form, kindsOf(act), true), ...paragraph, ...(text('movedOn') === '' ? {} : { movedOn: text('movedOn') }) };
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
      return { ...occasion, ...paragraph, outcome: outcome === 'deferred' ? null : outcome, purpose: ofAssembly ? 'decision' : 'preparation' };
    }
    case 'reportDelay':
      return { ...occasionOf(text, form, kindsOf(act), true), ...paragraph, reported: text('reported').trim() };
    case 'decide':
      return { ...occasionOf(text, form, kindsOf(act), true), ...paragraph, outcome: text('outcome') === '' ? assemblyOutcomes[0] : text('outcome') };
    case 'withdraw':
      return { allMoversAgree: text('allMoversAgree') === 'yes' };
    default:
      return {};
  }
}
