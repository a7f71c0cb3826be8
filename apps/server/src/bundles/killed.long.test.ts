import { stopPdf } from '@yrka/exporters';
import { afterAll, expect, it } from 'vitest';
import { killWhileTakenIn } from './killedForTests.ts';

afterAll(stopPdf);

it('is there wholly or not at all, wherever on the way the process is killed', { timeout: 1_800_000 }, async () => {
  const report = await killWhileTakenIn({ kills: 60, seed: Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31) });
  console.log(`Seed ${report.seed}, ${report.calls} places, nothing there after ${report.nothing} of 60`);
  expect(report.faults).toEqual([]);
  expect(report.nothing).toBeGreaterThan(0);
});
