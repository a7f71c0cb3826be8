import { useNavigate } from '@tanstack/react-router';
import type { DocumentDetails, Filing, Lock } from '@yrka/server/api';
import { useMemo } from 'react';
import { schema } from '@yrka/schema';
import { useActOnDocument, useContent, useDocument, useFiling, useLock, useSession } from '../../api/index.ts';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, SkeletonPaper } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import { FindingList, nothingKnown, useCheck } from '../checks/index.ts';
import { UndecidedSuggestions } from '../suggestions/index.ts';
import css from './FilingPage.module.css';
import { PreviewPage } from './PreviewPage.tsx';
import { useJoined } from './useJoined.ts';

/** One page before a motion is filed: as it prints, who has signed, when it comes up, and one button. */
export function FilingPage({ documentId }: { readonly documentId: string }) {
  const t = useTranslations('way.filing');
  const document = useDocument(documentId);
  const lock = useLock(documentId);
  const filing = useFiling(documentId);
  const error = document.error ?? lock.error;
  const retry = () => void Promise.all([document.refetch(), lock.refetch()]);
  if (error !== null) return <FailedPage title={t('title')} error={error} onRetry={retry} />;
  if (document.data === undefined || lock.data === undefined) return <SkeletonPaper label={t('title')} />;
  return <Ready details={document.data} lock={lock.data} meeting={filing.data?.meeting ?? null} />;
}

type ReadyProps = { readonly details: DocumentDetails; readonly lock: Lock; readonly meeting: Filing['meeting'] };

function Ready({ details, lock, meeting }: ReadyProps) {
  const t = useTranslations('way.filing');
  const failure = useFailureWords();
  const navigate = useNavigate();
  const joined = useJoined();
  const { data: session } = useSession();
  const perform = useActOnDocument(details.id);

  const signed = lock.signatures.filter(({ kind }) => kind === 'signs');
  const missing = lock.asked.filter(({ kind, personId }) => kind === 'signs' && !signed.some((signature) => signature.personId === personId));
  const mayFile = details.acts.includes('file');
  const isDraft = details.stage === 'draft';
  const findings = useFindings(details);
  const isAnyway = missing.length > 0 || findings.length > 0;

  const file = () =>
    perform.mutate(
      { act: 'file', body: lock.lock === null ? {} : { sha256: lock.lock.sha256 } },
      { onSuccess: () => navigate({ to: '/dokument/$documentId/kvitto', params: { documentId: details.id } }) },
    );

  return (
    <PreviewPage
      documentId={details.id}
      title={t('title')}
      back={t('back')}
      documentTitle={details.title}
      preview={t('preview')}
      as="filed"
      // Another lock is another picture.
      version={lock.lock?.sha256 ?? ''}
    >
      <section>
        <h2 className={css.heading}>{t('signatures')}</h2>
        {signed.length > 0 && <p>{joined(signed)}</p>}
        {signed.length === 0 && <p>{isDraft && session?.person?.roles.includes('member') ? t('youSign') : t('noneSigned')}</p>}
        {missing.length > 0 && <p className={css.note}>{t('notAllSigned', { missing: joined(missing) })}</p>}
      </section>
      <section>
        <h2 className={css.heading}>{t('meeting')}</h2>
        <Meeting meeting={meeting} />
      </section>
      {findings.length > 0 && (
        <section>
          <h2 className={css.heading}>{t('checks')}</h2>
          <FindingList findings={findings} kind={details.kind} template={details.template} />
        </section>
      )}
      {isDraft && <UndecidedSuggestions documentId={details.id} />}
      <p className={css.note}>{t('happens')}</p>
      {perform.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(perform.error)}
        </Banner>
      )}
      {mayFile ? (
        <Button variant="primary" isPending={perform.isPending} onPress={file}>
          {t(isAnyway ? 'actionAnyway' : 'action')}
        </Button>
      ) : (
        <p className={css.note}>{t('mayNot')}</p>
      )}
    </PreviewPage>
  );
}

/** What there is to say about the text as it stands; [] until it has been read. */
function useFindings(details: DocumentDetails) {
  const check = useCheck(details, nothingKnown);
  const { data } = useContent(details.id);
  return useMemo(() => (data === undefined ? [] : check(schema.nodeFromJSON(data.content))), [check, data]);
}

function Meeting({ meeting }: { readonly meeting: Filing['meeting'] }) {
  const t = useTranslations('way.filing');
  const { nearDay } = useMoments();
  if (meeting === null) return <p>{t('noMeeting')}</p>;
  const { body, date, deadlineDate, deadlineTime } = meeting;
  const next = t('next', { body, date: nearDay(date) });
  if (deadlineDate === null) return <p>{next}</p>;
  const last = deadlineTime === null ? t('lastDay', { date: nearDay(deadlineDate) }) : t('lastDayAt', { date: nearDay(deadlineDate), time: deadlineTime });
  return (
    <p>
      {next}, {last}
    </p>
  );
}
