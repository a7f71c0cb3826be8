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
 */
export class Projections {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #delayMs: number;
  readonly #store: (projections: readonly Projection[]) => Promise<void>;
  readonly #background: (work: Promise<unknown>) => void;
  readonly #due = new Set<Projected>();
  #cancel: (() => void) | null = null;
  /** What was begun before: an older reading must not be stored after a newer one. */
  #last: Promise<void> = Promise.resolve();

  constructor({ clock, logger, delayMs, store, background }: ProjectionsOptions) {
    this.#clock = clock;
    this.#logger = logger;
    this.#delayMs = delayMs;
    this.#store = store;
    this.#background = background;
  }

  add(room: Projected): void {
    this.#due.add(room);
    this.#cancel ??= this.#clock.after(this.#delayMs, () => this.#background(this.#all()));
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

  async #all(): Promise<void> {
    this.#cancel = null;
    const rooms = [...this.#due];
    this.#due.clear();
    await this.#inTurn(rooms);
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

type ProjectionsOptions = {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly delayMs: number;
  readonly store: (projections: readonly Projection[]) => Promise<void>;
  /** Work that nobody waits for, and that must not end unseen. */
  readonly background: (work: Promise<unknown>) => void;
};
