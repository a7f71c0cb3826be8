import { memo, useRef } from 'react';
import type { DocumentDetails } from '@yrka/server/api';
import { useTranslations } from '../../i18n/index.ts';
import { Banner, useFocusKept } from '../../ui/index.ts';
import type { RefusalCode } from '@yrka/protocol';
import type { ConnectionSnapshot } from './connection/connection.ts';
import { ReportWay } from '../reporting/index.ts';
import { ReviewBand, ReviewStatus } from '../reviewing/index.ts';
import { StatementWay } from '../statements/index.ts';
import { VerificationWay } from '../verification/index.ts';
import { DocumentWay, LateWork } from '../way/index.ts';
import css from './Notices.module.css';
import { RefusedBanner } from './Refused.tsx';

/** What one must know before writing: who sees the text, and whether it can be kept. */
export function Notices({ details, snapshot }: { readonly details: DocumentDetails; readonly snapshot: ConnectionSnapshot }) {
  const t = useTranslations('drafting');
  const { save, refusal } = snapshot;
  const writers = useTranslations('writers');
  const band = bandOf(details);
  const place = useRef<HTMLDivElement>(null);
  useFocusKept(place);
  return (
    <div ref={place} tabIndex={-1} className={css.notices}>
      {band !== null && (
        <p className={css.band}>
          {details.label !== null && <strong>{details.label}. </strong>}
          {t(`stage.${band}`)}
        </p>
      )}
      {details.writersAreShown && <p className={css.band}>{writers('shown')}</p>}
      <Ways details={details} />
      {refusal !== null && <RefusedBanner refusal={refusal} />}
      {save.kind === 'storageFailing' && (
        <Banner tone="danger" isAnnounced>
          {t('save.storageFailingMeans')}
        </Banner>
      )}
      {save.kind === 'offlineUnkept' && (
        <Banner tone="offline" isAnnounced>
          {t('save.offlineUnkeptMeans')}
        </Banner>
      )}
      {save.kind === 'refused' && (
        <Banner tone="danger" isAnnounced>
          {t(refusedWords[save.code] ?? 'save.refusedMeans')}
        </Banner>
      )}
    </div>
  );
}

const Ways = memo(function Ways({ details }: { readonly details: DocumentDetails }) {
  return (
    <>
      <DocumentWay details={details} />
      <ReviewBand details={details} />
      {/* Who reads what was shared has no part in its way; the band above says what they may do. */}
      {details.readsAs === 'live' && <ReportWay details={details} />}
      <ReviewStatus details={details} />
      <StatementWay details={details} />
      <VerificationWay details={details} />
      <LateWork details={details} />
    </>
  );
});

/** One sentence on who sees the text; null where the document's way says more. */
function bandOf({
  label,
  mayWrite,
  kind,
  space,
  stage,
  sharedWithMunicipality,
}: DocumentDetails): 'sampleBand' | 'readOnlyBand' | 'draftBand' | 'sharedBand' | 'workingBand' | null {
  if (label !== null) return 'sampleBand';
  if (
    ((kind === 'motion' || kind === 'writtenStatement') && stage !== 'draft') ||
    kind === 'officerReport' ||
    (kind === 'minutesItem' && space === 'municipality')
  )
    return null;
  if (space === 'party') return sharedWithMunicipality ? 'sharedBand' : 'draftBand';
  return mayWrite ? 'workingBand' : 'readOnlyBand';
}

/** Where more is known than that it was not taken. */
const refusedWords: { readonly [Code in RefusalCode]?: 'save.refusedReadOnly' | 'save.refusedDocumentFull' } = {
  readOnly: 'save.refusedReadOnly',
  documentFull: 'save.refusedDocumentFull',
};
