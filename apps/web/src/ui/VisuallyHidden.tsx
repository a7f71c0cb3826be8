import type { ReactNode } from 'react';
import css from './VisuallyHidden.module.css';

/** Words for who listens; they take no room on the screen. */
export function VisuallyHidden({ children }: { readonly children: ReactNode }) {
  return <span className={css.hidden}>{children}</span>;
}
