import { schema, textParts } from '@yrka/schema';
import { describe, expect, it } from 'vitest';
import { itemsOf, placesBetween, placesOf, type Text } from './items.ts';

const texts: readonly Text[] = [
  { id: 'a', text: 'Vilma Kvist nås på 070-123 45 67.' },
  { id: 'b', text: `Brev från vilma\ufffckvist och ${'andra '.repeat(30)}till slut Kvist.` },
];
const telephone = { part: 'a', from: 19, to: 32, kind: 'telephone', certainty: 'certain' } as const;
const said = (part: string, from: number, to: number, verdict: 'mask' | 'leave', reason = '') => ({
  part,
  from,
  to,
  verdict,
  reason,
  by: 'Jonas Alm',
  at: '2027-04-02T08:00:00Z',
});
const told = (findings: Parameters<typeof itemsOf>[0]['findings'], decisions: Parameters<typeof itemsOf>[0]['decisions']) =>
  itemsOf({ findings, decisions }, texts).map(({ kind, words, verdict }) => `${kind} ${words} ${verdict ?? 'waits'}`);

describe('what there is to decide', () => {
  it('comes in the order of the text, with what was said of each', () => {
    expect(told([telephone], [])).toEqual(['telephone 070-123 45 67 waits']);
    expect(told([telephone], [said('b', 10, 21, 'mask'), said('a', 19, 32, 'leave')])).toEqual(['telephone 070-123 45 67 leave', 'chosen vilma kvist mask']);
  });

  it('leaves out what stands within masked words, and what was said of a text that is not there any more', () => {
    expect(told([telephone], [said('a', 0, 32, 'mask'), said('gone', 0, 4, 'mask')])).toEqual(['chosen Vilma Kvist nås på 070-123 45 67 mask']);
  });

  it('has some of the text around the words, and says where that was cut', () => {
    const last = texts[1]?.text.length ?? 0;
    const [item] = itemsOf({ findings: [], decisions: [said('b', last - 6, last - 1, 'mask', 'OSL 21 kap. 3 §')] }, texts);
    expect(item).toMatchObject({ words: 'Kvist', after: '.', reason: 'OSL 21 kap. 3 §' });
    expect(item?.before).toMatch(/^…andra .*till slut $/u);
  });
});

describe('words that somebody chooses', () => {
  it('are found wherever they stand, whatever their case and the space between them', () => {
    expect(placesOf('vilma kvist', texts)).toEqual([
      { part: 'a', from: 0, to: 11 },
      { part: 'b', from: 10, to: 21 },
    ]);
    expect([placesOf('  ', texts), placesOf('(0)', texts), placesOf('070-123 45 67', texts).length]).toEqual([[], [], 1]);
  });

  it('are those that are selected on the paper, in each text without the space at its ends', () => {
    const document = schema.node('doc', null, [
      schema.node('paragraph', { id: 'a' }, [schema.text('Ring Anna Lind nu')]),
      schema.node('paragraph', { id: 'b' }),
      schema.node('paragraph', { id: 'c' }, [schema.text('eller Omar')]),
    ]);
    const parts = textParts(document);
    expect(placesBetween(5, 16, parts)).toEqual([{ part: 'a', from: 5, to: 14 }]);
    expect(placesBetween(6, 27, parts)).toEqual([
      { part: 'a', from: 5, to: 17 },
      { part: 'c', from: 0, to: 5 },
    ]);
    expect(placesBetween(15, 16, parts)).toEqual([]);
  });
});
