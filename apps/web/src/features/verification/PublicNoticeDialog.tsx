import type { Verification } from '@yrka/server/api';
import { useActOnDocument } from '../../api/index.ts';
import { useState } from 'react';
import { useDays, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, TextField } from '../../ui/index.ts';
import { ActDialog } from '../way/index.ts';
import css from './PublicNoticeDialog.module.css';

type PublicNoticeDialogProps = {
  readonly documentId: string;
  readonly isPossible: boolean;
  /** The dates of one that is posted today; null while they are not known. */
  readonly notice: Verification['noticeToday'];
  readonly onClose: () => void;
};

const maxPlaceLength = 200;

/** Announces that the item is verified, with where its minutes can be read and both dates: from when, and until when at least. */
export function PublicNoticeDialog({ documentId, isPossible, notice, onClose }: PublicNoticeDialogProps) {
  const t = useTranslations('verification');
  const days = useDays();
  const perform = useActOnDocument(documentId);
  /** null until somebody writes something else than what is proposed. */
  const [written, setWritten] = useState<string | null>(null);
  const keptAt = written ?? notice?.keptAt ?? '';
  const isTooLong = keptAt.trim().length > maxPlaceLength;
  const [isMissing, setMissing] = useState(false);
  const post = () => {
    setMissing(keptAt.trim() === '');
    if (keptAt.trim() === '' || isTooLong) return;
    perform.mutate(
      { act: 'postPublicNotice', body: { keptAt: keptAt.trim() } },
      {
        onSuccess: () => {
          announce(t('told.post'));
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog title={t('post.title')} action={t('post.action')} perform={perform} isPossible={isPossible} gone={t('gone')} onSubmit={post} onClose={onClose}>
      <p>{t('post.words')}</p>
      {notice !== null && (
        <dl className={css.dates}>
          <div>
            <dt>{t('post.today')}</dt>
            <dd>{days(notice.announcedOn)}</dd>
          </div>
          <div>
            <dt>{t('post.appeal')}</dt>
            <dd>{days(notice.appealUntil)}</dd>
          </div>
          <div>
            <dt>{t('post.down')}</dt>
            <dd>{days(notice.takeDownFrom)}</dd>
          </div>
        </dl>
      )}
      <TextField
        label={t('post.keptAt')}
        description={t('post.keptAtMeans')}
        value={keptAt}
        error={isTooLong ? t('record.tooLong', { limit: maxPlaceLength }) : isMissing && keptAt.trim() === '' ? t('post.keptAtMissing') : undefined}
        onChange={setWritten}
      />
      {notice !== null && notice.announcedOn > notice.announceBy && <Banner tone="warning">{t('post.late', { day: days(notice.announceBy) })}</Banner>}
      <p className={css.source}>{t('post.source')}</p>
    </ActDialog>
  );
}
