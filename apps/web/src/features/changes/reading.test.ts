import type { Changes } from '@yrka/server/api';
import { beforeEach, expect, test } from 'vitest';
import { Reading } from './reading.ts';

const place: Changes['places'][number] = { kind: 'changed', blockId: 'a', at: 0 };

let reading: Reading;
let now: number;
/** What the server would answer; null when it cannot be reached. */
let answer: Changes | null;
let reported: number[];
let told: number[];
let asked: number;

beforeEach(() => {
  [now, asked, reported, told, answer] = [0, 0, [], [], { seq: 5, places: [] }];
  reading = new Reading({
    ask: async () => {
      asked++;
      if (answer === null) throw new Error('offline');
      return answer;
    },
    report: async (seq) => {
      if (answer === null) throw new Error('offline');
      reported.push(seq);
    },
    tell: (places) => told.push(places.length),
    now: () => now,
  });
});

/** Lets what was asked be answered. */
const answered = () => new Promise<void>((resolve) => setImmediate(resolve));

async function open(): Promise<void> {
  reading.shown();
  reading.sent(5);
  await answered();
}

test('what has come while one looked is read when one leaves', async () => {
  await open();
  reading.sent(7);
  reading.hidden();
  expect([told, reported]).toEqual([[0], [7]]);
});

test('what comes to a page that nobody looks at is not read, and is asked for when they return', async () => {
  await open();
  reading.hidden();
  reading.sent(9);
  reading.tellServer();
  expect(reported).toEqual([5]);
  answer = { seq: 9, places: [place] };
  reading.shown();
  await answered();
  expect([asked, told]).toEqual([2, [0, 1]]);
});

test('nothing is read before one was told what is new', async () => {
  answer = null;
  await open();
  reading.hidden();
  reading.tellServer();
  expect([told, reported]).toEqual([[], []]);
  reading.shown();
  answer = { seq: 5, places: [place] };
  await answered();
  reading.sent(6);
  await answered();
  expect([asked, told]).toEqual([3, [1]]);
});

test('an answer from before the page was hidden counts no more', async () => {
  reading.shown();
  reading.sent(5);
  reading.hidden();
  await answered();
  expect([told, reported]).toEqual([[], []]);
});

test('what is new is told when everything that it speaks of has come here', async () => {
  answer = { seq: 8, places: [place] };
  await open();
  expect(told).toEqual([]);
  reading.sent(8);
  expect(told).toEqual([1]);
});

test('who only glanced at what is new has not read it', async () => {
  answer = { seq: 5, places: [place] };
  await open();
  now += 9_999;
  reading.hidden();
  expect(reported).toEqual([]);
  now += 3_600_000;
  reading.shown();
  await answered();
  expect(told).toEqual([1, 1]);
  now += 10_000;
  reading.hidden();
  expect(reported).toEqual([5]);
});

test('who has looked at every place has read it, however quickly', async () => {
  answer = { seq: 5, places: [place] };
  await open();
  reading.tellServer();
  expect(reported).toEqual([]);
  reading.answered();
  reading.tellServer();
  expect(reported).toEqual([5]);
});

test('what could not be said without a network is said the next time', async () => {
  await open();
  answer = null;
  reading.tellServer();
  await answered();
  answer = { seq: 5, places: [] };
  reading.tellServer();
  expect(reported).toEqual([5]);
});
