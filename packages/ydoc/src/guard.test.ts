import { describe, expect, it } from 'vitest';
import { collected, element, forge, letters, text, value } from './forgedUpdatesForTests.ts';
import { inspectUpdate } from './index.ts';

const codeOf = (update: Uint8Array) => {
  const inspection = inspectUpdate(update);
  return inspection.ok ? 'ok' : inspection.code;
};
/** A paragraph (clock 0) with its text (clock 1), by client 50. */
const paragraph = [element({ parent: 'document' }, 'paragraph'), text({ parent: [50, 0] })] as const;

describe('the guard', () => {
  it('takes what a forged update may honestly say', () => {
    expect(codeOf(forge([[50, 0, ...paragraph, letters({ parent: [50, 1] }, 'hej'), value({ parent: [50, 0], name: 'id' }, 'p1')]]))).toBe('ok');
    expect(
      codeOf(
        forge([
          [60, 0, letters({ parent: [50, 1] }, 'då')],
          [50, 0, ...paragraph, letters({ left: [60, 0] }, 'hej')],
        ]),
      ),
    ).toBe('ok');
  });

  it.each([
    [
      'people in another order than Yjs writes them in: merged with more, the words of one would be lost',
      forge([
        [50, 0, ...paragraph],
        [60, 0, letters({ parent: [50, 1] }, 'då')],
      ]),
    ],
    ['an item beside itself', forge([[50, 0, letters({ left: [50, 0] }, 'a')]])],
    ['an item beside a later one', forge([[50, 0, letters({ left: [50, 1] }, 'a'), letters({ left: [50, 0] }, 'b')]])],
    ['an item in itself', forge([[50, 0, element({ parent: [50, 0] }, 'paragraph')]])],
    [
      'two people’s items that wait for each other',
      forge([
        [60, 0, letters({ left: [50, 0] }, 'b')],
        [50, 0, letters({ left: [60, 0] }, 'a')],
      ]),
    ],
    [
      'two runs of one client',
      forge([
        [50, 0, collected(1)],
        [50, 1, collected(1)],
      ]),
    ],
    ['letters that are none', forge([[50, 0, ...paragraph, letters({ parent: [50, 1] }, '')]])],
    ['nothing collected', forge([[50, 0, collected(0)]])],
    ['more structs than a text can have', forge([[50, 0, ...Array.from({ length: 300_000 }, () => collected(1))]])],
    [
      'more deletions than a text can have',
      forge(
        [],
        Array.from({ length: 300_000 }, (_, client) => [client, 0, 1] as const),
      ),
    ],
    [
      'more values than a text can have',
      forge([[50, 0, ...paragraph, ...['id', 'level', 'list'].map((name) => value({ parent: [50, 0], name }, ...Array.from({ length: 100_000 }, () => 1)))]]),
    ],
    ['a deletion of nothing', forge([[50, 0, collected(1)]], [[50, 1, 0]])],
    ['a clock that cannot be counted to', forge([[50, 0, collected(2 ** 50)]])],
    ['a deletion that cannot be counted to', forge([], [[50, 2 ** 52, 2 ** 52]])],
    [
      'blocks in blocks without end',
      forge([[50, 0, ...Array.from({ length: 1_000 }, (_, index) => element(index === 0 ? { parent: 'document' } : { parent: [50, index - 1] }, 'section'))]]),
    ],
  ])('refuses %s', (_, update) => {
    expect(codeOf(update)).toBe('malformed');
  });

  it.each([
    ['words by the book', 'x'.repeat(20_000)],
    ['lists in lists', [[1]]],
    ['records in records', { a: { b: 1 } }],
    ['bytes', new Uint8Array(3)],
  ])('refuses attributes that hold %s', (_, held) => {
    expect(codeOf(forge([[50, 0, ...paragraph, value({ parent: [50, 0], name: 'id' }, held)]]))).toBe('unknownContent');
  });

  // Step by step, or from the beginning at each turn: that would be five thousand million steps, more than a test is given time for.
  it('follows two people who wrote a hundred thousand times turn by turn', () => {
    // Each letter stands beside the other's last.
    const [one, other] = [50, 60].map((client) =>
      Array.from({ length: 50_000 }, (_, clock) =>
        letters(clock === 0 && client === 50 ? { parent: [40, 0] } : { left: client === 50 ? [60, clock - 1] : [50, clock] }, 'a'),
      ),
    );
    expect(
      codeOf(
        forge([
          [60, 0, ...(other ?? [])],
          [50, 0, ...(one ?? [])],
        ]),
      ),
    ).toBe('ok');
  });
});

describe('a number that is none', () => {
  /** lib0 reads so many bytes that say nothing as NaN. */
  const none = [...Array.from({ length: 160 }, () => 128), 0];
  const update = (bytes: readonly number[], at: number) => Uint8Array.of(...bytes.flatMap((byte, index) => (index === at ? none : [byte])));
  it.each([
    [
      'a key press',
      [1, 1, 50, 0, 196, 60, 1, 60, 2, 1, 97, 0],
      { runs: 0, structs: 1, client: 2, clock: 3, left: 5, leftClock: 6, right: 7, rightClock: 8, length: 9 },
    ],
    ['two of them', [1, 2, 50, 0, 132, 60, 1, 1, 97, 132, 50, 0, 1, 98, 0], { client: 2, clock: 3, left: 5, leftClock: 6, second: 10, secondClock: 11 }],
    ['letters in a block', [1, 1, 50, 0, 4, 0, 60, 1, 1, 97, 0], { parent: 6, parentClock: 7 }],
    ['something collected', [1, 1, 50, 0, 0, 3, 0], { length: 5 }],
    ['a deletion', [0, 1, 60, 1, 0, 1], { client: 2, clock: 4, length: 5 }],
  ])('is refused in %s', (_, bytes, places) => {
    expect(codeOf(Uint8Array.from(bytes))).toBe('ok');
    for (const [place, at] of Object.entries(places)) expect(codeOf(update(bytes, at)), place).toBe('malformed');
  });
});
