import type { BroughtCopy } from '@yrka/server/api';
import { useEffect, useRef, useState } from 'react';
import { ApiError, readCopy, refusalOfFile } from '../../api/index.ts';

export type CopyReading = {
  /** The file, and what is changed in it. */
  readonly found: { readonly file: File; readonly copy: BroughtCopy } | null;
  /** The file that is on its way, and how much of it has gone, 0 to 1; 1 while it is read. */
  readonly underWay: { readonly name: string; readonly part: number } | null;
  readonly failed: { readonly file: File; readonly error: ApiError } | null;
  readonly read: (file: File) => void;
  readonly stop: () => void;
  readonly leave: () => void;
};

/** Holds an edited copy against the document on the server, which stores nothing of it yet. */
export function useCopyReading(documentId: string): CopyReading {
  const [found, setFound] = useState<CopyReading['found']>(null);
  const [underWay, setUnderWay] = useState<CopyReading['underWay']>(null);
  const [failed, setFailed] = useState<CopyReading['failed']>(null);
  const running = useRef<AbortController | null>(null);

  function read(file: File): void {
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
    readCopy(documentId, file, (part) => unlessStopped(() => setUnderWay({ name: file.name, part })), controller.signal)
      .then((copy) => unlessStopped(() => setFound({ file, copy })))
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

  useEffect(() => () => running.current?.abort(), []);

  return { found, underWay, failed, read, stop, leave: () => setFound(null) };
}
