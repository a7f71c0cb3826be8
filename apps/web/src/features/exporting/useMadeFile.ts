import { useEffect, useRef, useState } from 'react';
import { type MadeFile, makeFile } from '../../api/index.ts';

export type FileState =
  | { readonly kind: 'making' }
  | { readonly kind: 'ready'; readonly file: MadeFile }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** The person gave up. */
  | { readonly kind: 'stopped' };

/** The file at an address, made at once and given up when another is wanted or nobody waits for it any more. */
export function useMadeFile(address: string) {
  const [state, setState] = useState<FileState>({ kind: 'making' });
  const [attempt, setAttempt] = useState(0);
  const giveUp = useRef<AbortController | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another file
  useEffect(() => {
    const own = new AbortController();
    giveUp.current = own;
    setState({ kind: 'making' });
    makeFile(address, own.signal).then(
      (file) => own.signal.aborted || setState({ kind: 'ready', file }),
      (error: unknown) => own.signal.aborted || setState({ kind: 'failed', error }),
    );
    return () => own.abort();
  }, [address, attempt]);

  return {
    state,
    stop: () => {
      giveUp.current?.abort();
      setState({ kind: 'stopped' });
    },
    again: () => setAttempt((before) => before + 1),
  };
}
