import { useTranslations } from '../../i18n/index.ts';
import { ReturnDialog } from '../way/index.ts';

type GiveBackDialogProps = {
  readonly documentId: string;
  readonly isPossible: boolean;
  /** Whether it has been approved already: then that falls. */
  readonly isApproved: boolean;
  /** Whether one takes back one's own, or gives it back to who wrote it. */
  readonly isOwn: boolean;
  readonly onClose: () => void;
};

/** Opens a locked report for changes. */
export function GiveBackDialog({ documentId, isPossible, isApproved, isOwn, onClose }: GiveBackDialogProps) {
  const t = useTranslations('reporting');
  return (
    <ReturnDialog
      documentId={documentId}
      act="returnForChanges"
      isPossible={isPossible}
      title={t(isOwn ? 'giveBack.titleTakeBack' : 'giveBack.title')}
      action={t(isOwn ? 'giveBack.actionTakeBack' : 'giveBack.action')}
      gone={t('gone')}
      done={t('done.returnForChanges')}
      reasonMeans={t('giveBack.reasonMeans')}
      onClose={onClose}
    >
      <p>{t(isApproved ? 'giveBack.wordsApproved' : 'giveBack.words')}</p>
    </ReturnDialog>
  );
}
