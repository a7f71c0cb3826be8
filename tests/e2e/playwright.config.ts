import { defineConfig } from '@playwright/test';
import { chromiumHere } from '../../scripts/chromium.mjs';

// Undefined: Playwright's own, where somebody installed it.
const executablePath = process.env.CHROMIUM_PATH ?? chromiumHere() ?? undefined;

export default defineConfig({
  testDir: './specs',
  ...(process.env.YRKA_LONG === '1' ? { grep: /@long/ } : { grepInvert: /@long/ }),
  // What records tests nothing, and makes fixtures anew.
  testMatch: process.env.YRKA_RECORD === '1' ? '*.record.ts' : '*.spec.ts',
  outputDir: '../../test-results/e2e',
  globalSetup: './build.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // A slow machine is no failure: a test is stopped only when it hangs.
  timeout: 300_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? '../../test-results/e2e.json' }]],
  use: {
    // What never comes is told by its line, not by the test's.
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    browserName: 'chromium',
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    viewport: { width: 1440, height: 900 },
    // A press waits until what it presses stands still.
    contextOptions: { reducedMotion: 'reduce' },
    // A fifth of a run goes to recording what is thrown away when it passes.
    trace: process.env.YRKA_TRACE === '1' ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      // Without a locale Chromium calls a file whose name has an å "download".
      env: { ...process.env, LANG: process.env.LANG ?? 'C.UTF-8' },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Pages of one person share a process, so that one which stays keeps it for the next test (seats.ts)…
        '--process-per-site',
        // …and with it the scripts it has read, which are read again beside them when they are streamed. The others are Playwright's own: the last list counts.
        '--disable-features=ScriptStreaming,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints',
        // A page lives for seconds: to compile its code in any but the quickest way costs two cores more than it gives.
        '--js-flags=--single-threaded-gc --no-turbofan --no-maglev',
      ],
    },
  },
});
