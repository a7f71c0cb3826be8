import type { Reading } from '@yrka/server/api';
import { useEffect, useRef, useState } from 'react';
import { api, ApiError, refusalOfFile } from '../../api/index.ts';

export type Wish = { readonly kind: Reading['kind'] | null; readonly templateId: string | null };
/** A file, what one said of it, and what was understood. */
export type Found = { readonly file: File; readonly wish: Wish; readonly reading: Reading };

export type ReadingState = {
  readonly matterId: string | null;
  readonly found: Found | null;
  /** The file that is on its way, and how much of it has gone, 0 to 1; 1 while it is read. */
  readonly underWay: { readonly name: string; readonly part: number } | null;
  /** Why the last one came to nothing, and which it was: another kind may be tried of it. */
  readonly failed: { readonly file: File; readonly error: ApiError } | null;
  readonly read: (file: File, wish?: Wish) => void;
  readonly stop: () => void;
  readonly leave: () => void;
};

const foundOut: Wish = { kind: null, templateId: null };

/** Reads a file on the server, which stores nothing of it. `first` is one that is there from the beginning. */
export function useReading(matterId: string | null, first: File | null): ReadingState {
  const [found, setFound] = useState<Found | null>(null);
  const [underWay, setUnderWay] = useState<ReadingState['underWay']>(null);
  const [failed, setFailed] = useState<ReadingState['failed']>(null);
  const running = useRef<AbortController | null>(null);

  function read(file: File, wish = foundOut): void {
    running.current?.abort();
    setFailed(null);
    const code = refusalOfFile(file);
    if (code !== null) return setFailed({ file, error: new ApiError(code, 0, 'Not sent') });
    const controller = new AbortController();
    running.current = controller;
    setUnderWay({ name: file.name, part: 0 });
    const unlessStopped = (act: () => void) => {
      if (running.current === controller) act();
    };
    api
      .readFile(file, { matterId, ...wish }, (part) => unlessStopped(() => setUnderWay({ name: file.name, part })), controller.signal)
      .then((reading) => unlessStopped(() => setFound({ file, wish, reading })))
      .catch((error: unknown) =>
        unlessStopped(() => setFailed({ file, error: error instanceof ApiError ? error : new ApiError('unexpected', 0, 'Not an answer', error) })),
      )
      .finally(() => unlessStopped(() => setUnderWay(null)));
  }

  function stop(): void {
    running.current?.abort();
    running.current = null;
    setUnderWay(null);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, and broken off when the page is left
  useEffect(() => {
    if (first !== null) read(first);
    return () => running.current?.abort();
  }, []);

  return { matterId, found, underWay, failed, read, stop, leave: () => setFound(null) };
}
