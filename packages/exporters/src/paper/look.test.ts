import { bjorkvik, type MunicipalityTemplate } from '@yrka/schema';
import { doc, p, title } from '@yrka/test-builders';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { type FileFormat, receiptPdf, stopPdf, toFile, toPdf } from '../index.ts';
import { readPdf } from '../pdf/readPdfForTests.ts';
import { motion, report } from './samplesForTests.ts';

afterAll(stopPdf);

const createdAt = new Date('2027-01-12T20:14:00Z');
const own: MunicipalityTemplate = {
  ...bjorkvik,
  accent: '#1f5c6b',
  headRule: true,
  footer: [
    { name: 'telephone', text: '0123-45 60 00' },
    { name: 'postalAddress', text: 'Box 12, 640 12 <Björkvik>' },
  ],
};
const pdfOf = (template: MunicipalityTemplate, document = motion()) => toPdf(document, { template, kind: 'motion', createdAt, documentId: 'YR-7K2M-4QXA' });
async function partsOf(format: Exclude<FileFormat, 'html' | 'markdown'>, template: MunicipalityTemplate) {
  const { bytes } = await toFile(format, report(), { template, kind: 'officerReport', createdAt, documentId: 'YR-7K2M-4QXA' });
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, new TextDecoder().decode(part)]));
}
const textOf = async (format: 'html' | 'markdown', template: MunicipalityTemplate) =>
  new TextDecoder().decode((await toFile(format, motion(), { template, kind: 'motion', createdAt, documentId: 'YR-7K2M-4QXA' })).bytes);

describe('the look that a municipality gives its paper', () => {
  test('has its foot on the first page of a PDF, in its order, and nowhere else', async () => {
    const long = doc(title('Långt'), ...Array.from({ length: 90 }, () => p('Ett stycke.')));
    const { pages } = await readPdf((await pdfOf(own, long)).bytes);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages[0]).toMatch(/Telefon 0123-45 60 00.*Postadress Box 12, 640 12 <Björkvik>.*Dokument-id YR-7K2M-4QXA/u);
    for (const page of pages.slice(1)) {
      expect(page).not.toContain('Telefon');
      expect(page).toContain('Dokument-id YR-7K2M-4QXA');
    }
  });

  test('moves no word that is read aloud, and no other page than by its foot', async () => {
    const [plain, looks] = await Promise.all([pdfOf(bjorkvik), pdfOf(own)]);
    expect((await readPdf(looks.bytes)).structure).toBe((await readPdf(plain.bytes)).structure);
    expect(looks.pages).toBe(plain.pages);
    expect(Buffer.from(looks.bytes).equals(Buffer.from((await pdfOf(own)).bytes))).toBe(true);
  });

  test('colours the heads of a Word file by their styles, with a rule and a foot', async () => {
    const parts = await partsOf('docx', own);
    const style = (id: string) => new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`, 'su').exec(parts['word/styles.xml'] ?? '')?.[0] ?? '';
    for (const id of ['Heading1', 'Heading2', 'Heading3', 'ParagraphNumber']) expect(style(id), id).toContain('<w:color w:val="1F5C6B"/>');
    expect(style('Byline')).not.toContain('w:color');
    expect(parts['word/document.xml']).toMatch(/<w:pBdr><w:bottom [^>]*w:color="1F5C6B"/u);
    const feet = Object.entries(parts).filter(([path]) => /^word\/footer\d\.xml$/u.test(path));
    expect(feet.filter(([, xml]) => xml.includes('0123-45 60 00'))).toHaveLength(1);
    expect(feet.filter(([, xml]) => xml.includes('YR-7K2M-4QXA'))).toHaveLength(2);
  });

  test('does so in OpenDocument', async () => {
    const { 'styles.xml': styles = '', 'content.xml': content = '' } = await partsOf('odt', own);
    expect(/style:name="Heading_20_2".*?<\/style:style>/su.exec(styles)?.[0]).toContain('fo:color="#1f5c6b"');
    expect(styles).toContain('fo:border-bottom="1pt solid #1f5c6b"');
    expect(content).toContain('text:style-name="Brevhuvud_20_linje"');
    expect(/style:name="Första_20_sidan".*?<\/style:master-page>/su.exec(styles)?.[0]).toContain('Box 12, 640 12 &lt;Björkvik&gt;');
    expect(/style:name="Standard" style:page-layout-name.*?<\/style:master-page>/su.exec(styles)?.[0]).not.toContain('Box 12');
  });

  test('does so in HTML, and has its foot in Markdown', async () => {
    const html = await textOf('html', own);
    expect(html).toContain('--accent: #1f5c6b;');
    expect(html).toContain('<header class="rule">');
    expect(html).toContain(
      '<footer><dl>\n<div><dt>Telefon</dt><dd>0123-45 60 00</dd></div>\n<div><dt>Postadress</dt><dd>Box 12, 640 12 &lt;Björkvik&gt;</dd></div>\n</dl>',
    );
    expect(await textOf('markdown', own)).toContain('\n\nTelefon 0123-45 60 00 · Postadress Box 12, 640 12 \\<Björkvik\\>\n');
  });

  test('is nowhere to be seen where nothing is said', async () => {
    const html = await textOf('html', bjorkvik);
    expect(html).not.toMatch(/--accent: #|class="rule"|<dl>/u);
    expect((await partsOf('docx', bjorkvik))['word/document.xml']).not.toContain('w:pBdr');
    expect((await partsOf('odt', bjorkvik))['styles.xml']).not.toMatch(/linje|Telefon/u);
  });

  test.each(['#ffdd00', 'red', '#000; } body { display: none'])('takes %j for no colour', async (accent) => {
    expect(await textOf('html', { ...own, accent })).toContain('--accent: var(--ink);\n');
    expect(await textOf('html', { ...own, accent })).not.toMatch(/--accent: (?!var\(--ink\))|display: none \}|ffdd00/u);
    expect((await pdfOf({ ...own, accent })).pages).toBe(1);
  });

  test('says what a PDF is and whether lines have numbers, where nobody asks for something else', async () => {
    const signs = async (template: MunicipalityTemplate, options: object = {}) => {
      const { bytes } = await toPdf(motion(), { template, kind: 'motion', createdAt, ...options });
      return { isUa: Buffer.from(bytes).toString('latin1').includes('pdfuaid:part'), isNumbered: /\b14\b/u.test((await readPdf(bytes)).pages[0] ?? '') };
    };
    const template = { ...own, pdfStandard: 'ua-1', lineNumbers: true } as const;
    expect(await signs(own)).toEqual({ isUa: false, isNumbered: false });
    expect(await signs(template)).toEqual({ isUa: true, isNumbered: true });
    expect(await signs(template, { standard: 'a-2a', lineNumbers: false })).toEqual({ isUa: false, isNumbered: false });
  });

  test('is on the receipt too', async () => {
    const receipt = { received: createdAt, label: 'Motion', title: 'Cykelvägar', senders: [], attachments: [], sha256: 'a'.repeat(64), diarienummer: null };
    const { bytes } = await receiptPdf({ template: { ...own, pdfStandard: 'a-3a' }, ...receipt });
    expect((await readPdf(bytes)).pages[0]).toContain('Telefon 0123-45 60 00');
    expect(Buffer.from(bytes).toString('latin1')).toContain('pdfaid:part>2<');
  });
});
