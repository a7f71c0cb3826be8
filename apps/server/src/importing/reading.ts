import { Worker } from 'node:worker_threads';
import type { ImporterErrorCode } from '@yrka/importers';
import type { ImportableKind, MunicipalityTemplate } from '@yrka/schema';
import type { ProblemCode } from '../api.ts';
import { Refusal } from '../refusal.ts';
import type { AskedVersion, BringingReply, BringingRequest, Brought, GivenVersion } from './bringingMessages.ts';
import type { Reading, Reply, Request } from './threadMessages.ts';

/** Of whoever waits for what is read: a file whose sender has gone, or been cut off by a server that stops, is read no further. */
type Waited = { readonly signal?: AbortSignal };

export type ReadingWishes = Waited & {
  /** What the file is, where somebody has said; else it is found out. */
  readonly kind: ImportableKind | null;
  /** The municipalities whose headings it may have. */
  readonly templates: readonly MunicipalityTemplate[];
};

export type BringingWishes = Waited &
  Omit<BringingRequest, 'bytes' | 'maxLines'> & {
    /** What the thread asks for. @throws Refusal for a version that there is none of, or that the person may not read */
    readonly give: (asked: AskedVersion) => Promise<GivenVersion>;
  };

export type ReadingLimits = {
  /** How long one file may take, in milliseconds; 20 s when left out. An honest one takes less than one. */
  readonly limitMs?: number;
  /** What one may take beside the heap, in bytes; 768 MB when left out, as much as of that. */
  readonly maxOutsideBytes?: number;
  /** How many files may wait for their turn before the next is refused. */
  readonly maxWaiting?: number;
  /** The script of the thread; another in tests. */
  readonly script?: URL;
  readonly bringingScript?: URL;
};

/** In MB: a PDF of fifty takes a fifth of this. */
const memory = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64 };
/** Some 400 pages: as a document it would be too heavy to write in. */
const maxLines = 20_000;

/**
 * Reads files into documents, one at a time, each in a thread of its own: nobody's typing waits for
 * it, and one that takes too long or too much memory ends with its thread and nothing else.
 */
export class Readings {
  readonly #limits: Required<ReadingLimits>;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor({
    limitMs = 20_000,
    maxOutsideBytes = 768_000_000,
    maxWaiting = 16,
    script = new URL('./readingWorker.ts', import.meta.url),
    bringingScript = new URL('./bringingWorker.ts', import.meta.url),
  }: ReadingLimits = {}) {
    this.#limits = { limitMs, maxOutsideBytes, maxWaiting, script, bringingScript };
  }

  /** @throws Refusal for a file that cannot be read, with one reason; `readersBusy` when too many wait. The signal's reason */
  read(bytes: Uint8Array<ArrayBuffer>, { kind, templates, signal }: ReadingWishes): Promise<Reading> {
    return this.#inTurn(async () => {
      const request: Request = { bytes, kind, templates, maxLines };
      const reply = await this.#inThread<Reply>(this.#limits.script, request, signal, (said) => said as Reply);
      if (reply.type === 'refused') throw new Refusal(refusals[reply.code], { cause: new Error(reply.message) });
      return reply.reading;
    });
  }

  /**
   * What an edited copy changes in the document that it is of.
   *
   * @throws as `read`; Refusal `notACopy` and `copyOfOther`; what `give` throws
   */
  bring(bytes: Uint8Array<ArrayBuffer>, { give, signal, ...wishes }: BringingWishes): Promise<Brought> {
    return this.#inTurn(async () => {
      const request: BringingRequest = { bytes, maxLines, ...wishes };
      const reply = await this.#inThread<Exclude<BringingReply, { type: 'asks' }>>(this.#limits.bringingScript, request, signal, async (said, worker) => {
        const heard = said as BringingReply;
        if (heard.type !== 'asks') return heard;
        worker.postMessage(await give(heard));
        return null;
      });
      switch (reply.type) {
        case 'brought':
          return reply.brought;
        case 'noCopy':
          throw new Refusal('notACopy');
        case 'otherDocument':
          throw new Refusal('copyOfOther');
        case 'refused':
          throw new Refusal(refusals[reply.code], { cause: new Error(reply.message) });
      }
    });
  }

  /** @throws Refusal `readersBusy` */
  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#waiting >= this.#limits.maxWaiting) throw new Refusal('readersBusy');
    this.#waiting++;
    try {
      const mine = this.#turn.then(work);
      this.#turn = mine.catch(() => undefined); // told to whoever asked, below
      return await mine;
    } finally {
      this.#waiting--;
    }
  }

  /** @param hear what a message of the thread comes to; null for one after which it goes on. */
  async #inThread<Reply>(
    script: URL,
    request: Request | BringingRequest,
    signal: AbortSignal | undefined,
    hear: (message: unknown, worker: Worker) => Reply | null | Promise<Reply | null>,
  ): Promise<Reply> {
    signal?.throwIfAborted();
    const { limitMs, maxOutsideBytes } = this.#limits;
    const worker = new Worker(script, { workerData: request, transferList: [request.bytes.buffer], resourceLimits: memory });
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const timer = setTimeout(() => reject(new Refusal('readingTooHeavy')), limitMs);
    // No limit of a thread's is for what is unpacked: it stands beside the heap, and two kilobytes of PDF come to gigabytes of it.
    const watch = setInterval(() => {
      outsideBytes(worker).then(
        (bytes) => bytes > maxOutsideBytes && reject(new Refusal('readingTooHeavy')),
        () => undefined, // It ended, and that is told by itself.
      );
    }, watchMs);
    worker.on('message', (message) => {
      Promise.resolve(hear(message, worker)).then((reply) => reply !== null && resolve(reply), reject);
    });
    worker.once('error', (cause) => reject(new Refusal('readingTooHeavy', { cause })));
    const leave = () => reject(signal?.reason);
    signal?.addEventListener('abort', leave);
    // What it said last is heard before it ends.
    worker.once('exit', () => setImmediate(() => reject(new Refusal('readingTooHeavy'))));
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      clearInterval(watch);
      signal?.removeEventListener('abort', leave);
      await worker.terminate();
    }
  }
}

/** What a thread holds beside its heap; also of one that is at work. Node before 22.16 cannot tell: there it is nothing. @throws when it has ended */
async function outsideBytes(worker: Worker): Promise<number> {
  return 'getHeapStatistics' in worker ? (await worker.getHeapStatistics()).external_memory : 0;
}

const watchMs = 50;

const refusals: { readonly [C in ImporterErrorCode]: ProblemCode } = {
  notText: 'unreadableText',
  picture: 'fileIsPicture',
  unknownFormat: 'unknownFormat',
  damaged: 'fileDamaged',
  encrypted: 'fileEncrypted',
  noText: 'scanWithoutText',
  empty: 'emptyFile',
  tooLarge: 'bodyTooLarge',
};
