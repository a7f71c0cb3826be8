import { memo, type ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps, composeRenderProps } from 'react-aria-components';
import css from './Button.module.css';
import { looksTheSame } from './looksTheSame.ts';
import { useLatestPress } from './useLatestPress.ts';

export type ButtonProps = Omit<AriaButtonProps, 'children'> & {
  readonly children: ReactNode;
  /** `primary` at most once in a view; `quiet` has no edge until it is pointed at; `danger` stops or takes away. */
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: ReactNode;
};

/**
 * While something is under way the button keeps its focus and does nothing. (react-aria's own
 * `isPending` announces the button by its id for seconds after a dialog has taken it away.)
 */
export function Button({ onPress, ...props }: ButtonProps) {
  return <Drawn {...props} {...useLatestPress(onPress)} />;
}

const Drawn = memo(function DrawnButton({ variant = 'plain', icon, children, className, isPending = false, onPress, type, ...props }: ButtonProps) {
  return (
    <AriaButton
      {...props}
      type={isPending ? 'button' : (type ?? 'button')}
      {...(!isPending && onPress !== undefined && { onPress })}
      {...(isPending && { 'aria-disabled': true })}
      data-variant={variant}
      className={withClass(css.button, className)}
    >
      {icon}
      <span className={css.label}>{children}</span>
    </AriaButton>
  );
}, looksTheSame);

/** Keeps the component's own class beside one that the caller gives, which may be a function of the state. */
export function withClass(own: string | undefined, given: AriaButtonProps['className']) {
  return composeRenderProps(given, (more) => (more ? `${own} ${more}` : (own ?? '')));
}
