// `pnpm bench` measures our server beside its peers (collaboration.bench.ts); `pnpm bench NAME` runs tests/bench/NAME.bench.ts.
import { readdirSync } from 'node:fs';

const usual = 'collaboration';
const names = readdirSync(import.meta.dirname).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
// Options without a name are the usual one's. A benchmark finds what is meant for it behind its name.
if (process.argv[2] === undefined || process.argv[2].startsWith('-')) process.argv.splice(2, 0, usual);
const name = process.argv[2] ?? usual;
if (!names.includes(name)) {
  console.error(`There is no benchmark "${name}", only ${names.join(', ')}; without a name it is ${usual}.`);
  process.exit(1);
}
await import(`./${name}.bench.ts`);
