import type { Decoder } from 'lib0/decoding';
import { messageTags, syncTags } from './codes.ts';
import { bearsUpdate, type Notice, readAck, readNotice, type RefusalCode } from './messages.ts';

/** What may truthfully be said of a person's own words. `savedAt`: when all of them were last known to be stored; null when never yet. */
export type Durability =
  /** Every word is stored by the server. */
  | { readonly state: 'saved'; readonly savedAt: Date }
  /** Some words are on their way, or it is not known yet. `isStorageFailing`: the server says that it cannot store at the moment, and keeps trying. */
  | { readonly state: 'saving'; readonly savedAt: Date | null; readonly isStorageFailing: boolean }
  /** There is no connection. `hasUnsaved`: there are words that only this machine has. */
  | { readonly state: 'offline'; readonly savedAt: Date | null; readonly hasUnsaved: boolean }
  /** The server will not store some of the words; reloading gives the text as the others see it. */
  | { readonly state: 'refused'; readonly savedAt: Date | null; readonly code: RefusalCode };

/** The part of a Y.Doc that is listened to. */
export interface DocumentLike {
  on(event: 'update', listener: (update: Uint8Array, origin: unknown) => void): unknown;
  off(event: 'update', listener: (update: Uint8Array, origin: unknown) => void): unknown;
}

/** The part of a y-websocket 3 provider that is listened to; a `WebsocketProvider` is one. */
export interface ProviderLike {
  readonly doc: DocumentLike;
  readonly ws: unknown;
  /** The provider's own list, per instance: the index is the message tag. */
  readonly messageHandlers: ((...args: [encoder: never, decoder: Decoder, ...rest: never[]]) => void)[];
  on(event: 'status', listener: (event: { status: string }) => void): unknown;
  off(event: 'status', listener: (event: { status: string }) => void): unknown;
}

type SocketClass = new (url: string | URL, protocols?: string | string[]) => WebSocket;

/**
 * Tells when a person's words are stored, with an unmodified provider: counts the update-bearing
 * messages on each connection and holds the server's ack against the count (SPEC.md, WIRE10).
 *
 * ```ts
 * const meter = new DurabilityMeter();
 * const provider = new WebsocketProvider(serverUrl(location.origin), documentId, doc, {
 *   params: roomParams(schemaVersion, ['ack', 'notice']),
 *   WebSocketPolyfill: meter.WebSocket,
 *   connect: false,
 *   disableBc: true,
 * });
 * meter.attach(provider);
 * provider.connect();
 * const durability = useSyncExternalStore(meter.subscribe, meter.read);
 * ```
 */
export class DurabilityMeter {
  /** For the provider's `WebSocketPolyfill`: a WebSocket that tells the meter what it sends. */
  readonly WebSocket: typeof WebSocket;
  readonly #now: () => Date;
  readonly #listeners = new Set<() => void>();
  readonly #noticeListeners = new Set<(notice: Notice) => void>();
  /** Counts of the connection in use; null while there is none. */
  #connection: { readonly socket: unknown; sent: number; acked: number; hasSentAll: boolean; isStorageFailing: boolean } | null = null;
  #refused: RefusalCode | null = null;
  #hasUnsaved = false;
  #isHeldBack = false;
  #savedAt: Date | null = null;
  #durability: Durability = { state: 'offline', savedAt: null, hasUnsaved: false };

  constructor({ WebSocket: base = globalThis.WebSocket, now = () => new Date() }: { readonly WebSocket?: typeof WebSocket; readonly now?: () => Date } = {}) {
    this.#now = now;
    const sent = (socket: unknown, data: unknown) => this.#sent(socket, data);
    const Base: SocketClass = base;
    class MeteredWebSocket extends Base {
      override send(data: Parameters<WebSocket['send']>[0]): void {
        super.send(data);
        sent(this, data);
      }
    }
    // OPEN and its like are inherited from the base, which the type of a subclass does not show.
    this.WebSocket = MeteredWebSocket as typeof WebSocket;
  }

  /** Listens to a provider; call before it connects. Returns what stops it. */
  attach(provider: ProviderLike): () => void {
    const onStatus = ({ status }: { status: string }) => {
      this.#connection = status === 'connected' ? { socket: provider.ws, sent: 0, acked: 0, hasSentAll: false, isStorageFailing: false } : null;
      if (status === 'connected') this.#refused = null;
      this.#changed();
    };
    const onUpdate = (_update: Uint8Array, origin: unknown) => {
      if (origin === provider) return;
      this.#hasUnsaved = true;
      this.#changed();
    };
    provider.messageHandlers[messageTags.ack] = (_encoder, decoder) => this.#acknowledged(readAck(decoder));
    provider.messageHandlers[messageTags.notice] = (_encoder, decoder) => this.#noticed(readNotice(decoder));
    provider.on('status', onStatus);
    provider.doc.on('update', onUpdate);
    return () => {
      provider.off('status', onStatus);
      provider.doc.off('update', onUpdate);
    };
  }

  /**
   * For a provider whose updates are sent a moment after they were made: `holdBack` when one is made,
   * `letGo` when all that waited are sent. In between nothing counts as saved, whatever is acknowledged.
   */
  readonly holdBack = (): void => {
    this.#isHeldBack = true;
  };

  readonly letGo = (): void => {
    this.#isHeldBack = false;
  };

  /** The same object until something changes. */
  readonly read = (): Durability => this.#durability;

  /** Calls `listener` after every change. Returns what stops it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Calls `listener` with every notice of the server, rescues for instance. Returns what stops it. */
  readonly onNotice = (listener: (notice: Notice) => void): (() => void) => {
    this.#noticeListeners.add(listener);
    return () => this.#noticeListeners.delete(listener);
  };

  #sent(socket: unknown, data: unknown): void {
    const connection = this.#connection;
    if (connection === null || connection.socket !== socket || !(data instanceof Uint8Array) || !bearsUpdate(data)) return;
    connection.sent++;
    // A step 2 holds everything that the server lacked, so it covers what was written offline.
    if (data[1] === syncTags.step2) connection.hasSentAll = true;
    this.#changed();
  }

  #acknowledged(count: number): void {
    if (this.#connection === null) return;
    this.#connection.acked = count;
    if (this.#connection.hasSentAll && !this.#isHeldBack && count === this.#connection.sent) {
      this.#hasUnsaved = false;
      this.#savedAt = this.#now();
    }
    this.#changed();
  }

  #noticed(notice: Notice | null): void {
    if (notice === null) return;
    if (notice.type === 'refused') this.#refused = notice.code;
    if (notice.type === 'storage' && this.#connection !== null) this.#connection.isStorageFailing = !notice.ok;
    this.#changed();
    for (const listener of this.#noticeListeners) listener(notice);
  }

  #changed(): void {
    const next = this.#judge();
    if (isSame(next, this.#durability)) return;
    this.#durability = next;
    for (const listener of this.#listeners) listener();
  }

  #judge(): Durability {
    const savedAt = this.#savedAt;
    if (this.#refused !== null) return { state: 'refused', savedAt, code: this.#refused };
    if (this.#connection === null) return { state: 'offline', savedAt, hasUnsaved: this.#hasUnsaved };
    const { sent, acked, hasSentAll, isStorageFailing } = this.#connection;
    if (hasSentAll && acked === sent && !this.#hasUnsaved && savedAt !== null) return { state: 'saved', savedAt };
    return { state: 'saving', savedAt, isStorageFailing };
  }
}

/** Whether two say the same. Asked at every key press. */
function isSame(a: Durability, b: Durability): boolean {
  if (a.state !== b.state || a.savedAt?.getTime() !== b.savedAt?.getTime()) return false;
  switch (a.state) {
    case 'saved':
      return true;
    case 'saving':
      return b.state === 'saving' && a.isStorageFailing === b.isStorageFailing;
    case 'offline':
      return b.state === 'offline' && a.hasUnsaved === b.hasUnsaved;
    case 'refused':
      return b.state === 'refused' && a.code === b.code;
  }
}
