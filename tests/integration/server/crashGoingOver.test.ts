import { expect, it } from 'vitest';
import { chooseSeed } from './crash.ts';
import { crashWhileGoingOver, describeGoingOverReport } from './crashGoingOver.ts';

it('[WIRE28, WIRE29, WIRE8, EPO3, EPO4] has all that anybody saw, once, and what hangs on it, after SIGKILL while those who are in a document go over', {
  timeout: 120_000,
}, async () => {
  const report = await crashWhileGoingOver({ kills: 3, seed: chooseSeed() });
  console.log(describeGoingOverReport(report));
  expect(report.faults).toEqual([]);
  expect(report.epochs).toBe(4);
});
