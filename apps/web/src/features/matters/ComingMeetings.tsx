import type { MeetingSummary } from '@yrka/server/api';
import { CalendarDays } from 'lucide-react';
import { useTranslations } from '../../i18n/index.ts';
import css from './ComingMeetings.module.css';
import { useMeetingWords } from './meeting-words.ts';

/** The next meetings, with the last day that something can come to each: always in sight. */
export function ComingMeetings({ meetings }: { readonly meetings: readonly MeetingSummary[] }) {
  const t = useTranslations('matters');
  const words = useMeetingWords();
  if (meetings.length === 0) return null;
  return (
    <section className={css.meetings} aria-label={t('coming')}>
      <CalendarDays aria-hidden className={css.icon} />
      <ul className={css.list}>
        {meetings.map((meeting) => (
          <li key={meeting.id} title={meeting.bodyName}>
            <strong className={css.meeting}>{words.meeting(meeting)}</strong> <span className={css.deadline}>{words.deadline(meeting)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
