import { useRouter } from '@tanstack/react-router';
import { useTranslations } from '../../i18n/index.ts';
import { Banner, Button, EmptyState } from '../../ui/index.ts';
import type { Refusal } from './connection/connection.ts';

/** Those where the page itself must be fetched again; for the rest one goes back to the list. */
const mendedByReloading: ReadonlySet<Refusal> = new Set(['tooLarge', 'malformed', 'tooManyConnections', 'olderSchema']);

function useRefusalAction(refusal: Refusal): () => void {
  const router = useRouter();
  return () => {
    if (mendedByReloading.has(refusal)) location.reload();
    else void router.navigate({ to: '/' });
  };
}

/** In place of a document that was never shown. */
export function Refused({ refusal }: { readonly refusal: Refusal }) {
  const t = useTranslations('drafting.refused');
  const act = useRefusalAction(refusal);
  return (
    <EmptyState
      title={t(`${refusal}.title`)}
      action={
        <Button variant="primary" onPress={act}>
          {t(`${refusal}.action`)}
        </Button>
      }
    >
      {t(`${refusal}.words`)}
    </EmptyState>
  );
}

/** Above a document that is still on the screen but no longer connected. */
export function RefusedBanner({ refusal }: { readonly refusal: Refusal }) {
  const t = useTranslations('drafting.refused');
  const act = useRefusalAction(refusal);
  return (
    <Banner tone="danger" isAnnounced action={<Button onPress={act}>{t(`${refusal}.action`)}</Button>}>
      <strong>{t(`${refusal}.title`)}.</strong> {t(`${refusal}.words`)}
    </Banner>
  );
}
