import * as Y from 'yjs';
import { ApiError, api } from '../../../api/index.ts';
import { waitBeforeReturning } from './returning.ts';

type Sending = {
  readonly documentId: string;
  readonly epoch: number;
  readonly ydoc: Y.Doc;
  /** What the server is known to have, as a state vector. */
  readonly stored: Uint8Array;
  /** Nobody waits for it any more: it is not tried again. */
  readonly stop: AbortSignal;
  /** Called when it is to be tried again, with whether anything answered. */
  readonly failed: (wasAnswered: boolean) => void;
};

/**
 * Sends over HTTP what the server is not known to have, with what is written meanwhile, and again for as long as it may
 * yet be taken. Resolves with what was answered:
 *
 * - `stored`: the server has it, in the document or kept for its writer alone.
 * - `tooLarge`: for this road as well.
 * - `refused`: for another reason, which the websocket tells.
 * - null: nothing, and it was stopped.
 */
export async function sendOverHttp({ documentId, epoch, ydoc, stored, stop, failed }: Sending): Promise<'stored' | 'tooLarge' | 'refused' | null> {
  let since = stored;
  for (let failures = 1; !stop.aborted; failures++) {
    try {
      await api.sendUpdate(documentId, epoch, new Uint8Array(Y.encodeStateAsUpdate(ydoc, since)));
      return 'stored';
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 413) return 'tooLarge';
      if (error.code === 'malformedUpdate' && since !== nothing) {
        // It may lack what the server has lost, by a backup that was put back: all that is here lacks nothing.
        since = nothing;
      } else if (!mayBeTakenLater(error)) return 'refused';
      else {
        failed(error.status !== 0);
        await new Promise((resolve) => setTimeout(resolve, waitBeforeReturning(failures)));
      }
    }
  }
  return null;
}

/**
 * How long, in milliseconds, until what was refused for another reason than its size, so often in a row (from 1), is sent
 * once more. A right that is given back, or a server that has less to do, is a matter of minutes; and much is sent each time.
 */
export function waitAfterRefusals(refusals: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** (refusals - 1));
}

const firstWaitMs = 60_000;
const longestWaitMs = 3_600_000;

/** The state vector of an empty document. */
const nothing: Uint8Array = Uint8Array.of(0);

/** No answer came, the server cannot at the moment, or it was asked too often. */
function mayBeTakenLater({ status }: ApiError): boolean {
  return status === 0 || status >= 500 || status === 408 || status === 429;
}
