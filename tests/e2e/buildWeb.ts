import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../../apps/web', import.meta.url));

/** The server serves the built app; `npm test` has built it already. */
export default function buildWeb(): void {
  if (!existsSync(`${web}/dist/index.html`)) execFileSync('pnpm', ['exec', 'vite', 'build', '--logLevel', 'warn'], { cwd: web, stdio: 'inherit' });
}
