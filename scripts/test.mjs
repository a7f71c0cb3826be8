// `npm test`: installs, then passes everything but what takes long (CONTRIBUTING.md): lint, types, import directions, dead code,
// unit and integration tests, and the end-to-end tests in a real Chromium. Ends with one line that counts.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';
import { buildWeb, bundleServer, ensureRuntime, fail, install, root, run } from './runtime.mjs';

await ensureRuntime(fileURLToPath(import.meta.url));
await install();

const results = join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const counts = { passed: 0, failed: 0, skipped: 0 };
const times = [];

// As in vitest.config.ts: the end-to-end tests begin servers too.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/node');

const inMemory = roomInMemory();
if (inMemory !== null) {
  process.env.TMPDIR = inMemory;
  process.on('exit', () => rmSync(inMemory, { recursive: true, force: true }));
}

const bin = (name) => ['pnpm', ['exec', name]];
// None of them uses two cores all the time, and none says anything unless something is wrong.
await Promise.all([
  check('lint', ...bin('biome'), 'ci', '--reporter=summary', '.'),
  check('types', ...bin('tsc'), '--noEmit', '-p', '.', '--checkers', '1'),
  check('dead code', ...bin('knip'), '--no-progress'),
]);
await bundleServer();
await vitest('unit and integration', 'vitest.json');
if (process.argv.includes('--no-e2e')) say('end to end: left out, as asked');
else {
  await buildWeb();
  await playwright();
}

console.log(`\n${times.map(([name, seconds]) => `${name} ${seconds} s`).join(' · ')}`);
console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
process.exit(counts.failed === 0 ? 0 : 1);

/** A folder in memory, where there is room: what tests store need not outlive them, and nobody waits for a disk then. Null elsewhere. */
function roomInMemory() {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return null;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize < 2 * 2 ** 30 ? null : mkdtempSync(join(memory, 'yrka-tests-'));
}

/** A check that passes or fails as one. */
async function check(name, command, args, ...more) {
  const code = await timed(name, () => run(command, [...args, ...more]));
  counts[code === 0 ? 'passed' : 'failed']++;
}

async function vitest(name, file) {
  const report = join(results, file);
  const code = await timed(name, () => run('pnpm', ['exec', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]));
  if (!existsSync(report)) fail(`${name}: the runner ended with ${code} and no report.`);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
  count(numPassedTests, numFailedTests || (code === 0 ? 0 : Math.max(numFailedTestSuites, 1)), numPendingTests + numTodoTests);
}

async function playwright() {
  const report = join(results, 'e2e.json');
  const chromium = findChromium();
  if (chromium === null) fail('The end-to-end tests need a Chromium: install chromium or google-chrome, or name one in CHROMIUM_PATH.');
  const env = { ...process.env, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const code = await timed('end to end', () =>
    run('pnpm', ['exec', 'playwright', 'test', '--config', 'e2e/playwright.config.ts'], { cwd: join(root, 'tests'), env }),
  );
  if (!existsSync(report)) fail(`end to end: the runner ended with ${code} and no report.`);
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(report, 'utf8')).stats;
  // A test that passes only when tried again has not passed.
  count(expected, unexpected + flaky || (code === 0 ? 0 : 1), skipped);
}

function count(passed, failed, skipped) {
  counts.passed += passed;
  counts.failed += failed;
  counts.skipped += skipped;
}

async function timed(name, work) {
  console.log(`\n── ${name}`);
  const start = Date.now();
  const result = await work();
  times.push([name, ((Date.now() - start) / 1000).toFixed(0)]);
  return result;
}

function say(text) {
  console.log(`\n── ${text}`);
}
