import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExportWishes } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';
import { printPages } from './printPages.ts';

export type Printing = {
  readonly print: () => void;
  readonly isPreparing: boolean;
  /** Why the pages could not be had; null when they could. */
  readonly failed: { readonly error: unknown } | null;
};

/** Prints the pages at an address, given up when nobody looks at them any more. `instead` prints by other means when they cannot be had. */
export function usePrint(address: string, wishes: ExportWishes, instead: (() => void) | null = null): Printing {
  const t = useTranslations('exporting.print');
  const [isPreparing, setPreparing] = useState(false);
  const [failed, setFailed] = useState<Printing['failed']>(null);
  const giveUp = useRef<AbortController | null>(null);
  useEffect(() => () => giveUp.current?.abort(), []);

  const print = useCallback(() => {
    if (giveUp.current !== null) return;
    const own = new AbortController();
    giveUp.current = own;
    setPreparing(true);
    setFailed(null);
    announce(t('preparing'));
    printPages(address, wishes, own.signal)
      .catch((error: unknown) => {
        if (own.signal.aborted) return;
        if (instead === null) setFailed({ error });
        else instead();
      })
      .finally(() => {
        giveUp.current = null;
        setPreparing(false);
      });
  }, [address, wishes, instead, t]);
  return { print, isPreparing, failed };
}

/** Ctrl+P prints so, and not as the browser would. What `liesOver` the page is asked before the page. */
export function usePrintKey(print: () => void, liesOver: boolean): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isAsked = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'p';
      if (!isAsked || event.defaultPrevented) return;
      event.preventDefault();
      print();
    };
    document.addEventListener('keydown', onKeyDown, liesOver);
    return () => document.removeEventListener('keydown', onKeyDown, liesOver);
  }, [print, liesOver]);
}
