import type { BundlePreview, TakenIn } from '@yrka/server/api';
import { useEffect, useRef, useState } from 'react';
import { ApiError, bundles, type BundleWishes, useForgetMatters } from '../../api/index.ts';

/** A file with what is in it. */
export type FoundBundle = { readonly file: File; readonly bundle: BundlePreview };

export type TakingIn = {
  readonly found: FoundBundle | null;
  readonly taken: { readonly title: string; readonly report: TakenIn } | null;
  /** The file that is on its way, and how much of it has gone, 0 to 1; 1 while the server works with it. */
  readonly underWay: { readonly name: string; readonly part: number } | null;
  readonly failed: { readonly name: string; readonly error: ApiError } | null;
  /** Asks what is in a file. Nothing is stored. */
  readonly look: (file: File) => void;
  /** Takes in the file that was looked at. */
  readonly take: (wishes: BundleWishes) => void;
  readonly stop: () => void;
  readonly leave: () => void;
};

/** A matter's file on its way: first looked at, then taken in. The server keeps nothing between the two. */
export function useTakingIn(): TakingIn {
  const [found, setFound] = useState<FoundBundle | null>(null);
  const [taken, setTaken] = useState<TakingIn['taken']>(null);
  const [underWay, setUnderWay] = useState<TakingIn['underWay']>(null);
  const [failed, setFailed] = useState<TakingIn['failed']>(null);
  const running = useRef<AbortController | null>(null);
  const forget = useForgetMatters();

  function run<Answer>(file: File, send: (onProgress: (part: number) => void, signal: AbortSignal) => Promise<Answer>, then: (answer: Answer) => void): void {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const unlessStopped = (act: () => void) => {
      if (running.current === controller) act();
    };
    setFailed(null);
    setUnderWay({ name: file.name, part: 0 });
    send((part) => unlessStopped(() => setUnderWay({ name: file.name, part })), controller.signal)
      .then((answer) => unlessStopped(() => then(answer)))
      .catch((error: unknown) =>
        unlessStopped(() => setFailed({ name: file.name, error: error instanceof ApiError ? error : new ApiError('unexpected', 0, 'Not an answer', error) })),
      )
      .finally(() => unlessStopped(() => setUnderWay(null)));
  }

  function stop(): void {
    running.current?.abort();
    running.current = null;
    setUnderWay(null);
  }

  useEffect(() => () => running.current?.abort(), []);

  return {
    found,
    taken,
    underWay,
    failed,
    look: (file) =>
      run(
        file,
        (onProgress, signal) => bundles.preview(file, onProgress, signal),
        (bundle) => setFound({ file, bundle }),
      ),
    take: (wishes) => {
      if (found === null) return;
      const { file, bundle } = found;
      run(
        file,
        (onProgress, signal) => bundles.take(file, bundle.sha256, wishes, onProgress, signal),
        (report) => {
          setTaken({ title: bundle.title, report });
          void forget();
        },
      );
    },
    stop,
    leave: () => {
      setFound(null);
      setFailed(null);
    },
  };
}
