import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Tests begin threads and servers, and each loads our modules anew: compiled once for all, they are up in a third of the time.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/node', import.meta.url));

// `*.long.test.ts` are for `pnpm test:long`.
const isLong = process.env.YRKA_LONG === '1';
const pattern = isLong ? '*.long.test.ts' : '*.test.{ts,tsx}';

export default defineConfig({
  test: {
    include: [`packages/*/src/**/${pattern}`, `apps/*/src/**/${pattern}`, `tests/integration/**/${pattern}`, `tests/directions/**/${pattern}`],
    exclude: ['**/node_modules/**', ...(isLong ? [] : ['**/*.long.test.ts'])],
    testTimeout: isLong ? 600_000 : 30_000,
    hookTimeout: 30_000,
    // Two cores, and a Chromium and servers of the tests' own beside them.
    maxWorkers: 2,
    // Files share their workers, and with them what is loaded: no module of ours keeps anything between them.
    isolate: false,
  },
});
