import type { Attachment, AttachmentList } from '@yrka/server/api';
import { Paperclip, ScanLine } from 'lucide-react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { useTranslations } from '../../i18n/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import css from './Attachments.module.css';
import type { Sending } from './useSending.ts';
import { useSize } from './useSize.ts';

type AddFilesProps = { readonly list: AttachmentList; readonly kind: Attachment['kind']; readonly sending: Sending };

/** Where files are picked or dropped, and how it goes with the one on its way. */
export function AddFiles({ list: { attachments, maxBytes }, kind, sending: { now, take } }: AddFilesProps) {
  const t = useTranslations('attachments');
  const size = useSize();
  const isScan = kind === 'scan';
  const label = !isScan ? t('add') : t(attachments.some((one) => one.kind === 'scan') ? 'addAnotherScan' : 'addScan');
  return (
    <DropZone
      className={css.zone ?? ''}
      aria-label={t('zone')}
      getDropOperation={() => 'copy'}
      onDrop={async ({ items }) => take(await Promise.all(items.filter(isFileDropItem).map((item) => item.getFile())))}
    >
      <FileTrigger allowsMultiple {...(isScan && { acceptedFileTypes: ['application/pdf'] })} onSelect={(files) => void take([...(files ?? [])])}>
        <Button icon={isScan ? <ScanLine aria-hidden /> : <Paperclip aria-hidden />} isPending={now !== null}>
          {label}
        </Button>
      </FileTrigger>
      {now === null ? (
        <p className={css.hint}>{t(isScan ? 'scanHint' : 'hint', { size: size(maxBytes) })}</p>
      ) : (
        <p className={css.hint}>
          {t('sending', { name: now.name })}
          <progress className={css.progress} value={now.part} aria-label={t('progress', now)} />
        </p>
      )}
    </DropZone>
  );
}

/** What came to nothing. */
export function Problems({ sending: { problems, setProblems } }: { readonly sending: Sending }) {
  const t = useTranslations('attachments');
  if (problems.length === 0) return null;
  return (
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
  );
}
