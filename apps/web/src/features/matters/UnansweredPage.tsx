import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { UnansweredList } from '@yrka/server/api';
import { Download, Printer } from 'lucide-react';
import { useUnanswered } from '../../api/index.ts';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import { BackLink, Button, PageHeading, SelectField, SkeletonPaper } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import { Movers } from './Movers.tsx';
import css from './UnansweredPage.module.css';

type Motion = UnansweredList['motions'][number];

/** What is laid before the assembly twice a year. It writes itself; what is proposed for a motion whose year is over is chosen here. */
export function UnansweredPage() {
  const t = useTranslations('matters');
  const frame = useTranslations('frame');
  const moments = useMoments();
  const navigate = useNavigate();
  const { avskriv = '' } = useSearch({ from: '/obesvarade' });
  const struck = avskriv.split(',').filter((id) => id !== '');
  const list = useUnanswered(struck);
  const propose = (id: string, isStruck: boolean) => {
    const others = struck.filter((other) => other !== id);
    const next = (isStruck ? [...others, id] : others).join(',');
    void navigate({ to: '/obesvarade', search: { avskriv: next === '' ? undefined : next }, replace: true, resetScroll: false });
  };

  if (list.isPending) return <SkeletonPaper label={frame('loading')} />;
  if (list.data === undefined) {
    return <FailedPage title={t('unanswered.title')} error={list.error} onRetry={() => list.refetch()} />;
  }
  const { municipality, date, startsAt, motions } = list.data;
  const query = struck.length === 0 ? '' : `?strikeOff=${struck.map(encodeURIComponent).join(',')}`;
  return (
    <>
      <PageHeading
        title={t('unanswered.title')}
        above={
          <span className={css.onScreen}>
            <BackLink to="/">{t('back')}</BackLink>
          </span>
        }
        below={t('unanswered.asOf', { municipality, date: moments.day(date) })}
        actions={
          <div className={css.actions}>
            <Button icon={<Printer aria-hidden />} onPress={() => window.print()}>
              {t('unanswered.print')}
            </Button>
            <a className={css.file} href={`/api/unanswered.csv${query}`} download>
              <Download aria-hidden /> {t('unanswered.csv')}
            </a>
            <a className={css.file} href={`/api/unanswered.txt${query}`} download>
              <Download aria-hidden /> {t('unanswered.text')}
            </a>
          </div>
        }
      />
      <p className={css.law}>
        {t('unanswered.law')} {t(`unanswered.counts.${startsAt}`)}
      </p>
      {motions.length === 0 ? (
        <p className={css.law}>{t('unanswered.empty')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too
        <section className={css.scroll} aria-label={t('unanswered.table')} tabIndex={0}>
          <table className={css.table}>
            <caption className={css.caption}>{t('unanswered.table')}</caption>
            <thead>
              <tr>
                {(['motion', 'moved', 'used', 'with', 'referrals', 'forecast'] as const).map((column) => (
                  <th key={column} scope="col" data-number={column === 'used' || undefined}>
                    {t(`unanswered.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            {motions.map((motion) => (
              <tbody key={motion.matterId}>
                <Row motion={motion} />
                {!motion.isOver && motion.delayReport !== null && (
                  <tr>
                    <td colSpan={6} className={css.over}>
                      <DelayReport report={motion.delayReport} />
                    </td>
                  </tr>
                )}
                {motion.isOver && (
                  <tr>
                    <td colSpan={6} className={css.over}>
                      <Over motion={motion} onPropose={(isStruck) => propose(motion.matterId, isStruck)} />
                    </td>
                  </tr>
                )}
              </tbody>
            ))}
          </table>
        </section>
      )}
    </>
  );
}

function Row({ motion }: { readonly motion: Motion }) {
  const t = useTranslations('matters');
  const moments = useMoments();
  return (
    <tr>
      <th scope="row">
        <Link to="/arenden/$matterId" params={{ matterId: motion.matterId }} className={css.title} lang="sv">
          {motion.title === '' ? t('untitled') : motion.title}
        </Link>
        <span className={css.who}>
          <span>{motion.diarienummer ?? t('unanswered.noNumber')}</span> <Movers movers={motion.movers} />
        </span>
      </th>
      <td className={css.nowrap} data-label={t('unanswered.moved')}>
        {motion.from ?? t('unanswered.notStarted')}
      </td>
      <td data-number="" data-label={t('unanswered.used')}>
        {motion.daysUsed}
      </td>
      <td data-label={t('unanswered.with')}>{motion.with.length > 0 ? motion.with.join(', ') : t(`stage.${motion.stage}`)}</td>
      <td data-label={t('unanswered.referrals')}>
        {motion.referrals.map(({ body, dueDate, answeredOn, isLate }) => (
          <span key={`${body} ${dueDate}`} className={css.referral} data-late={isLate || undefined}>
            {answeredOn === null
              ? t(isLate ? 'unanswered.overdue' : 'unanswered.due', { body, date: moments.day(dueDate) })
              : t('unanswered.answered', { body, date: moments.day(answeredOn) })}
          </span>
        ))}
      </td>
      <td data-label={t('unanswered.forecast')}>
        {motion.forecast === null
          ? t('unanswered.noForecast')
          : motion.isAfterYear
            ? t('unanswered.afterYear', { date: moments.day(motion.forecast) })
            : moments.day(motion.forecast)}
      </td>
    </tr>
  );
}

/** The year is over: what has come out so far, and what is proposed. */
function Over({ motion, onPropose }: { readonly motion: Motion; readonly onPropose: (isStruck: boolean) => void }) {
  const t = useTranslations('matters');
  const moments = useMoments();
  return (
    <div className={css.overWords}>
      <p>{t('unanswered.over', { date: motion.until === null ? '' : moments.day(motion.until) })}</p>
      <ul className={css.results}>
        {motion.results.length === 0 && <li>{t('unanswered.nothingYet')}</li>}
        {motion.results.map(({ body, on, outcome, paragraphNumber, answer }) => (
          <li key={`${body} ${on} ${paragraphNumber ?? ''}`}>
            {[body, moments.day(on), paragraphNumber].filter((part) => part !== null).join(', ')}: {answer ?? t(`outcome.${outcome ?? 'deferred'}`)}
          </li>
        ))}
      </ul>
      {motion.delayReport === null ? <p className={css.due}>{t('unanswered.notReported')}</p> : <DelayReport report={motion.delayReport} />}
      <SelectField
        label={t('unanswered.proposal')}
        value={motion.proposed ?? 'goOn'}
        onChange={(value) => onPropose(value === 'strikeOff')}
        options={(['goOn', 'strikeOff'] as const).map((value) => [value, t(`unanswered.${value}`)] as const)}
      />
    </div>
  );
}

/** That the year would not do has been laid before the assembly, and what had come out then. */
function DelayReport({ report: { on, paragraphNumber, reported } }: { readonly report: NonNullable<Motion['delayReport']> }) {
  const t = useTranslations('matters');
  const moments = useMoments();
  return (
    <p className={css.report}>
      {[t('unanswered.reported', { date: moments.day(on) }), paragraphNumber].filter((part) => part !== null).join(', ')}: <span lang="sv">{reported}</span>
    </p>
  );
}
