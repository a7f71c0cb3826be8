// Puts the server's modules and threads into a few files: a start finds some 700 modules one by one otherwise, which is
// half of its work and a quarter of its memory. Plain JavaScript: `serve.mjs` asks it before anything else is loaded.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = fileURLToPath(new URL('dist', import.meta.url));
const stampFile = join(folder, '.built-from');
/** With code for one kind of machine, or so large that it is only read where it is needed. */
const standsAlone = /^(better-sqlite3|@myriaddreamin\/|pdfjs-dist|bufferutil|utf-8-validate)/;

/** The bundle's main file, if it was made from the sources as they are now; otherwise null. */
export function freshBundle() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOfSources() ? join(folder, 'main.js') : null;
}

/** Makes the bundle. */
export async function bundleServer() {
  const stamp = stampOfSources();
  rmSync(folder, { recursive: true, force: true });
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: { main: fileURLToPath(new URL('src/main.ts', import.meta.url)) },
    platform: 'node',
    plugins: [placesOfSources],
    onLog(level, log) {
      if (log.code !== 'EVAL' && level === 'warn') console.warn(log.message);
    },
  });
  await bundle.write({ dir: folder, format: 'esm', chunkFileNames: '[name]-[hash].js' });
  writeFileSync(stampFile, stamp);
}

const fromHere = (path) => relative(folder, path).replaceAll('\\', '/');

/** Threads become files of the bundle; whatever else a module reads from beside itself, it reads where its source is. */
const placesOfSources = {
  name: 'places-of-sources',
  async resolveId(name, from) {
    if (!standsAlone.test(name) || from === undefined) return null;
    const found = await this.resolve(name, from, { skipSelf: true });
    return found === null ? null : { id: `./${fromHere(found.id)}`, external: true };
  },
  transform(code, id) {
    if (!code.includes('import.meta.url')) return null;
    const withThreads = code.replaceAll(/new URL\('(\.?\/?[\w/]+Worker\.ts)', import\.meta\.url\)/g, (_, path) => {
      const reference = this.emitFile({ type: 'chunk', id: resolve(dirname(id), path) });
      return `new URL(import.meta.ROLLUP_FILE_URL_${reference})`;
    });
    return withThreads.replaceAll('import.meta.url', `new URL(${JSON.stringify(fromHere(id))}, import.meta.url).href`);
  },
};

/** Tells one state of the sources from another, by their names, sizes and when they were last written: read at each start. */
function stampOfSources() {
  const parts = [process.version];
  const note = (name) => {
    const { size, mtimeMs } = statSync(root + name);
    parts.push(`${name} ${size} ${mtimeMs}`);
  };
  const noteBelow = (folder) => {
    for (const entry of readdirSync(root + folder, { withFileTypes: true })) {
      if (entry.isDirectory()) noteBelow(`${folder}/${entry.name}`);
      else if (entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts')) note(`${folder}/${entry.name}`);
    }
  };
  note('pnpm-lock.yaml');
  note('apps/server/bundle.mjs');
  noteBelow('apps/server/src');
  for (const name of readdirSync(`${root}packages`)) if (existsSync(`${root}packages/${name}/src`)) noteBelow(`packages/${name}/src`);
  return parts.sort().join('\n');
}
