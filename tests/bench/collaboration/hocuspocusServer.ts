// Hocuspocus as its manual starts it, with its SQLite extension. It ends in order on SIGTERM by itself.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

const folder = process.env['BENCH_FOLDER'] ?? '.';
mkdirSync(folder, { recursive: true });
const server = new Server({
  port: Number(process.env['PORT'] ?? 0),
  address: '127.0.0.1',
  quiet: true,
  extensions: [new SQLite({ database: join(folder, 'hocuspocus.sqlite') })],
});
await server.listen();
console.log(`listening on ${server.httpURL.replace(/^(?!http)/, 'http://')}`);
