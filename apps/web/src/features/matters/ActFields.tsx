import type { ReactNode } from 'react';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import { Banner, SelectField, TextArea, TextField } from '../../ui/index.ts';
import {
  assemblyOutcomes,
  bodiesOf,
  type BodyKind,
  bodyIdOf,
  bodyOutcomes,
  type Fields,
  type Form,
  isAssembly,
  kindsFor,
  meetingsOf,
  otherDay,
} from './actForm.ts';
import type { Act } from './acts.ts';
import { useMeetingWords } from './meeting-words.ts';
import css from './NewMotionDialog.module.css';

/** What an act asks for. */
export function ActFields({ act, fields, form }: { readonly act: Act; readonly fields: Fields; readonly form: Form }): ReactNode {
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
          <fieldset className={css.choices} data-invalid={wrong('bodyIds') !== undefined || undefined}>
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
      value={text('paragraphNumber')}
      onChange={(value) => set('paragraphNumber', value)}
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
