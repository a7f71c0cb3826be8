import type { Reading } from '@yrka/server/api';
import { useEffect, useState } from 'react';
import { api, refusalOfFile, type Sending, useSending } from '../../api/index.ts';

export type Wish = { readonly kind: Reading['kind'] | null; readonly templateId: string | null };
/** A file, what one said of it, and what was understood. */
export type Found = { readonly file: File; readonly wish: Wish; readonly reading: Reading };

/** Of one that failed another kind may be tried. */
export type ReadingState = Pick<Sending, 'underWay' | 'failed' | 'stop'> & {
  readonly matterId: string | null;
  readonly found: Found | null;
  readonly read: (file: File, wish?: Wish) => void;
  readonly leave: () => void;
};

const foundOut: Wish = { kind: null, templateId: null };

/** Reads a file on the server, which stores nothing of it. `first` is one that is there from the beginning. */
export function useReading(matterId: string | null, first: File | null): ReadingState {
  const [found, setFound] = useState<Found | null>(null);
  const { underWay, failed, send, stop } = useSending(refusalOfFile);
  const read = (file: File, wish = foundOut) =>
    send(
      file,
      (onProgress, signal) => api.readFile(file, { matterId, ...wish }, onProgress, signal),
      (reading) => setFound({ file, wish, reading }),
    );

  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    if (first !== null) read(first);
  }, []);

  return { matterId, found, underWay, failed, read, stop, leave: () => setFound(null) };
}
