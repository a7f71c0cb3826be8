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
  /** Whether one gives it back as a verifier, or opens one's own. */
  readonly isVerifier: boolean;
  /** How many have verified it: that falls. */
  readonly fallen: number;
  readonly onClose: () => void;
};

/** Opens an item for changes before it is verified, with why, for those who write it; says what falls. */
export function GiveBackDialog({ documentId, isPossible, isVerifier, fallen, onClose }: GiveBackDialogProps) {
  const t = useTranslations('verification');
  const perform = useActOnDocument(documentId);
  const [reason, setReason] = useState('');
  // What falls with it has fallen when it is done, and the dialog still stands for a moment.
  const [count] = useState(fallen);
  const words = reason.trim();
  const isTooLong = words.length > maxReasonLength;
  const giveBack = () => {
    if (isTooLong) return;
    perform.mutate(
      { act: 'returnItem', body: words === '' ? {} : { reason: words } },
      {
        onSuccess: () => {
          announce(t('told.giveBack'));
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={t(isVerifier ? 'giveBack.titleVerifier' : 'giveBack.title')}
      action={t(isVerifier ? 'giveBack.actionVerifier' : 'giveBack.action')}
      perform={perform}
      isPossible={isPossible}
      gone={t('gone')}
      onSubmit={giveBack}
      onClose={onClose}
    >
      <p>
        {t('giveBack.words', { count })} {t('giveBack.again')}
      </p>
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
