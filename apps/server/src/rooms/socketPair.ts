import { schemaVersion } from '@yrka/schema';
import { bearsUpdate, closeReason, encodeUpdate, messageTags, type Notice, readAck, readNotice } from '@yrka/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { readSyncMessage, writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';
import type { ClientEnd, Rooms } from './rooms.ts';
import type { RoomPerson, RoomSession, RoomSocket } from './types.ts';

/**
 * A client over a socket that is flushed by hand, for tests: what it writes and what the server
 * sends wait until `deliver`, so that a test chooses what crosses what.
 */
export class HandClient implements RoomSocket {
  readonly doc: Y.Doc;
  /** Frames from the server that were not delivered yet. */
  readonly inbox: Uint8Array[] = [];
  /** Those that came together. */
  readonly packets: (readonly Uint8Array[])[] = [];
  /** Everything that was delivered, by tag. */
  readonly acks: number[] = [];
  readonly notices: Notice[] = [];
  /** How far it was told that it has been sent the document. */
  readonly sent: number[] = [];
  /** Of which version it was told that its rights are. */
  readonly rights: string[] = [];
  readonly presence: Uint8Array[] = [];
  /** What the server asked with sync step 1. */
  asked = 0;
  bufferedAmount = 0;
  /** Whether the server reads nothing of it for the moment; what it writes is then kept. */
  isPaused = false;
  closedWith: string | null = null;
  readonly #outbox: Uint8Array[] = [];
  readonly #end: ClientEnd;
  readonly #onUpdate: (update: Uint8Array, origin: unknown) => void;
  #flushed = 0;

  constructor(
    rooms: Rooms,
    documentId: string,
    person: RoomPerson,
    {
      schema = schemaVersion,
      isForeign = false,
      doc = new Y.Doc(),
      session = null,
      has = null,
      epoch = null,
    }: {
      readonly schema?: number;
      readonly isForeign?: boolean;
      readonly doc?: Y.Doc;
      readonly session?: RoomSession | null;
      readonly has?: number | null;
      readonly epoch?: number | null;
    } = {},
  ) {
    this.doc = doc;
    const offer = isForeign ? { schema: null, features: new Set<never>(), has, epoch } : { schema, features: new Set(['ack', 'notice'] as const), has, epoch };
    this.#end = rooms.connect(this, { documentId, person, offer, session });
    this.#onUpdate = (update, origin) => {
      if (origin !== this) this.#outbox.push(encodeUpdate(update));
    };
    this.doc.on('update', this.#onUpdate);
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, messageTags.sync);
    writeSyncStep1(encoder, this.doc);
    this.#outbox.push(encoding.toUint8Array(encoder));
  }

  send(frame: Uint8Array): void {
    this.inbox.push(frame);
  }

  together(send: () => void): void {
    const before = this.inbox.length;
    send();
    this.packets.push(this.inbox.slice(before));
  }

  close(code: number): void {
    this.closedWith = closeReason(code);
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  /** Queues a frame of the test's own making. */
  write(frame: Uint8Array): void {
    this.#outbox.push(frame);
  }

  /** Lets everything written so far reach the server. Returns whether there was anything. */
  flush(): boolean {
    const frames: Uint8Array[] = [];
    for (let frame = this.#next(); frame !== undefined; frame = this.#next()) {
      frames.push(frame);
      this.#end.receive(frame);
    }
    this.#flushed += frames.filter(bearsUpdate).length;
    return frames.length > 0;
  }

  #next(): Uint8Array | undefined {
    return this.isPaused ? undefined : this.#outbox.shift();
  }

  /** Loses what was written and not flushed. */
  drop(): void {
    this.#outbox.length = 0;
  }

  /** Takes in everything that the server sent so far. Returns whether there was anything. */
  deliver(): boolean {
    const frames = this.inbox.splice(0);
    for (const frame of frames) this.#take(frame);
    return frames.length > 0;
  }

  /** Whether the server has acknowledged everything that it was sent. */
  get isAllStored(): boolean {
    return this.#outbox.length === 0 && this.#flushed > 0 && this.acks.at(-1) === this.#flushed;
  }

  /** The network goes away, and with it what is on its way. */
  disconnect(): void {
    this.doc.off('update', this.#onUpdate);
    this.#end.closed();
  }

  #take(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const tag = decoding.readVarUint(decoder);
    if (tag === messageTags.ack) this.acks.push(readAck(decoder));
    else if (tag === messageTags.notice) this.#note(readNotice(decoder));
    else if (tag === messageTags.awareness) this.presence.push(decoding.readVarUint8Array(decoder));
    else {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, messageTags.sync);
      if (readSyncMessage(decoder, encoder, this.doc, this) === 0) this.asked++;
      if (encoding.length(encoder) > 1) this.#outbox.push(encoding.toUint8Array(encoder));
    }
  }

  #note(notice: Notice | null): void {
    if (notice?.type === 'rights') this.rights.push(notice.version);
    else if (notice?.type === 'sent') this.sent.push(notice.seq);
    else if (notice !== null) this.notices.push(notice);
  }
}

/** Lets everything reach everybody until nobody has anything to say. */
export async function settle(rooms: Rooms, ...clients: readonly HandClient[]): Promise<void> {
  for (let isQuiet = false; !isQuiet; ) {
    await rooms.idle();
    isQuiet = true;
    for (const client of clients) {
      if (client.deliver()) isQuiet = false;
      if (client.flush()) isQuiet = false;
    }
  }
}
