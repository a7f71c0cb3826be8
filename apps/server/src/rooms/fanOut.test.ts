import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeReason, decodeClientMessage, messageTags } from '@yrka/protocol';
import { rootOf } from '@yrka/ydoc';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readSyncMessage, writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';
import { decodePresence } from './presence.ts';
import { anna, lastText, motion, omar, presence, RoomsWorld, threadForAll, type, until, wordsOf } from './roomsForTests.ts';
import { createSocketServer, roomUpgrades } from './socket.ts';
import { type HandClient, settle } from './socketPair.ts';
import { defaultLimits } from './types.ts';

const thread = threadForAll();
let world: RoomsWorld;

beforeEach(async () => {
  world = await RoomsWorld.begin(thread);
});

/** The messages of a kind that wait to be taken in; the same objects that the rooms sent. */
function waiting(client: HandClient, kind: 'step2' | 'update' | 'awareness'): readonly Uint8Array[] {
  return client.inbox.filter((frame) => decodeClientMessage(frame)?.type === kind);
}

/** Sends, as one turn's, what these have written, and waits until all of it has gone out again. */
async function pass(...writers: readonly HandClient[]): Promise<void> {
  for (const writer of writers) writer.flush();
  await world.rooms.idle();
}

describe('what is written', () => {
  it('[WIRE8] does not come back to the only one who wrote it', async () => {
    const [a, b] = world.joinAll(2);
    await settle(world.rooms, a, b);
    for (const word of ['ett', 'två']) type(a, word);
    await pass(a);
    expect([waiting(a, 'update').length, waiting(b, 'update').length]).toEqual([0, 1]);
  });

  it('[WIRE8] goes to all as one message, as many as have written in a turn', async () => {
    const [a, b, ...readers] = world.joinAll(4);
    await settle(world.rooms, a, b, ...readers);
    for (const word of ['ett', 'två', 'tre']) for (const writer of [a, b]) type(writer, word);
    await pass(a, b);
    const all = [a, b, ...readers];
    expect(all.map((client) => waiting(client, 'update').length)).toEqual([1, 1, 1, 1]);
    await settle(world.rooms, ...all);
    for (const client of all) expect(wordsOf(client)).toBe(wordsOf(a));
  });

  it('[WIRE8] is one message of a key press, too, which is joined another way', async () => {
    const [a, b, reader] = [world.join(anna), world.join(omar), world.join(anna)];
    await settle(world.rooms, a, b, reader);
    type(a, 'ett');
    await settle(world.rooms, a, b, reader);
    for (const letter of 'hej') for (const writer of [a, b]) lastText(writer).insert(1, letter);
    await pass(a, b);
    expect([a, b, reader].map((client) => waiting(client, 'update').length)).toEqual([1, 1, 1]);
  });

  it('is the same bytes for everybody, not a copy for each', async () => {
    const [a, ...readers] = world.joinAll(50);
    await settle(world.rooms, a, ...readers);
    type(a, 'ett');
    await pass(a);
    expect(readers.map((reader) => waiting(reader, 'update').length)).toEqual(readers.map(() => 1));
    expect(new Set(readers.flatMap((reader) => waiting(reader, 'update'))).size).toBe(1);
  });
});

describe('who is here', () => {
  it('[WIRE16] is told to everybody else in the same bytes', async () => {
    const [a, ...others] = world.joinAll(50);
    await settle(world.rooms, a, ...others);
    a.write(presence(a.doc.clientID, 1, { cursor: 1 }));
    await pass(a);
    expect(others.map((other) => waiting(other, 'awareness').length)).toEqual(others.map(() => 1));
    expect(new Set(others.flatMap((other) => waiting(other, 'awareness'))).size).toBe(1);
  });

  it('is not told to one for whom an eighth of the limit waits, who is told all that is written', async () => {
    const [a, b, c] = [world.join(anna), world.join(omar), world.join(anna)];
    await settle(world.rooms, a, b, c);
    const eighth = defaultLimits.maxBufferedBytes / 8;
    b.bufferedAmount = eighth + 1;
    c.bufferedAmount = eighth;
    a.write(presence(a.doc.clientID, 1, { cursor: 1 }));
    type(a, 'ett');
    await pass(a);
    expect([b, c].map((client) => [waiting(client, 'awareness').length, waiting(client, 'update').length])).toEqual([
      [0, 1],
      [1, 1],
    ]);
    b.bufferedAmount = 0;
    a.write(presence(a.doc.clientID, 2, { cursor: 2 }));
    await settle(world.rooms, a, b);
    expect(b.presence.flatMap(decodePresence).map(({ state }) => state?.['cursor'])).toEqual([2]);
  });
});

it('is made once for all who open a document, whatever is written before them', async () => {
  const a = world.join(anna);
  await settle(world.rooms, a);
  for (const word of ['ett', 'två']) {
    type(a, word);
    await settle(world.rooms, a);
  }
  const opening = world.joinAll(50);
  await pass(...opening);
  expect(opening.map((one) => waiting(one, 'step2').length)).toEqual(opening.map(() => 1));
  expect(new Set(opening.flatMap((one) => waiting(one, 'step2'))).size).toBe(1);
  type(a, 'tre');
  await settle(world.rooms, a, ...opening);
  const later = [world.join(omar), world.join(anna)];
  await pass(...later);
  expect(new Set(later.flatMap((one) => waiting(one, 'step2'))).size).toBe(1);
  await settle(world.rooms, ...later);
  for (const client of [...opening, ...later]) expect(wordsOf(client)).toBe(wordsOf(a));
});

describe('one who reads nothing, over a network', () => {
  /** Far more than two kernels keep between a server and one who reads nothing. */
  const most = 64 * 1024 * 1024;
  const maxBufferedBytes = 1024 * 1024;

  it('[WIRE18] is sent away, disturbs nobody, and gets the whole text when they are back', { timeout: 60_000 }, async () => {
    world.reopen({ maxBufferedBytes });
    const server = await listening();
    const writer = world.join(anna);
    const [slow, reader] = [new Page(server), new Page(server)];
    await Promise.all([slow.isOpen, reader.isOpen]);
    await settle(world.rooms, writer);
    await until(() => slow.words === wordsOf(writer) && reader.words === wordsOf(writer));
    slow.socket.pause();
    let sent = 0;
    while (world.rooms.size.connections === 3 && sent < most) {
      type(writer, 'x'.repeat(maxBufferedBytes / 4));
      sent += maxBufferedBytes / 4;
      await settle(world.rooms, writer);
      await until(() => reader.words === wordsOf(writer));
    }
    expect(world.rooms.size.connections).toBe(2);
    expect(sent).toBeGreaterThan(maxBufferedBytes);
    const closed = once(slow.socket, 'close');
    slow.socket.resume();
    type(writer, 'mer');
    await settle(world.rooms, writer);
    await until(() => reader.words === wordsOf(writer));
    expect([reader.socket.readyState, writer.closedWith, writer.isAllStored]).toEqual([WebSocket.OPEN, null, true]);
    const [code] = (await closed) as [number];
    expect([code, closeReason(code)]).toEqual([4508, 'tooSlow']);
    expect(slow.words).not.toBe(wordsOf(writer));
    const back = new Page(server, slow.doc);
    await back.isOpen;
    await until(() => back.words === wordsOf(writer));
    for (const page of [reader, back]) page.socket.close();
    await until(() => world.rooms.size.connections === 1);
    server.close();
  });
});

/** A browser's page over a real connection, which understands nothing of ours. */
class Page {
  readonly socket: WebSocket;
  readonly doc: Y.Doc;
  readonly isOpen: Promise<unknown>;

  constructor(server: Server, doc = new Y.Doc()) {
    this.doc = doc;
    const { port } = server.address() as AddressInfo; // it listens on a port
    this.socket = new WebSocket(`ws://127.0.0.1:${port}/ws/${motion}`);
    this.socket.binaryType = 'arraybuffer';
    this.isOpen = once(this.socket, 'open');
    this.socket.on('open', () => this.#send((encoder) => writeSyncStep1(encoder, this.doc)));
    this.socket.on('message', (data: ArrayBuffer) => {
      const decoder = decoding.createDecoder(new Uint8Array(data));
      if (decoding.readVarUint(decoder) === messageTags.sync) this.#send((encoder) => void readSyncMessage(decoder, encoder, this.doc, this));
    });
  }

  get words(): string {
    return rootOf(this.doc).toString();
  }

  /** Nothing where nothing is written. */
  #send(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, messageTags.sync);
    write(encoder);
    if (encoding.length(encoder) > 1) this.socket.send(encoding.toUint8Array(encoder));
  }
}

async function listening(): Promise<Server> {
  const server = createServer().on(
    'upgrade',
    roomUpgrades({
      rooms: world.rooms,
      sockets: createSocketServer({ maxFrameBytes: defaultLimits.maxMessageBytes }),
      signedIn: async () => ({ person: omar, session: null }),
      isShutOut: async () => false,
      isOwnOrigin: () => true,
      failed: async () => 500,
      sentAway: () => undefined,
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
