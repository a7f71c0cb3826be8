import type { Report } from '@yrka/server/api';
import { useId, useState } from 'react';
import { useActOnDocument } from '../../api/index.ts';
import { useDays, useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';
import { ActDialog } from '../way/index.ts';
import css from './FinaliseDialog.module.css';

type Meeting = Report['meetings'][number];

type FinaliseDialogProps = { readonly documentId: string; readonly isPossible: boolean; readonly meetings: readonly Meeting[]; readonly onClose: () => void };

/** For which meeting, and what it means: what is finalised is never opened again. */
export function FinaliseDialog({ documentId, isPossible, meetings, onClose }: FinaliseDialogProps) {
  const t = useTranslations('reporting.finalise');
  const reporting = useTranslations('reporting');
  const days = useDays();
  const perform = useActOnDocument(documentId);
  const [chosen, setChosen] = useState(() => (meetings.find(({ isPlanned }) => isPlanned) ?? meetings.find(({ isPastDeadline }) => !isPastDeadline))?.id ?? '');
  const [field, note] = [useId(), useId()];
  const meeting = meetings.find(({ id }) => id === chosen);
  const byBody = Map.groupBy(meetings, ({ body }) => body);

  const finalise = () =>
    perform.mutate(
      { act: 'finalise', body: meeting === undefined ? {} : { meetingId: meeting.id } },
      {
        onSuccess: () => {
          announce(reporting('done.finalise'));
          onClose();
        },
      },
    );

  return (
    <ActDialog title={t('title')} action={t('action')} perform={perform} isPossible={isPossible} gone={reporting('gone')} onSubmit={finalise} onClose={onClose}>
      <div className={css.field}>
        <label htmlFor={field} className={css.label}>
          {t('meeting')}
        </label>
        <select id={field} className={css.select} aria-describedby={note} value={chosen} onChange={(event) => setChosen(event.target.value)}>
          {[...byBody].map(([body, all]) => (
            <optgroup key={body} label={body}>
              {all.map(({ id, date, isPastDeadline }) => (
                <option key={id} value={id}>
                  {t(isPastDeadline ? 'optionPast' : 'option', { body, date: days(date) })}
                </option>
              ))}
            </optgroup>
          ))}
          <option value="">{t('none')}</option>
        </select>
        <p id={note} className={css.note} data-past={meeting?.isPastDeadline || undefined}>
          {meeting === undefined ? t('noMeeting') : deadlineOf(meeting)}
        </p>
      </div>
      <p>{t('words')}</p>
    </ActDialog>
  );

  function deadlineOf({ deadlineDate, deadlineTime, isPastDeadline }: Meeting): string {
    if (deadlineDate === null) return '';
    if (isPastDeadline) return t('past', { date: days(deadlineDate) });
    return deadlineTime === null ? t('deadline', { date: days(deadlineDate) }) : t('deadlineAt', { date: days(deadlineDate), time: deadlineTime });
  }
}
