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
  /** The answers that are not given yet. */
  readonly #underWay = new Set<ServerResponse>();
  /** Called when the last of them is given; null while more may come. */
  #allAnswered: (() => void) | null = null;

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
    // Somebody who asks again over a connection that they have already; there are no others.
    if (this.#allAnswered !== null) return void outgoing.writeHead(503, { Connection: 'close' }).end();
    this.#follow(incoming, outgoing);
    const answered = this.#loaded === null ? this.#load().then((answering) => answering.answer(incoming, outgoing)) : this.#loaded.answer(incoming, outgoing);
    answered.catch((error: unknown) => {
      this.#options.log.error({ err: error }, 'A request could not be answered');
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500, { Connection: 'close' }).end();
    });
  };

  /** Takes no more, and lets those that are under way be answered, which is waited for no longer than `lastAnswersMs`. */
  async close(): Promise<void> {
    this.#stopWaiting();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#allAnswered = resolve;
    if (this.#underWay.size > 0) {
      const stopWaiting = this.#options.clock.after(lastAnswersMs, resolve);
      await promise;
      stopWaiting();
    }
    await (await this.#loading?.catch(() => null))?.close();
  }

  #follow({ headers }: IncomingMessage, outgoing: ServerResponse): void {
    // A stream of events ends when its reader leaves, or the server; and comes back by itself.
    if (headers.accept?.includes('text/event-stream')) return;
    this.#underWay.add(outgoing);
    outgoing.once('close', () => {
      this.#underWay.delete(outgoing);
      if (this.#underWay.size === 0) this.#allAnswered?.();
    });
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

/** Words that were all but stored are worth it; a slow network is not, since everybody waits for the server that comes after. */
const lastAnswersMs = 2_000;
