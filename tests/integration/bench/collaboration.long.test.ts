import { expect, it } from 'vitest';
import { kinds, type SubjectName, versionOf } from '../../bench/collaboration/subjects.ts';
import { rowsWithout, runAll } from './smallestRuns.ts';

it('runs every scenario with every server that is to be had, and finds out what there is of each', async () => {
  const names: SubjectName[] = [];
  for (const name of Object.keys(kinds) as SubjectName[]) if ((await versionOf(name)).version !== null) names.push(name);
  console.log(`benchmark: ${names.join(', ')}`);
  expect(names).toEqual(expect.arrayContaining(['floor', 'yrka']));
  const { results, problems } = await runAll(names);
  expect(problems).toEqual([]);
  // Neither the edits one by one nor an acknowledgement, and it goes without a word.
  if (names.includes('yws')) expect(rowsWithout(results, 'yws')).toEqual(['S4 replay', 'S5 150.acked', 'S5 4500.acked', 'S6 told']);
  if (names.includes('hocuspocus')) expect(rowsWithout(results, 'hocuspocus')).toEqual([]);
});
