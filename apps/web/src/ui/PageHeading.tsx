import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import css from './PageHeading.module.css';

/** What the browser's tab says. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Yrka' : `${title} · Yrka`;
  }, [title]);
}

/** The first page is read from its top by itself; a later one must be told to a screen reader, by moving the focus to its heading. */
let isFirstPage = true;

/** Moves the focus to what names a page that one has come to from another; `elsewhere` finds a better place, and says that it did. */
export function useArrivalFocus(heading: RefObject<HTMLElement | null>, elsewhere?: () => boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: one arrives once
  useEffect(() => {
    const isArrival = !isFirstPage;
    isFirstPage = false;
    if (isArrival && elsewhere?.() !== true) heading.current?.focus();
  }, []);
}

export type PageHeadingProps = {
  readonly title: string;
  /** One line above, such as the municipality or the way back. */
  readonly above?: ReactNode;
  readonly below?: ReactNode;
  readonly actions?: ReactNode;
  /** Set in the document's type: the title of something that is written. */
  readonly words?: boolean;
};

export function PageHeading({ title, above, below, actions, words = false }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(title);
  useArrivalFocus(heading);
  return (
    <header className={css.header}>
      <div className={css.titles}>
        {above !== undefined && <div className={css.above}>{above}</div>}
        <h1 ref={heading} tabIndex={-1} className={css.title} data-words={words || undefined} lang={words ? 'sv' : undefined}>
          {title}
        </h1>
        {below !== undefined && <div className={css.below}>{below}</div>}
      </div>
      {actions !== undefined && <div className={css.actions}>{actions}</div>}
    </header>
  );
}
