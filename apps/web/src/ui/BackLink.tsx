import { Link, type LinkProps } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './BackLink.module.css';

/** The way back to what one came from, above a page's heading. */
export function BackLink({ children, ...to }: Pick<LinkProps, 'to' | 'params'> & { readonly children: ReactNode }) {
  return (
    // The page itself is no address above it, and is not called the current one there.
    <Link {...to} activeOptions={{ exact: true }} className={css.back}>
      <ChevronLeft aria-hidden />
      {children}
    </Link>
  );
}
