import { expect, it } from 'vitest';
import { chooseSeed } from './crash.ts';
import { crashWhileGoingOver, describeGoingOverReport } from './crashGoingOver.ts';

it('[WIRE28, WIRE29, WIRE8, EPO3, EPO4] has all that anybody saw, once, and what hangs on it, after each of 50 SIGKILLs while those who are in a document go over', {
  timeout: 1_800_000,
}, async () => {
  const report = await crashWhileGoingOver({ kills: 50, seed: chooseSeed() });
  console.log(describeGoingOverReport(report));
  expect(report.faults).toEqual([]);
});
