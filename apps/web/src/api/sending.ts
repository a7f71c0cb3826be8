import { useEffect, useRef, useState } from 'react';
import { ApiError, type FailureCode } from './client.ts';

export type Sending = {
  /** The file that is on its way, and how much of it has gone, 0 to 1; 1 while the server works with it. */
  readonly underWay: { readonly name: string; readonly part: number } | null;
  /** Why the last one came to nothing, and which it was. */
  readonly failed: { readonly file: File; readonly error: ApiError } | null;
  readonly send: <Answer>(file: File, ask: Ask<Answer>, then: (answer: Answer) => void) => void;
  readonly stop: () => void;
  readonly forgetFailure: () => void;
};

type Ask<Answer> = (onProgress: (part: number) => void, signal: AbortSignal) => Promise<Answer>;

const allFit = () => null;

/**
 * A file on its way to the server, one at a time: a newer one takes the place of the one before. What was stopped, or left with its
 * page, is not heard of again. `refuse` says of a file why it is not even sent; null for one that is.
 */
export function useSending(refuse: (file: File) => FailureCode | null = allFit): Sending {
  const [underWay, setUnderWay] = useState<Sending['underWay']>(null);
  const [failed, setFailed] = useState<Sending['failed']>(null);
  const running = useRef<AbortController | null>(null);

  const send: Sending['send'] = (file, ask, then) => {
    running.current?.abort();
    setFailed(null);
    const code = refuse(file);
    if (code !== null) return setFailed({ file, error: new ApiError(code, 0, 'Not sent') });
    const controller = new AbortController();
    running.current = controller;
    setUnderWay({ name: file.name, part: 0 });
    const unlessStopped = (act: () => void) => {
      if (running.current === controller) act();
    };
    ask((part) => unlessStopped(() => setUnderWay({ name: file.name, part })), controller.signal)
      .then((answer) => unlessStopped(() => then(answer)))
      .catch((error: unknown) =>
        unlessStopped(() => setFailed({ file, error: error instanceof ApiError ? error : new ApiError('unexpected', 0, 'Not an answer', error) })),
      )
      .finally(() => unlessStopped(() => setUnderWay(null)));
  };

  function stop(): void {
    running.current?.abort();
    running.current = null;
    setUnderWay(null);
  }

  useEffect(() => () => running.current?.abort(), []);

  return { underWay, failed, send, stop, forgetFailure: () => setFailed(null) };
}
