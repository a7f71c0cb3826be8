import type { FormEvent, ReactNode } from 'react';
import type { useActOnDocument } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, Dialog, DialogActions } from '../../ui/index.ts';
import css from './ActDialog.module.css';

type ActDialogProps = {
  readonly title: string;
  /** The word on the button that does it. */
  readonly action: string;
  readonly perform: ReturnType<typeof useActOnDocument>;
  /** Whether the act is still one's to do: somebody else may have been first while one read this. */
  readonly isPossible: boolean;
  /** What is said where it is not. */
  readonly gone: string;
  /** Off while there is nothing to do it with: the button is not there. */
  readonly isReady?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** Says what an act means, asks what it needs to know, and tells why it came to nothing. */
export function ActDialog({ title, action, perform, isPossible, gone, isReady = true, onSubmit, onClose, children }: ActDialogProps) {
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  // While one's own is under way, or just done, it is no news that it cannot be done again.
  const isGone = !isPossible && !perform.isPending && !perform.isSuccess;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !perform.isPending && !isGone) onSubmit();
  };
  return (
    <Dialog title={title} closeLabel={frame('close')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form className={css.form} onSubmit={submit} noValidate>
        {isGone ? (
          <Banner tone="warning" isAnnounced>
            {gone}
          </Banner>
        ) : (
          <>
            {children}
            {perform.isError && (
              <Banner tone="danger" isAnnounced>
                {failure(perform.error)}
              </Banner>
            )}
          </>
        )}
        <DialogActions>
          <Button variant={isGone ? 'plain' : 'quiet'} onPress={onClose}>
            {isGone ? frame('close') : frame('cancel')}
          </Button>
          {!isGone && isReady && (
            <Button variant="primary" type="submit" isPending={perform.isPending}>
              {action}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}
