import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { nowMs } from './machine.ts';
import { clocksOf, type Dialect, emptyStateVector, emptyUpdate, Wire } from './wire.ts';

/** Where a server listens and how it is spoken to. */
export type Target = {
  readonly dialect: Dialect;
  /** Before the room's name, as in "ws://127.0.0.1:4780/ws/". */
  readonly url: string;
  /** After it, as in "?f=ack". */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Where a document's stored bytes are asked for over HTTP, before its name; null where they only come over the socket. */
  readonly documents: string | null;
};

/** Up to which clock (exclusive) words of this Yjs client are wanted. */
export type Wanted = { readonly client: number; readonly clock: number };

/** One page's connection, with the raw protocol and no document: it keeps count of the clocks that it has received. */
export class RawClient {
  readonly room: string;
  /** Per Yjs client, up to where (exclusive) everything was received. */
  readonly have: Map<number, number>;
  readonly openedAt = nowMs();
  bytes = 0;
  /** When the first sync step 2 came, and what was there then. */
  firstStep2: ReadonlyMap<number, number> | null = null;
  /** Up to which clock of its own each update-bearing message went that it sent, and how many the server said it has. */
  readonly sent: number[] = [];
  acknowledged = 0;
  isClosed = false;
  /** When the server said that it goes, and did not only go; null when it never did. */
  toldAt: number | null = null;
  /** The Yjs client id that it writes under; what comes back of its own is not news. */
  own: number | null = null;
  onNews: ((client: number, from: number, to: number) => void) | null = null;
  onAwareness: ((update: Uint8Array) => void) | null = null;
  /** What it has to say when it is asked for its words. */
  readonly #mine: Uint8Array;
  readonly #socket: WebSocket;
  readonly #wire: Wire;
  #waiting: { readonly wanted: Wanted; readonly resolve: () => void }[] = [];
  #keep: Uint8Array[] | null;

  constructor(
    { dialect, url, query, headers }: Target,
    room: string,
    {
      mine = emptyUpdate,
      knows = new Map(),
      keep = false,
    }: { readonly mine?: Uint8Array; readonly knows?: ReadonlyMap<number, number>; readonly keep?: boolean } = {},
  ) {
    this.room = room;
    this.have = new Map(knows);
    this.#mine = mine;
    this.#keep = keep ? [] : null;
    this.#wire = new Wire(dialect, room);
    this.#socket = new WebSocket(`${url}${room}${query}`, { headers, perMessageDeflate: false, skipUTF8Validation: true });
    this.#socket.on('open', () => {
      const greeting = this.#wire.greeting();
      if (greeting !== null) this.#socket.send(greeting);
      this.#socket.send(this.#wire.step1(knows.size === 0 ? emptyStateVector : Y.encodeStateVector(this.have)));
    });
    this.#socket.on('message', (data: Buffer) => this.#receive(data));
    this.#socket.on('error', () => undefined); // A close follows.
    this.#socket.on('close', (code) => {
      this.isClosed = true;
      if (code !== closedWithoutAWord && code !== closedWithoutACode) this.toldAt ??= nowMs();
    });
  }

  /** Sends an update that goes up to this clock of the writer's own. */
  send(update: Uint8Array, clock: number): void {
    this.sent.push(clock);
    this.#socket.send(this.#wire.update(update));
  }

  sendAwareness(update: Uint8Array): void {
    this.#socket.send(this.#wire.awareness(update));
  }

  get bufferedAmount(): number {
    return this.#socket.bufferedAmount;
  }

  has({ client, clock }: Wanted): boolean {
    return (this.have.get(client) ?? 0) >= clock;
  }

  /** Resolves when words have come; the content itself, not what the server says of it. */
  until(wanted: Wanted): Promise<void> {
    if (this.has(wanted)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ wanted, resolve }));
  }

  /** Resolves when the connection is gone. */
  closed(): Promise<void> {
    return this.isClosed ? Promise.resolve() : new Promise((resolve) => this.#socket.once('close', () => resolve()));
  }

  /** Up to which clock of the writer's own the server said that it has everything. */
  get acknowledgedClock(): number {
    return this.sent[Math.min(this.acknowledged, this.sent.length) - 1] ?? 0;
  }

  /** The document as a page would have it now; only for one that keeps what it gets. */
  document(): Y.Doc {
    const doc = new Y.Doc();
    doc.transact(() => {
      for (const update of this.#keep ?? []) Y.applyUpdate(doc, update);
    });
    return doc;
  }

  close(): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    const closed = this.closed();
    this.#socket.close();
    setTimeout(() => this.#socket.terminate(), 2_000).unref();
    return closed;
  }

  #receive(frame: Buffer): void {
    this.bytes += frame.length;
    const message = this.#wire.read(frame);
    switch (message.type) {
      case 'step1':
        this.sent.push(Math.max(0, ...clocksOf(this.#mine).values()));
        this.#socket.send(this.#wire.step2(this.#mine));
        return;
      case 'step2':
      case 'update':
        this.#take(message.update);
        if (message.type === 'step2') this.firstStep2 ??= new Map(this.have);
        return;
      case 'awareness':
        this.onAwareness?.(message.update);
        return;
      case 'ack':
        this.acknowledged = message.count === 'oneMore' ? this.acknowledged + 1 : message.count;
        return;
      case 'goodbye':
        this.toldAt ??= nowMs();
        return;
      case 'other':
        return;
      default:
        message satisfies never;
    }
  }

  #take(update: Uint8Array): void {
    this.#keep?.push(update.slice());
    const { from: starts, to: ends } = Y.parseUpdateMeta(update);
    for (const [client, to] of ends) {
      if (client === this.own) continue;
      const had = this.have.get(client) ?? 0;
      // What lies beyond a gap has not arrived: a page could not show it.
      if (to <= had || (starts.get(client) ?? 0) > had) continue;
      this.have.set(client, to);
      this.onNews?.(client, had, to);
    }
    if (this.#waiting.length === 0) return;
    const here = this.#waiting.filter(({ wanted }) => this.has(wanted));
    this.#waiting = this.#waiting.filter((one) => !here.includes(one));
    for (const { resolve } of here) resolve();
  }
}

// Source: RFC 6455 section 7.4.1, read 2026-11-27. What a client's own library says where the server's end did not.
const closedWithoutACode = 1005;
const closedWithoutAWord = 1006;
