import { Worker } from 'node:worker_threads';
import type { Epoch, Seq } from '@yrka/storage';
import { Refusal } from '../refusal.ts';
import { processorMs } from '../rooms/processorMs.ts';
import { bundle } from '../rooms/threadMessages.ts';
import type { Answers, Question, Reply } from './readingMessages.ts';

/** The updates that make a document, and which of its versions that is. */
export type Loaded = { readonly updates: readonly Uint8Array[]; readonly seq: Seq; readonly epoch: Epoch };

export type Wish<Q extends Question> = {
  readonly documentId: string;
  readonly question: Q;
  /** Called when its turn has come: who waits holds no document in memory. */
  readonly load: () => Promise<Loaded>;
  /** What is wished for under the same name while it waits is read once; null where no two are alike. */
  readonly name: string | null;
};

/** For whom something is read. */
export type Asker = {
  /** Those who ask are served in turn, however much one of them wants. */
  readonly id: string;
  /** Who has gone is no longer read for. */
  readonly signal: AbortSignal | null;
};

export type ReadingLimits = {
  /** How long the thread may work at one document, in milliseconds of its own processor time. */
  readonly limitMs: number;
  /** How many wishes one asker may have waiting, and all together. */
  readonly maxOfOne: number;
  readonly maxWaiting: number;
  /** In MB: of a document as large as one may be, its updates and what they make. */
  readonly memoryMb: number;
  /** How long a document that was too heavy is not tried again. */
  readonly avoidedMs: number;
  /** The script of the thread; another in tests. */
  readonly script: URL;
};

const defaultLimits: ReadingLimits = {
  // The trace of 104,852 characters takes a fiftieth of this.
  limitMs: 5_000,
  maxOfOne: 64,
  maxWaiting: 512,
  memoryMb: 1_024,
  avoidedMs: 10 * 60_000,
  script: new URL('./readingWorker.ts', import.meta.url),
};

/** How many documents it is remembered of that they were too heavy. */
const mostAvoided = 1_000;

export type Answered<Q extends Question> = { readonly seq: Seq; readonly answer: Answers[Q['type']] };

type Waiter = { readonly resolve: (answered: Answered<Question>) => void; readonly reject: (reason: unknown) => void };

type Job = Wish<Question> & { readonly waiters: Set<Waiter> };

/**
 * The thread in which whole documents are read, begun by the first who asks and kept warm. One is
 * read after the other, and the askers take turns. A document that is made to hold Yjs ends with
 * its thread, and everything else is read in the next.
 */
export class ReadingThread {
  readonly #limits: ReadingLimits;
  /** By asker, who has the next turn first. */
  readonly #waiting = new Map<string, Job[]>();
  readonly #avoided = new Map<string, Pick<Loaded, 'seq' | 'epoch'> & { readonly until: number }>();
  #isRunning = false;
  #worker: Worker | null = null;

  constructor(limits: Partial<ReadingLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  /**
   * Answers a question about a document.
   *
   * @throws Refusal `documentTooHeavy`; `readersBusy` when too many wait. Whatever `load` throws. The signal's reason, when the asker has gone.
   */
  read<Q extends Question>(wish: Wish<Q>, { id, signal }: Asker): Promise<Answered<Q>> {
    return new Promise<Answered<Question>>((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason);
      const job = this.#jobFor(wish, id);
      const settle =
        <T>(end: (value: T) => void) =>
        (value: T) => {
          signal?.removeEventListener('abort', giveUp);
          end(value);
        };
      const waiter: Waiter = { resolve: settle(resolve), reject: settle(reject) };
      const giveUp = () => {
        job.waiters.delete(waiter);
        reject(signal?.reason);
      };
      job.waiters.add(waiter);
      signal?.addEventListener('abort', giveUp, { once: true });
      void this.#run();
      // It answers a question in the form that belongs to it.
    }) as Promise<Answered<Q>>;
  }

  /** Ends the thread; a later wish begins another. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  /** @throws Refusal `readersBusy` */
  #jobFor(wish: Wish<Question>, askerId: string): Job {
    const all = [...this.#waiting.values()].flat();
    const same = wish.name === null ? undefined : all.find(({ name, documentId }) => name === wish.name && documentId === wish.documentId);
    if (same !== undefined) return same;
    const own = this.#waiting.get(askerId) ?? [];
    if (own.length >= this.#limits.maxOfOne || all.length >= this.#limits.maxWaiting) throw new Refusal('readersBusy');
    const job: Job = { ...wish, waiters: new Set() };
    this.#waiting.set(askerId, [...own, job]);
    return job;
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let job = this.#next(); job !== null; job = this.#next()) {
      if (job.waiters.size === 0) continue; // they have gone
      try {
        const answered = await this.#answer(job);
        for (const { resolve } of job.waiters) resolve(answered);
      } catch (error) {
        for (const { reject } of job.waiters) reject(error);
      }
    }
    this.#isRunning = false;
  }

  /** The next asker's first; the others of theirs come after everybody else's first. */
  #next(): Job | null {
    for (const [askerId, [job, ...others]] of this.#waiting) {
      this.#waiting.delete(askerId);
      if (others.length > 0) this.#waiting.set(askerId, others);
      if (job !== undefined) return job;
    }
    return null;
  }

  async #answer({ documentId, question, load }: Job): Promise<Answered<Question>> {
    const { updates, seq, epoch } = await load();
    const avoided = this.#avoided.get(documentId);
    // What was too heavy is in every later version as well, until the document is written anew.
    if (avoided !== undefined && avoided.epoch === epoch && avoided.seq <= seq && performance.now() < avoided.until) throw new Refusal('documentTooHeavy');
    try {
      return { seq, answer: await this.#inThread(updates, question) };
    } catch (error) {
      if (error instanceof Refusal) this.#avoid(documentId, { seq, epoch });
      throw error;
    }
  }

  #avoid(documentId: string, version: Pick<Loaded, 'seq' | 'epoch'>): void {
    this.#avoided.delete(documentId);
    this.#avoided.set(documentId, { ...version, until: performance.now() + this.#limits.avoidedMs });
    const [oldest] = this.#avoided.keys();
    if (oldest !== undefined && this.#avoided.size > mostAvoided) this.#avoided.delete(oldest);
  }

  /** @throws Refusal `documentTooHeavy` when the thread had to be ended, or ran out of memory. */
  async #inThread(updates: readonly Uint8Array[], question: Question): Promise<Answers[keyof Answers]> {
    this.#worker ??= this.#begin();
    const worker = this.#worker;
    worker.ref();
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const fell = (cause: Error & { readonly code?: unknown }) => reject(cause.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooHeavy(cause) : cause);
    const ended = () => reject(new Error('The reading thread ended unasked'));
    worker.once('message', resolve).once('error', fell).once('exit', ended);
    const stopWatching = watch(worker, this.#limits.limitMs, () => reject(tooHeavy()));
    try {
      const bundled = bundle(updates.map((update) => ({ update, personId: null })));
      worker.postMessage({ updates: bundled, question }, [bundled.bytes.buffer]);
      const reply = await promise;
      if (reply.type === 'failed') throw reply.error;
      return reply.answer;
    } catch (error) {
      if (worker === this.#worker) await this.stop();
      throw error;
    } finally {
      stopWatching();
      worker.off('message', resolve).off('error', fell).off('exit', ended);
      worker.unref();
    }
  }

  #begin(): Worker {
    const worker = new Worker(this.#limits.script, { resourceLimits: { maxOldGenerationSizeMb: this.#limits.memoryMb } });
    // While it has nothing to do, nobody else listens.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (worker === this.#worker) this.#worker = null;
    });
    return worker;
  }
}

const tooHeavy = (cause?: Error) => new Refusal('documentTooHeavy', { cause });

/** Calls back when a thread has used so much processor time from now on: that it gets little on a busy machine is no fault of the document. */
function watch(worker: Worker, limitMs: number, isOver: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWatching = true;
  // One that is only beginning cannot tell: it has used nothing.
  const used = () => processorMs(worker).catch(() => 0);
  const before = used();
  const look = async () => {
    const left = limitMs - ((await used()) - (await before));
    if (!isWatching) return;
    if (left <= 0) isOver();
    else timer = setTimeout(() => void look(), Math.max(left, 10));
  };
  timer = setTimeout(() => void look(), limitMs);
  return () => {
    isWatching = false;
    clearTimeout(timer);
  };
}
