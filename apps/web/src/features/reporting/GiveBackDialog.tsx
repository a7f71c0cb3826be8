import { useState } from 'react';
import { useActOnDocument } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce, TextField } from '../../ui/index.ts';
import { ActDialog } from '../way/index.ts';

/** The server's limit (acts/documentActs.ts, returnInput). */
const maxReasonLength = 1000;

type GiveBackDialogProps = {
  readonly documentId: string;
  readonly isPossible: boolean;
  /** Whether it has been approved already: then that falls. */
  readonly isApproved: boolean;
  /** Whether one takes back one's own, or gives it back to who wrote it. */
  readonly isOwn: boolean;
  readonly onClose: () => void;
};

/** Opens a locked report for changes, with why, for those who work with it. */
export function GiveBackDialog({ documentId, isPossible, isApproved, isOwn, onClose }: GiveBackDialogProps) {
  const t = useTranslations('reporting');
  const perform = useActOnDocument(documentId);
  const [reason, setReason] = useState('');
  const words = reason.trim();
  const isTooLong = words.length > maxReasonLength;
  const giveBack = () => {
    if (isTooLong) return;
    perform.mutate(
      { act: 'returnForChanges', body: words === '' ? {} : { reason: words } },
      {
        onSuccess: () => {
          announce(t('done.returnForChanges'));
          onClose();
        },
      },
    );
  };

  return (
    <ActDialog
      title={t(isOwn ? 'giveBack.titleTakeBack' : 'giveBack.title')}
      action={t(isOwn ? 'giveBack.actionTakeBack' : 'giveBack.action')}
      perform={perform}
      isPossible={isPossible}
      gone={t('gone')}
      onSubmit={giveBack}
      onClose={onClose}
    >
      <p>{t(isApproved ? 'giveBack.wordsApproved' : 'giveBack.words')}</p>
      <TextField
        label={t('giveBack.reason')}
        description={t('giveBack.reasonMeans')}
        value={reason}
        onChange={setReason}
        rows={3}
        lang="sv"
        error={isTooLong ? t('giveBack.tooLong', { limit: maxReasonLength }) : undefined}
      />
    </ActDialog>
  );
}
