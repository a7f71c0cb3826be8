import * as Y from 'yjs';
import { ApiError, api } from '../../../api/index.ts';
import { waitBeforeReturning } from './returning.ts';

/** What the sending asks of the connection that it stands in for. */
export type SendingHost = {
  readonly documentId: string;
  readonly epoch: number;
  readonly ydoc: Y.Doc;
  /** What the server is known to have, as a state vector. */
  readonly stored: () => Uint8Array;
  /** The document is closed: nothing is tried again. */
  readonly stop: AbortSignal;
  readonly began: () => void;
  /** Called when a request is to be tried again, with whether anything answered it. */
  readonly failed: (wasAnswered: boolean) => void;
  /** The websocket is to be tried again: it takes the rest, or tells why this was refused. */
  readonly answered: () => void;
  /** It is too large for this road as well, or was refused and is no less now. */
  readonly tooLarge: () => void;
};

/**
 * The other road to the server, for a difference that is too large for the websocket. Only what this page has written more
 * since it was answered goes it at once; what was refused goes it again ever later.
 */
export class SendingOverHttp {
  private readonly host: SendingHost;
  private underWay = false;
  /** Whether the last request came to the server, as far as is known. */
  private reached = false;
  /** How much this page had written of what was last answered; less than nothing where all has been saved since. */
  private answeredAt = -1;
  /** How often in a row it was refused for another reason than its size. */
  private refusals = 0;
  private againTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: SendingHost) {
    this.host = host;
    host.stop.addEventListener('abort', () => clearTimeout(this.againTimer));
  }

  get isUnderWay(): boolean {
    return this.underWay;
  }

  /** Whether it is under way to a server that is there, as far as is known. */
  get isReached(): boolean {
    return this.underWay && this.reached;
  }

  /** The server has all that is written here: what was answered before says nothing of what comes. */
  saved(): void {
    this.answeredAt = -1;
    this.refusals = 0;
  }

  /** Sends what the server is not known to have; does nothing while that is under way. Resolves when it is answered or stopped. */
  async send(): Promise<void> {
    if (this.underWay) return;
    const { ydoc, stop, began, answered, tooLarge } = this.host;
    const written = Y.getState(ydoc.store, ydoc.clientID);
    // The document has not got it, and will not have it the next time either.
    if (written <= this.answeredAt) {
      tooLarge();
      if (this.refusals > 0) this.sendAgainLater();
      return;
    }
    this.underWay = true;
    this.reached = true;
    began();
    const answer = await this.answer();
    this.underWay = false;
    if (stop.aborted) return;
    if (answer === 'tooLarge') return tooLarge(); // the page says what to do; the words are on this device
    this.answeredAt = answer === 'refused' ? Number.POSITIVE_INFINITY : written;
    this.refusals = answer === 'refused' ? this.refusals + 1 : 0;
    answered();
  }

  /**
   * Sends it, with what is written meanwhile, and again for as long as it may yet be taken. Resolves with what was answered:
   *
   * - `stored`: the server has it, in the document or kept for its writer alone.
   * - `tooLarge`: for this road as well.
   * - `refused`: for another reason, which the websocket tells.
   * - null: nothing, and it was stopped.
   */
  private async answer(): Promise<'stored' | 'tooLarge' | 'refused' | null> {
    const { documentId, epoch, ydoc, stored, stop, failed } = this.host;
    let since = stored();
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
          this.reached = error.status !== 0;
          failed(this.reached);
          await new Promise((resolve) => setTimeout(resolve, waitBeforeReturning(failures)));
        }
      }
    }
    return null;
  }

  /** What was refused may be taken once its reason has passed, which nobody tells a page without a connection. */
  private sendAgainLater(): void {
    clearTimeout(this.againTimer);
    this.againTimer = setTimeout(() => {
      this.answeredAt = -1;
      void this.send();
    }, waitAfterRefusals(this.refusals));
  }
}

/**
 * How long, in milliseconds, until what was refused for another reason than its size, so often in a row (from 1), is sent
 * once more. A right that is given back, or a server that has less to do, is a matter of minutes; and much is sent each time.
 */
function waitAfterRefusals(refusals: number): number {
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
