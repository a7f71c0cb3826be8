import type { Connection } from './connection.ts';
import type { OpenRoom, OpenRooms } from './openRooms.ts';

/** The open documents that connections are in, or on their way into. */
export class Seats {
  readonly #rooms: OpenRooms;
  readonly #of = new Map<Connection, OpenRoom>();

  constructor(rooms: OpenRooms) {
    this.#rooms = rooms;
  }

  take(connection: Connection): OpenRoom {
    const open = this.#rooms.acquire(connection.documentId);
    this.#of.set(connection, open);
    return open;
  }

  leave(connection: Connection): void {
    const open = this.#of.get(connection);
    this.#of.delete(connection);
    if (open !== undefined) this.#rooms.release(open);
  }

  of(connection: Connection): OpenRoom | undefined {
    return this.#of.get(connection);
  }

  in(open: OpenRoom): readonly Connection[] {
    return [...this.#of].flatMap(([connection, seat]) => (seat === open ? [connection] : []));
  }

  /** All in one document, or in any. */
  inDocument(documentId?: string): readonly Connection[] {
    return [...this.#of.keys()].filter((connection) => documentId === undefined || connection.documentId === documentId);
  }
}
