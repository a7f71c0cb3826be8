import type { AttachmentList } from '@yrka/server/api';
import { useAttachments } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { AddFiles, Problems } from './AddFiles.tsx';
import css from './Attachments.module.css';
import { AttachmentRow } from './AttachmentRow.tsx';
import { useSending } from './useSending.ts';

/** In a matter, the pages that a motion came on. Nothing for one that was filed here. */
export function Scans({ documentId }: { readonly documentId: string }) {
  const { data } = useAttachments(documentId);
  if (data === undefined || (!data.mayAttachScan && !data.attachments.some(({ kind }) => kind === 'scan'))) return null;
  return <Pages documentId={documentId} list={data} />;
}

function Pages({ documentId, list }: { readonly documentId: string; readonly list: AttachmentList }) {
  const t = useTranslations('attachments');
  const sending = useSending(documentId, list, 'scan');
  const scans = list.attachments.filter(({ kind }) => kind === 'scan');
  return (
    <section className={css.scans} aria-label={t('scans')}>
      {scans.length > 0 && (
        <ul className={css.list}>
          {scans.map((scan) => (
            <AttachmentRow key={scan.id} documentId={documentId} attachment={scan} may={list.mayRemoveScan ? 'remove' : 'read'} />
          ))}
        </ul>
      )}
      {list.mayAttachScan && <AddFiles list={list} kind="scan" sending={sending} />}
      <Problems sending={sending} />
    </section>
  );
}
