import { bjorkvik, type DocumentKind, schema } from '@yrka/schema';
import { att, block, clauses, doc, heading, inline, p, table, title } from '@yrka/test-builders';
import mammoth from 'mammoth';
import type { Node } from 'prosemirror-model';
import { afterAll, expect, test } from 'vitest';
import { type FileOptions, stopPdf, toDocx } from '../index.ts';
import { bullet, minutes, motion, numbered, pngOfGrey, report } from '../paper/samplesForTests.ts';
import { aloud, partsOf, shown } from './readDocxForTests.ts';
import { wordCopy } from './wordCopy.ts';

afterAll(stopPdf);

const createdAt = new Date('2027-01-12T20:14:00Z');
const docxOf = (kind: DocumentKind, document: Node, options: Partial<FileOptions> = {}) =>
  toDocx(document, { template: bjorkvik, kind, createdAt, ...options });
const partsFor = async (kind: DocumentKind, document: Node, options: Partial<FileOptions> = {}) => partsOf((await docxOf(kind, document, options)).bytes);

test('what a browser writes without a network is the file that the server makes, to the byte', async () => {
  const options = {
    template: bjorkvik,
    createdAt,
    mark: 'draft' as const,
    arms: { bytes: pngOfGrey(40, 40), format: 'png' as const },
    source: { documentId: 'd-å', version: 7 },
  };
  for (const [kind, document] of [
    ['motion', motion()],
    ['officerReport', report()],
    ['minutesItem', minutes()],
  ] as const)
    expect(await wordCopy(document, { ...options, kind })).toEqual(await toDocx(document, { ...options, kind }));
});

test('a motion has styles by name, numbers of Word, a footnote and a link', async () => {
  const parts = await partsFor('motion', motion(), { mark: 'draft' });
  expect(shown(parts)).toBe(`Letterhead Björkviks kommun\tMotion
LetterheadLine \tUtkast
LetterheadLine
Addressee Till kommunfullmäktige i Björkviks kommun
Heading1 Trygga cykelvägar till skolan
Normal Varje morgon cyklar barn till skolan.[1]
Heading2 Vad som behövs
ListItem bullets belysning
ListItem bullets+1 vid skolan
ListItem decimal. först skolan
Quotation Så sade hon.
Normal Se →rapporten.
Normal Vi föreslår att kommunfullmäktige beslutar
AttClause decimal att tekniska nämnden får i uppdrag att bygga, samt
AttClause decimal att uppdraget redovisas.
Normal Björkvik den 12 januari 2027
Line Anna Lind (L)
Line Omar Said (L)
Normal Ersättare Eva Ek (L) instämmer i motionen`);
  expect(parts['word/footnotes.xml']).toContain('Mätt 2025.');
  expect(parts['word/_rels/document.xml.rels']).toContain('Target="https://example.org/r" TargetMode="External"');
  expect(parts['word/header1.xml']).toContain('Utkast');
  expect(parts['word/styles.xml']).toMatch(/w:lang w:val="sv-SE"/u);
  expect(parts['docProps/core.xml']).toContain('<dc:title>Trygga cykelvägar till skolan</dc:title>');
});

test('a report has its facts, its parts, decision points and a table of costs with its sum', async () => {
  const parts = await partsFor('officerReport', report(), { header: { body: 'Tekniska kontoret' } });
  expect(shown(parts).split('\n')).toEqual(
    expect.arrayContaining([
      'LetterheadLine Tekniska kontoret',
      'Label Handläggare',
      'Fact Rakel Dal',
      'Heading2 Förslag till beslut',
      'AttClause decimal att att-sats 1 bifalls',
      'Heading3 Tidigare beslut',
      'TableText 12\u00a0545,5',
      'Line Motion, inkommen 2027-01-12',
    ]),
  );
  // The head of a table is told on every page.
  expect(parts['word/document.xml']).toMatch(/<w:trPr>(?:<[^>]*>)*?<w:tblHeader\/>/u);
});

test('minutes have who was there, sentences and lines to sign on, and the foot has the code', async () => {
  const signatureLines = [{ name: 'Eva Ek', party: 'L', role: 'Ordförande' }];
  const parts = await partsFor('minutesItem', minutes(), { documentId: 'YR-7K2M-4QXA', signatureLines });
  expect(shown(parts).split('\n')).toEqual(
    expect.arrayContaining([
      'ParagraphNumber § 47\u2003KS 2027-00031',
      'Label Tjänstgörande',
      'Line Eva Ek (L) ordförande',
      'Normal Kim Ståhl (C) yrkar bifall till motionen.',
      'SignatureLine',
      'Line Eva Ek (L)',
      'Label Ordförande',
    ]),
  );
  expect(parts['word/footer1.xml']).toContain('Dokument-id YR-7K2M-4QXA');
});

test('the same document with the same instant is the same file, byte for byte', async () => {
  const [one, other, later] = await Promise.all([
    docxOf('motion', motion()),
    docxOf('motion', motion()),
    docxOf('motion', motion(), { createdAt: new Date() }),
  ]);
  expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
  expect(Buffer.from(one.bytes).equals(Buffer.from(later.bytes))).toBe(false);
  expect(partsOf(one.bytes)['docProps/core.xml']).toContain('2027-01-12T20:14:00.000Z');
});

test('the same file comes in any time zone, and no word of it is taken for the name of a link', async () => {
  const document = doc(p('Se rIdentifieringsnummer, '), p(inline('länk', schema.mark('link', { href: 'https://example.org/r' }))));
  const zone = process.env.TZ;
  const files: Uint8Array[] = [];
  try {
    for (const other of ['Europe/Stockholm', 'America/New_York']) {
      process.env.TZ = other;
      // The thread takes the zone as it begins.
      await stopPdf();
      files.push((await docxOf('motion', document)).bytes);
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    await stopPdf();
  }
  const [one, other] = files as [Uint8Array, Uint8Array];
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  expect(shown(partsOf(one))).toContain('Normal Se rIdentifieringsnummer,');
});

test('a second list begins with its own number, and what is in bold or in italics is so', async () => {
  const parts = await partsFor('motion', doc(numbered('ett'), numbered('två'), p('emellan'), numbered('nytt'), p(inline('fet', schema.mark('strong')))));
  const numbers = [...(parts['word/document.xml'] ?? '').matchAll(/<w:numId w:val="(\d+)"/gu)].map(([, id]) => id);
  expect(new Set(numbers).size).toBe(2);
  expect(parts['word/document.xml']).toMatch(/<w:b\/>(?:<[^>]*>)*?<w:t[^>]*>fet/u);
});

test('lists count as the paper does, whatever stands between their items', async () => {
  const items = [
    numbered('a'),
    numbered('b'),
    bullet('streck'),
    numbered('c'),
    numbered('d', 1),
    numbered('e', 1),
    numbered('f'),
    numbered('g', 1),
    bullet('streck', 1),
    numbered('h', 1),
  ];
  const parts = await partsFor('motion', doc(...items, p('emellan'), numbered('i', 2), numbered('j')));
  expect(aloud(parts).split('\n').slice(-14)).toEqual([
    '',
    '1 a',
    '2 b',
    'streck',
    '1 c',
    '1 d',
    '2 e',
    '2 f',
    '1 g',
    'streck',
    '1 h',
    'emellan',
    '1 i',
    '1 j',
  ]);
});

test('the arms stand at the head with words for who does not see them, and a broken picture is told', async () => {
  const png = pngOfGrey(120, 140);
  const whole = await partsFor('motion', doc(title('x')), { arms: { bytes: png, format: 'png' } });
  const broken = await docxOf('motion', doc(title('x')), { arms: { bytes: new Uint8Array([1, 2, 3]), format: 'png' } });
  expect(shown(whole)).toMatch(/^LetterheadLine \(picture\)\nLetterhead Björkviks kommun/u);
  expect(whole['word/document.xml']).toContain('descr="Björkviks kommuns vapen"');
  // Without the rule LibreOffice cuts the picture to the height of a line.
  expect(whole['word/styles.xml']).toContain('w:lineRule="auto"');
  expect(whole['word/styles.xml']).not.toMatch(/w:line="\d+"(?! w:lineRule)/u);
  expect(shown(partsOf(broken.bytes))).toMatch(/^Letterhead Björkviks kommun/u);
  expect(broken.report).toEqual([{ code: 'pictureUnreadable' }]);
});

test.each([
  ['control codes, which XML does not know', 'a\u0000b\u0007c\u001fd'],
  ['half a letter', 'a\ud83db'],
  ['what looks like markup', '</w:t><w:br/>&amp;<!--'],
])('%s do no harm', async (_name, words) => {
  const { bytes } = await docxOf('motion', doc(title(words), p(words), clauses(att(words), att('två'))));
  const { value, messages } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
  expect(value).toContain(words.toWellFormed().replace(/\p{Cc}/gu, ''));
});

test('an address leads where it did, and one that Word would not open is told and keeps its words', async () => {
  const link = (words: string, href: string) => p(inline(words, schema.mark('link', { href })));
  const broken = ['https://a b.se/', 'https://[', 'http://%', 'https://a\u0001b.se/', `https://example.org/${'å'.repeat(1_900)}`];
  const document = doc(link('hel', 'https://example.org/så här?a=1&b=<2>'), ...broken.map((href, index) => link(`bruten ${index}`, href)));
  const { bytes, report: lost } = await docxOf('motion', document);
  const parts = partsOf(bytes);
  expect([...(parts['word/_rels/document.xml.rels'] ?? '').matchAll(/Target="(https?:[^"]*)"/gu)].map(([, target]) => target)).toEqual([
    'https://example.org/s%C3%A5%20h%C3%A4r?a=1&amp;b=%3C2%3E',
  ]);
  expect(shown(parts).split('\n').slice(-6)).toEqual(['Normal →hel', ...broken.map((_, index) => `Normal bruten ${index}`)]);
  expect(lost).toEqual(broken.map((href) => ({ code: 'linkWithoutAddress', href })));
});

test('a table of more columns than Word has keeps all its words', async () => {
  const row = (name: string) => Array.from({ length: 70 }, (_, column) => `${name}${column}`);
  const parts = await partsFor('motion', doc(table(row('rubrik'), row('cell'))));
  expect(parts['word/document.xml']?.match(/<w:gridCol /gu)).toHaveLength(63);
  expect(shown(parts)).toContain('TableTextSmall cell62 cell63 cell64 cell65 cell66 cell67 cell68 cell69');
});

test('headings are heard at levels of which none is skipped, whatever they look like', async () => {
  const parts = await partsFor('motion', doc(title('Titel'), heading(3, 'Djupt'), heading(1, 'Nästa')));
  const headings = [
    ...(parts['word/document.xml'] ?? '').matchAll(/<w:pStyle w:val="(Heading\d)"\/>(?:(?!<\/w:pPr>).)*?(?:<w:outlineLvl w:val="(\d)"\/>)?<\/w:pPr>/gu),
  ];
  expect(headings.map(([, style, level]) => [style, level])).toEqual([
    ['Heading1', undefined],
    ['Heading4', '1'],
    ['Heading2', undefined],
  ]);
});

test('all that the parts point at is there, and each part has its type', async () => {
  const arms = { bytes: pngOfGrey(120, 140), format: 'png' } as const;
  for (const [kind, document] of [
    ['motion', motion()],
    ['officerReport', report()],
    ['minutesItem', minutes()],
  ] as const) {
    const parts = await partsFor(kind, document, { arms, mark: 'draft', documentId: 'YR-7K2M-4QXA' });
    const types = parts['[Content_Types].xml'] ?? '';
    const untyped = Object.keys(parts).filter((path) => path !== '[Content_Types].xml' && !types.includes(`PartName="/${path}"`));
    expect(untyped.filter((path) => !types.includes(`Extension="${path.split('.').at(-1)}"`))).toEqual([]);
    for (const [path, xml] of Object.entries(parts)) {
      if (!path.endsWith('.rels')) continue;
      const [folder = '', name = ''] = path.split('_rels/');
      const targets = [...xml.matchAll(/ Target="([^"]*)"(?! TargetMode="External")/gu)].map(([, target = '']) => target.replace(/^\//u, ''));
      expect(
        targets.filter((target) => !(`${folder}${target}` in parts || target in parts)),
        path,
      ).toEqual([]);
      const used = [...(parts[`${folder}${name.replace('.rels', '')}`] ?? '').matchAll(/ r:(?:id|embed)="([^"]*)"/gu)].map(([, id]) => id);
      expect(
        used.filter((id) => !xml.includes(` Id="${id}"`)),
        path,
      ).toEqual([]);
    }
    const numbers = [...(parts['word/document.xml'] ?? '').matchAll(/<w:numId w:val="(\d+)"/gu)].map(([, id]) => id);
    expect(
      numbers.filter((id) => !parts['word/numbering.xml']?.includes(`<w:num w:numId="${id}"`)),
      kind,
    ).toEqual([]);
  }
});

test('line numbers begin anew on each page where they are asked for', async () => {
  const section = async (lineNumbers: boolean) => (await partsFor('motion', motion(), { lineNumbers }))['word/document.xml'];
  expect(await section(true)).toContain('<w:lnNumType w:countBy="1" w:restart="newPage" w:distance="737"/>');
  expect(await section(false)).not.toContain('lnNumType');
});

test('what it does not know is told', async () => {
  const { report: lost } = await docxOf('motion', doc(p('Ord.'), block('opaque', { name: 'hologram' })));
  expect(lost).toEqual([{ code: 'unknownContent', name: 'hologram' }]);
});

test('who gives up is told so', async () => {
  await expect(docxOf('motion', motion(), { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
});
