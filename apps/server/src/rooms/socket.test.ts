import { closeCodes } from '@yrka/protocol';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Rooms } from './rooms.ts';
import { createSocketServer, type RoomUpgradeOptions, RoomWebSocket, roomUpgrades } from './socket.ts';

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

it.each([100, 4_095, 4_096, 70_000])('a message of %i bytes is framed once for all whom it goes to', async (length) => {
  const message = new Uint8Array(length);
  const written: unknown[][] = [];
  sockets.removeAllListeners('connection');
  sockets.on('connection', (accepted, { socket }) => {
    const chunks: unknown[] = [];
    const write = socket.write.bind(socket) as (chunk: Uint8Array) => boolean; // as it is called here
    socket.write = (chunk: Uint8Array) => {
      chunks.push(chunk);
      return write(chunk);
    };
    if (accepted instanceof RoomWebSocket) accepted.sendFramed(message);
    written.push([...chunks]);
  });
  await Promise.all([receive(1), receive(1), receive(1)]);
  expect(written.map((chunks) => chunks.length)).toEqual([1, 1, 1]);
  expect(new Set(written.flat()).size).toBe(1);
});

it('tells how much waits for one who reads nothing', async () => {
  sockets.removeAllListeners('connection');
  const accepted = once(sockets, 'connection');
  const client = new WebSocket(`ws://127.0.0.1:${portOf(server)}`);
  await once(client, 'open');
  client.pause();
  const [socket] = (await accepted) as [RoomWebSocket];
  expect(socket.unsentBytes).toBe(0);
  // More than two kernels keep.
  const [message, count] = [new Uint8Array(1024 * 1024), 32];
  for (let sent = 0; sent < count; sent++) socket.sendFramed(message);
  const waiting = socket.unsentBytes;
  expect(waiting).toBeGreaterThan(message.length);
  socket.sendFramed(message);
  expect(socket.unsentBytes).toBeGreaterThanOrEqual(waiting + message.length);
  socket.terminate();
  client.terminate();
});

it('[WIRE21] lets go of who is sent away with the word itself, and still hears their answer', async () => {
  sockets.removeAllListeners('connection');
  const accepted = once(sockets, 'connection');
  const client = connect({ port: portOf(server), host: '127.0.0.1', allowHalfOpen: true });
  client.write(requestFor('/'));
  const [socket] = (await accepted) as [RoomWebSocket];
  const closed = once(socket, 'close');
  socket.close(closeCodes.serverStopping, 'serverStopping');
  const said: Buffer[] = [];
  client.on('data', (data: Buffer) => said.push(data));
  await once(client, 'end');
  expect(Buffer.concat(said).toString('latin1')).toMatch(/serverStopping$/);
  // A close frame as a client's: masked, here with nothing.
  client.end(Uint8Array.of(0x88, 0x82, 0, 0, 0, 0, closeCodes.serverStopping >> 8, closeCodes.serverStopping & 0xff));
  const [code] = await closed;
  expect(code).toBe(closeCodes.serverStopping);
});

it('compresses nothing: each message would be compressed anew for each', async () => {
  sockets.removeAllListeners('connection');
  const client = new WebSocket(`ws://127.0.0.1:${portOf(server)}`, { perMessageDeflate: true });
  await once(client, 'open');
  expect(client.extensions).toBe('');
  client.terminate();
});

describe('who asks to be let in', () => {
  it('[WIRE1] is let in by the document’s name, and told in the same packet what the room has to say at once', async () => {
    let asked = '';
    const rooms: Pick<Rooms, 'connect' | 'endings'> = {
      endings: 0,
      connect: (socket, { documentId }) => {
        asked = documentId;
        queueMicrotask(() => socket.send(Uint8Array.of(7)));
        return { receive: () => undefined, closed: () => undefined };
      },
    };
    const first = await answerTo('/ws/d%C3%B6rr', { rooms });
    expect(first).toMatch(/^HTTP\/1\.1 101 /);
    expect(first.slice(first.indexOf('\r\n\r\n') + 4)).toBe(String.fromCharCode(0x82, 1, 7));
    expect(asked).toBe('dörr');
  });

  it.each([
    ['nowhere', '/elsewhere/d1', {}, '404'],
    ['below a document', '/ws/d1/more', {}, '404'],
    ['by a name that is none', '/ws/d1', { host: 'a/b' }, '400'],
  ])('is refused who asks %s', async (_, path, { host }: { host?: string }, status) => {
    const first = await answerTo(path, {}, host);
    expect(first).toContain(`HTTP/1.1 ${status} `);
  });

  it.each([
    ['who is nobody', '/ws/d1', { signedIn: async () => null }, 'notSignedIn'],
    ['who comes from elsewhere', '/ws/d1', { isOwnOrigin: () => false }, 'noRight'],
    ['whose words are none', '/ws/d1?schema=x', {}, 'malformed'],
  ] satisfies readonly (readonly [string, string, Partial<RoomUpgradeOptions>, string])[])('is counted %s', async (_, path, options, reason) => {
    const sentAway: string[] = [];
    await answerTo(path, { ...options, sentAway: (told) => sentAway.push(told) });
    expect(sentAway).toEqual([reason]);
  });

  it('[WIRE20] is nobody whose session ends while it is asked whose it is', async () => {
    let endings = 0;
    let asked = 0;
    const sentAway: string[] = [];
    const first = await answerTo('/ws/d1', {
      rooms: {
        connect: () => {
          throw new Error('let in');
        },
        get endings() {
          return endings;
        },
      },
      signedIn: async () => {
        if (++asked > 1) return null;
        endings++;
        return { person: { id: 'anna', name: 'Anna', role: 'member', party: null, isProtected: false }, session: null };
      },
      sentAway: (told) => sentAway.push(told),
    });
    expect(first).toMatch(/^HTTP\/1\.1 101 /);
    expect([asked, sentAway]).toEqual([2, ['notSignedIn']]);
  });

  it('is counted who sends a frame that is too large to be read', async () => {
    const sentAway: string[] = [];
    const asked = await listening({ sentAway: (told) => sentAway.push(told) });
    const client = new WebSocket(`ws://127.0.0.1:${portOf(asked)}/ws/d1`);
    await once(client, 'open');
    client.send(new Uint8Array(2_000));
    const [code] = await once(client, 'close');
    expect([code, sentAway]).toEqual([closeCodes.tooLarge, ['tooLarge']]);
    asked.close();
  });

  it('is answered, and no more, when even that cannot be told', async () => {
    const first = await answerTo('/ws/d1', {
      signedIn: () => Promise.reject(new RangeError('full')),
      failed: () => Promise.reject(new Error('a file is not there')),
    });
    expect(first).toContain('HTTP/1.1 500 ');
  });

  it('is sent nothing more when no room could be entered', async () => {
    const rooms = {
      endings: 0,
      connect: () => {
        throw new Error('no room');
      },
    };
    const first = await answerTo('/ws/d1', { rooms });
    expect(first.split('HTTP/1.1').length).toBeLessThanOrEqual(2);
  });

  it('cannot keep the server from stopping by holding on to a connection that was refused', async () => {
    const asked = await listening({});
    const client = connect({ port: portOf(asked), host: '127.0.0.1', allowHalfOpen: true });
    client.on('error', () => undefined); // the server lets go
    client.write(requestFor('/elsewhere'));
    await once(client, 'data');
    asked.close();
    await once(asked, 'close');
    client.destroy();
  });

  it('is answered when it cannot be told who they are', async () => {
    const failed = async (error: unknown) => (error instanceof RangeError ? 507 : 500);
    const first = await answerTo('/ws/d1', { signedIn: () => Promise.reject(new RangeError('full')), failed });
    expect(first).toContain('HTTP/1.1 507 ');
  });
});

/** All that a server says to a request for a websocket before it has nothing more to say at once, or lets go. */
async function answerTo(path: string, options: Partial<RoomUpgradeOptions>, host = 'localhost'): Promise<string> {
  const asked = await listening(options);
  const client = connect(portOf(asked), '127.0.0.1');
  client.write(requestFor(path, host));
  const first = await new Promise<string>((resolve) => {
    client.once('data', (data: Buffer) => resolve(data.toString('latin1')));
    client.once('close', () => resolve(''));
  });
  client.destroy();
  asked.close();
  return first;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

const requestFor = (path: string, host = 'localhost') =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`;

async function listening(options: Partial<RoomUpgradeOptions>): Promise<Server> {
  const asked = createServer().on(
    'upgrade',
    roomUpgrades({
      rooms: { connect: () => ({ receive: () => undefined, closed: () => undefined }), endings: 0 },
      sockets: createSocketServer({ maxFrameBytes: 1_000 }),
      signedIn: async () => ({ person: { id: 'anna', name: 'Anna', role: 'member', party: null, isProtected: false }, session: null }),
      isShutOut: async () => false,
      isOwnOrigin: () => true,
      failed: async () => 500,
      sentAway: () => undefined,
      ...options,
    }),
  );
  asked.listen(0, '127.0.0.1');
  await once(asked, 'listening');
  return asked;
}

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
