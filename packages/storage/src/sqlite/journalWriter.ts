import type { Worker } from 'node:worker_threads';
import { type Seq, StorageError } from '../contract.ts';
import type { Failure, Reply, Request, WriterData } from './journalWorker.ts';
import { storageError } from './open.ts';
import { WriterThread } from './writerThread.ts';

type Waiting = { resolve(seqs: readonly Seq[]): void; reject(error: StorageError): void };

/**
 * The journal's writer thread, as whoever asks it sees it. Where the thread ends by itself (it ran out of memory, somebody ended
 * it) another is begun. What was asked of the first and not answered is rejected as `failed`: it may have been stored all the same.
 */
export class JournalWriter {
  readonly #data: WriterData;
  readonly #pause: Pause;
  /** The one that is asked, when it has the file open; rejects while there is none, and none is being begun. */
  #thread: Promise<Worker>;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  /** The last that was said, for the next thread to be told. */
  #limit: Request | null = null;
  /** How many in a row have ended, or could not begin, without having stored anything. */
  #failures = 0;
  #isClosed = false;
  #endPause: (() => void) | null = null;
  #closed: (() => void) | null = null;

  /** Waits until the thread has the file open; begins one where none is given. Rejects with what stopped it. */
  static async open(data: WriterData, pause: Pause = pauseFor, thread?: WriterThread): Promise<JournalWriter> {
    return new JournalWriter(data, pause, await begin(data, thread));
  }

  private constructor(data: WriterData, pause: Pause, first: Worker) {
    this.#data = data;
    this.#pause = pause;
    this.#thread = Promise.resolve(first);
    this.#follow(first);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /**
   * Asks for something that is answered. Resolves with the sequences of the answer. What is asked while another thread is being
   * begun waits for it; while one is waited with, it is rejected at once, for whoever asks to try it again.
   */
  async ask(request: (id: number) => Request): Promise<readonly Seq[]> {
    if (this.#isClosed) throw closedFailure();
    const id = this.#nextId++;
    const asked = request(id);
    const thread = await this.#thread;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      thread.postMessage(asked);
    });
  }

  /** Lets the file grow to so many pages, whichever thread writes it. */
  limit(pages: number): void {
    this.#limit = { type: 'limit', pages };
    const limit = this.#limit;
    // One that is not begun yet is told when it is.
    this.#thread.then((thread) => thread.postMessage(limit), noneYet);
  }

  /** Waits for what was asked before it. No thread is begun afterwards. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#endPause?.();
    const thread = await this.#thread.catch(noneYet);
    if (thread === null) return;
    await new Promise<void>((resolve) => {
      this.#closed = resolve;
      thread.postMessage({ type: 'close' } satisfies Request);
    });
    await thread.terminate();
  }

  #follow(thread: Worker): void {
    let cause: unknown = null;
    thread.on('message', (reply: Reply) => this.#take(reply));
    thread.on('error', (error) => {
      cause = error;
    });
    // It may have ended before anybody listened.
    if (thread.threadId === -1) this.#lose(cause);
    else thread.on('exit', () => this.#lose(cause));
  }

  #take(reply: Reply): void {
    switch (reply.type) {
      case 'done':
        this.#failures = 0;
        this.#settle(reply.id)?.resolve(reply.seqs);
        break;
      case 'failed':
        for (const id of reply.ids) this.#settle(id)?.reject(errorOf(reply.failure));
        break;
      case 'closed':
        this.#closed?.();
        break;
      case 'ready':
      case 'unusable':
        break;
      default:
        reply satisfies never;
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #lose(cause: unknown): void {
    const failure = this.#isClosed ? closedFailure() : new StorageError('failed', 'The writer of the journal has ended by itself', { cause });
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(failure);
    if (this.#isClosed) this.#closed?.();
    else void this.#beginAnother(failure);
  }

  /** At once the first time; then after a pause that grows for as long as nothing can be stored. */
  async #beginAnother(failure: StorageError): Promise<void> {
    const failures = this.#failures++;
    if (failures > 0) {
      this.#thread = Promise.reject(failure);
      this.#thread.catch(noneYet);
      await new Promise<void>((resolve) => {
        const cancel = this.#pause(Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1)), resolve);
        this.#endPause = () => {
          cancel();
          resolve();
        };
      });
      this.#endPause = null;
    }
    if (this.#isClosed) return;
    this.#thread = begin(this.#data);
    try {
      const thread = await this.#thread;
      this.#follow(thread);
      if (this.#limit !== null) thread.postMessage(this.#limit);
    } catch (error) {
      if (!this.#isClosed) void this.#beginAnother(storageError(error, 'starting the writer of the journal'));
    }
  }
}

/** Calls back after some milliseconds, unless what it returned was called before. */
export type Pause = (ms: number, then: () => void) => () => void;

const pauseFor: Pause = (ms, then) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};

const firstPauseMs = 100;
const longestPauseMs = 5_000;

const noneYet = () => null;

const closedFailure = () => new StorageError('closed', 'The storage is closed');

async function begin(data: WriterData, thread = new WriterThread()): Promise<Worker> {
  const reply = await thread.open(data).catch((error: unknown) => {
    throw storageError(error, 'starting the writer of the journal');
  });
  if (reply.type === 'unusable') throw errorOf(reply.failure);
  return thread.worker;
}

function errorOf({ code, message }: Failure): StorageError {
  return new StorageError(code, message);
}
