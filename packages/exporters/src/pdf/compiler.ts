import { Worker } from 'node:worker_threads';
import { ExporterError } from '../exporterError.ts';
import type { AkomaNtosoRequest, DrawRequest, PdfStandard, Reply, Request } from './compileWorker.ts';
import { fontPaths } from './fonts.ts';
import type { FileFormat } from '../paper/fileWriter.ts';
import type { Picture } from '../paper/picture.ts';
import type { Page } from '../paper/page.ts';
import type { LostInExport } from '../report.ts';

/** What is left out is null. */
export type PageWishes = {
  readonly page: Page;
  readonly picture?: Picture | null;
  readonly source?: string | null;
  readonly carried?: AkomaNtosoRequest | null;
  readonly format: PdfStandard | FileFormat;
  readonly createdAt: Date;
};
/** `pages` is 0 for a file whose pages its reader's program makes. */
export type Compiled = { readonly bytes: Uint8Array<ArrayBuffer>; readonly pages: number; readonly lost: readonly LostInExport[] };

type Drawn = Extract<Reply, { readonly type: 'drawn' }>;
type DrawWishes = Omit<DrawRequest, 'format'>;

type Job = {
  readonly request: Request;
  readonly resolve: (reply: Done) => void;
  readonly reject: (reason: unknown) => void;
};

type Done = Exclude<Reply, { readonly type: 'failed' }>;

export type PdfCompilerOptions = {
  /** Where the font files are; those of the installed packages when left out. */
  readonly fonts?: () => readonly string[];
  /** How many may wait for their turn before the next is refused. */
  readonly maxWaiting?: number;
  /** How long one may be at work, in milliseconds, before it is given up for those who wait. */
  readonly limitMs?: number;
};

/**
 * The thread that sets pages, started by the first request and kept warm. Requests are set one
 * after the other. A request that gives up while it waits is never set; one that is being set is
 * finished (Typst cannot be stopped midway) and its bytes thrown away. One that takes far longer than any paper is left with
 * its thread, and the next is set in another. The thread keeps no process alive that has nothing else to do.
 */
export class PdfCompiler {
  readonly #fonts: () => readonly string[];
  readonly #maxWaiting: number;
  readonly #limitMs: number;
  readonly #waiting: Job[] = [];
  #running: Job | null = null;
  /** Until the one that is at work is given up. */
  #limit: NodeJS.Timeout | undefined;
  #worker: Worker | null = null;

  constructor({ fonts = fontPaths, maxWaiting = 64, limitMs = 60_000 }: PdfCompilerOptions = {}) {
    this.#fonts = fonts;
    this.#maxWaiting = maxWaiting;
    this.#limitMs = limitMs;
  }

  async compile(wishes: PageWishes | AkomaNtosoRequest, signal?: AbortSignal): Promise<Compiled> {
    return (await this.#ask(requestOf(wishes), signal)) as Extract<Reply, { readonly type: 'made' }>; // the thread answers a file by one
  }

  /** Pages as pictures, each request in its turn among the others. */
  async draw(wishes: DrawWishes, signal?: AbortSignal): Promise<Drawn> {
    return (await this.#ask({ ...wishes, format: 'pictures' }, signal)) as Drawn; // and pictures by pictures
  }

  async #ask(request: Request, signal: AbortSignal | undefined): Promise<Done> {
    signal?.throwIfAborted();
    if (this.#waiting.length >= this.#maxWaiting) throw new ExporterError('tooManyWaiting', `${this.#maxWaiting} documents wait to be set already`);
    return new Promise<Done>((resolve, reject) => {
      const giveUp = () => {
        const index = this.#waiting.indexOf(job);
        if (index !== -1) this.#waiting.splice(index, 1);
        reject(signal?.reason);
      };
      const settle =
        <T>(end: (value: T) => void) =>
        (value: T) => {
          signal?.removeEventListener('abort', giveUp);
          end(value);
        };
      const job: Job = {
        request,
        resolve: settle(resolve),
        reject: settle(reject),
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(job);
      this.#next();
    });
  }

  /** Stops the thread; whoever waits is told with ExporterError `stopped`. A later request starts it anew. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#end(new ExporterError('stopped', 'The compiler was stopped'));
    await worker?.terminate();
  }

  #next(): void {
    const job = this.#running === null ? this.#waiting.shift() : undefined;
    if (job === undefined) return;
    this.#running = job;
    try {
      this.#worker ??= this.#start();
    } catch (error) {
      this.#running = null;
      job.reject(error);
      this.#next();
      return;
    }
    this.#worker.ref();
    this.#worker.postMessage(job.request);
    const worker = this.#worker;
    // Also for one whose asker has gone: the thread is at work all the same.
    this.#limit = setTimeout(() => this.#giveUp(job, worker), this.#limitMs).unref();
  }

  #giveUp(job: Job, worker: Worker): void {
    if (this.#running !== job || this.#worker !== worker) return;
    this.#running = null;
    job.reject(new ExporterError('tooHeavy', `The page was not set within ${this.#limitMs} ms`));
    this.#leave(worker);
    this.#next();
  }

  #start(): Worker {
    const worker = new Worker(new URL('compileWorker.ts', import.meta.url), { workerData: { fontPaths: this.#fonts() } });
    worker.on('message', (reply: Reply) => {
      if (worker !== this.#worker) return;
      const job = this.#running;
      this.#running = null;
      clearTimeout(this.#limit);
      worker.unref();
      if (reply.type === 'failed') job?.reject(new ExporterError(reply.code, reply.message));
      else job?.resolve(reply);
      // An installation that is mended meanwhile is looked at afresh.
      if (reply.type === 'failed' && reply.code !== 'compilationFailed') this.#leave(worker);
      this.#next();
    });
    // A thread that fell is replaced at the next request; those it had are told, and none is tried again with the page that felled it.
    worker.on('error', (cause) => this.#fell(worker, cause));
    worker.on('exit', () => this.#fell(worker, undefined));
    return worker;
  }

  #leave(worker: Worker): void {
    this.#worker = null;
    worker.terminate().catch(() => undefined); // it has nothing left to do, and nobody waits for its end
  }

  #fell(worker: Worker, cause: unknown): void {
    if (worker === this.#worker) this.#end(new ExporterError('stopped', 'The compiler thread ended unasked', { cause }));
  }

  #end(reason: ExporterError): void {
    clearTimeout(this.#limit);
    const jobs = [...(this.#running === null ? [] : [this.#running]), ...this.#waiting.splice(0)];
    this.#running = null;
    this.#worker = null;
    for (const job of jobs) job.reject(reason);
  }
}

function requestOf(wishes: PageWishes | AkomaNtosoRequest): Request {
  if (wishes.format === 'akn') return wishes;
  const { page, picture = null, source = null, carried = null, format, createdAt } = wishes;
  return { page, picture, source, carried, format, createdAt: Math.floor(createdAt.getTime() / 1000) };
}

const shared = new PdfCompiler();

export const compile = (request: PageWishes | AkomaNtosoRequest, signal?: AbortSignal) => shared.compile(request, signal);

export const draw = (wishes: DrawWishes, signal?: AbortSignal) => shared.draw(wishes, signal);

/** Ends the thread that all formats share, as when the server closes; the next request starts it anew. */
export const stopPdf = () => shared.stop();
