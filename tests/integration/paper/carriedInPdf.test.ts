import { stopPdf, toPdf } from '@yrka/exporters';
import { importFile } from '@yrka/importers';
import { bjorkvik } from '@yrka/schema';
import { att, clauses, doc, footnote, movers, p, signatories, title } from '@yrka/test-builders';
import { afterAll, expect, test } from 'vitest';
import { akomaNtosoRequest } from '../../../packages/exporters/src/akoma-ntoso/akomaNtosoRequest.ts';
import { pageOf } from '../../../packages/exporters/src/paper/pageOf.ts';
import { compile } from '../../../packages/exporters/src/pdf/compiler.ts';

afterAll(stopPdf);

const options = { template: bjorkvik, kind: 'motion', createdAt: new Date('2027-01-12T20:14:00Z'), source: { documentId: 'doc1', version: 7 } } as const;
const motion = (...asked: readonly string[]) =>
  doc(
    title('Trygga cykelvägar'),
    movers('Anna Lind (L)'),
    p('Varje morgon cyklar barn.', footnote('Mätt 2025.'), ' Det är mörkt.'),
    clauses(...asked.map((words) => att(words))),
    signatories('Anna Lind (L)'),
  );
const shown = motion('bygga en belyst cykelväg,', 'redovisa uppdraget.');

test('[COP8] a PDF comes back as the document that it carries, with the version that it was made from', async () => {
  const { bytes } = await toPdf(shown, { ...options, standard: 'a-3a', mark: 'draft', lineNumbers: true });
  const back = await importFile(bytes);
  expect(back.document.eq(shown)).toBe(true);
  expect(back.copyOf).toEqual({ documentId: 'doc1', version: 7 });
});

test.each([
  ['says another word', motion('riva en belyst cykelväg,', 'redovisa uppdraget.')],
  ['says more', motion('bygga en belyst cykelväg,', 'redovisa uppdraget.', 'höja alla arvoden.')],
])('[COP8] what is carried and %s than the pages is left, and the pages are read', async (_, carried) => {
  const { bytes } = await compile({
    page: pageOf(shown, options).page,
    carried: akomaNtosoRequest(carried, options),
    format: 'a-3a',
    createdAt: options.createdAt,
  });
  const back = await importFile(bytes);
  expect(back.copyOf).toBeUndefined();
  expect(back.document.textContent).toContain('bygga en belyst cykelväg');
  expect(back.document.textContent).not.toMatch(/riva|arvoden/u);
});

test('[COP8] a PDF that carries no version, or letters that no font of ours has, loses nothing', async () => {
  const { source: _, ...bare } = options;
  const words = await importFile((await toPdf(shown, { ...bare, standard: 'a-3a' })).bytes);
  expect(words.copyOf).toBeUndefined();
  expect(words.document.textContent).toContain('redovisa uppdraget');
  const strange = doc(title('Motion om بيان'), p('Ord på arabiska: مرحبا. Slut.'));
  const back = await importFile((await toPdf(strange, { ...options, standard: 'a-3a' })).bytes);
  expect(back.document.eq(strange)).toBe(true);
});
