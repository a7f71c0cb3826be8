// `npm start`: installs, builds and starts Yrka, on any machine with Node 20 and npm.
import { fileURLToPath } from 'node:url';
import { buildWeb, bundleServer, ensureRuntime, install, run, serverArguments } from './runtime.mjs';

await ensureRuntime(fileURLToPath(import.meta.url));
await install();
await buildWeb();
await bundleServer();
process.exit(await run(process.execPath, serverArguments));
