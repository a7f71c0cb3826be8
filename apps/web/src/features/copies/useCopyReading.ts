import type { BroughtCopy } from '@yrka/server/api';
import { useEffect, useState } from 'react';
import { readCopy, refusalOfFile, type Sending, useSending } from '../../api/index.ts';

export type CopyReading = Pick<Sending, 'underWay' | 'failed' | 'stop'> & {
  /** The file, and what is changed in it. */
  readonly found: { readonly file: File; readonly copy: BroughtCopy } | null;
  readonly read: (file: File) => void;
  readonly leave: () => void;
};

/** Holds an edited copy against the document on the server, which stores nothing of it yet. `first` is one that is there from the beginning. */
export function useCopyReading(documentId: string, first: File | null): CopyReading {
  const [found, setFound] = useState<CopyReading['found']>(null);
  const { underWay, failed, send, stop } = useSending(refusalOfFile);
  const read = (file: File) =>
    send(
      file,
      (onProgress, signal) => readCopy(documentId, file, onProgress, signal),
      (copy) => setFound({ file, copy }),
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    if (first !== null) read(first);
  }, []);

  return { found, underWay, failed, read, stop, leave: () => setFound(null) };
}
