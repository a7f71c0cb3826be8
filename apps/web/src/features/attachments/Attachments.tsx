import type { Attachment, AttachmentList } from '@yrka/server/api';
import { memo, useId } from 'react';
import { useAttachments, useOrderAttachments } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';
import { AddFiles, Problems } from './AddFiles.tsx';
import css from './Attachments.module.css';
import { AttachmentRow } from './AttachmentRow.tsx';
import { moved } from './order.ts';
import { useSending } from './useSending.ts';

/** Under a document, the files that go with it. Nothing where there are none and none can be added. */
export const Attachments = memo(function Attachments({ documentId }: { readonly documentId: string }) {
  const { data } = useAttachments(documentId);
  if (data === undefined || (data.attachments.length === 0 && !data.mayAttach && !data.mayAttachScan)) return null;
  return <Files documentId={documentId} list={data} />;
});

function Files({ documentId, list }: { readonly documentId: string; readonly list: AttachmentList }) {
  const t = useTranslations('attachments');
  const failure = useFailureWords();
  const heading = useId();
  const order = useOrderAttachments(documentId);
  const { attachments, mayAttach, mayAttachScan, mayRemoveScan } = list;
  const kind = mayAttachScan ? 'scan' : 'attachment';
  const sending = useSending(documentId, list, kind);

  function move(attachment: Attachment, by: -1 | 1): void {
    const ids = moved(
      attachments.map(({ id }) => id),
      attachment.id,
      by,
    );
    if (ids === null || order.isPending) return;
    order.mutate(ids, {
      onSuccess: () => announce(t('moved', { title: attachment.title, place: ids.indexOf(attachment.id) + 1 })),
      onError: (error) => sending.setProblems([failure(error)]),
    });
  }

  return (
    <section className={css.attachments} aria-labelledby={heading}>
      <h2 id={heading} className={css.heading}>
        {t('title')}
      </h2>
      {attachments.length > 0 && (
        <ol className={css.list}>
          {attachments.map((attachment, index) => (
            <AttachmentRow
              key={attachment.id}
              documentId={documentId}
              attachment={attachment}
              may={attachment.kind === 'scan' ? (mayRemoveScan ? 'remove' : 'read') : mayAttach ? 'change' : 'read'}
              isFirst={index === 0}
              isLast={index === attachments.length - 1}
              onMove={(by) => move(attachment, by)}
            />
          ))}
        </ol>
      )}
      {(mayAttach || mayAttachScan) && <AddFiles list={list} kind={kind} sending={sending} />}
      <Problems sending={sending} />
    </section>
  );
}
