import { useCallback, useEffect, useRef, useState } from 'react';
import { type ExportWishes, readPages } from '../../api/index.ts';

export type PageSize = { readonly widthPt: number; readonly heightPt: number };

export type PagesState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | {
      readonly kind: 'ready';
      readonly total: number;
      readonly size: PageSize;
      /** The address of each picture that has come, by its page from 1. */
      readonly pictures: ReadonlyMap<number, string>;
      /** Whether these are the pages of another choice, while those of the new one are made. */
      readonly isStale: boolean;
    };

/** So many are made at once. */
const atOnce = 4;

/**
 * The pages at an address as pictures: the first at once, others when they are asked for. What is under way is given up when
 * the wishes change or nobody looks any more.
 */
export function usePages(address: string, wishes: ExportWishes) {
  const [state, setState] = useState<PagesState>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const asked = useRef<{ readonly wanted: Set<number>; readonly fetchWanted: () => void } | null>(null);
  const query = JSON.stringify(wishes);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same wishes are the same pages, whatever object they are in
  useEffect(() => {
    const giveUp = new AbortController();
    const made: string[] = [];
    const wanted = new Set<number>();
    const had = new Set<number>();
    let isBusy = false;
    setState((now) => (now.kind === 'ready' ? { ...now, isStale: true } : { kind: 'loading' }));

    const fetchPages = async (from: number) => {
      isBusy = true;
      try {
        const { total, pages } = await readPages(address, wishes, from, atOnce, giveUp.signal);
        // Also those that are not there any more: others write meanwhile.
        for (let number = from; number < from + atOnce; number++) had.add(number);
        const pictures = pages.map(({ number, svg }) => {
          const picture = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
          made.push(picture);
          return [number, picture] as const;
        });
        const size = pages[0];
        setState((now) => {
          const before = now.kind === 'ready' && !now.isStale ? now : null;
          const known = before?.size ?? size ?? { widthPt: 595.28, heightPt: 841.89 };
          return { kind: 'ready', total, size: known, pictures: new Map([...(before?.pictures ?? []), ...pictures]), isStale: false };
        });
      } catch (error) {
        if (giveUp.signal.aborted) return;
        setState({ kind: 'failed', error });
        wanted.clear();
      } finally {
        isBusy = false;
      }
      fetchWanted();
    };
    const fetchWanted = () => {
      if (isBusy || giveUp.signal.aborted) return;
      for (const page of had) wanted.delete(page);
      const [first] = [...wanted].sort((a, b) => a - b);
      if (first !== undefined) void fetchPages(first);
    };
    asked.current = { wanted, fetchWanted };
    void fetchPages(1);
    return () => {
      giveUp.abort();
      for (const picture of made) URL.revokeObjectURL(picture);
    };
  }, [address, query, attempt]);

  /** Asks for the pages that are looked at, and forgets of others. */
  const look = useCallback((pages: readonly number[]) => {
    const now = asked.current;
    if (now === null) return;
    now.wanted.clear();
    for (const page of pages) now.wanted.add(page);
    now.fetchWanted();
  }, []);
  return { state, look, again: () => setAttempt((before) => before + 1) };
}
