import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import css from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';
import { useLeftByBack } from './useLeftByBack.ts';

export type DialogProps = {
  readonly title: string;
  /** The name of the button that closes without doing anything. */
  readonly closeLabel: string;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  /** `alertdialog` where something is lost unless one answers. */
  readonly role?: 'dialog' | 'alertdialog';
  /** Shows what is shown this once: a press beside it, which is easily made, does not close it. */
  readonly isHeld?: boolean;
  /** `full` takes the height too, and what is in it is scrolled where it is. */
  readonly width?: 'narrow' | 'wide' | 'full';
};

/** A question above the page. Either controlled, or the second child of a `DialogTrigger`. */
export function Dialog({ title, closeLabel, children, isOpen, onOpenChange, role = 'dialog', isHeld = false, width = 'narrow' }: DialogProps) {
  return (
    <ModalOverlay
      isDismissable={role === 'dialog' && !isHeld}
      className={css.scrim ?? ''}
      {...(isOpen === undefined ? {} : { isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <Modal className={css.modal ?? ''} data-width={width}>
        <AriaDialog role={role} className={css.dialog ?? ''}>
          {({ close }) => (
            <>
              <header className={css.header}>
                <Heading slot="title" className={css.title ?? ''}>
                  {title}
                </Heading>
                <IconButton label={closeLabel} onPress={close}>
                  <X aria-hidden />
                </IconButton>
              </header>
              {typeof children === 'function' ? children(close) : children}
              <LeftByBack leave={close} />
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function LeftByBack({ leave }: { readonly leave: () => void }) {
  useLeftByBack(true, leave);
  return null;
}

/** The row of buttons that ends a dialog; the one that does it stands last. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={css.actions}>{children}</div>;
}
