import { bjorkvik } from '@yrka/schema';
import { doc, p, title } from '@yrka/test-builders';
import { describe, expect, it } from 'vitest';
import type { MinutesFacts } from './minutes.ts';
import { pageOf } from './pageOf.ts';

const chair = { name: 'Margareta Sjöström', party: 'S', role: 'chair', verifiedOn: '2027-03-27', note: '' } as const;
const verifier = { name: 'Anna Lind', party: 'L', role: 'verifier', verifiedOn: null, note: '' } as const;
const facts: MinutesFacts = { isImmediate: false, verifiers: [], notice: null, corrections: [] };
const page = (minutes: Partial<MinutesFacts>) =>
  pageOf(doc(title('Svar på motion'), p('Styrelsen beslutar.')), { template: bjorkvik, kind: 'minutesItem', minutes: { ...facts, ...minutes } }).page;

describe('an item of the minutes on paper', () => {
  it('has who verified it with role and day, and a line for each who has not', () => {
    expect(page({ verifiers: [chair, verifier] }).blocks.slice(2)).toEqual([
      { type: 'signatures', heading: 'Justerat av', people: [{ name: 'Margareta Sjöström (S), ordförande', role: null, date: '2027-03-27' }] },
      { type: 'signatureLines', people: [{ name: 'Anna Lind (L)', role: 'Justerare', date: null }] },
    ]);
  });

  it('says where a verifier signed, if not in Yrka, and that it alone was verified at once', () => {
    const { blocks } = page({ isImmediate: true, verifiers: [{ ...chair, note: 'på papper' }] });
    expect(blocks.slice(2)).toMatchObject([
      { type: 'paragraph', words: [{ text: 'Paragrafen justeras omedelbart.' }] },
      { type: 'signatures', people: [{ date: '2027-03-27, på papper' }] },
    ]);
  });

  it('shows a correction with the old wording beside the new one, and says at its head that there is one', () => {
    const correction = { before: 'den 12 mars', after: 'den 21 mars', reason: 'Skrivfel.', by: 'Jonas Alm', on: '2027-04-02' };
    const corrected = page({ corrections: [correction] });
    expect(corrected.letterhead.stamp).toBe('Rättad 2027-04-02');
    expect(corrected.blocks.slice(2)).toMatchObject([
      { type: 'heading', words: [{ text: 'Rättelse' }] },
      { type: 'paragraph', words: [{ text: '2027-04-02, Jonas Alm: Skrivfel.' }] },
      {
        type: 'particulars',
        rows: [
          { label: 'Tidigare lydelse', lines: ['den 12 mars'] },
          { label: 'Rättad lydelse', lines: ['den 21 mars'] },
        ],
      },
    ]);
    expect(page({}).letterhead.stamp).toBeNull();
  });

  it('proves that it was announced, with every date', () => {
    const { blocks } = page({ notice: { announcedOn: '2027-03-29', appealUntil: '2027-04-19', takeDownFrom: '2027-04-20' } });
    expect(blocks.at(-1)).toMatchObject({ rows: [{ lines: ['2027-03-29'] }, { lines: ['2027-04-19'] }, { lines: ['2027-04-20'] }] });
  });

  it('names as an extract whom it is for, and why', () => {
    const extract = page({ extract: { name: 'Tekniska nämnden', purpose: 'action' } });
    expect(extract.letterhead.label).toBe('Protokollsutdrag');
    expect(extract.blocks[0]).toMatchObject({ type: 'facts', facts: [{ words: [{ text: 'Tekniska nämnden' }] }, { words: [{ text: 'För åtgärd' }] }] });
    expect(extract.blocks.at(-1)).toMatchObject({ type: 'signatureLines', people: [{ name: 'Rätt utdraget intygas' }] });
    const notice = { announcedOn: '2027-03-29', appealUntil: '2027-04-19', takeDownFrom: '2027-04-20' };
    const dated = page({ extract: { name: 'Motionärerna', purpose: null }, verifiers: [chair], notice });
    expect(dated.blocks[0]).toMatchObject({
      facts: [{}, { label: 'Justerat', words: [{ text: '2027-03-27' }] }, { label: 'Anslaget', words: [{ text: '2027-03-29' }] }],
    });
    expect(page({ extract: { name: 'Motionärerna', purpose: null } }).blocks[0]).toMatchObject({ type: 'facts', facts: [{ label: 'Utdrag till' }] });
  });
});
