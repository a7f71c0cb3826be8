import type { Batch } from '@yrka/server/api';
import { Download } from 'lucide-react';
import { type FormEvent, type Ref, useEffect, useRef, useState } from 'react';
import { Label, ProgressBar } from 'react-aria-components';
import { batchFileOf, useBatches, useChangeBatch } from '../../api/index.ts';
import { useProblemWords, useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, BackLink, Banner, Button, Choices, PageHeading, SelectField, SkeletonPaper } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import css from './BatchPage.module.css';

/** All matters of a year as files, for those who keep the records: begun here, made by the server, and fetched when it is done. */
export function BatchPage() {
  const t = useTranslations('matters.batch');
  const matters = useTranslations('matters');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const place = useBatches();
  const { begin, cancel } = useChangeBatch();
  useTellEnd(place.data?.batch ?? null);
  const heading = useFocusKept(place.data === undefined ? null : `${place.data.batch?.id} ${place.data.batch?.state}`);

  if (place.isPending) return <SkeletonPaper label={frame('loading')} />;
  if (place.data === undefined) {
    return <FailedPage title={t('title')} error={place.error} onRetry={() => place.refetch()} />;
  }
  const { years, batch } = place.data;
  const error = begin.error ?? cancel.error;
  return (
    <>
      <PageHeading title={t('title')} above={<BackLink to="/">{matters('back')}</BackLink>} below={t('about')} />
      <div className={css.page}>
        {error !== null && (
          <Banner tone="danger" isAnnounced>
            {failure(error)}
          </Banner>
        )}
        {batch !== null && <Progress batch={batch} onCancel={() => cancel.mutate(batch.id)} isEnding={cancel.isPending} heading={heading} />}
        {years.length === 0 ? (
          <p>{t('none')}</p>
        ) : (
          batch?.state !== 'running' && <Begin years={years} isPending={begin.isPending} onBegin={(wish) => begin.mutate(wish)} />
        )}
      </div>
    </>
  );
}

type BeginProps = {
  readonly years: readonly { readonly year: number; readonly matters: number }[];
  readonly isPending: boolean;
  readonly onBegin: (wish: Pick<Batch, 'year' | 'form'>) => void;
};

function Begin({ years, isPending, onBegin }: BeginProps) {
  const t = useTranslations('matters.batch');
  const [year, setYear] = useState(String(years[0]?.year ?? ''));
  const [form, setForm] = useState<Batch['form']>('archive');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) onBegin({ year: Number(year), form });
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <SelectField
        label={t('year')}
        value={year}
        onChange={setYear}
        options={years.map((one) => [String(one.year), t('yearWith', { year: String(one.year), count: one.matters })])}
      />
      <Choices
        label={t('form')}
        value={form}
        onChange={setForm}
        choices={(['archive', 'bundle'] as const).map((value) => ({ value, label: t(`forms.${value}`), description: t(`formWords.${value}`) }))}
      />
      <p>{t('isLogged')}</p>
      <Button variant="primary" type="submit" isPending={isPending}>
        {t('begin')}
      </Button>
    </form>
  );
}

type ProgressProps = {
  readonly batch: Batch;
  readonly onCancel: () => void;
  readonly isEnding: boolean;
  readonly heading: Ref<HTMLHeadingElement>;
};

function Progress({ batch, onCancel, isEnding, heading }: ProgressProps) {
  const t = useTranslations('matters.batch');
  const problem = useProblemWords();
  const { id, state, total, handled, failed, year, form } = batch;
  const title = t('running', { year: String(year), form: t(`forms.${form}`) });
  return (
    <section className={css.progress} aria-label={title}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {state === 'running' && (
        <>
          <ProgressBar value={handled} maxValue={total} valueLabel={t('handled', { handled: String(handled), total: String(total) })} className={css.bar ?? ''}>
            {({ percentage = 0, valueText }) => (
              <>
                <Label>{valueText}</Label>
                <div className={css.track}>
                  <div className={css.fill} style={{ inlineSize: `${percentage}%` }} />
                </div>
              </>
            )}
          </ProgressBar>
          <p>{t('mayLeave')}</p>
          <Button isPending={isEnding} onPress={onCancel}>
            {t('cancel')}
          </Button>
        </>
      )}
      {state === 'done' && (
        <>
          <p>{t('done', { count: String(total - failed.length), total: String(total) })}</p>
          <a className={css.file} href={batchFileOf(id)} download>
            <Download aria-hidden /> {t('download')}
          </a>
        </>
      )}
      {state === 'cancelled' && <p>{t('cancelled')}</p>}
      {state === 'failed' && <Banner tone="danger">{t(batch.code === 'storageFull' ? 'full' : 'failed')}</Banner>}
      {failed.length > 0 && (
        <>
          <h3>{t('missing')}</h3>
          <ul className={css.missing}>
            {failed.map(({ matter, code }) => (
              <li key={matter}>
                {matter}: {problem(code)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The button that was pressed goes when what it began, or ended, is shown instead: whoever had it is then at the heading of that. */
function useFocusKept(shown: string | null): Ref<HTMLHeadingElement> {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef<string | null>(null);
  useEffect(() => {
    const was = before.current;
    before.current = shown;
    if (was !== null && was !== shown && document.activeElement === document.body) heading.current?.focus();
  }, [shown]);
  return heading;
}

/** Said once, when what ran has come to its end while one waited. */
function useTellEnd(batch: Batch | null): void {
  const t = useTranslations('matters.batch');
  const before = useRef<Batch | null>(null);
  useEffect(() => {
    const ran = before.current;
    before.current = batch;
    if (batch === null || ran?.id !== batch.id || ran.state !== 'running' || batch.state === 'running') return;
    announce(t(batch.state === 'done' ? 'isDone' : batch.state === 'cancelled' ? 'cancelled' : 'failed'));
  }, [batch, t]);
}
