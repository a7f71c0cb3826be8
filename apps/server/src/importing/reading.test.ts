import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { Readings } from './reading.ts';

const file = (text: string) => new Uint8Array(new TextEncoder().encode(text));
const motion = 'MOTION\n\nMotion om ett utegym\n\nJag yrkar\n\natt bygga ett utegym.\n';
const any = { kind: null, templates: [] } as const;
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'read',
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );
/** A thread that runs what is given in place of reading. */
const thread = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

test('a file is read in a thread, and comes back as a document and its lines', async () => {
  const reading = await new Readings().read(file(motion), any);
  expect(reading).toMatchObject({ kind: 'motion', lines: [{ line: 1, text: 'MOTION' }, { line: 3, text: 'Motion om ett utegym' }, { line: 5 }, { line: 7 }] });
  expect(JSON.stringify(reading.document)).toContain('bygga ett utegym.');
});

test('a file that takes too long ends with its thread, and the next is read', async () => {
  const readings = new Readings({ limitMs: 50, script: thread('setInterval(() => {}, 1000)') });
  expect(await codeOf(readings.read(file(motion), any))).toBe('readingTooHeavy');
  expect(await codeOf(new Readings().read(file(motion), any))).toBe('read');
});

test('a file that takes too much memory beside the heap, as what is unpacked does, ends with its thread', async () => {
  const readings = new Readings({
    limitMs: 3_600_000,
    maxOutsideBytes: 100_000_000,
    script: thread('const held = new Uint8Array(150_000_000); for (;;) held[0]++;'),
  });
  expect(await codeOf(readings.read(file(motion), any))).toBe('readingTooHeavy');
  expect(await codeOf(new Readings({ maxOutsideBytes: 100_000_000 }).read(file(motion), any))).toBe('read');
});

test('a file whose sender goes away is read no further, and one that waits not at all', async () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const readings = new Readings({ limitMs: 3_600_000, script: thread('setInterval(() => {}, 1000)') });
  const both = [first, second].map(({ signal }) => codeOf(readings.read(file(motion), { ...any, signal })));
  second.abort('gone as well');
  first.abort('gone');
  expect(await Promise.all(both)).toEqual(['gone', 'gone as well']);
});

test('a thread that falls, and one that ends unasked, are told of', async () => {
  expect(await codeOf(new Readings({ script: thread('throw new Error("no")') }).read(file(motion), any))).toBe('readingTooHeavy');
  expect(await codeOf(new Readings({ script: thread('process.exit(0)') }).read(file(motion), any))).toBe('readingTooHeavy');
});

test('when too many wait, the next is refused', async () => {
  const readings = new Readings({ maxWaiting: 2 });
  expect(await Promise.all([1, 2, 3].map(() => codeOf(readings.read(file(motion), any))))).toEqual(['read', 'read', 'readersBusy']);
  expect(await codeOf(readings.read(file(motion), any))).toBe('read');
});
