import type { BundlePreview, TakenIn } from '@yrka/server/api';
import { useState } from 'react';
import { bundles, type BundleWishes, type Sending, useForgetMatters, useSending } from '../../api/index.ts';

/** A file with what is in it. */
export type FoundBundle = { readonly file: File; readonly bundle: BundlePreview };

export type TakingIn = Pick<Sending, 'underWay' | 'failed' | 'stop'> & {
  readonly found: FoundBundle | null;
  readonly taken: { readonly title: string; readonly report: TakenIn } | null;
  /** Asks what is in a file. Nothing is stored. */
  readonly look: (file: File) => void;
  /** Takes in the file that was looked at. */
  readonly take: (wishes: BundleWishes) => void;
  readonly leave: () => void;
  /** Whether one has come back from what was in a file, to choose another. */
  readonly hasLeft: boolean;
};

/** A matter's file on its way: first looked at, then taken in. The server keeps nothing between the two. */
export function useTakingIn(): TakingIn {
  const [found, setFound] = useState<FoundBundle | null>(null);
  const [taken, setTaken] = useState<TakingIn['taken']>(null);
  const [hasLeft, setLeft] = useState(false);
  const { underWay, failed, send, stop, forgetFailure } = useSending();
  const forget = useForgetMatters();
  return {
    found,
    taken,
    underWay,
    failed,
    look: (file) =>
      send(
        file,
        (onProgress, signal) => bundles.preview(file, onProgress, signal),
        (bundle) => setFound({ file, bundle }),
      ),
    take: (wishes) => {
      if (found === null) return;
      const { file, bundle } = found;
      send(
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
      setLeft(true);
      forgetFailure();
    },
    hasLeft,
  };
}
