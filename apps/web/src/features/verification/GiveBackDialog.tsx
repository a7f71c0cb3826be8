import { useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { ReturnDialog } from '../way/index.ts';

type GiveBackDialogProps = {
  readonly documentId: string;
  readonly isPossible: boolean;
  /** Whether one gives it back as a verifier, or opens one's own. */
  readonly isVerifier: boolean;
  /** How many have verified it: that falls. */
  readonly fallen: number;
  readonly onClose: () => void;
};

/** Opens an item for changes before it is verified; says what falls. */
export function GiveBackDialog({ documentId, isPossible, isVerifier, fallen, onClose }: GiveBackDialogProps) {
  const t = useTranslations('verification');
  // What falls with it has fallen when it is done, and the dialog still stands for a moment.
  const [count] = useState(fallen);
  return (
    <ReturnDialog
      documentId={documentId}
      act="returnItem"
      isPossible={isPossible}
      title={t(isVerifier ? 'giveBack.titleVerifier' : 'giveBack.title')}
      action={t(isVerifier ? 'giveBack.actionVerifier' : 'giveBack.action')}
      gone={t('gone')}
      done={t('told.giveBack')}
      reasonMeans={t('giveBack.reasonMeans')}
      onClose={onClose}
    >
      <p>
        {t('giveBack.words', { count })} {t('giveBack.again')}
      </p>
    </ReturnDialog>
  );
}
