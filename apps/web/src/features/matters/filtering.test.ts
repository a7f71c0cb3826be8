import type { MatterSummary } from '@yrka/server/api';
import { expect, test } from 'vitest';
import { addressOf, choiceOf, chosen, counts, filters, sorts } from './filtering.ts';
import { matterForTests } from './matterForTests.ts';

const year = (daysLeft: number): MatterSummary['year'] => ({ startsAt: 'moved', from: '', until: '', daysUsed: 365 - daysLeft, daysLeft });
const next = (date: string): MatterSummary['next'] => ({
  id: date,
  bodyId: 'ks',
  body: 'KS',
  bodyName: '',
  date,
  time: null,
  deadlineDate: null,
  deadlineTime: null,
});
const matters = [
  matterForTests({ id: 'draft', title: 'Ökad trygghet', stage: 'drafting', isMine: true, updatedAt: '5', movers: [{ name: 'Anna', party: 'L' }] }),
  matterForTests({ id: 'filed', title: 'Åtgärder', stage: 'drafting', isFiledDraft: true, isMine: true, updatedAt: '4' }),
  matterForTests({
    id: 'late',
    title: 'Ängar',
    stage: 'inPreparation',
    year: year(-3),
    updatedAt: '3',
    bodies: ['ks'],
    receivedAt: '1',
    next: next('2027-03-11'),
  }),
  matterForTests({ id: 'soon', title: 'Zebror', stage: 'referred', year: year(30), updatedAt: '2', bodies: ['tn'], receivedAt: '2', next: next('2027-02-11') }),
  matterForTests({ id: 'done', title: 'Album', stage: 'decided', updatedAt: '1' }),
];
const ids = (visa: string, more: object = {}) => chosen(matters, choiceOf({ visa, ...more })).map(({ id }) => id);

test('shows what is open unless asked for more, and a filed draft only once', () => {
  expect(ids('')).toEqual(['draft', 'late', 'soon']);
  expect(ids('mina')).toEqual(['draft']);
  expect(ids('over-ett-ar')).toEqual(['late']);
  expect(ids('avgjorda')).toEqual(['done']);
  expect(ids('utkast')).toEqual(['draft', 'filed']);
  expect(ids('alla')).toHaveLength(5);
  expect(counts(matters)).toEqual({ open: 3, mine: 1, late: 1, decided: 1, drafts: 2, all: 5 });
});

test('goes by party and body', () => {
  expect(ids('alla', { parti: 'L' })).toEqual(['draft']);
  expect(ids('alla', { organ: 'tn' })).toEqual(['soon']);
  expect(ids('', { organ: 'ks', parti: 'L' })).toEqual([]);
});

test('sorts as Swedes do, and puts last what has nothing to be sorted by', () => {
  expect(ids('alla', { ordning: 'rubrik' })).toEqual(['done', 'soon', 'filed', 'late', 'draft']);
  expect(ids('alla', { ordning: 'tid' })).toEqual(['late', 'soon', 'draft', 'filed', 'done']);
  expect(ids('alla', { ordning: 'sammantrade' })).toEqual(['soon', 'late', 'draft', 'filed', 'done']);
  expect(ids('alla', { ordning: 'inkommen' })).toEqual(['soon', 'late', 'draft', 'filed', 'done']);
});

test('an address says what was chosen, and nothing of what is usual', () => {
  for (const filter of filters) for (const sort of sorts) expect(choiceOf(addressOf({ ...choiceOf({}), filter, sort }))).toMatchObject({ filter, sort });
  expect(Object.values(addressOf(choiceOf({}))).every((word) => word === undefined)).toBe(true);
  expect(choiceOf({ visa: 'allt', ordning: 'person' })).toEqual({ filter: 'open', sort: 'changed', party: '', body: '', search: '' });
});
