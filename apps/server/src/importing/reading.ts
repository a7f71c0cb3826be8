import { Worker } from 'node:worker_threads';
import type { ImporterErrorCode } from '@yrka/importers';
import type { ImportableKind, MunicipalityTemplate } from '@yrka/schema';
import type { ProblemCode } from '../api.ts';
import { Refusal } from '../refusal.ts';
import type { Reading, Reply, Request } from './threadMessages.ts';

export type ReadingWishes = {
  /** What the file is, where somebody has said; else it is found out. */
  readonly kind: ImportableKind | null;
  /** The municipalities whose headings it may have. */
  readonly templates: readonly MunicipalityTemplate[];
};

export type ReadingLimits = {
  /** How long one file may take, in milliseconds; 20 s when left out. An honest one takes less than one. */
  readonly limitMs?: number;
  /** How many files may wait for their turn before the next is refused. */
  readonly maxWaiting?: number;
  /** The script of the thread; another in tests. */
  readonly script?: URL;
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

  constructor({ limitMs = 20_000, maxWaiting = 16, script = new URL('./readingWorker.ts', import.meta.url) }: ReadingLimits = {}) {
    this.#limits = { limitMs, maxWaiting, script };
  }

  /** @throws Refusal for a file that cannot be read, with one reason; `readersBusy` when too many wait. */
  async read(bytes: Uint8Array<ArrayBuffer>, { kind, templates }: ReadingWishes): Promise<Reading> {
    if (this.#waiting >= this.#limits.maxWaiting) throw new Refusal('readersBusy');
    this.#waiting++;
    try {
      const mine = this.#turn.then(() => this.#inThread({ bytes, kind, templates, maxLines }));
      this.#turn = mine.catch(() => undefined); // told to whoever asked, below
      return await mine;
    } finally {
      this.#waiting--;
    }
  }

  async #inThread(request: Request): Promise<Reading> {
    const { limitMs, script } = this.#limits;
    const worker = new Worker(script, { workerData: request, transferList: [request.bytes.buffer], resourceLimits: memory });
    const reply = await new Promise<Reply>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Refusal('readingTooHeavy')), limitMs);
      worker.once('message', resolve);
      worker.once('error', (cause) => reject(new Refusal('readingTooHeavy', { cause })));
      worker.once('exit', () => reject(new Refusal('readingTooHeavy')));
      const stop = () => clearTimeout(timer);
      worker.once('message', stop).once('exit', stop);
    }).finally(() => worker.terminate());
    if (reply.type === 'refused') throw new Refusal(refusals[reply.code], { cause: new Error(reply.message) });
    return reply.reading;
  }
}

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
