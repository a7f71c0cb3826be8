// The floor: a bare relay. It reads two bytes of a frame and hands it on to the others of its room. It
// stores nothing but what a client answered its step 1 with, whole, as a file: something to open a room with.
// With BENCH_FSYNC it does one thing more: what came in a turn is on the disk, by a thread of its own, before anybody is told.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';

const folder = process.env['BENCH_FOLDER'] ?? '.';
/** For the test of the benchmark itself: the so-manieth frame is lost. */
const loses = Number(process.env['BENCH_LOSES'] ?? 0);
const rooms = new Map<string, { readonly sockets: Set<WebSocket>; content: Buffer | null }>();
let relayed = 0;

mkdirSync(folder, { recursive: true });
const disk = process.env['BENCH_FSYNC'] === '1' ? new Worker(new URL('./fsyncThread.ts', import.meta.url), { workerData: join(folder, 'frames') }) : null;
/** What is told to whom when it is stored: of this turn, and what the disk has been given. */
let waiting: (readonly [frame: Buffer, tell: () => void])[] = [];
let storing: typeof waiting = [];
disk?.on('message', () => {
  for (const [, tell] of storing.splice(0)) tell();
  store();
});
const store = () => {
  if (storing.length > 0 || waiting.length === 0) return;
  storing = waiting;
  waiting = [];
  disk?.postMessage(Buffer.concat(storing.map(([frame]) => frame)));
};
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(process.env['PORT'] ?? 0),
  perMessageDeflate: false,
  clientTracking: false,
  skipUTF8Validation: true,
});
server.on('connection', (socket, { url = '/' }) => {
  const name = new URL(url, 'http://relay').pathname.slice(1);
  const file = join(folder, name);
  const room = rooms.get(name) ?? { sockets: new Set(), content: existsSync(file) ? readFileSync(file) : null };
  rooms.set(name, room);
  room.sockets.add(socket);
  socket.on('close', () => {
    room.sockets.delete(socket);
    if (room.sockets.size === 0) rooms.delete(name);
  });
  socket.on('message', (data: RawData) => {
    const frame = data as Buffer;
    if (frame[0] === 0 && frame[1] === 0) return socket.send(room.content ?? nothing);
    if (frame[0] === 0 && frame[1] === 1) {
      if (frame.length <= nothing.length) return;
      room.content = Buffer.from(frame);
      writeFileSync(file, room.content);
    }
    if (++relayed === loses) return;
    const tell = () => {
      for (const other of room.sockets) if (other !== socket) other.send(frame);
    };
    if (disk === null) return tell();
    if (waiting.length === 0) setImmediate(store);
    waiting.push([Buffer.from(frame), tell]);
  });
  socket.send(ask);
});
server.on('listening', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`listening on http://127.0.0.1:${address.port}`);
});
process.once('SIGTERM', () => process.exit(0));

/** Sync step 1 with an empty state vector, and step 2 with an empty update. */
const ask = Buffer.from([0, 0, 1, 0]);
const nothing = Buffer.from([0, 1, 2, 0, 0]);
