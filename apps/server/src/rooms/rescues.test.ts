import type { RescueRow } from '@yrka/storage';
import { describe, expect, it } from 'vitest';
import { type FoundLetters, gatherRescues, isWorthOffering } from './rescues.ts';

const whose = { documentId: 'd1', personId: 'anna', at: new Date(1_000) };
const letters = (clock: number, text: string, blockId: string | null = 'b1', client = 7): FoundLetters => ({ client, clock, text, blockId, by: 'omar' });

/** What is kept after each of these was found in turn. */
function keep(...finds: readonly (readonly FoundLetters[])[]): RescueRow[] {
  const rows = new Map<string, RescueRow>();
  for (const found of finds) for (const { row } of gatherRescues([...rows.values()], found, whose)) rows.set(row.id, row);
  return [...rows.values()];
}

describe('[schema RES3] rescues are gathered', () => {
  it('from letters that come one by one', () => {
    const finds = [...' skrivet utan nät'].map((letter, index) => [letters(40 + index, letter)]);
    expect(keep(...finds)).toMatchObject([
      { text: ' skrivet utan nät', parts: [{ client: 7, clock: 40, text: ' skrivet utan nät' }], blockId: 'b1', by: 'omar', takenAt: null },
    ]);
  });

  it('in the order of their clocks, whichever is found first', () => {
    expect(keep([letters(44, 'träd')], [letters(40, 'gräs')])).toMatchObject([{ text: 'grästräd' }]);
  });

  it('with a space between what was typed apart in one block, and by whichever window', () => {
    expect(keep([letters(40, 'gräs')], [letters(60, 'träd')], [letters(3, 'bäckar', 'b1', 9)])).toMatchObject([{ text: 'gräs träd bäckar' }]);
  });

  it('by block, though one went on typing in the next', () => {
    expect(keep([letters(40, 'gräs', 'b1'), letters(44, 'träd', 'b2')])).toMatchObject([
      { text: 'gräs', blockId: 'b1' },
      { text: 'träd', blockId: 'b2' },
    ]);
  });

  it('by neighbouring letters where no block is known', () => {
    expect(keep([letters(40, 'gräs', null)], [letters(44, 'matta', null)], [letters(90, 'träd', null)])).toMatchObject([
      { text: 'gräsmatta' },
      { text: 'träd' },
    ]);
  });

  it('once, however often and however divided they are found', () => {
    const once = keep([letters(40, 'gräs')], [letters(44, ' och träd')]);
    expect(gatherRescues(once, [letters(40, 'gräs och träd'), letters(42, 'äs')], whose)).toEqual([]);
    const [taken] = once.map((row) => ({ ...row, takenAt: new Date(2_000) }));
    expect(gatherRescues(taken === undefined ? [] : [taken], [letters(40, 'gräs och träd')], whose)).toEqual([]);
  });

  it('anew when the rescue they would have joined was taken', () => {
    const [row] = keep([letters(40, 'gräs')]);
    if (row === undefined) throw new Error('nothing was kept');
    const found = gatherRescues([{ ...row, takenAt: new Date(2_000) }], [letters(40, 'gräs och träd')], whose);
    expect(found).toMatchObject([{ isNew: true, row: { text: ' och träd', parts: [{ clock: 44 }] } }]);
  });

  it('though white space alone is not worth offering', () => {
    const [row] = keep([letters(40, ' ')]);
    expect(row && isWorthOffering(row)).toBe(false);
    expect(keep([letters(40, ' ')], [letters(41, 'x')]).map(isWorthOffering)).toEqual([true]);
  });
});
