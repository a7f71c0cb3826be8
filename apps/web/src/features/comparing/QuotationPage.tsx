import { compareQuotations, type Quotation } from '@yrka/comparison';
import { schema } from '@yrka/schema';
import type { DocumentDetails } from '@yrka/server/api';
import { useMemo, useState } from 'react';
import { useDocument, useVersionText } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { BackLink, Banner, PageHeading, SelectField, SkeletonPaper } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import { ComparedTexts } from './ComparedTexts.tsx';
import css from './Comparing.module.css';

/** What a report or a § quotes of the motion that it answers, beside the motion as it was filed. */
export function QuotationPage({ documentId }: { readonly documentId: string }) {
  const t = useTranslations('versions.quoting');
  const document = useDocument(documentId);
  if (document.isError) return <FailedPage title={t('title')} error={document.error} onRetry={() => document.refetch()} />;
  if (document.data === undefined) return <SkeletonPaper label={t('loading')} />;
  const { source } = document.data;
  return (
    <div className={css.page}>
      <PageHeading
        title={t('title')}
        above={
          <BackLink to="/dokument/$documentId" params={{ documentId }}>
            {t('back')}
          </BackLink>
        }
        below={<span lang="sv">{document.data.title}</span>}
      />
      {source === null ? (
        <div className={css.paper}>
          <Banner>{t('noMotion')}</Banner>
        </div>
      ) : (
        <Quotations details={document.data} motionId={source.document} />
      )}
    </div>
  );
}

function Quotations({ details, motionId }: { readonly details: DocumentDetails; readonly motionId: string }) {
  const t = useTranslations('versions.quoting');
  const failure = useFailureWords();
  const [motion, own] = [useVersionText(motionId, null), useVersionText(details.id, null)];
  const quotations = useMemo(
    () =>
      motion.data === undefined || own.data === undefined
        ? null
        : compareQuotations(schema.nodeFromJSON(motion.data.content), schema.nodeFromJSON(own.data.content)),
    [motion.data, own.data],
  );
  const [chosen, setChosen] = useState('0');
  const failed = motion.error ?? own.error;
  const shown = quotations?.[Number(chosen)] ?? quotations?.[0];
  return (
    <>
      {failed !== null && (
        <div className={css.paper}>
          <Banner tone="danger">{failure(failed)}</Banner>
        </div>
      )}
      {failed === null && quotations === null && (
        <div className={css.paper}>
          <SkeletonPaper label={t('loading')} />
        </div>
      )}
      {failed === null && quotations?.length === 0 && (
        <div className={css.paper}>
          <Banner>{t('nothing')}</Banner>
        </div>
      )}
      {quotations !== null && quotations.length > 1 && (
        <div className={css.which}>
          <SelectField
            label={t('which')}
            value={chosen}
            onChange={setChosen}
            options={quotations.map((_, index) => [String(index), t('place', { at: String(index + 1), of: String(quotations.length) })] as const)}
          />
        </div>
      )}
      {shown !== undefined && <Shown key={chosen} details={details} quotation={shown} />}
    </>
  );
}

function Shown({ details, quotation: { comparison, exact, of } }: { readonly details: DocumentDetails; readonly quotation: Quotation }) {
  const t = useTranslations('versions.quoting');
  const names = { both: t('paperBoth'), before: t('paperMotion'), after: t('paperQuotation'), same: t('same') };
  return (
    <>
      {/* Of all of them it is said where the changes are counted. */}
      {exact.length < of && <p className={css.exact}>{exact.length === 0 ? t('noneExact') : t('exact', { count: exact.length, numbers: exact.join(', ') })}</p>}
      <ComparedTexts details={details} comparison={comparison} names={names} isExcerpt />
    </>
  );
}
