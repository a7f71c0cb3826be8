import { afterAll, beforeAll, expect, it } from 'vitest';
import { LoadProcesses } from '../../bench/collaboration/loadProcesses.ts';
import type { Run } from '../../bench/collaboration/running.ts';
import { fanOut } from '../../bench/collaboration/scenarios.ts';
import type { SubjectName } from '../../bench/collaboration/subjects.ts';
import { rowsThatLose, rowsWithout, runAll } from './smallestRuns.ts';
import { clocksOf, letterAfter, paragraphOf } from '../../bench/collaboration/wire.ts';
import * as Y from 'yjs';

let load: LoadProcesses;
beforeAll(() => {
  load = new LoadProcesses(2);
});
afterAll(() => load.end());

/** What the smallest S1 says of a server: 5 writers and a reader, for a second. */
async function measure(name: SubjectName, { patienceMs = 20_000, environment = {} }: Pick<Run, 'patienceMs' | 'environment'> = {}) {
  const values = new Map<string, { readonly value: number; readonly of: number | undefined }>();
  const record = (row: string, value: number, of?: number) => values.set(row, { value, of });
  const trace = () => {
    throw new Error('S1 replays no trace');
  };
  await fanOut({ name, load, scale: 0.1, patienceMs, environment, trace, record }, 50);
  return { p50: values.get('50.p50')?.value, missing: values.get('50.missing') };
}

it('counts every letter that a server passes on, and each one that a relay loses', { timeout: 60_000 }, async () => {
  const [whole, lossy] = [await measure('floor'), await measure('floor', { patienceMs: 500, environment: { BENCH_LOSES: '15' } })];
  expect(whole.missing?.value).toBe(0);
  expect((await measure('durable')).missing).toEqual(whole.missing);
  expect(whole.missing?.of).toBeGreaterThan(50);
  expect(whole.p50).toBeGreaterThan(0);
  expect(lossy.missing?.value).toBeGreaterThanOrEqual(5);
});

it('fills every row for our server and most for the relay, and ours loses nothing', { timeout: 120_000 }, async () => {
  const { results, problems } = await runAll(['floor', 'yrka'], { hurries: true });
  expect(problems).toEqual([]);
  expect(rowsWithout(results, 'yrka')).toEqual([]);
  // It keeps no history, outlives no kill and tells nobody that it goes.
  expect(rowsWithout(results, 'floor')).toEqual([
    'S4 replay',
    'S5 150.seen',
    'S5 150.acked',
    'S5 4500.seen',
    'S5 4500.acked',
    'S6 told',
    'S6 untold',
    'S6 stopped',
  ]);
  // A caret that moves twice before others are told has moved once for them: on busy cores S7 misses what is no loss.
  expect(rowsThatLose(results, 'yrka').filter((row) => !row.startsWith('S7'))).toEqual([]);
});

it('types the letters that Yjs would', () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, paragraphOf(77, 'x'));
  doc.clientID = 77;
  const text = (doc.getXmlFragment('document').get(0) as Y.XmlElement).get(0) as Y.XmlText;
  const clock = clocksOf(paragraphOf(77, 'x')).get(77) ?? 0;
  const written = new Promise<Uint8Array>((resolve) => doc.once('update', resolve));
  const copy = new Y.Doc();
  Y.applyUpdate(copy, paragraphOf(77, 'x'));
  Y.applyUpdate(copy, letterAfter(77, clock));
  const letter = copy.getXmlFragment('document').toString().charAt('<paragraph>x'.length);
  text.insert(1, letter);
  return expect(written).resolves.toEqual(letterAfter(77, clock));
});
