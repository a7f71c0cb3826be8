import type { Beginning, Epochs } from './epochs.ts';
import type { Freezes } from './freezes.ts';
import type { OpenRoom, OpenRooms } from './openRooms.ts';
import type { Room } from './room.ts';
import type { Seats } from './seats.ts';

type RenewalOptions = {
  readonly rooms: OpenRooms;
  readonly seats: Seats;
  readonly freezes: Freezes;
  readonly epochs: Epochs;
  /** Whether a document is shared for review. */
  readonly isShared: (documentId: string) => Promise<boolean>;
  /** Resolves when all that a room has taken is stored, and its lists and snapshot are up to date. */
  readonly rested: (room: Room) => Promise<void>;
  /** Does something with a document while nobody's words reach it. */
  readonly frozen: (documentId: string, work: () => Promise<void>) => Promise<void>;
  /** Resolves when it is over, whatever came of it. */
  readonly watch: (work: Promise<unknown>) => Promise<unknown>;
};

/**
 * Finds the moment in which a document's next epoch begins, when it is put away or when nobody has written for long in one
 * that people are in, and sends these over. What it begins with, and whether it is to begin at all, is for `Epochs`.
 */
export class Renewal {
  readonly #options: RenewalOptions;
  /** Resolves when a document is not being written anew under those who are in it. */
  readonly #renewing = new WeakMap<OpenRoom, Promise<unknown>>();
  /** Resolves when no epoch that begins under them is on its way to the journal. */
  readonly #beginning = new WeakMap<OpenRoom, Promise<unknown>>();

  constructor(options: RenewalOptions) {
    this.#options = options;
  }

  /** Nobody has been in a document for long. Takes it out of memory, where nobody comes meanwhile. */
  async putAway(open: OpenRoom): Promise<void> {
    const { rooms, rested } = this.#options;
    if (!rooms.isThere(open)) return;
    const room = await open.room;
    await this.#renewing.get(open);
    await rested(room);
    if (!rooms.isLeft(open)) return;
    const beginning = await this.#prepare(open, room);
    if (!rooms.isLeft(open)) return;
    // What the server itself took back, for instance, is on its way to the journal.
    if (!room.isEmpty) rooms.linger(open);
    else if (beginning === null || beginning.upTo !== room.seq) await rooms.unload(open);
    else await this.#begin(room, beginning);
  }

  /** Nobody has written in a document for long. One that somebody is always in would never be put away, and grows with its history. */
  whenQuiet(room: Room): void {
    const { rooms, watch } = this.#options;
    const open = rooms.get(room.documentId);
    if (open === undefined) return;
    const renew = async () => {
      // Another that was loaded meanwhile waits for itself.
      if ((await open.room) !== room) return;
      try {
        await this.#renew(open, room);
      } finally {
        // Where it stays as it is, or could not be made ready, that is tried again.
        if (rooms.isThere(open)) room.waitForQuiet();
      }
    };
    const before = this.#renewing.get(open) ?? Promise.resolve();
    this.#renewing.set(open, watch(before.then(renew)));
  }

  /** Resolves when nothing that begins under those who are in a document is still to be stored. */
  async begun(open: OpenRoom): Promise<void> {
    await this.#beginning.get(open);
  }

  /** What the next epoch of a document at rest begins with; null where it stays in this one. */
  async #prepare(open: OpenRoom, room: Room): Promise<Beginning | null> {
    const { freezes, epochs, isShared } = this.#options;
    const { documentId, freezes: before } = open;
    // What was shared for review is a beginning of the same history, which a new epoch would not be.
    const mayBegin = !freezes.isFrozen(documentId) && !(await isShared(documentId));
    const beginning = mayBegin ? await epochs.prepare(room) : null;
    // Whoever was asked to review it meanwhile is shown what was shared in this epoch.
    if (beginning === null || (await isShared(documentId))) return null;
    // What was locked or thrown away meanwhile, by who knows the document only as it was, stays that.
    return open.freezes > before ? null : beginning;
  }

  /** Who comes from now on waits until the epoch has begun, or could not. */
  async #begin(room: Room, beginning: Beginning): Promise<void> {
    const { rooms, epochs } = this.#options;
    const begun = epochs.begin(beginning);
    const open = rooms.load(room.documentId, begun);
    room.destroy();
    await begun;
    if (rooms.isLeft(open)) await rooms.unload(open);
  }

  /** Writes a document anew that people are in, and sends them over; or leaves it as it is, where that is not the moment. */
  async #renew(open: OpenRoom, room: Room): Promise<void> {
    const { rooms, seats, freezes, epochs, rested, frozen } = this.#options;
    // Where nobody is, it is put away.
    const mayBegin = () => rooms.isThere(open) && open.users > 0 && !rooms.isClosed;
    if (!mayBegin()) return;
    const { seq } = room;
    await rested(room);
    const beginning = await this.#prepare(open, room);
    // What could not be stored for long was written only just now, as far as anybody knows.
    if (beginning?.upTo !== seq || !mayBegin() || freezes.isFrozen(open.documentId)) return;
    // Who is sent over is sent what was kept for them: nothing may be that is not for them any more.
    if (seats.in(open).some((connection) => connection.isSeated && connection.isPaused)) return;
    await frozen(open.documentId, async () => {
      // What came before this moment is not for the next epoch, which is left for it.
      const seated = seats.in(open);
      // Who else is here restores a version, say: their update would find nothing to go into.
      const isAtRest = room.seq === seq && !room.isStoring && open.users === seated.length && seated.every((connection) => connection.isAtRest);
      if (!mayBegin() || !isAtRest) return;
      const begun = epochs.begin(beginning);
      this.#beginning.set(open, begun);
      // It may have been thrown away meanwhile.
      if ((await begun) && rooms.isThere(open)) this.#goOver(open, room, beginning);
    });
  }

  /** Sends everybody over to the epoch that has begun. */
  #goOver(open: OpenRoom, room: Room, { epoch }: Beginning): void {
    const { rooms, seats } = this.#options;
    rooms.linger(rooms.load(room.documentId));
    for (const connection of seats.in(open)) {
      if (connection.isSeated) connection.sendToEpoch(epoch);
      // Who is on the way in has seen nothing of the former one, and comes to this one instead.
      else seats.leave(connection);
    }
    rooms.drop(room);
  }
}
