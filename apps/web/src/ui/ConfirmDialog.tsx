import { Banner } from './Banner.tsx';
import { Button } from './Button.tsx';
import { Dialog, DialogActions } from './Dialog.tsx';

export type ConfirmDialogProps = {
  readonly title: string;
  /** What follows from it. */
  readonly means: string;
  /** The name of the button that does it. */
  readonly actLabel: string;
  readonly cancelLabel: string;
  readonly closeLabel: string;
  /** Why it came to nothing; null until it has been tried. */
  readonly problem: string | null;
  readonly isPending: boolean;
  readonly onAct: () => void;
  readonly onClose: () => void;
};

/** Asks before something is taken away; the button that does nothing has the focus. */
export function ConfirmDialog({ title, means, actLabel, cancelLabel, closeLabel, problem, isPending, onAct, onClose }: ConfirmDialogProps) {
  return (
    <Dialog title={title} closeLabel={closeLabel} role="alertdialog" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <p>{means}</p>
      {problem !== null && (
        <Banner tone="danger" isAnnounced>
          {problem}
        </Banner>
      )}
      <DialogActions>
        <Button variant="quiet" onPress={onClose} autoFocus>
          {cancelLabel}
        </Button>
        <Button variant="danger" isPending={isPending} onPress={onAct}>
          {actLabel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
