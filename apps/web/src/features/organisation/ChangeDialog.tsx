import type { FormEvent, ReactNode } from 'react';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, Dialog, DialogActions } from '../../ui/index.ts';
import css from './Organisation.module.css';

type Props = {
  readonly title: string;
  readonly children: ReactNode;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
  /** What stands apart from saving: taking it away. */
  readonly aside?: ReactNode;
  readonly saveLabel?: string;
  readonly width?: 'narrow' | 'wide';
};

/** A few fields above the page, saved together. */
export function ChangeDialog({ title, children, error, isPending, onSave, onClose, aside, saveLabel, width = 'narrow' }: Props) {
  const t = useTranslations('organisation');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!isPending) onSave();
  }
  return (
    <Dialog title={title} closeLabel={frame('close')} isOpen width={width} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form onSubmit={submit} noValidate className={css.form}>
        {children}
        {error !== null && error !== undefined && (
          <Banner tone="danger" isAnnounced>
            {failure(error)}
          </Banner>
        )}
        <DialogActions>
          {aside}
          <Button variant="quiet" onPress={onClose}>
            {frame('cancel')}
          </Button>
          <Button variant="primary" type="submit" isPending={isPending}>
            {saveLabel ?? t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
