import { readHistory, StorageError } from '@yrka/storage';
import { Room, type RoomServices } from './room.ts';

/** A document in memory. */
export type OpenRoom = {
  readonly documentId: string;
  readonly room: Promise<Room>;
  /** Connections and submissions. */
  users: number;
  /** Stops the wait before it is put away; null while somebody is here. */
  stopLinger: (() => void) | null;
  /** How often something was begun with the document for which it stood still, since it was loaded. */
  freezes: number;
};

/** The documents in memory: each is loaded once however many ask for it, and stays for a while when the last of them has gone. */
export class OpenRooms {
  readonly #services: RoomServices;
  readonly #isLeftForLong: (open: OpenRoom) => void;
  readonly #rooms = new Map<string, OpenRoom>();
  #isClosed = false;
  /** Whether no room is opened any more: what it found would be stored nowhere. */
  #hasEnded = false;

  /** @param isLeftForLong called when nobody has come to one for so long that it is to be put away. */
  constructor(services: RoomServices, isLeftForLong: (open: OpenRoom) => void) {
    this.#services = services;
    this.#isLeftForLong = isLeftForLong;
  }

  get size(): number {
    return this.#rooms.size;
  }

  get all(): Iterable<OpenRoom> {
    return this.#rooms.values();
  }

  /** Whether the server is being stopped: nothing is put away any more. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  get(documentId: string): OpenRoom | undefined {
    return this.#rooms.get(documentId);
  }

  /** Whether it is what its document is in memory as: another may have been loaded in its place. */
  isThere(open: OpenRoom): boolean {
    return this.#rooms.get(open.documentId) === open;
  }

  /** Whether nobody has come to one that is being put away. */
  isLeft(open: OpenRoom): boolean {
    return this.isThere(open) && open.users === 0 && open.stopLinger === null && !this.#isClosed;
  }

  /** The room of a document, until it is released. Throws `closed` when there are none any more. */
  acquire(documentId: string): OpenRoom {
    if (this.#hasEnded) throw new StorageError('closed', 'The rooms are closed');
    const open = this.#rooms.get(documentId) ?? this.load(documentId);
    open.users++;
    open.stopLinger?.();
    open.stopLinger = null;
    return open;
  }

  release(open: OpenRoom): void {
    open.users--;
    if (open.users === 0 && !this.#isClosed) this.linger(open);
  }

  /** Keeps one that nobody is in for a while more. */
  linger(open: OpenRoom): void {
    const { clock, limits } = this.#services;
    open.stopLinger = clock.after(limits.lingerMs, () => {
      open.stopLinger = null;
      this.#isLeftForLong(open);
    });
  }

  /**
   * Loads a document anew, in place of what it is in memory as.
   * @param before what must have happened first.
   */
  load(documentId: string, before: Promise<unknown> = Promise.resolve()): OpenRoom {
    const { storage } = this.#services;
    const room = before
      .then(() => Promise.all([readHistory(storage, documentId), storage.rows.clients(documentId), storage.rows.runs.progress(documentId)]))
      .then(([history, clients, runsUpTo]) => new Room(documentId, history, clients, runsUpTo, this.#services));
    const open: OpenRoom = { documentId, room, users: 0, stopLinger: null, freezes: 0 };
    this.#rooms.set(documentId, open);
    // The next who asks tries anew; those who wait for this one are told by it.
    room.catch(() => {
      if (this.isThere(open)) this.#rooms.delete(documentId);
    });
    return open;
  }

  async unload(open: OpenRoom): Promise<void> {
    open.stopLinger?.();
    this.#rooms.delete(open.documentId);
    (await open.room).destroy();
  }

  /** Whoever comes to the document from now on has it loaded anew. What it was in memory as is then to be dropped. */
  remove(documentId: string): OpenRoom | undefined {
    const open = this.#rooms.get(documentId);
    this.#rooms.delete(documentId);
    return open;
  }

  /** The next room of the document begins with what is in the journal: nothing may be added to that behind its back. */
  drop(room: Room): void {
    room.giveUp();
    this.#services.queue.drop((update) => update.room === room);
    room.destroy();
  }

  close(): void {
    this.#isClosed = true;
  }

  async end(): Promise<void> {
    this.#hasEnded = true;
    for (const open of this.#rooms.values()) await this.unload(open);
  }
}
