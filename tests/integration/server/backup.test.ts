import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeCodes, roomParams } from '@yrka/protocol';
import { schemaVersion } from '@yrka/schema';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshText, Witness, wordsIn, Writer } from './crash.ts';
import { createMotion, RealClient, type Session, signIn } from './realClient.ts';
import { ServerProcess } from './serverProcess.ts';

const command = fileURLToPath(new URL('../../../apps/cli/src/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'yrka-backup-'));
const [first, second] = [new ServerProcess(), new ServerProcess()];
const pages: RealClient[] = [];
let [together, alone]: [string, string] = ['', ''];
let anna: Session;
let writers: { readonly anna: Writer; readonly omar: Writer; readonly alone: Writer };
/** Words that somebody had been told were saved, or had seen of another, when the backup began. */
let before: readonly string[];

async function yrka(...args: readonly string[]): Promise<{ readonly exit: number | null; readonly said: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [exit] = (await once(child, 'close')) as [number | null];
  return { exit, said };
}

const backup = join(folder, 'backup');

beforeAll(async () => {
  await first.start();
  anna = await signIn(first.origin, 'Anna Lind');
  const omar = await signIn(first.origin, 'Omar Said');
  [together, alone] = [await createMotion(anna), await createMotion(anna)];
  writers = { anna: new Writer('a', anna, together), omar: new Writer('b', omar, together), alone: new Writer('c', anna, alone) };
  const witness = new Witness(omar, together);
  pages.push(writers.anna.page, writers.omar.page, writers.alone.page, witness.page);
  for (const page of pages) page.provider.connect();
  await Promise.all(pages.map((page) => page.synced()));
  for (const writer of Object.values(writers)) writer.begin();
  await witness.sees(200);
  before = [...witness.words, ...writers.anna.acknowledged, ...writers.omar.acknowledged];
  const made = yrka('backup', '--data', first.directory, '-o', backup);
  await witness.sees(witness.words.size + 200);
  expect(await made).toMatchObject({ exit: 0 });
  // What comes after it is lost with the first server, but for what its writers hold themselves.
  await witness.sees(witness.words.size + 50);
  await first.kill();
  for (const writer of Object.values(writers)) writer.pause();
  for (const page of pages) page.provider.disconnect();
  expect(await yrka('restore', backup, '--data', second.directory)).toMatchObject({ exit: 0 });
  // People find it where it was.
  second.origin = first.origin;
  await second.start();
}, 60_000);

afterAll(async () => {
  for (const page of pages) page.destroy();
  await first.remove();
  await second.remove();
  rmSync(folder, { recursive: true, force: true });
});

it('[ST10] has, restored elsewhere, every word that was seen or acknowledged before the backup began, once, though people wrote on', async () => {
  const found = wordsIn((await freshText(anna, together)).text);
  expect(before.length).toBeGreaterThanOrEqual(200);
  expect(before.filter((word) => !found.includes(word))).toEqual([]);
  expect(found.filter((word, index) => found.indexOf(word) !== index)).toEqual([]);
});

it('gives back to the text what somebody alone wrote after it, from their own page', async () => {
  const earlier = wordsIn((await freshText(anna, alone)).text);
  const { page, typed } = writers.alone;
  expect(typed.length).toBeGreaterThan(earlier.length);
  page.provider.connect();
  await page.saved();
  const found = wordsIn((await freshText(anna, alone)).text);
  expect([...found].sort()).toEqual([...typed].sort());
});

it('[WIRE29] turns away a page from a later epoch than the backup knows', async () => {
  const page = new RealClient(anna, together, { connect: false, params: { ...roomParams(schemaVersion, ['ack', 'notice']), epoch: '2' } });
  const closed = page.closedWith();
  page.provider.connect();
  expect(await closed).toBe(closeCodes.otherEpoch);
  page.destroy();
});
