import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { sessions } from './anyUpdatesForTests.ts';
import { collected, element, forge, letters, text } from './forgedUpdatesForTests.ts';
import { inClientOrder, inspectUpdate, rootOf } from './index.ts';

const paragraph = [50, 0, element({ parent: 'document' }, 'paragraph'), text({ parent: [50, 0] }), letters({ parent: [50, 1] }, 'Hej')] as const;
const answer = [60, 0, letters({ left: [50, 4] }, ' då')] as const;

function wordsOf(...updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return rootOf(doc).toString();
}

describe('an update with its clients in another order than Yjs writes them in', () => {
  const wrong = forge(
    [paragraph, answer],
    [
      [50, 2, 1],
      [60, 0, 1],
    ].map(([client = 0, clock = 0, length = 0]) => [client, clock, length]),
  );
  const right = forge(
    [answer, paragraph],
    [
      [60, 0, 1],
      [50, 2, 1],
    ].map(([client = 0, clock = 0, length = 0]) => [client, clock, length]),
  );

  it('is refused, and not once it is in that order', () => {
    expect([inspectUpdate(wrong).ok, inspectUpdate(inClientOrder(wrong) ?? wrong).ok]).toEqual([false, true]);
    expect(inClientOrder(wrong)).toEqual(right);
  });

  it('says the same in that order, also when it is merged with more', () => {
    const ordered = inClientOrder(wrong) ?? wrong;
    const more = forge([[70, 0, letters({ left: [60, 2] }, '!')]]);
    expect(wordsOf(ordered)).toBe(wordsOf(wrong));
    expect(wordsOf(Y.mergeUpdates([ordered, more]))).toBe(wordsOf(wrong, more));
  });
});

it('what Yjs writes says the same, struct by struct', () => {
  for (const { updates, whole } of sessions)
    for (const update of [...updates, whole]) expect(Y.decodeUpdate(inClientOrder(update) ?? Uint8Array.of(0, 0))).toEqual(Y.decodeUpdate(update));
});

it.each([
  ['cannot be read', Uint8Array.of(1, 2, 3)],
  [
    'has two runs of one client, of which Yjs reads the last',
    forge([
      [50, 0, collected(1)],
      [50, 1, collected(1)],
    ]),
  ],
  ['writes a number in more bytes than it takes', Uint8Array.of(128, 0, 0)],
])('there is none of one that %s', (_, update) => {
  expect(inClientOrder(update)).toBeNull();
});
