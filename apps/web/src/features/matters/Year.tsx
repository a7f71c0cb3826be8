import type { MatterDetails, MatterSummary } from '@yrka/server/api';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import css from './Year.module.css';

/** Under this it is said with the colour of what asks for something. */
const soonDays = 60;

/** The days that are left of the year, for a row of a list. */
export function DaysLeft({ year }: { readonly year: NonNullable<MatterSummary['year']> }) {
  const t = useTranslations('matters');
  const { daysLeft } = year;
  const tone = daysLeft < 0 ? 'over' : daysLeft < soonDays ? 'soon' : undefined;
  return (
    <span className={css.days} data-tone={tone}>
      {daysLeft === 0 ? t('lastDay') : daysLeft > 0 ? t('daysLeft', { count: daysLeft }) : t('daysOver', { count: -daysLeft })}
    </span>
  );
}

/** The year of kommunallagen 5:35 in words: what runs out and when, and what the meetings that are planned allow. */
export function Year({ matter }: { readonly matter: MatterDetails }) {
  const t = useTranslations('matters');
  const moments = useMoments();
  const { year, forecast, handlings } = matter;
  if (year === null) return null;
  const until = moments.day(year.until);
  const isOver = year.daysLeft < 0;
  const reported = handlings.findLast(({ purpose, handledOn }) => purpose === 'delayReport' && handledOn !== null)?.handledOn ?? null;
  return (
    <div className={css.year}>
      <p>
        {t(`yearTitle.${year.startsAt}`)} {t(!isOver ? 'yearUntil' : reported === null ? 'yearOver' : 'yearOverReported', { date: until })}
        {!isOver && (
          <>
            {'\u00a0· '}
            <DaysLeft year={year} />
          </>
        )}
      </p>
      {reported !== null && <p>{t('delayReportedOn', { date: moments.day(reported) })}</p>}
      <p>
        {forecast === null
          ? t('forecastNone')
          : forecast.date > year.until && !isOver && reported === null
            ? t('forecastLate', { date: moments.day(forecast.date), until })
            : t(forecast.basis === 'planned' ? 'forecastPlanned' : 'forecastEstimated', { date: moments.day(forecast.date) })}
      </p>
    </div>
  );
}
