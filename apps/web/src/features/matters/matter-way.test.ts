import type { DocumentSummary } from '@yrka/server/api';
import { expect, test } from 'vitest';
import { matterStep } from './matter-way.ts';

const document = (kind: DocumentSummary['kind']): DocumentSummary => ({
  id: kind,
  matterId: 'm',
  kind,
  title: '',
  templateId: 'bjorkvik',
  space: 'municipality',
  stage: 'working',
  revision: 1,
  revisionOf: null,
  filedAs: null,
  acts: [],
  mayWrite: false,
  updatedAt: '2026-11-23T08:00:00.000Z',
});

test('goes by the stage of the matter', () => {
  const step = (stage: Parameters<typeof matterStep>[0]['stage']) => matterStep({ stage, documents: [document('motion')] });
  expect((['drafting', 'received', 'registered', 'announced'] as const).map(step)).toEqual(['draft', 'submitted', 'submitted', 'submitted']);
  expect((['referred', 'inPreparation'] as const).map(step)).toEqual(['preparation', 'preparation']);
  expect((['decided', 'withdrawn', 'closed'] as const).map(step)).toEqual(['assembly', 'assembly', 'assembly']);
});

test('a protokollsparagraf puts it before the board', () => {
  expect(matterStep({ stage: 'inPreparation', documents: [document('motion'), document('minutesItem')] })).toBe('board');
});

test('a sample stands where its documents say', () => {
  expect(matterStep({ stage: 'published', documents: [document('minutesItem')] })).toBe('board');
  expect(matterStep({ stage: 'published', documents: [document('officerReport')] })).toBe('preparation');
});
