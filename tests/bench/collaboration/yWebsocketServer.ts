// @y/websocket-server with its own persistence (y-leveldb), over the same release of `ws` as the others. It does
// not end in order by itself: here a SIGTERM waits for what LevelDB has not taken yet, so that a restart can be measured,
// unless it is the end itself that is measured.
import { createServer } from 'node:http';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';

const folder = process.env['BENCH_FOLDER'] ?? '.';
mkdirSync(folder, { recursive: true });
process.env['YPERSISTENCE'] = join(folder, 'level'); // read when the module is loaded
const { getPersistence, setupWSConnection } = await import('@y/websocket-server/utils');

const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on('connection', setupWSConnection);
http.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  const address = http.address();
  if (address !== null && typeof address === 'object') console.log(`listening on http://127.0.0.1:${address.port}`);
});
if (process.env['BENCH_ENDS_BY_ITSELF'] === undefined)
  process.once('SIGTERM', async () => {
    // Its types leave the provider out.
    const persistence = getPersistence() as { readonly provider?: { destroy(): Promise<void> } } | null;
    await persistence?.provider?.destroy(); // waits its turn behind every write
    process.exit(0);
  });
