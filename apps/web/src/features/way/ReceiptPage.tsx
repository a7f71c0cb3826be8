import { Download } from 'lucide-react';
import { ApiError, useReceipt } from '../../api/index.ts';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import { Banner, ButtonLink, EmptyState, PageHeading, SkeletonPaper } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import css from './ReceiptPage.module.css';
import { useJoined } from './useJoined.ts';

/** What the sender gets: when the motion came in, and that it waits for its number. */
export function ReceiptPage({ documentId }: { readonly documentId: string }) {
  const t = useTranslations('way.receipt');
  const technical = useTranslations('way.technical');
  const moments = useMoments();
  const joined = useJoined();
  const receipt = useReceipt(documentId);
  if (receipt.error instanceof ApiError && receipt.error.code === 'notFound') return <EmptyState>{t('none')}</EmptyState>;
  if (receipt.isError) return <FailedPage title={t('failedTitle')} error={receipt.error} onRetry={() => receipt.refetch()} />;
  if (receipt.data === undefined) return <SkeletonPaper label={t('what')} />;
  const { title, receivedAt, diarienummer, senders, attachments, matterId, sha256, code } = receipt.data;
  return (
    <div className={css.page}>
      <PageHeading
        title={t('title', { date: moments.stamp(receivedAt), time: moments.clock(receivedAt) })}
        below={diarienummer === null ? t('waiting') : t('number', { number: diarienummer })}
      />
      <Banner>{t('words')}</Banner>
      <dl className={css.facts}>
        <div>
          <dt>{t('what')}</dt>
          <dd lang="sv">{title}</dd>
        </div>
        <div>
          <dt>{t('senders')}</dt>
          <dd>{joined(senders)}</dd>
        </div>
        {attachments.length > 0 && (
          <div>
            <dt>{t('attachments')}</dt>
            <dd lang="sv">{attachments.join(', ')}</dd>
          </div>
        )}
        <div>
          <dt>{technical('code')}</dt>
          <dd>{code}</dd>
        </div>
      </dl>
      <p className={css.actions}>
        <a className={css.download} href={`/api/documents/${encodeURIComponent(documentId)}/receipt/pdf`} download>
          <Download aria-hidden />
          {t('download')}
        </a>
        <ButtonLink to="/arenden/$matterId" params={{ matterId }}>
          {t('matter')}
        </ButtonLink>
        <ButtonLink variant="quiet" to="/dokument/$documentId" params={{ documentId }}>
          {t('document')}
        </ButtonLink>
      </p>
      <details className={css.technical}>
        <summary>{technical('heading')}</summary>
        <p className={css.hash}>
          {technical('hash')}: {sha256}
        </p>
      </details>
    </div>
  );
}
