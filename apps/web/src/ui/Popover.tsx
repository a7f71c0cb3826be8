import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Popover as AriaPopover, type PopoverProps as AriaPopoverProps } from 'react-aria-components';
import css from './Popover.module.css';

export type PopoverProps = Omit<AriaPopoverProps, 'children' | 'className'> & {
  /** What a screen reader calls it. */
  readonly label: string;
  readonly children: ReactNode;
};

/** A small panel that floats beside what opened it; the second child of a `DialogTrigger`. */
export function Popover({ label, children, ...props }: PopoverProps) {
  return (
    <AriaPopover offset={6} {...props} className={css.popover ?? ''}>
      <AriaDialog aria-label={label} className={css.inside ?? ''}>
        {children}
      </AriaDialog>
    </AriaPopover>
  );
}
