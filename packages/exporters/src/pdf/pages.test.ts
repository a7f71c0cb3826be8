import { bjorkvik } from '@yrka/schema';
import { costs, doc, heading, p, table, title } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { afterAll, expect, test } from 'vitest';
import { type PdfOptions, stopPdf, toPdf } from '../index.ts';
import { readPdf } from './readPdfForTests.ts';

afterAll(stopPdf);

const read = async (document: Node, options: Partial<PdfOptions> = {}) =>
  readPdf((await toPdf(document, { template: bjorkvik, kind: 'motion', createdAt: new Date('2027-01-12T20:14:00Z'), ...options })).bytes);
/** So many lines that among the lengths is one at which a page would break anywhere in what follows. */
const lengths = Array.from({ length: 26 }, (_, index) => 16 + index);
const lines = (count: number) => Array.from({ length: count }, (_, index) => p(`Rad ${index}`));

test('a short table stands on one page with the heading above it, wherever it comes', async () => {
  let onNext = 0;
  for (const count of lengths) {
    const { pages } = await read(doc(...lines(count), heading(1, 'Kostnader'), costs(['Post', '2027, tkr'], ['Lyktor', '12'], ['Stolpar', '30'])));
    const page = pages.find((text) => text.includes('Summa')) ?? '';
    expect([count, page]).toEqual([count, expect.stringMatching(/Kostnader Post 2027, tkr Lyktor 12 Stolpar 30 Summa 42/u)]);
    if (page !== pages[0]) onNext++;
  }
  expect(onNext).toBeGreaterThan(2);
  expect(onNext).toBeLessThan(lengths.length);
});

test('who verifies stands on one page with who has verified', async () => {
  const verifiers = [
    { name: 'Eva Ek', party: 'S', role: 'chair', verifiedOn: '2027-03-29', note: '' },
    { name: 'Per Roos', party: 'C', role: 'verifier', verifiedOn: null, note: '' },
  ] as const;
  const minutes = { isImmediate: true, verifiers, notice: null, corrections: [] };
  for (const count of lengths) {
    const { pages } = await read(doc(...lines(count)), { kind: 'minutesItem', minutes });
    const page = pages.find((text) => text.includes('Per Roos')) ?? '';
    expect([count, page]).toEqual([count, expect.stringMatching(/Paragrafen justeras omedelbart\..*Eva Ek \(S\), ordförande.*Per Roos/u)]);
  }
});

test('a table of twelve columns keeps to the page, with all its words', async () => {
  const head = Array.from({ length: 12 }, (_, column) => (column % 3 === 0 ? 'Bostadsförsörjningsprogrammet' : `Kolumn ${column}`));
  const rows = Array.from({ length: 30 }, (_, row) =>
    Array.from({ length: 12 }, (_, column) => (column % 4 === 0 ? 'Barn- och utbildningsnämnden' : `${row * 1000 + column}`)),
  );
  const { pages, rightmost, aloud, structure } = await read(doc(title('Bred'), table(head, ...rows)));
  expect(pages.length).toBeGreaterThan(1);
  // A4 is 595 points wide, and its margin 90.
  expect(rightmost).toBeLessThan(506);
  expect(aloud.match(/Barn-ochutbildningsnämnden/gu)).toHaveLength(90);
  expect(structure.match(/TH /gu)).toHaveLength(12);
  // The head stands again on each page, for the eye.
  for (const page of pages.slice(1)) expect(page).toContain('Kolumn 1');
});

test('a row that is longer than a page goes on, and a cell as long as many is no end', async () => {
  const { aloud, pages } = await read(doc(table(['a', 'b'], ['kort', 'Ord efter ord. '.repeat(1_500).trim()])));
  expect(pages.length).toBeGreaterThan(2);
  expect(aloud.match(/Ordefterord\./gu)).toHaveLength(1_500);
});

test.each([1, 3, 8, 20, 40])('nothing in a table of %i columns stands below the page, however long its words', async (columns) => {
  for (const length of [30, 200, 390, 1_200]) {
    const long = `${'ordet '.repeat(length / 6)}slut`;
    const { aloud, lowest } = await read(
      doc(
        p('Först.'),
        table(
          Array.from({ length: columns }, () => 'h'),
          Array.from({ length: columns }, () => long),
        ),
      ),
    );
    expect(aloud.match(/slut/gu)).toHaveLength(columns);
    // The foot of a page begins 28 mm above its edge.
    expect([length, lowest]).toEqual([length, expect.toSatisfy((points: number) => points > 70)]);
  }
});
