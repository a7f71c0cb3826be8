import { Navigate } from '@tanstack/react-router';
import { useMatters } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Button, EmptyState, SkeletonPaper } from '../../ui/index.ts';

/** A guest has no list: home is the one document. */
export function GuestHome() {
  const t = useTranslations('sharing');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const matters = useMatters();
  if (matters.isPending) return <SkeletonPaper label={frame('loading')} />;
  if (matters.isError && matters.data === undefined)
    return <EmptyState action={<Button onPress={() => matters.refetch()}>{frame('retry')}</Button>}>{failure(matters.error)}</EmptyState>;
  const document = matters.data.matters[0]?.documents[0];
  if (document === undefined) return <EmptyState title={t('nothingTitle')}>{t('nothing')}</EmptyState>;
  return <Navigate to="/dokument/$documentId" params={{ documentId: document.id }} replace />;
}
