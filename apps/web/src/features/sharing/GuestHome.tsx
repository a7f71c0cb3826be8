import { Navigate } from '@tanstack/react-router';
import { useMatters } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { EmptyState, SkeletonPaper } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';

/** A guest has no list: home is the one document. */
export function GuestHome() {
  const t = useTranslations('sharing');
  const frame = useTranslations('frame');
  const failed = useTranslations('drafting.failed');
  const matters = useMatters();
  if (matters.isPending) return <SkeletonPaper label={frame('loading')} />;
  if (matters.isError && matters.data === undefined) return <FailedPage title={failed('title')} error={matters.error} onRetry={() => matters.refetch()} />;
  const document = matters.data.matters[0]?.documents[0];
  if (document === undefined) return <EmptyState title={t('nothingTitle')}>{t('nothing')}</EmptyState>;
  return <Navigate to="/dokument/$documentId" params={{ documentId: document.id }} replace />;
}
