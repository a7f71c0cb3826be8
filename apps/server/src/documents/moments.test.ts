import { createMemoryStorage, type EntryTime } from '@yrka/storage';
import { expect, test } from 'vitest';
import { gatherMoments, momentsOf } from './moments.ts';

const minute = 60_000;
const at = (seq: number, minutes: number, isAnew = false): EntryTime => ({ seq, at: new Date(minutes * minute), isAnew });
const told = (times: readonly EntryTime[], last: Parameters<typeof momentsOf>[1] = null) =>
  momentsOf('d1', last, times).map(({ fromSeq, seq, from, at: to }) => `${fromSeq}–${seq} ${from.getTime() / minute}–${to.getTime() / minute}`);

test('a pause of five minutes parts two moments, and so does half an hour of writing', () => {
  expect(told([at(1, 0), at(2, 1), at(4, 5), at(7, 10), at(9, 11)])).toEqual(['1–4 0–5', '7–9 10–11']);
  const morning = Array.from({ length: 41 }, (_, index) => at(index + 1, index));
  expect(told(morning)).toEqual(['1–30 0–29', '31–41 30–40']);
});

test('what a document was written anew with is nobody’s writing, and a clock that was set back ends no moment before it began', () => {
  expect(told([at(1, 0), at(2, 1, true), at(3, 2)])).toEqual(['1–3 0–2']);
  expect(told([at(1, 10), at(2, 3), at(3, 11)])).toEqual(['1–3 10–11']);
});

test('moments go on from where they were gathered, and the same comes of it in parts as at once', async () => {
  const storage = createMemoryStorage();
  const entry = (minutes: number) => ({ documentId: 'd1', update: Uint8Array.of(0, 0), personId: 'anna', at: new Date(minutes * minute) });
  const minutes = Array.from({ length: 5_000 }, (_, index) => index * 0.01 + Math.floor(index / 700) * 9);
  for (let from = 0; from < minutes.length; from += 1_700) {
    await storage.journal.appendBatch(minutes.slice(from, from + 1_700).map(entry));
    await Promise.all([gatherMoments(storage, 'd1'), gatherMoments(storage, 'd1')]);
  }
  const times = await storage.journal.times('d1', 0, 10_000);
  const gathered = await storage.rows.versions.moments('d1', { limit: 100 });
  expect([...gathered].reverse()).toEqual(momentsOf('d1', null, times));
  expect(gathered.length).toBe(8);
});
