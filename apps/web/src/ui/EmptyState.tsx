import type { ReactNode } from 'react';
import css from './EmptyState.module.css';
import { PageHeading } from './PageHeading.tsx';

/** One sentence and at most one button, where there is nothing else to show. With a title it is the whole page, and the title its heading. */
export function EmptyState({ title, children, action }: { readonly title?: string; readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={title === undefined ? css.empty : css.page} data-page={title === undefined ? undefined : ''}>
      {title !== undefined && <PageHeading title={title} />}
      <p className={css.words}>{children}</p>
      {action}
    </div>
  );
}
