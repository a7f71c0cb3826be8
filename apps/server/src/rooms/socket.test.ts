import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createSocketServer, RoomWebSocket } from './socket.ts';

const server = createServer();
const sockets = createSocketServer({ maxFrameBytes: 1_000 });

beforeAll(async () => {
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  server.close();
});

// The length of a frame is told in one byte, in three or in nine.
it.each([0, 1, 125, 126, 127, 65_535, 65_536, 70_000])('[WIRE2] a message of %i bytes arrives whole, at everybody and among others', async (length) => {
  const message = Uint8Array.from({ length }, (_, index) => index % 251);
  const sent = [Uint8Array.of(1), message, Uint8Array.of(2), message];
  sockets.removeAllListeners('connection');
  sockets.on('connection', (accepted) => {
    if (accepted instanceof RoomWebSocket) for (const each of sent) accepted.sendFramed(each);
  });
  expect(await Promise.all([receive(sent.length), receive(sent.length)])).toEqual([sent, sent]);
});

it('[WIRE2] sends together what is sent together, in its order', async () => {
  const waiting: number[] = [];
  sockets.removeAllListeners('connection');
  sockets.on('connection', (accepted) => {
    if (!(accepted instanceof RoomWebSocket)) return;
    accepted.together(() => {
      accepted.sendFramed(Uint8Array.of(1));
      waiting.push(accepted.bufferedAmount);
      accepted.together(() => accepted.sendFramed(Uint8Array.of(2)));
      accepted.sendFramed(Uint8Array.of(3));
    });
    waiting.push(accepted.bufferedAmount);
    accepted.sendFramed(Uint8Array.of(4));
  });
  expect(await receive(4)).toEqual([1, 2, 3, 4].map((one) => Uint8Array.of(one)));
  // The first waits for the others, and none is left to wait.
  expect(waiting).toEqual([3, 0]);
});

/** The first messages that a client is sent. */
async function receive(count: number): Promise<readonly Uint8Array[]> {
  const address = server.address() as AddressInfo; // it listens on a port
  const client = new WebSocket(`ws://127.0.0.1:${address.port}`);
  client.binaryType = 'arraybuffer';
  const received: Uint8Array[] = [];
  client.on('message', (data: ArrayBuffer) => {
    received.push(new Uint8Array(data));
    if (received.length === count) client.close();
  });
  await once(client, 'close');
  return received;
}
