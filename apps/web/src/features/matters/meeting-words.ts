import type { MeetingSummary } from '@yrka/server/api';
import { useMoments, useTranslations } from '../../i18n/index.ts';

/** A meeting as people say it: "KSAU 11 mars", "manusstopp 25 februari kl. 12.00". */
export function useMeetingWords() {
  const t = useTranslations('matters');
  const moments = useMoments();
  return {
    meeting: ({ body, date }: Pick<MeetingSummary, 'body' | 'date'>) => t('comingMeeting', { body, date: moments.nearDay(date) }),
    /** '' where there is no last day. */
    deadline: ({ deadlineDate, deadlineTime }: MeetingSummary) => {
      if (deadlineDate === null) return '';
      const date = moments.nearDay(deadlineDate);
      return deadlineTime === null ? t('deadline', { date }) : t('deadlineAt', { date, time: deadlineTime });
    },
  };
}
