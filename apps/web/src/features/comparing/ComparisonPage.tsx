import { useNavigate } from '@tanstack/react-router';
import { compareTexts } from '@yrka/comparison';
import { schema } from '@yrka/schema';
import type { DocumentDetails } from '@yrka/server/api';
import { useMemo } from 'react';
import { comparisonAddress, useDocument, useVersions, useVersionText } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { BackLink, Banner, PageHeading, SelectField, SkeletonPaper } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import { SaveAs } from '../exporting/index.ts';
import { useVersionWords } from '../versions/index.ts';
import { ComparedTexts } from './ComparedTexts.tsx';
import css from './Comparing.module.css';

type Wishes = { readonly documentId: string; readonly before: number /** null for the text as it is now. */; readonly after: number | null };

/** Two versions of a document as one marked-up text, or side by side. */
export function ComparisonPage({ documentId, before, after }: Wishes) {
  const t = useTranslations('versions.comparing');
  const document = useDocument(documentId);
  if (document.isError) return <FailedPage title={t('title')} error={document.error} onRetry={() => document.refetch()} />;
  if (document.data === undefined) return <SkeletonPaper label={t('loading')} />;
  return <Comparing details={document.data} before={before} after={after} />;
}

function Comparing({ details, before, after }: { readonly details: DocumentDetails; readonly before: number; readonly after: number | null }) {
  const t = useTranslations('versions');
  const failure = useFailureWords();
  const [old, now] = [useVersionText(details.id, before), useVersionText(details.id, after)];
  const comparison = useMemo(
    () =>
      old.data === undefined || now.data === undefined ? null : compareTexts(schema.nodeFromJSON(old.data.content), schema.nodeFromJSON(now.data.content)),
    [old.data, now.data],
  );
  const names = { both: t('comparing.paperBoth'), before: t('comparing.paperBefore'), after: t('comparing.paperAfter'), same: t('comparing.same') };
  const failed = old.error ?? now.error;
  return (
    <div className={css.page}>
      <PageHeading
        title={t('comparing.title')}
        above={
          <BackLink to="/dokument/$documentId" params={{ documentId: details.id }}>
            {t('reading.back')}
          </BackLink>
        }
        below={<span lang="sv">{details.title}</span>}
      />
      <Which details={details} before={before} after={after} />
      {failed !== null && (
        <div className={css.paper}>
          <Banner tone="danger">{failure(failed)}</Banner>
        </div>
      )}
      {failed === null && comparison === null && (
        <div className={css.paper}>
          <SkeletonPaper label={t('comparing.loading')} />
        </div>
      )}
      {comparison !== null && (
        <div className={css.files}>
          <SaveAs
            key={`${before} ${after}`}
            files={(['pdf', 'docx'] as const).map((format) => ({
              name: t(`comparing.save.${format}`),
              address: comparisonAddress(details.id, format, before, after),
            }))}
            lost={t('comparing.save.lost')}
          />
        </div>
      )}
      {comparison !== null && <ComparedTexts key={`${before} ${after}`} details={details} comparison={comparison} names={names} />}
    </div>
  );
}

/** Which two are compared. */
function Which({ details, before, after }: { readonly details: DocumentDetails; readonly before: number; readonly after: number | null }) {
  const t = useTranslations('versions');
  const navigate = useNavigate();
  const words = useVersionWords(details);
  const versions = useVersions(details.id, null);
  const listed = (versions.data?.pages ?? [])
    .flatMap((page) => page.versions)
    .map((version): readonly [string, string] => [String(version.seq), words.long(version)]);
  const withChosen = (chosen: string) => (listed.some(([seq]) => seq === chosen) ? listed : [...listed, [chosen, t('reading.titleUnknown')] as const]);
  const go = (to: { readonly before?: string; readonly after?: string }) =>
    void navigate({
      to: '/dokument/$documentId/jamfor/$before/$after',
      params: { documentId: details.id, before: to.before ?? String(before), after: to.after ?? (after === null ? 'nu' : String(after)) },
    });
  const sides = [
    { label: t('comparing.before'), value: String(before), options: withChosen(String(before)), onChange: (chosen: string) => go({ before: chosen }) },
    {
      label: t('comparing.after'),
      value: after === null ? 'nu' : String(after),
      options: [['nu', t('now')] as const, ...(after === null ? listed : withChosen(String(after)))],
      onChange: (chosen: string) => go({ after: chosen }),
    },
  ];
  return (
    <>
      <div className={css.which}>
        {sides.map((side) => (
          <SelectField key={side.label} {...side} />
        ))}
      </div>
      {/* A choice is as wide as it is: on paper a long name would be cut, and its moment with it. */}
      <dl className={css.printed}>
        {sides.map(({ label, value, options }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{options.find(([seq]) => seq === value)?.[1]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
