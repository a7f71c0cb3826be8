// Starts the server from its bundle, where there is one of the sources as they are (`bundle.mjs`), and with its modules as
// they were compiled the last time. No TypeScript itself, or all that strips types would be loaded for it.
import { enableCompileCache } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { freshBundle } from './bundle.mjs';

// In the environment, for the threads as well. Where the folder cannot be written, modules are compiled as ever.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url));
enableCompileCache(process.env.NODE_COMPILE_CACHE);
const bundle = freshBundle();
await import(bundle === null ? './src/main.ts' : pathToFileURL(bundle).href);
