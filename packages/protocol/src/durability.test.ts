import * as decoding from 'lib0/decoding';
import { beforeEach, expect, it } from 'vitest';
import { DurabilityMeter, type ProviderLike } from './durability.ts';
import { encodeAck, encodeAwareness, encodeNotice, encodeStep2, encodeUpdate, type Notice } from './messages.ts';

const noon = new Date('2026-11-23T12:00:00Z');
const update = new Uint8Array(encodeUpdate(Uint8Array.of(0, 0)));
const step2 = new Uint8Array(encodeStep2(Uint8Array.of(0, 0)));
const presence = new Uint8Array(encodeAwareness(Uint8Array.of(0)));

let provider: HandProvider;
let meter: DurabilityMeter;

beforeEach(() => {
  meter = new DurabilityMeter({ WebSocket: HandSocket, now: () => noon });
  provider = new HandProvider(meter);
  meter.attach(provider);
});

it('[WIRE10] says offline until there is a connection', () => {
  expect(meter.read()).toEqual({ state: 'offline', savedAt: null, hasUnsaved: false });
});

it('[WIRE10] says saved only when a step 2 and all after it are acknowledged', () => {
  provider.connect();
  expect(meter.read().state).toBe('saving');
  provider.ws?.send(step2);
  provider.edit();
  provider.take(encodeAck(1));
  expect(meter.read().state).toBe('saving');
  provider.take(encodeAck(2));
  expect(meter.read()).toEqual({ state: 'saved', savedAt: noon });
  provider.edit();
  expect(meter.read()).toEqual({ state: 'saving', savedAt: noon, isStorageFailing: false });
});

it('[WIRE10] does not take an acknowledged update for all that was written offline', () => {
  provider.edit();
  provider.connect();
  provider.edit();
  provider.take(encodeAck(1));
  expect(meter.read().state).toBe('saving');
  provider.ws?.send(step2);
  provider.take(encodeAck(2));
  expect(meter.read().state).toBe('saved');
});

it('[WIRE10] does not call saved what waits to be sent, though all that was sent is acknowledged', () => {
  provider.connect();
  provider.ws?.send(step2);
  provider.take(encodeAck(1));
  expect(meter.read().state).toBe('saved');
  provider.edit({ isSent: false });
  meter.holdBack();
  provider.take(encodeAck(1));
  expect(meter.read().state).toBe('saving');
  provider.ws?.send(update);
  meter.letGo();
  expect(meter.read().state).toBe('saving');
  provider.take(encodeAck(2));
  expect(meter.read().state).toBe('saved');
});

it('[WIRE10] begins to count anew on every connection, and forgets no unsaved word between them', () => {
  provider.connect();
  provider.ws?.send(step2);
  provider.take(encodeAck(1));
  provider.edit();
  provider.disconnect();
  expect(meter.read()).toEqual({ state: 'offline', savedAt: noon, hasUnsaved: true });
  provider.connect();
  provider.ws?.send(step2);
  expect(meter.read().state).toBe('saving');
  provider.take(encodeAck(1));
  expect(meter.read().state).toBe('saved');
});

it('[WIRE10] counts neither presence nor step 1, nor what an old socket still sends', () => {
  provider.connect();
  const old = provider.ws;
  provider.disconnect();
  provider.connect();
  provider.ws?.send(step2);
  provider.ws?.send(presence);
  provider.ws?.send(Uint8Array.of(0, 0, 1, 0));
  old?.send(update);
  provider.take(encodeAck(1));
  expect(meter.read().state).toBe('saved');
});

it('[WIRE11] tells that the server cannot store, and that it can again', () => {
  const notices: Notice[] = [];
  meter.onNotice((notice) => notices.push(notice));
  provider.connect();
  provider.take(encodeNotice({ type: 'storage', ok: false }));
  expect(meter.read()).toMatchObject({ state: 'saving', isStorageFailing: true });
  provider.take(encodeNotice({ type: 'storage', ok: true }));
  expect(meter.read()).toMatchObject({ state: 'saving', isStorageFailing: false });
  expect(notices).toHaveLength(2);
});

it('[WIRE9] says refused from a refusal until the next connection', () => {
  provider.connect();
  provider.ws?.send(step2);
  provider.take(encodeNotice({ type: 'refused', code: 'readOnly', message: 1 }));
  expect(meter.read()).toMatchObject({ state: 'refused', code: 'readOnly' });
  provider.disconnect();
  provider.connect();
  expect(meter.read().state).toBe('saving');
});

it('[WIRE12] passes over a notice of an unknown type', () => {
  provider.connect();
  const notices: Notice[] = [];
  meter.onNotice((notice) => notices.push(notice));
  provider.take(Uint8Array.of(101, 17, ...new TextEncoder().encode('{"type":"future"}')));
  expect(notices).toEqual([]);
});

it('tells its listeners of changes and of nothing else', () => {
  let calls = 0;
  const stop = meter.subscribe(() => calls++);
  provider.connect();
  provider.ws?.send(step2);
  const before = meter.read();
  provider.ws?.send(presence);
  expect(meter.read()).toBe(before);
  expect(calls).toBe(1);
  stop();
  provider.disconnect();
  expect(calls).toBe(1);
});

/** Stands for the browser's WebSocket: only what is sent matters here. */
class HandSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  binaryType: BinaryType = 'arraybuffer';
  readonly bufferedAmount = 0;
  readonly extensions = '';
  readonly protocol = '';
  readonly readyState = 1;
  readonly url = '';
  onclose = null;
  onerror = null;
  onmessage = null;
  onopen = null;
  close(): void {}
  send(_data: unknown): void {}
}

type Status = (event: { status: string }) => void;
type Edit = (update: Uint8Array, origin: unknown) => void;

/** Does what the meter needs of a WebsocketProvider; the real one is tried in tests/integration. */
class HandProvider implements ProviderLike {
  readonly messageHandlers: ProviderLike['messageHandlers'] = [];
  ws: WebSocket | null = null;
  readonly #meter: DurabilityMeter;
  readonly #status = new Set<Status>();
  readonly #edits = new Set<Edit>();
  readonly doc = {
    on: (_event: 'update', listener: Edit) => this.#edits.add(listener),
    off: (_event: 'update', listener: Edit) => this.#edits.delete(listener),
  };

  constructor(of: DurabilityMeter) {
    this.#meter = of;
  }

  on(_event: 'status', listener: Status): void {
    this.#status.add(listener);
  }

  off(_event: 'status', listener: Status): void {
    this.#status.delete(listener);
  }

  connect(): void {
    this.ws = new this.#meter.WebSocket('ws://here');
    for (const listener of this.#status) listener({ status: 'connected' });
  }

  disconnect(): void {
    this.ws = null;
    for (const listener of this.#status) listener({ status: 'disconnected' });
  }

  edit({ isSent = true }: { readonly isSent?: boolean } = {}): void {
    if (isSent) this.ws?.send(update);
    for (const listener of this.#edits) listener(update, 'typing');
  }

  take(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const handler = this.messageHandlers[decoding.readVarUint(decoder)] as ((encoder: null, decoder: decoding.Decoder) => void) | undefined;
    handler?.(null, decoder);
  }
}
