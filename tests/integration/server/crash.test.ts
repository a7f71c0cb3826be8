import { expect, it } from 'vitest';
import { chooseSeed, crashAndLook, describeReport } from './crash.ts';

it('[WIRE8] shows after SIGKILL every word that anybody had seen or been told was saved', { timeout: 60_000 }, async () => {
  const report = await crashAndLook({ kills: 5, seed: chooseSeed() });
  console.log(describeReport(report));
  expect(report).toMatchObject({ lost: [], missing: [], doubled: [] });
  expect(report.witnessed).toBeGreaterThan(100);
  expect(report.acknowledged).toBeGreaterThan(100);
  expect(report.underWay).toBeGreaterThan(0);
});
