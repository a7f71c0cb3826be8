import { stopPdf } from '@yrka/exporters';
import { afterAll, expect, it } from 'vitest';
import { killWhileTakenIn } from './killedForTests.ts';

afterAll(stopPdf);

it('is there wholly or not at all when the process is killed while it takes a matter in, and can be taken in again', { timeout: 240_000 }, async () => {
  const report = await killWhileTakenIn({ kills: 3, seed: Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31) });
  console.log(`Seed ${report.seed}, ${report.calls} places, nothing there after ${report.nothing} of 3`);
  expect(report.faults).toEqual([]);
});
