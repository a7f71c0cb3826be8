import { expect, it } from 'vitest';
import { chooseSeed } from './crash.ts';
import { crashWhileRewritten, describeEpochReport } from './crashEpoch.ts';

it('[WIRE28, WIRE8, EPO3, EPO4] has all that anybody saw, once, and what hangs on it, after SIGKILL while a document is written anew', {
  timeout: 120_000,
}, async () => {
  const report = await crashWhileRewritten({ kills: 3, seed: chooseSeed() });
  console.log(describeEpochReport(report));
  expect(report.faults).toEqual([]);
  expect(report.epochs).toBeGreaterThan(2);
});
