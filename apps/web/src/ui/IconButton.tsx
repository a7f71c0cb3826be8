import { memo, type ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps, TooltipTrigger } from 'react-aria-components';
import { withClass } from './Button.tsx';
import css from './Button.module.css';
import { looksTheSame } from './looksTheSame.ts';
import { Tooltip } from './Tooltip.tsx';
import { useLatestPress } from './useLatestPress.ts';

export type IconButtonProps = Omit<AriaButtonProps, 'children' | 'aria-label'> & {
  /** Its accessible name, and what the tooltip says. */
  readonly label: string;
  readonly children: ReactNode;
  /** The keys that do the same, as they are written on the keyboard: "Alt+↑". */
  readonly keys?: string;
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger';
};

export function IconButton({ onPress, ...props }: IconButtonProps) {
  return <Drawn {...props} {...useLatestPress(onPress)} />;
}

/** A button with its tooltip is a dozen components of react-aria's, and pages have many of them. */
const Drawn = memo(function DrawnIconButton({ label, keys, variant = 'quiet', className, children, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      <AriaButton {...props} aria-label={label} data-variant={variant} className={withClass(`${css.button} ${css.icon}`, className)}>
        {children}
      </AriaButton>
      <Tooltip {...(keys === undefined ? {} : { keys })}>{label}</Tooltip>
    </TooltipTrigger>
  );
}, looksTheSame);
