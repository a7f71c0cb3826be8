import { expect, it } from 'vitest';
import { chooseSeed, crashAndLook, describeReport } from './crash.ts';

it('[WIRE8] shows after each of 50 SIGKILLs every word that anybody had seen or been told was saved', { timeout: 600_000 }, async () => {
  const report = await crashAndLook({ kills: 50, seed: chooseSeed() });
  console.log(describeReport(report));
  expect(report).toMatchObject({ lost: [], missing: [], doubled: [] });
});
