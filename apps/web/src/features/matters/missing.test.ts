import type { MatterDetails } from '@yrka/server/api';
import { expect, test } from 'vitest';
import { matterForTests } from './matterForTests.ts';
import { missingIn } from './missing.ts';

const details = (more: Partial<MatterDetails>): MatterDetails => ({
  ...matterForTests({}),
  movedOn: null,
  announcedOn: '2027-01-26',
  decidedOn: null,
  closedAt: null,
  referrals: [],
  handlings: [],
  forecast: null,
  writers: [],
  unansweredClauses: null,
  mayTakeOut: false,
  draft: null,
  events: [],
  ...more,
});
const missing = (more: Partial<MatterDetails>) => missingIn(details(more)).map(({ what }) => what);

test('a matter that has just come in lacks its number before all else', () => {
  expect(missing({ stage: 'received', announcedOn: null })).toEqual(['number']);
});

test('says what the assembly waits for, in the order of the way', () => {
  expect(missing({ stage: 'referred', announcedOn: null, openReferrals: 2 })).toEqual(['announcement', 'responsible', 'answers', 'report', 'meeting']);
  expect(missingIn(details({ stage: 'inPreparation', unansweredClauses: [2, 3] }))).toContainEqual({ what: 'clauses', numbers: [2, 3] });
});

test('a draft, and what has been answered, lack nothing', () => {
  expect((['drafting', 'decided', 'withdrawn', 'closed', 'published'] as const).flatMap((stage) => missing({ stage }))).toEqual([]);
});
