// Brings Node 24 and pnpm 12 to a machine that may have only Node 20 and npm, and installs what
// the lockfile names. Plain JavaScript without dependencies: nothing is installed when it runs.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleServer as bundle, freshBundle } from '../apps/server/bundle.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * What Node is given to run the server. Of what it has just made it would keep up to 64 MB twice over in each thread; nearly
 * all of it is frames and rows that are of no use a moment later. In 4 MB they take a third less for each open document and
 * some processor time less where people type; where hundreds write as fast as they can, some 8 % are lost (`pnpm bench`).
 */
export const serverArguments = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=4', join(root, 'apps/server/serve.mjs')];

const nodeMajor = 24;
const runtime = ['node@24', 'pnpm@12'];
/** Set in the process that this one started under the right runtime, so that it does not start another. */
const marker = 'YRKA_RUNTIME';
/** Names the runtime and the folder of the `node` and `pnpm` that npx fetched: started from there they ask no registry, and are up in half the time. */
const runtimeNote = join(root, 'node_modules', '.yrka-runtime');

/**
 * Runs `script` again under Node 24 with pnpm on its path, where this process has not got them;
 * ends this process with its exit code. Returns only where the runtime is right already.
 */
export async function ensureRuntime(script) {
  if (Number(process.versions.node.split('.')[0]) >= nodeMajor && (process.env[marker] || hasPnpm())) return;
  if (process.env[marker]) fail(`Node ${nodeMajor} could not be started (this is ${process.version}).`);
  const noted = notedRuntime();
  if (noted !== null)
    process.exit(
      await run(join(noted, 'node'), [script, ...process.argv.slice(2)], {
        env: { ...process.env, PATH: `${noted}${delimiter}${process.env.PATH ?? ''}`, [marker]: '1' },
      }),
    );
  const args = process.argv
    .slice(2)
    .map((argument) => JSON.stringify(argument))
    .join(' ');
  const command = `node ${JSON.stringify(script)} ${args}`;
  const packages = runtime.flatMap((name) => ['-p', name]);
  // The copy that is here already first: asking a registry that does not answer takes over a minute.
  const isHere =
    spawnSync('npx', ['--offline', '--yes', ...packages, '-c', 'node --version'], { cwd: root, stdio: 'ignore', env: quietNpm(), shell: isWindows }).status ===
    0;
  if (!isHere) say('Fetching Node 24 and pnpm (once)');
  process.exit(await run('npx', [...(isHere ? ['--offline'] : []), '--yes', ...packages, '-c', command], { env: { ...quietNpm(), [marker]: '1' } }));
}

/** Installs the packages of the lockfile, unless they are there. Without a registry, what is installed serves. */
export async function install() {
  await installPackages();
  noteRuntime();
}

async function installPackages() {
  const stampFile = join(root, 'node_modules', '.yrka-install');
  const members = ['apps', 'packages'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}/package.json`));
  const manifests = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', 'tests/package.json', ...members.filter((path) => existsSync(join(root, path)))];
  const stamp = `${process.version} ${process.platform} ${process.arch} ${hashOf(manifests)}`;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  say('Installing packages');
  const code = await run('pnpm', ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=silent'], { env: { ...process.env, CI: 'true' } });
  if (code !== 0) {
    // The silent reporter said nothing of why.
    if ((await run('pnpm', ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'], { env: { ...process.env, CI: 'true' } })) !== 0)
      fail('The packages could not be installed: see above. Is the npm registry reachable?');
  }
  writeFileSync(stampFile, stamp);
}

/** Builds the web app, unless what it is made of has not changed since the last time. */
export async function buildWeb() {
  const stampFile = join(root, 'apps/web/dist/.built-from');
  const stamp = hashOf(
    [
      'pnpm-lock.yaml',
      ...filesBelow('apps/web', (path) => !path.startsWith('apps/web/dist')),
      ...filesBelow('packages', (path) => path.includes('/src/') || path.endsWith('package.json')),
    ].filter((path) => !/\.test\.tsx?$|\.md$/.test(path)),
  );
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  say('Building the web app');
  const code = await run('pnpm', ['--dir', 'apps/web', 'exec', 'vite', 'build', '--logLevel', 'warn']);
  if (code !== 0) fail('The web app could not be built: see above.');
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** Puts the server into its bundle, unless what it is made of has not changed since the last time. */
export async function bundleServer() {
  if (freshBundle() !== null) return;
  say('Bundling the server');
  await bundle().catch((error) => fail(`The server could not be bundled: ${error.message}`));
}

/** Runs a command to its end with this terminal, passing on Ctrl+C and SIGTERM; its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell: isWindows, ...options });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', ignore);
    process.on('SIGTERM', pass);
    // npm passes SIGTERM to a shell, which dies of it and tells nobody: without this the server would stay behind.
    const parent = process.ppid;
    const watch = process.env.npm_lifecycle_event === undefined ? undefined : setInterval(() => process.ppid !== parent && pass('SIGTERM'), 500);
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      process.off('SIGINT', ignore);
      process.off('SIGTERM', pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

export function say(text) {
  console.log(`· ${text} …`);
}

export function fail(text) {
  console.error(text);
  process.exit(1);
}

const isWindows = process.platform === 'win32';

// The terminal sends Ctrl+C to the child as well; this process waits for it to end.
function ignore() {}

function hasPnpm() {
  const { status, stdout } = spawnSync('pnpm', ['--version'], { cwd: root, encoding: 'utf8', shell: isWindows });
  return status === 0 && Number(stdout.split('.')[0]) >= 12;
}

/** Where the runtime of the last start is, if it still is there and answers; otherwise null. */
function notedRuntime() {
  if (isWindows || !existsSync(runtimeNote)) return null;
  const [names, folder = ''] = readFileSync(runtimeNote, 'utf8').split('\n');
  if (names !== runtime.join(' ')) return null;
  const { status, stdout } = spawnSync(join(folder, 'node'), ['--version'], { encoding: 'utf8' });
  return status === 0 && stdout.startsWith(`v${nodeMajor}.`) && existsSync(join(folder, 'pnpm')) ? folder : null;
}

function noteRuntime() {
  const folder = (process.env.PATH ?? '').split(delimiter).find((path) => path.includes('_npx') && existsSync(join(path, 'pnpm')));
  if (folder !== undefined && process.env[marker]) writeFileSync(runtimeNote, `${runtime.join(' ')}\n${folder}`);
}

function quietNpm() {
  return { ...process.env, npm_config_loglevel: 'error', npm_config_update_notifier: 'false', npm_config_fund: 'false' };
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort())
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

function filesBelow(folder, isWanted) {
  const found = [];
  for (const entry of readdirSync(join(root, folder))) {
    if (entry === 'node_modules') continue;
    const path = join(root, folder, entry);
    const name = relative(root, path).replaceAll('\\', '/');
    if (!isWanted(name) && !statSync(path).isDirectory()) continue;
    if (statSync(path).isDirectory()) found.push(...(name === 'apps/web/dist' ? [] : filesBelow(name, isWanted)));
    else found.push(name);
  }
  return found;
}
