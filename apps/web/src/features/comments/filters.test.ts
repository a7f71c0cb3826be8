import type { CommentList } from '@yrka/server/api';
import { expect, test } from 'vitest';
import { arrived, type Filter, filters, passes } from './filters.ts';

type Thread = CommentList['threads'][number];

const person = (id: string) => ({ id, name: id });
const comment = (id: string, author: string, isUnread = false): Thread['comments'][number] => ({
  id,
  author: person(author),
  text: 'Ja.',
  wording: null,
  at: '2026-11-23T08:00:00.000Z',
  editedAt: null,
  isRemoved: false,
  isUnread,
  mentions: [],
});
const thread = (id: string, comments: Thread['comments'], more: Partial<Thread> = {}): Thread => ({
  id,
  anchor: null,
  audience: 'readers',
  assignedTo: null,
  createdAt: '2026-11-23T08:00:00.000Z',
  resolved: null,
  comments,
  ...more,
});
const resolved = { at: '2026-11-23T08:00:00.000Z', by: person('eva'), outcome: null, reason: '' };
const threads = [
  thread('own', [comment('own', 'anna')]),
  thread('others', [comment('others', 'eva', true)]),
  thread('assigned', [comment('assigned', 'eva'), comment('answer', 'omar', true)], { assignedTo: person('anna') }),
  thread('done', [comment('done', 'anna')], { resolved }),
  thread('done, answered since', [comment('done2', 'eva'), comment('late', 'eva', true)], { resolved, assignedTo: person('anna') }),
];

test.each<[Filter, string[]]>([
  ['open', ['own', 'others', 'assigned']],
  ['mine', ['own', 'assigned']],
  ['unread', ['others', 'assigned', 'done, answered since']],
  ['done', ['done', 'done, answered since']],
])('%s lets through what it says', (filter, expected) => {
  expect(threads.filter((one) => passes(filter, one, 'anna')).map(({ id }) => id)).toEqual(expected);
});

test('every thread is let through by some filter, for everybody', () => {
  for (const one of threads) for (const who of ['anna', 'kim']) expect(filters.some((filter) => passes(filter, one, who))).toBe(true);
});

test('what has come is what others have said since, in old threads and new', () => {
  const now = [
    thread('own', [comment('own', 'anna'), comment('new', 'eva'), comment('mine', 'anna')]),
    ...threads.slice(1),
    thread('begun', [comment('begun', 'omar')]),
    thread('removed', [{ ...comment('removed', 'omar'), isRemoved: true }]),
  ];
  expect(arrived(threads, now, 'anna').map(({ comment: { id } }) => id)).toEqual(['new', 'begun']);
  expect(arrived(now, threads, 'anna')).toEqual([]);
});
