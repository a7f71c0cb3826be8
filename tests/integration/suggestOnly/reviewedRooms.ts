import { blockIds, suggestAs } from '@yrka/editor';
import { createMemoryStorage, type MemoryStorage } from '@yrka/storage';
import * as Y from 'yjs';
import { HandClock } from '../../../apps/server/src/rooms/handClockForTests.ts';
import { IntegratingThread } from '../../../apps/server/src/rooms/integratingThread.ts';
import { createRooms, type Rooms } from '../../../apps/server/src/rooms/rooms.ts';
import { HandClient } from '../../../apps/server/src/rooms/socketPair.ts';
import type { Access, Grant, RoomLimits, RoomPerson, RoomSession } from '../../../apps/server/src/rooms/types.ts';
import { suggesting } from '../../../packages/editor/src/suggesting/suggesting.ts';
import { readDocument } from '@yrka/ydoc';
import { Binding } from '../../../packages/editor/src/binding/index.ts';
import { Replica } from '../convergence/replicas.ts';

export const documentId = 'report-1';

/** Rooms over a store in memory, in which rights are what the test says at the moment, and no time passes: a machine that is busy with something else would have nobody read for a while. */
export class ReviewedRooms {
  readonly storage: MemoryStorage = createMemoryStorage();
  readonly logged: string[] = [];
  readonly thread: IntegratingThread;
  rights: Record<string, Access | Grant> = {};
  rooms: Rooms;
  readonly clock = new HandClock('2026-11-27T12:00:00Z');
  readonly #limits: Partial<RoomLimits>;

  constructor(limits: Partial<RoomLimits> = {}) {
    const write = (value: unknown, message: string) => void this.logged.push(`${message} ${JSON.stringify(value)}`);
    this.thread = new IntegratingThread({ info: write, warn: write, error: write });
    this.#limits = limits;
    this.rooms = this.#open();
  }

  static async with(bytes: Uint8Array, limits?: Partial<RoomLimits>): Promise<ReviewedRooms> {
    const open = new ReviewedRooms(limits);
    await open.storage.journal.appendBatch([{ documentId, update: bytes, personId: null, at: new Date(0) }]);
    return open;
  }

  /** The server starts again. */
  async restart(): Promise<void> {
    await this.rooms.close();
    this.rooms = this.#open();
  }

  join(name: string, doc = new Y.Doc(), more: { readonly isForeign?: boolean; readonly has?: number; readonly session?: RoomSession } = {}): HandClient {
    return new HandClient(this.rooms, documentId, personOf(name), { doc, ...more });
  }

  /** A person's editor without a screen, over a connection: the real plugins, the real binding. */
  edit(name: string, client: number, seed: Uint8Array, isSuggesting: boolean): { readonly hand: HandClient; readonly replica: Replica } {
    const replica = new Replica(client, seed, [blockIds(), suggesting()], (host, ydoc) => {
      const binding = new Binding(host, { ydoc, suggestsOnly: () => (isSuggesting ? name : null) });
      return Object.assign(binding, { read: () => readDocument(ydoc) });
    });
    if (isSuggesting) replica.run(suggestAs(name));
    return { hand: this.join(name, replica.ydoc), replica };
  }

  /** The newest sequence, for a share of the document as it stands. */
  lastSeq(): Promise<number> {
    return this.storage.journal.lastSeq(documentId);
  }

  async close(): Promise<void> {
    await this.rooms.close();
    await this.thread.end();
  }

  #open(): Rooms {
    const write = (value: unknown, message: string) => void this.logged.push(`${message} ${JSON.stringify(value)}`);
    return createRooms({
      storage: this.storage,
      logger: { info: write, warn: write, error: write },
      authorise: async ({ id }) => this.rights[id] ?? 'unknown',
      thread: this.thread,
      clock: this.clock,
      limits: this.#limits,
    });
  }
}

export const personOf = (name: string): RoomPerson => ({ id: name, name, role: 'member', party: null, isProtected: false });
