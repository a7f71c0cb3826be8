import type { DocumentDetails } from '@yrka/server/api';
import { useLock, useReceipt, useSession } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { ButtonLink } from '../../ui/index.ts';
import css from './DocumentWay.module.css';
import { PaperLinks } from './PaperLinks.tsx';
import { SigningPanel } from './SigningPanel.tsx';
import { Technical } from './Technical.tsx';
import { useJoined } from './useJoined.ts';

/** Where a locked motion stands, above its paper; nothing for a document that is open. */
export function DocumentWay({ details }: { readonly details: DocumentDetails }) {
  if (details.kind !== 'motion') return null;
  switch (details.stage) {
    case 'signing':
      return <SigningPanel details={details} />;
    case 'filed':
      return <Filed details={details} />;
    case 'received':
      return <Received details={details} />;
    default:
      return null;
  }
}

function Filed({ details }: { readonly details: DocumentDetails }) {
  const t = useTranslations('way');
  const receipt = useReceipt(details.id).data;
  // A guest has the draft and not the matter that it became.
  const isGuest = useSession().data?.person?.role === 'guest';
  return (
    <section className={css.panel} aria-label={t('filed.band')}>
      <p className={css.band}>{t('filed.band')}</p>
      <p className={css.links}>
        <ButtonLink to="/dokument/$documentId/kvitto" params={{ documentId: details.id }}>
          {t('filed.receipt')}
        </ButtonLink>
        {receipt !== undefined && !isGuest && (
          <ButtonLink variant="quiet" to="/arenden/$matterId" params={{ matterId: receipt.matterId }}>
            {t('filed.matter')}
          </ButtonLink>
        )}
        <PaperLinks documentId={details.id} />
      </p>
      <Technical documentId={details.id} />
    </section>
  );
}

function Received({ details }: { readonly details: DocumentDetails }) {
  const t = useTranslations('way');
  const joined = useJoined();
  const signatures = useLock(details.id).data?.signatures ?? [];
  const names = (kind: 'signs' | 'supports') => joined(signatures.filter((signature) => signature.kind === kind));
  const [signed, supported] = [names('signs'), names('supports')];
  return (
    <section className={css.panel} aria-label={t('received.band')}>
      <p className={css.band}>
        {t('received.band')} {signed !== '' && t('received.signedBy', { names: signed })} {supported !== '' && t('received.supportedBy', { names: supported })}
      </p>
      <p className={css.links}>
        <PaperLinks documentId={details.id} mayPublish={details.acts.includes('publish')} />
      </p>
      <Technical documentId={details.id} />
    </section>
  );
}
