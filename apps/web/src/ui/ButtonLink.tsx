import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import css from './Button.module.css';

export type ButtonLinkProps = Pick<LinkProps, 'to' | 'params'> & {
  readonly children: ReactNode;
  readonly variant?: 'primary' | 'plain' | 'quiet';
  readonly icon?: ReactNode;
};

/** Goes somewhere, and stands among buttons. */
export function ButtonLink({ variant = 'plain', icon, children, ...props }: ButtonLinkProps) {
  return (
    <Link {...props} activeOptions={{ exact: true }} className={css.button} data-variant={variant}>
      {icon}
      <span className={css.label}>{children}</span>
    </Link>
  );
}
