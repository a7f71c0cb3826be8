// `npm start`: installs, builds and starts Yrka, on any machine with Node 20 and npm.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWeb, ensureRuntime, install, root, run } from './runtime.mjs';

await ensureRuntime(fileURLToPath(import.meta.url));
await install();
await buildWeb();
// The modules as they were compiled the last time are a quarter of a start.
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'), ...process.env };
process.exit(await run(process.execPath, ['--disable-warning=ExperimentalWarning', 'apps/server/src/main.ts'], { env }));
