import { type ReactNode, useState } from 'react';
import { useActOnDocument } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce, TextField } from '../../ui/index.ts';
import { ActDialog } from './ActDialog.tsx';

/** The server's limit (acts/documentActs.ts, returnInput). */
const maxReasonLength = 1000;

type ReturnDialogProps = {
  readonly documentId: string;
  readonly act: 'returnForChanges' | 'returnItem';
  readonly isPossible: boolean;
  readonly title: string;
  /** The word on the button that does it. */
  readonly action: string;
  /** What is said where somebody was first, and when it is done. */
  readonly gone: string;
  readonly done: string;
  /** Who sees the reason. */
  readonly reasonMeans: string;
  readonly onClose: () => void;
  /** What comes of it. */
  readonly children: ReactNode;
};

/** Opens a locked document for changes, with why, for those who work with it. */
export function ReturnDialog({ documentId, act, isPossible, title, action, gone, done, reasonMeans, onClose, children }: ReturnDialogProps) {
  const t = useTranslations('way.return');
  const perform = useActOnDocument(documentId);
  const [reason, setReason] = useState('');
  const words = reason.trim();
  const isTooLong = words.length > maxReasonLength;
  const giveBack = () => {
    if (isTooLong) return;
    const onSuccess = () => {
      announce(done);
      onClose();
    };
    perform.mutate({ act, body: words === '' ? {} : { reason: words } }, { onSuccess });
  };
  return (
    <ActDialog title={title} action={action} perform={perform} isPossible={isPossible} gone={gone} onSubmit={giveBack} onClose={onClose}>
      {children}
      <TextField
        label={t('reason')}
        description={reasonMeans}
        value={reason}
        onChange={setReason}
        rows={3}
        lang="sv"
        error={isTooLong ? t('tooLong', { limit: maxReasonLength }) : undefined}
      />
    </ActDialog>
  );
}
