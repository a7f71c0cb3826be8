import type { Attachment, AttachmentList } from '@yrka/server/api';
import { Paperclip } from 'lucide-react';
import { useId, useState } from 'react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { useAttach, useAttachments, useOrderAttachments } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button } from '../../ui/index.ts';
import css from './Attachments.module.css';
import { AttachmentRow } from './AttachmentRow.tsx';
import { moved } from './order.ts';
import { useSize } from './useSize.ts';

/** Under a document, the files that go with it. Nothing where there are none and none can be added. */
export function Attachments({ documentId }: { readonly documentId: string }) {
  const { data } = useAttachments(documentId);
  if (data === undefined || (data.attachments.length === 0 && !data.mayAttach)) return null;
  return <Files documentId={documentId} list={data} />;
}

function Files({ documentId, list }: { readonly documentId: string; readonly list: AttachmentList }) {
  const t = useTranslations('attachments');
  const failure = useFailureWords();
  const size = useSize();
  const heading = useId();
  const attach = useAttach(documentId);
  const order = useOrderAttachments(documentId);
  /** What is on its way, by name; and what came to nothing, in sentences. */
  const [sending, setSending] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const { attachments, mayAttach, maxBytes, maxCount } = list;

  async function take(files: readonly File[]): Promise<void> {
    if (sending !== null || files.length === 0) return;
    const refused: string[] = [];
    let room = maxCount - attachments.length;
    let taken = 0;
    // One after another, so that they stand in the order in which they were picked.
    for (const file of files) {
      if (room <= 0) {
        refused.push(t('full', { name: file.name, count: maxCount }));
        continue;
      }
      if (file.size > maxBytes) {
        refused.push(t('tooLarge', { name: file.name, size: size(maxBytes) }));
        continue;
      }
      setSending(file.name);
      try {
        await attach.mutateAsync(file);
        room--;
        taken++;
      } catch (error) {
        refused.push(t('refused', { name: file.name, why: failure(error) }));
      }
    }
    setSending(null);
    setProblems(refused);
    if (taken > 0) announce(t('added', { count: taken }));
  }

  function move(attachment: Attachment, by: -1 | 1): void {
    const ids = moved(
      attachments.map(({ id }) => id),
      attachment.id,
      by,
    );
    if (ids === null || order.isPending) return;
    order.mutate(ids, {
      onSuccess: () => announce(t('moved', { title: attachment.title, place: ids.indexOf(attachment.id) + 1 })),
      onError: (error) => setProblems([failure(error)]),
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
              mayChange={mayAttach && attachment.kind === 'attachment'}
              isFirst={index === 0}
              isLast={index === attachments.length - 1}
              onMove={(by) => move(attachment, by)}
            />
          ))}
        </ol>
      )}
      {mayAttach && (
        <DropZone
          className={css.zone ?? ''}
          aria-label={t('zone')}
          getDropOperation={() => 'copy'}
          onDrop={async ({ items }) => take(await Promise.all(items.filter(isFileDropItem).map((item) => item.getFile())))}
        >
          <FileTrigger allowsMultiple onSelect={(files) => void take([...(files ?? [])])}>
            <Button icon={<Paperclip aria-hidden />} isPending={sending !== null}>
              {t('add')}
            </Button>
          </FileTrigger>
          <p className={css.hint}>{sending === null ? t('hint', { size: size(maxBytes) }) : t('sending', { name: sending })}</p>
        </DropZone>
      )}
      {problems.length > 0 && (
        <Banner
          tone="danger"
          isAnnounced
          action={
            <Button variant="quiet" onPress={() => setProblems([])}>
              {t('understood')}
            </Button>
          }
        >
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </Banner>
      )}
    </section>
  );
}
