import { expect, test, type TestContext } from 'vitest';
import { type Count, countOf, f1Of, instancesOf } from './comparison.ts';
import { type Example, examplesFolder, readExamples } from './examples.ts';
import { scoreLeavingOneOut, scoreOf } from './scoring.ts';

const found = readExamples();

/** Without the examples a test says that it saw nothing; where CI=true that is a failure. */
function needExamples(context: TestContext): readonly Example[] {
  if (found !== null) return found;
  if (process.env['CI'] === 'true') throw new Error(`${examplesFolder.pathname} is missing, so no real document was read`);
  // The note of a skipped test is not printed by every reporter.
  console.warn('NOT TESTED: ../shared/examples is not here, so no real document was read');
  return context.skip('../shared/examples is not here: no real document was read');
}

const below = (counts: Readonly<Record<string, Count>>, floor: number) =>
  Object.entries(counts)
    .filter(([, count]) => instancesOf(count) >= 10 && f1Of(count) < floor)
    .map(([name, count]) => `${name}: ${f1Of(count).toFixed(3)}`);

test('every field with ten instances or more is read with an F1 of 0.95 or more over the real documents', (context) => {
  const { counts } = scoreOf(needExamples(context));
  expect(below(counts, 0.95)).toEqual([]);
  const measured = Object.values(counts).filter((count) => instancesOf(count) >= 10).length;
  console.log(`reading: ${measured} fields of ten instances or more`);
  expect(measured).toBeGreaterThanOrEqual(15);
});

test('what a sentence tells is read as well when the names of the headings are not known', (context) => {
  const { counts } = scoreLeavingOneOut(needExamples(context));
  const told = Object.entries(counts).filter(([name]) => /^(?:title|motionBy|decisionBody|paragraph|diary|yrkanden|votes|voting)/u.test(name));
  expect(told.length).toBeGreaterThan(10);
  expect(below(Object.fromEntries(told), 0.95)).toEqual([]);
});

test('a thing found once is right once, and whatever is left is wrong or missed', () => {
  expect(countOf(['a', 'a', 'b'], ['a', 'c'])).toMatchObject({ right: 1, wrong: 2, missed: 1, wrongItems: ['a', 'b'], missedItems: ['c'] });
  expect(f1Of({ right: 1, wrong: 2, missed: 1 })).toBeCloseTo(2 / 5);
});
