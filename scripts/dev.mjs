// `pnpm dev`: the server, restarted when its files change, and Vite in front of it.
import { root, run } from './runtime.mjs';

const server = run(process.execPath, ['--watch', '--disable-warning=ExperimentalWarning', 'apps/server/src/main.ts']);
const web = run('pnpm', ['exec', 'vite'], { cwd: `${root}/apps/web` });
process.exit(await Promise.race([server, web]));
