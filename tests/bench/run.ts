// `pnpm bench NAME` runs tests/bench/NAME.bench.ts; without a name it says which there are.
import { readdirSync } from 'node:fs';

const names = readdirSync(import.meta.dirname).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
const name = process.argv[2];
if (name === undefined || !names.includes(name)) {
  console.error(`Which benchmark? ${names.map((known) => `pnpm bench ${known}`).join(', ')}`);
  process.exit(1);
}
await import(`./${name}.bench.ts`);
