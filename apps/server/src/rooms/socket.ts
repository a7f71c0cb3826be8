import { closeCodes, type CloseReason, readOffer, roomsPath } from '@yrka/protocol';
import type { IncomingMessage } from 'node:http';
import type { Duplex, Writable } from 'node:stream';
import { type ServerOptions, WebSocket, WebSocketServer } from 'ws';
import type { SessionRequest } from '../sessionRequest.ts';
import { rememberingNewest } from './rememberingNewest.ts';
import type { ClientEnd, Rooms } from './rooms.ts';
import type { Hello, RoomSocket } from './types.ts';

export type RoomUpgradeOptions = {
  readonly rooms: Pick<Rooms, 'connect' | 'endings'>;
  readonly sockets: WebSocketServer;
  /** Who asks, and by which session; null for nobody. */
  readonly signedIn: (request: SessionRequest) => Promise<Pick<Hello, 'person' | 'session'> | null>;
  /** Whether nobody is somebody who may not come in any more: signing in would not help them. */
  readonly isShutOut: (request: SessionRequest) => Promise<boolean>;
  /** Whether the page that asks is one of ours (its Origin against the Host). */
  readonly isOwnOrigin: (request: SessionRequest) => boolean;
  /** Is told of what should not have happened; returns the status to answer with. */
  readonly failed: (error: unknown) => Promise<number>;
  /** Is told of those who are turned away before any room has heard of them. */
  readonly sentAway: (reason: CloseReason) => void;
};

/**
 * Lets people into the rooms: `server.on('upgrade', roomUpgrades(…))`. Whatever is wrong is told by a close code after the
 * handshake: a browser shows a page no more of a refused one. Past Hono, which makes a request of the web's kind and a
 * context for each: after a restart everybody comes at once, and both stay in memory as long as the connection.
 */
export function roomUpgrades(options: RoomUpgradeOptions): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  return (request, socket, head) => {
    socket.on('error', ignore);
    upgrade(options, request, socket, head).catch(async (error: unknown) => refuse(socket, await options.failed(error).catch(() => 500)));
  };
}

async function upgrade(
  { rooms, sockets, signedIn, isShutOut, isOwnOrigin, sentAway }: RoomUpgradeOptions,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) {
  const url = urlOf(request);
  if (url === null) return refuse(socket, 400);
  const documentId = documentIn(url.pathname);
  if (documentId === null) return refuse(socket, 404);
  const asked: SessionRequest = { req: { url: url.href, header: (name) => headerOf(request, name) } };
  const offer = readOffer(url.searchParams);
  const isOwn = isOwnOrigin(asked);
  let known: Awaited<ReturnType<typeof signedIn>> = null;
  // Again where somebody was signed out meanwhile: it may be the one who asks, whom nobody would find here after that.
  for (let endings = -1; isOwn && endings !== rooms.endings; ) {
    endings = rooms.endings;
    known = await signedIn(asked);
  }
  const isForeign = !isOwn || (known === null && (await isShutOut(asked)));
  const refusal: CloseReason | null = isForeign ? 'noRight' : offer === null ? 'malformed' : known === null ? 'notSignedIn' : null;
  if (socket.destroyed) return;
  // What the room has to say first goes out with the handshake, unless that has to be waited for: what the store is asked comes in the same turn.
  socket.cork();
  setImmediate(() => socket.uncork());
  sockets.handleUpgrade(request, socket, head, (accepted) => {
    socket.off('error', ignore);
    accepted.on('error', ignore);
    // The type of ws leaves open which class it makes; it is the one below.
    if (!(accepted instanceof RoomWebSocket)) throw new TypeError('The websocket server is not the one of createSocketServer');
    if (refusal !== null || offer === null || known === null) {
      sentAway(refusal ?? 'malformed');
      return accepted.close(closeCodes[refusal ?? 'malformed'], refusal ?? 'malformed');
    }
    accepted.onTooLarge = () => sentAway('tooLarge');
    try {
      listen(accepted, rooms.connect(new SocketOfRoom(accepted), { documentId, offer, ...known }));
    } catch (error) {
      // Answered as a request it would be, in what is a websocket by now.
      accepted.terminate();
      throw error;
    }
  });
}

/** The address that was asked for, by the name that it was asked with; null where that is none. */
function urlOf({ url = '/', headers: { host = 'localhost' } }: IncomingMessage): URL | null {
  if (!/^[^/?#@\\\s]+$/.test(host)) return null;
  return URL.parse(url.startsWith('/') ? `http://${host}${url}` : url);
}

function documentIn(path: string): string | null {
  const id = path.startsWith(`${roomsPath}/`) ? path.slice(roomsPath.length + 1) : '';
  if (id === '' || id.includes('/')) return null;
  try {
    return decodeURIComponent(id);
  } catch {
    return id; // as it stands it is no document's
  }
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
}

function refuse(socket: Duplex, status: number): void {
  if (socket.destroyed) return;
  // Or one who goes on holding their end would keep the server from stopping.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} \r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The close that follows such an error is handled; without a listener the error would end the process. */
function ignore(): void {}

/** The `sockets` of `roomUpgrades`. `maxFrameBytes`: larger messages are not even read. */
export function createSocketServer({ maxFrameBytes }: { readonly maxFrameBytes: number }): WebSocketServer {
  // The types of ws do not know closeTimeout yet.
  const options: ServerOptions<typeof RoomWebSocket> & { readonly closeTimeout: number } = {
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload: maxFrameBytes,
    closeTimeout: closeTimeoutMs,
    WebSocket: RoomWebSocket,
  };
  return new WebSocketServer(options);
}

/** How long a client has to answer a close; one that is gone, or reads nothing, must not keep a server from stopping. */
const closeTimeoutMs = 2_000;

/** What createSocketServer makes of a connection. */
export class RoomWebSocket extends WebSocket {
  /** What ws writes to; its types keep it to themselves. */
  declare private readonly _socket: Writable;
  /** Called when somebody sends a frame that is too large to be read. */
  onTooLarge: () => void = () => {};

  /**
   * Sends a message past ws, which would make a frame of its own for each client (PERF.md, technique
   * 4). Nothing of ours waits in ws, which compresses nothing here: so the order is kept.
   */
  sendFramed(message: Uint8Array): void {
    if (this.readyState === WebSocket.OPEN) this._socket.write(frameOf(message));
  }

  /** As `bufferedAmount`, without what would wait in ws. */
  get unsentBytes(): number {
    return this._socket.writableLength;
  }

  together(send: () => void): void {
    this._socket.cork();
    try {
      send();
    } finally {
      this._socket.uncork();
    }
  }

  /**
   * ws closes what is too large with 1009, after which a WebsocketProvider would come back and send it again, for ever.
   * Nothing is said after a close, and who is told of it need not come back here to be let go (RFC 6455, section 5.5.1): where
   * a server stops, hundreds would wait for each other.
   */
  override close(code?: number, data?: string | Buffer): void {
    if (code === 1009) {
      this.onTooLarge();
      super.close(closeCodes.tooLarge, 'tooLarge');
    } else super.close(code, data);
    this._socket.end();
  }
}

/** A class and not an object of functions: those would be others for each connection, and what is sent to everybody would be looked up anew each time. */
class SocketOfRoom implements RoomSocket {
  readonly #socket: RoomWebSocket;

  constructor(socket: RoomWebSocket) {
    this.#socket = socket;
  }

  send(message: Uint8Array): void {
    this.#socket.sendFramed(message);
  }

  together(send: () => void): void {
    this.#socket.together(send);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  get bufferedAmount(): number {
    return this.#socket.unsentBytes;
  }
}

/** The newest message and its websocket frame: what goes to everybody in a room is one message. */
let newest: { readonly message: Uint8Array; readonly frame: Uint8Array } = { message: new Uint8Array(), frame: new Uint8Array() };

function frameOf(message: Uint8Array): Uint8Array {
  if (message.length >= largeBytes) return largeFrameOf(message);
  if (newest.message !== message) newest = { message, frame: framed(message) };
  return newest.frame;
}

/** Small ones go between the large ones that everybody who opens a document is sent. */
const largeBytes = 4_096;
const largeFrameOf = rememberingNewest(framed);

/** A whole binary message, unmasked as from a server. Source: RFC 6455, section 5.2. */
function framed(message: Uint8Array): Uint8Array {
  const { length } = message;
  const lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const frame = Buffer.allocUnsafe(2 + lengthBytes + length);
  frame[0] = 0x82;
  frame[1] = lengthBytes === 0 ? length : lengthBytes === 2 ? 126 : 127;
  if (lengthBytes === 2) frame.writeUInt16BE(length, 2);
  if (lengthBytes === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.set(message, 2 + lengthBytes);
  return frame;
}

function listen(socket: WebSocket, client: ClientEnd): void {
  let isAlive = true;
  // A client whose network went away says nothing: without this it would stay in the room for hours.
  const heartbeat = setInterval(() => {
    // Nothing is read of it for the moment, and so no answer either.
    if (socket.isPaused) return;
    if (!isAlive) socket.terminate();
    isAlive = false;
    if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, heartbeatMs).unref();
  socket.on('pong', () => {
    isAlive = true;
  });
  socket.on('message', (data, isBinary) => {
    isAlive = true;
    client.receive(isBinary ? bytesOf(data) : malformed);
  });
  // A frame that is none, or too large: ws closes the connection.
  socket.on('error', ignore);
  socket.on('close', () => {
    clearInterval(heartbeat);
    client.closed();
  });
}

const heartbeatMs = 30_000;

/** A text message is none of ours: read as bytes it is no message either. */
const malformed = new Uint8Array();

function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
