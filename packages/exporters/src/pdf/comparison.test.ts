import { bjorkvik, schema, suggestionWord } from '@yrka/schema';
import { att, block, clauses, doc, inline, p } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { afterAll, expect, test } from 'vitest';
import { stopPdf, toFile, toPdf } from '../index.ts';
import { partsOf } from '../docx/readDocxForTests.ts';
import { readPdf } from './readPdfForTests.ts';

afterAll(stopPdf);

const maker = { id: 'AAAAAAAAAAAA', by: 'comparison' };
const put = (words: string) => inline(words, schema.mark('insertion', maker));
const struck = (words: string) => inline(words, schema.mark('deletion', maker));
const comparison = { before: { at: new Date('2027-01-10T08:40:00Z'), name: null }, after: { at: new Date('2027-01-12T13:02:00Z'), name: 'Före mötet' } };
const options = { template: bjorkvik, kind: 'motion', createdAt: comparison.after.at, comparison } as const;
const motion = (...paragraph: readonly (string | Node)[]) =>
  doc(
    block('title', {}, 'Ljus på ', struck('gång'), put('cykel'), 'vägen'),
    p(...paragraph),
    clauses(att('lampor sätts upp'), block('attClause', { inserted: suggestionWord(maker), att: true }, 'det följs upp')),
  );

/** How often words of a PDF are told to be underlined and struck, to those who hear it too. */
function decorations(bytes: Uint8Array) {
  const text = Buffer.from(bytes).toString('latin1');
  const count = (kind: string) => text.match(new RegExp(`TextDecorationType /${kind}`, 'gu'))?.length ?? 0;
  return { underlined: count('Underline'), struck: count('LineThrough') };
}

test('a comparison on paper has what went struck and what came underlined, and says so and of what it is', async () => {
  const { bytes, report } = await toPdf(motion('Vi ', struck('kräver'), put('ber'), ' om ljus.'), options);
  const lines = decorations(bytes);
  const pdf = await readPdf(bytes);
  expect(pdf.structure).toBe(`P Björkviks kommun
P Motion
P Jämförelse från
P 2027-01-10 kl. 09.40
P till
P Före mötet 2027-01-12 kl. 14.02
P Ändringarna
P tillagt är understruket borttaget är överstruket
H1 Ljus på gångcykelvägen
P Vi kräverber om ljus.
L
  LI
    Lbl 1
    LBody att lampor sätts upp
  LI
    Lbl 2
    LBody att det följs upp`);
  // In the key, the title, the paragraph, and the clause with its "att".
  expect([pdf.title, report, lines]).toEqual(['Ljus på cykelvägen', [], { underlined: 5, struck: 3 }]);
});

test('two versions of the same minute are told apart by their seconds', async () => {
  const of = (time: string) => ({ at: new Date(`2027-01-12T13:02:${time}Z`), name: null });
  const { bytes } = await toPdf(motion('Vi ber om ljus.'), { ...options, comparison: { before: of('05'), after: of('41.300') } });
  expect((await readPdf(bytes)).structure).toContain('P 2027-01-12 kl. 14.02.05\nP till\nP 2027-01-12 kl. 14.02.41\n');
});

test('a clause that went has no number on paper, and those after it have theirs', async () => {
  const went = block('attClause', { deleted: suggestionWord(maker), att: true }, 'det utreds');
  const { bytes } = await toPdf(doc(block('title', {}, 'Ljus'), clauses(att('lampor sätts upp'), went, att('det följs upp'))), options);
  const { structure } = await readPdf(bytes);
  expect(structure.slice(structure.indexOf('H1'))).toBe(`H1 Ljus
L
  LI
    Lbl 1
    LBody att lampor sätts upp
P att det utreds
L
  LI
    Lbl 2
    LBody att det följs upp`);
});

test('a document that is no comparison has no key, and no word that is only suggested', async () => {
  const { bytes, report } = await toPdf(motion('Vi ', struck('kräver'), put('ber'), ' om ljus.'), { ...options, comparison: null });
  expect([report, decorations(bytes)]).toEqual([[{ code: 'notCarried', what: 'allSuggestions' }], { underlined: 0, struck: 0 }]);
  expect((await readPdf(bytes)).structure).not.toMatch(/Jämförelse|ber om|följs upp/u);
});

test('a comparison of words of any length and kind is set', async () => {
  const long = 'ord och åter ord '.repeat(400);
  const all = motion(
    struck(long),
    put(long),
    struck('</del> #panic("x")'),
    inline('länk', schema.mark('link', { href: 'https://example.org' }), schema.mark('insertion', maker)),
  );
  expect((await readPdf((await toPdf(all, options)).bytes)).structure).toContain('#panic("x")');
});

test('in Word it is tracked changes, which name nobody, and nothing is added to the text', async () => {
  const { bytes, report } = await toFile('docx', motion('Vi ', struck('kräver'), put('ber'), ' om ljus.'), options);
  const xml = partsOf(bytes)['word/document.xml'] ?? '';
  const by = 'w:author="Jämförelse" w:date="2027-01-12T13:02:00Z"';
  expect(xml).toMatch(new RegExp(`<w:del w:id="\\d+" ${by}><w:r><w:delText xml:space="preserve">kräver</w:delText></w:r></w:del>`, 'u'));
  expect(xml).toMatch(new RegExp(`<w:ins w:id="\\d+" ${by}><w:r><w:t xml:space="preserve">ber</w:t></w:r></w:ins>`, 'u'));
  expect([xml.includes('understruket'), report]).toEqual([false, []]);
});
