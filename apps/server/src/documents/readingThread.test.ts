import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import type { Question } from './readingMessages.ts';
import { type Asker, type Loaded, type ReadingLimits, ReadingThread } from './readingThread.ts';

const text: Question = { type: 'text' };
const version = (words: string, seq = 1): Loaded => ({ updates: [new TextEncoder().encode(words)], seq, epoch: 1 });
const anna: Asker = { id: 'anna', signal: null };
const omar: Asker = { id: 'omar', signal: null };

/** Reads words out of bytes; "vänta" holds the thread and "fall" ends it. */
const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ updates }) => {
      const words = new TextDecoder().decode(updates.bytes);
      if (words === 'fall') process.exit(0);
      if (words === 'kasta') return parentPort.postMessage({ type: 'failed', error: new Error(words) });
      if (words === 'minne') for (const kept = []; ; ) kept.push(new Array(1e6).fill(Math.random()));
      while (words === 'vänta');
      parentPort.postMessage({ type: 'answer', answer: { suggested: words, content: null } });
    });`)}`,
);

function threadWith(limits: Partial<ReadingLimits> = {}) {
  const thread = new ReadingThread({ script, limitMs: 300, ...limits });
  const loaded: string[] = [];
  const read = (documentId: string, words: string, asker = anna, { name = null as string | null, seq = 1 } = {}) => {
    const load = async () => {
      loaded.push(documentId);
      return version(words, seq);
    };
    return thread.read({ documentId, question: text, name, load }, asker).then(
      ({ answer }) => (answer as { readonly suggested: string }).suggested,
      (error: unknown) => (error instanceof Refusal ? error.code : error),
    );
  };
  return { read, loaded, stop: () => thread.stop() };
}

test('documents are read one after the other, each loaded at its turn', async () => {
  const { read, loaded, stop } = threadWith();
  expect(await Promise.all([read('a', 'ett'), read('b', 'två'), read('c', 'tre')])).toEqual(['ett', 'två', 'tre']);
  expect(loaded).toEqual(['a', 'b', 'c']);
  await stop();
});

test('who asks for much waits for who asks for little', async () => {
  const { read, loaded, stop } = threadWith();
  await Promise.all([read('a1', '1'), read('a2', '2'), read('a3', '3'), read('b1', '4', omar), read('b2', '5', omar)]);
  expect(loaded).toEqual(['a1', 'a2', 'b1', 'a3', 'b2']);
  await stop();
});

test('the same version is read once for all who wait for it, and a version that came meanwhile is read anew', async () => {
  const { read, loaded, stop } = threadWith();
  const first = read('a', 'gammalt', anna, { name: 'newest' });
  // The first is under way: what is stored from here on would not be in it.
  const others = [read('a', 'nytt', omar, { name: 'newest' }), read('a', 'nytt', anna, { name: 'newest' })];
  expect(await Promise.all([first, ...others])).toEqual(['gammalt', 'nytt', 'nytt']);
  expect(loaded).toEqual(['a', 'a']);
  await stop();
});

test('a document that holds the thread is refused and not tried again, nor is a later version; the others are read, and so is it when written anew', async () => {
  const { read, stop } = threadWith();
  expect(await Promise.all([read('a', 'vänta', anna, { seq: 5 }), read('b', 'hej', omar)])).toEqual(['documentTooHeavy', 'hej']);
  // Were it tried, it would be read.
  expect(await read('a', 'går att läsa', anna, { seq: 6 })).toBe('documentTooHeavy');
  expect(await read('a', 'som det var', anna, { seq: 4 })).toBe('som det var');
  await stop();
});

test('one that was too heavy is tried again when its time is over', async () => {
  const { read, stop } = threadWith({ avoidedMs: 0 });
  expect(await read('a', 'vänta')).toBe('documentTooHeavy');
  expect(await read('a', 'nu går det')).toBe('nu går det');
  await stop();
});

test('a document that takes all memory is refused', { timeout: 60_000 }, async () => {
  const { read, stop } = threadWith({ limitMs: 60_000, memoryMb: 32 });
  expect(await read('a', 'minne')).toBe('documentTooHeavy');
  expect(await read('b', 'hej')).toBe('hej');
  await stop();
});

test('what is thrown in the thread, and that it ended, is told whoever asked and nobody else', async () => {
  const { read, stop } = threadWith();
  expect(await read('a', 'kasta')).toMatchObject({ message: 'kasta' });
  expect(await read('a', 'fall')).toMatchObject({ message: 'The reading thread ended unasked' });
  expect(await read('a', 'hej')).toBe('hej');
  await stop();
});

test('nothing is read for one who has gone, unless another waits for the same', async () => {
  const { read, loaded, stop } = threadWith();
  const going = new AbortController();
  const leaver: Asker = { id: 'leaver', signal: going.signal };
  const reads = [read('a', '1'), read('b', '2', leaver), read('c', '3', leaver, { name: 'newest' }), read('c', '3', omar, { name: 'newest' })];
  going.abort('gone');
  expect(await Promise.all(reads)).toEqual(['1', 'gone', 'gone', '3']);
  expect(await read('d', '4', leaver)).toBe('gone');
  expect(loaded).toEqual(['a', 'c']);
  await stop();
});

test('who has too much waiting is refused, and so is anybody when all together have', async () => {
  const { read, stop } = threadWith({ maxOfOne: 2, maxWaiting: 3 });
  const many = (count: number, asker: Asker) => Array.from({ length: count }, (_, index) => read(`${asker.id}${index}`, 'ja', asker));
  const sara: Asker = { id: 'sara', signal: null };
  // The first is under way at once.
  const answers = await Promise.all([...many(4, anna), ...many(1, omar), ...many(1, sara)]);
  expect(answers).toEqual(['ja', 'ja', 'ja', 'readersBusy', 'ja', 'readersBusy']);
  await stop();
});
