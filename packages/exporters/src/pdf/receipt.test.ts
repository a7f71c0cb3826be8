import { bjorkvik } from '@yrka/schema';
import { afterAll, expect, test } from 'vitest';
import { canBeSet, type Receipt, receiptPdf, stopPdf } from '../index.ts';
import { pngOfGrey } from '../paper/samplesForTests.ts';
import { readPdf } from './readPdfForTests.ts';

afterAll(stopPdf);

const receipt: Receipt = {
  template: bjorkvik,
  received: new Date('2027-01-12T20:14:30Z'),
  label: 'Motion',
  title: 'Trygga cykelvägar till skolan',
  senders: [
    { name: 'Anna Lind', party: 'L' },
    { name: 'Omar Said', party: 'L' },
  ],
  attachments: ['Karta', 'Mätningar'],
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  diarienummer: null,
};

test('a receipt says what was received, when, from whom and what it waits for', async () => {
  const { bytes, pages } = await receiptPdf(receipt);
  const pdf = await readPdf(bytes);
  expect(pages).toBe(1);
  expect(pdf.title).toBe('Mottagningskvitto: Trygga cykelvägar till skolan');
  expect(pdf.structure).toBe(`P Björkviks kommun
H1 Mottagningskvitto
P Björkviks kommun har tagit emot handlingen nedan.
P Handling
P Motion
P Rubrik
P Trygga cykelvägar till skolan
P Inlämnad av
P Anna Lind (L)
P Omar Said (L)
P Inkommen
P 2027-01-12 kl. 21.14
P Diarienummer
P väntar på diarienummer
P Bilagor
P Bilaga 1. Karta
P Bilaga 2. Mätningar
H2 Tekniska uppgifter
P Kontrollkoden hör till texten så som den togs emot. En text som ändrats, om så bara med ett tecken, får en annan kod.
P Kontrollkod (SHA-256)
P ${receipt.sha256}`);
});

test('a receipt made again with its number is another file, and without anything it stands', async () => {
  const [waiting, again, numbered] = await Promise.all([receiptPdf(receipt), receiptPdf(receipt), receiptPdf({ ...receipt, diarienummer: 'KS 2027-00031' })]);
  expect(Buffer.from(again.bytes).equals(waiting.bytes)).toBe(true);
  expect((await readPdf(numbered.bytes)).structure).toContain('P Diarienummer\nP KS 2027-00031');
  const bare = await readPdf((await receiptPdf({ ...receipt, title: '', senders: [], attachments: [], standard: 'ua-1' })).bytes);
  expect([bare.title, bare.structure.includes('P Bilagor\nP Inga')]).toEqual(['Mottagningskvitto: Motion', true]);
});

test('the arms stand before the name, and are told to those who do not see them', async () => {
  const arms = { bytes: pngOfGrey(120, 140), format: 'png' } as const;
  for (const standard of ['a-2a', 'ua-1'] as const) {
    const { structure } = await readPdf((await receiptPdf({ ...receipt, arms, standard })).bytes);
    expect(structure.startsWith('Figure Björkviks kommuns vapen\nP Björkviks kommun\nH1 Mottagningskvitto')).toBe(true);
  }
  const [without, none] = await Promise.all([receiptPdf(receipt), receiptPdf({ ...receipt, arms: null })]);
  expect(Buffer.from(none.bytes).equals(without.bytes)).toBe(true);
  expect(await canBeSet(arms)).toBe(true);
  expect(await canBeSet({ ...arms, format: 'jpg' })).toBe(false);
});
