import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';
import type { Projection } from './types.ts';

/** A room as whoever projects it sees it. */
export interface Projected {
  readonly documentId: string;
  /** The document as it reads now, and who wrote in it since the last time; null when there is nothing to tell. */
  projection(): Promise<Projection | null>;
  /** It could not be stored: who wrote is to be told the next time. */
  notProjected(projection: Projection): void;
}

/**
 * Brings lists and search up to date some time after the first change in any room, for all that have
 * changed in the meantime together: each commit of its own would hold everybody for a write to the disk.
 * While people go on writing it is done less often: it costs as much as a second of their key presses, and of a
 * book as much as many.
 */
export class Projections {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #delayMs: number;
  readonly #restMs: number;
  readonly #store: (projections: readonly Projection[]) => Promise<void>;
  readonly #background: (work: Promise<unknown>) => void;
  readonly #due = new Set<Projected>();
  #cancel: (() => void) | null = null;
  /** Until when, in milliseconds since 1970, it was done lately enough. */
  #lately = 0;
  #isAtAll = false;
  /** What was begun before: an older reading must not be stored after a newer one. */
  #last: Promise<void> = Promise.resolve();

  constructor({ clock, logger, delayMs, restMs, store, background }: ProjectionsOptions) {
    this.#clock = clock;
    this.#logger = logger;
    this.#delayMs = delayMs;
    this.#restMs = restMs;
    this.#store = store;
    this.#background = background;
  }

  add(room: Projected): void {
    this.#due.add(room);
    this.#waitForAll();
  }

  /** Somebody has left the room, perhaps for a list that shows it. */
  soon(room: Projected): void {
    if (!this.#due.has(room) || this.#lately === 0) return;
    this.#lately = 0;
    this.#cancel?.();
    this.#cancel = null;
    this.#waitForAll();
  }

  /** At once, if the room waits for it; resolves also when what was begun for it before is stored. */
  async now(room: Projected): Promise<void> {
    const isDue = this.#due.delete(room);
    this.#rest();
    await (isDue ? this.#inTurn([room]) : this.#last);
  }

  /** The room is gone. */
  drop(room: Projected): void {
    this.#due.delete(room);
    this.#rest();
  }

  #waitForAll(): void {
    if (this.#isAtAll || this.#cancel !== null) return;
    const ms = Math.max(this.#delayMs, this.#lately - this.#clock.now().getTime());
    this.#cancel = this.#clock.after(ms, () => this.#background(this.#all()));
  }

  async #all(): Promise<void> {
    this.#cancel = null;
    const begun = this.#clock.now().getTime();
    this.#lately = begun + this.#restMs;
    const rooms = [...this.#due];
    this.#due.clear();
    this.#isAtAll = true;
    await this.#inTurn(rooms);
    this.#isAtAll = false;
    // Whoever left meanwhile waits no longer than before.
    const tookMs = this.#clock.now().getTime() - begun;
    if (this.#lately > 0) this.#lately = Math.max(this.#lately, begun + Math.min(longestRestMs, tookMs * restOf));
    if (this.#due.size > 0) this.#waitForAll();
  }

  #inTurn(rooms: readonly Projected[]): Promise<void> {
    this.#last = this.#last.then(() => this.#project(rooms));
    return this.#last;
  }

  #rest(): void {
    if (this.#due.size > 0) return;
    this.#cancel?.();
    this.#cancel = null;
  }

  async #project(rooms: readonly Projected[]): Promise<void> {
    const found = await Promise.all(rooms.map(async (room) => ({ room, projection: await this.#read(room) })));
    const projections = found.flatMap(({ projection }) => projection ?? []);
    if (projections.length === 0) return;
    try {
      await this.#store(projections);
    } catch (error) {
      for (const { room, projection } of found) if (projection !== null) room.notProjected(projection);
      this.#logger.error({ err: error, documents: projections.length }, 'The lists could not be brought up to date');
    }
  }

  async #read(room: Projected): Promise<Projection | null> {
    try {
      return await room.projection();
    } catch (error) {
      this.#logger.error({ err: error, documentId: room.documentId }, 'A document could not be read for the lists');
      return null;
    }
  }
}

/** At most a fiftieth of the time is spent on it, as long as the lists are not ten seconds old. */
const restOf = 50;
const longestRestMs = 10_000;

type ProjectionsOptions = {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly delayMs: number;
  /** From the beginning of one to that of the next, while nobody leaves. */
  readonly restMs: number;
  readonly store: (projections: readonly Projection[]) => Promise<void>;
  /** Work that nobody waits for, and that must not end unseen. */
  readonly background: (work: Promise<unknown>) => void;
};
