import { expect, test } from 'vitest';
import { wordsOf } from './earlierDecisions.ts';

test('a decision is named by body, day and §, with or without the sign as typed', () => {
  const decision = { body: 'KF', bodyName: 'Kommunfullmäktige', date: '2024-06-10', paragraphNumber: '88' };
  const words = { short: 'KF 2024-06-10 §\u00a088', full: 'Kommunfullmäktige 2024-06-10 §\u00a088' };
  expect(wordsOf(decision)).toEqual(words);
  expect(wordsOf({ ...decision, paragraphNumber: ' § 88' })).toEqual(words);
  expect(wordsOf({ ...decision, body: '', bodyName: 'Valnämnden' }).short).toBe('Valnämnden 2024-06-10 §\u00a088');
});
