import { Worker } from 'node:worker_threads';
import type { Reply, WriterData } from './journalWorker.ts';

/** A thread for the writer of a journal, which is told later of which. */
export class WriterThread {
  readonly worker: Worker;
  readonly #first: Promise<Reply>;

  /** Begins it. That takes a tenth of a second, in which whoever has it begun first can load all else. */
  constructor() {
    this.worker = new Worker(new URL('./journalWorker.ts', import.meta.url));
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    this.worker.once('error', reject);
    this.worker.once('exit', () => reject(new Error('The thread ended before it had begun')));
    this.worker.once('message', resolve);
    this.#first = promise;
    // Told to whoever asks it to open a file.
    promise.catch(() => undefined);
  }

  /** Resolves with what it says first: `ready` when it has the file open, or `unusable`. Rejects with what ended it. Once only. */
  open(data: WriterData): Promise<Reply> {
    this.worker.postMessage(data);
    return this.#first;
  }
}
