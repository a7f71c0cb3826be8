import type { Notices, Rows } from '@yrka/storage';
import { type Clock, type EndedSession, systemClock } from '../rooms/index.ts';

type Listener = { readonly personId: string; readonly sessionId: string; readonly endsAt: Date };
type Stream = Listener & { readonly say: (text: string) => void; readonly end: () => void };

type Options = {
  readonly rows: Pick<Rows, 'person'> & { readonly notices: Pick<Notices, 'listen'> };
  /** Calls back with each session that is ended before its time, and with each person who is signed out everywhere. */
  readonly whenSessionEnds: (listener: (ended: EndedSession) => void) => void;
  readonly clock?: Clock;
};

/** Proxies close what is silent for a minute; a browser that is gone is found when something is sent to it. */
const heartbeatMs = 25_000;

/** More windows than anybody looks at: a page that opens streams without end loses its oldest. */
const maxStreamsOfPerson = 20;

const changed = 'event: changed\ndata:\n\n';

/**
 * Tells people's open pages that there is something new, as server-sent events (the browser's
 * EventSource comes back by itself, with the cookie of its session). An event says nothing but that:
 * what is new is asked for, through Access, so that a stream can give away nothing. It ends with its
 * session, and with its person's place in the register.
 *
 * Not the rooms' websocket: that is open only where a document is, and belongs to it.
 */
export class NoticeStreams {
  readonly #options: Options;
  readonly #clock: Clock;
  readonly #streams = new Map<string, Set<Stream>>();
  #stopBeating: (() => void) | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    options.rows.notices.listen((personIds) => {
      for (const id of personIds) for (const stream of this.#streams.get(id) ?? []) stream.say(changed);
    });
    options.whenSessionEnds((ended) => {
      for (const stream of this.#all()) if ('sessionId' in ended ? stream.sessionId === ended.sessionId : stream.personId === ended.personId) stream.end();
    });
  }

  /** How many are open. */
  get size(): number {
    return this.#all().length;
  }

  /** The body of one stream, for as long as its reader stays. */
  open(listener: Listener): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder();
    let stream: Stream | null = null;
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          const opened: Stream = {
            ...listener,
            // Who does not read has an unread event waiting already, which says the same.
            say: (text) => {
              if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(text));
            },
            end: () => {
              if (this.#remove(opened)) controller.close();
            },
          };
          stream = opened;
          this.#add(opened);
          opened.say('retry: 3000\n\n');
        },
        cancel: () => {
          if (stream !== null) this.#remove(stream);
        },
      },
      { highWaterMark: 4 },
    );
  }

  #add(stream: Stream): void {
    const others = this.#streams.get(stream.personId) ?? new Set();
    this.#streams.set(stream.personId, others.add(stream));
    const [oldest] = others;
    if (others.size > maxStreamsOfPerson) oldest?.end();
    this.#stopBeating ??= this.#clock.after(heartbeatMs, () => void this.#beat());
  }

  #remove(stream: Stream): boolean {
    const others = this.#streams.get(stream.personId);
    if (others?.delete(stream) !== true) return false;
    if (others.size === 0) this.#streams.delete(stream.personId);
    return true;
  }

  async #beat(): Promise<void> {
    this.#stopBeating = null;
    const now = this.#clock.now();
    for (const [personId, streams] of [...this.#streams]) {
      // A store that is closing answers nobody; whoever left is found at the next beat.
      const person = await this.#options.rows.person(personId).catch(() => undefined);
      const isGone = person === null || person?.isActive === false;
      for (const stream of [...streams]) {
        if (isGone || stream.endsAt <= now) stream.end();
        else stream.say(':\n\n');
      }
    }
    if (this.#streams.size > 0) this.#stopBeating ??= this.#clock.after(heartbeatMs, () => void this.#beat());
  }

  #all(): readonly Stream[] {
    return [...this.#streams.values()].flatMap((streams) => [...streams]);
  }
}
