import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Answering } from './answering.ts';
import type { Clock } from './rooms/index.ts';

type Options = { readonly load: () => Promise<Answering>; readonly clock: Pick<Clock, 'after'>; readonly log: Pick<Logger, 'error'> };

/**
 * What is asked over HTTP, whose modules are half of what a server reads at a start: they are loaded with the first request,
 * and else when everybody has had the time to come back to what they were writing. Not only when somebody asks: an
 * installation may be replaced under a server that still runs.
 */
export class Requests {
  readonly #options: Options;
  readonly #stopWaiting: () => void;
  #loading: Promise<Answering> | null = null;
  #loaded: Answering | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#stopWaiting = options.clock.after(loadedAfterMs, () => {
      this.#load().catch((error: unknown) => options.log.error({ err: error }, 'What answers requests could not be loaded; tried again with the next of them'));
    });
  }

  /** Whether it has been loaded, or is being. */
  get isLoaded(): boolean {
    return this.#loading !== null;
  }

  readonly answer = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const answered = this.#loaded === null ? this.#load().then((answering) => answering.answer(incoming, outgoing)) : this.#loaded.answer(incoming, outgoing);
    answered.catch((error: unknown) => {
      this.#options.log.error({ err: error }, 'A request could not be answered');
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500, { Connection: 'close' }).end();
    });
  };

  async close(): Promise<void> {
    this.#stopWaiting();
    await (await this.#loading?.catch(() => null))?.close();
  }

  async #load(): Promise<Answering> {
    this.#stopWaiting();
    this.#loading ??= this.#options.load();
    try {
      this.#loaded = await this.#loading;
      return this.#loaded;
    } catch (error) {
      this.#loading = null;
      throw error;
    }
  }
}

const loadedAfterMs = 5_000;
