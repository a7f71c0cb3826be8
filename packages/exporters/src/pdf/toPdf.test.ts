import { bjorkvik, type DocumentKind, huddinge, schema } from '@yrka/schema';
import { att, clauses, doc, fields, heading, movers, p, section, sentence, signatories, table, title } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { afterAll, expect, test } from 'vitest';
import { type PdfOptions, stopPdf, toAkomaNtoso, toPdf } from '../index.ts';
import { bullet, minutes, motion, report } from '../paper/samplesForTests.ts';
import { readPdf } from './readPdfForTests.ts';

afterAll(stopPdf);

const createdAt = new Date('2027-01-12T20:14:00Z');
const pdfOf = (kind: DocumentKind, document: Node, options: Partial<PdfOptions> = {}) => toPdf(document, { template: bjorkvik, kind, createdAt, ...options });
const read = async (kind: DocumentKind, document: Node, options: Partial<PdfOptions> = {}) => readPdf((await pdfOf(kind, document, options)).bytes);
test('a motion has its head, headings, lists, footnotes, links and clauses as a reader meets them', async () => {
  const pdf = await read('motion', motion());
  expect(pdf.structure).toBe(
    `P Björkviks kommun
P Motion
P Till kommunfullmäktige i Björkviks kommun
H1 Trygga cykelvägar till skolan
P Varje morgon cyklar barn till skolan.
  Lbl
    Link 1
  Note Mätt 2025.
    Lbl
      Link 1
H2 Vad som behövs
L
  LI
    Lbl –
    LBody
      P belysning
  L
    LI
      Lbl –
      LBody vid skolan
L
  LI
    Lbl 1.
    LBody först skolan
BlockQuote
  P Så sade hon.
P Se.
  Link rapporten
P Vi föreslår att kommunfullmäktige beslutar
L
  LI
    Lbl 1
    LBody att tekniska nämnden får i uppdrag att bygga, samt
  LI
    Lbl 2
    LBody att uppdraget redovisas.
P Björkvik den 12 januari 2027
L
  LI
    Lbl
    LBody Anna Lind (L)
  LI
    Lbl
    LBody Omar Said (L)
P Ersättare Eva Ek (L) instämmer i motionen`,
  );
  expect([pdf.tagged, pdf.lang, pdf.title]).toEqual([true, 'sv-SE', 'Trygga cykelvägar till skolan']);
  expect(pdf.outline).toBe('Trygga cykelvägar till skolan\n  Vad som behövs');
});

test('a report has its facts, its parts with the headings of the template, and its tables', async () => {
  const pdf = await read('officerReport', report());
  expect(pdf.structure).toBe(
    `P Björkviks kommun
P Tjänsteskrivelse
P Tekniska kontoret
P Handläggare
P Rakel Dal
P Datum
P 2027-02-20
P Diarienummer
P KS 2027-00031
H1 Svar på motion om cykelvägar
H2 Förslag till beslut
L
  LI
    Lbl 1
    LBody att att-sats 1 bifalls
  LI
    Lbl 2
    LBody att avslå motionen
H2 Kontorets bedömning
P Förslaget är bra.
H3 Tidigare beslut
P Se § 88.
H2 Ekonomiska konsekvenser
Table
  THead
    TR
      TH Post
      TH 2027, tkr
  TBody
    TR
      TD Belysning
      TD 12 500
    TR
      TD Skyltar
      TD 45,5
  TFoot
    TR
      TD Summa
      TD 12 545,5
Table
  THead
    TR
      TH Sträcka
      TH Ansvarig
  TBody
    TR
      TD Storgatan
      TD
H2 Beslutsunderlag
L
  LI
    Lbl
    LBody Motion, inkommen 2027-01-12
H2 Bilagor
L
  LI
    Lbl
    LBody 1. Karta
H2 Beslutet ska skickas till
L
  LI
    Lbl
    LBody Tekniska nämnden`,
  );
});

test('minutes are written from what was recorded, and words by hand stand', async () => {
  const pdf = await read('minutesItem', minutes(), { template: huddinge, header: { body: 'Kommunstyrelsen', label: 'Sammanträdesprotokoll' } });
  expect(pdf.structure).toBe(
    `P Huddinge kommun
P Kommunstyrelsen
P Sammanträdesprotokoll
P Sammanträdesdatum
P 2027-03-25
P § 47 KS 2027-00031
H1 Svar på motion om cykelvägar
P Tjänstgörande
L
  LI
    Lbl
    LBody Eva Ek (L) ordförande
  LI
    Lbl
    LBody Kim Ståhl (C)
P Frånvarande
L
  LI
    Lbl
    LBody Omar Said (L)
H2 Kommunstyrelsens beslut
H2 Kommunstyrelsens förslag till kommunfullmäktige
P Motionen anses besvarad.
H2 Överläggning
P Eva Ek (L) yttrar sig i ärendet innan överläggningen förklaras avslutad.
H2 Propositioner
P Kim Ståhl (C) yrkar bifall till motionen.
P Eva Ek (L) yrkar bifall till förslaget.
P Omröstning begärs. Eva Ek (L) röstar ja.
P Kim Ståhl (C) röstar nej.
H2 Reservationer
P Kim Ståhl (C) reserverar sig mot beslutet till förmån för eget yrkande.`,
  );
});

test('each page tells the municipality, the number of pages and what the document is not yet', async () => {
  const long = doc(title('Lång motion'), ...Array.from({ length: 60 }, (_, index) => p(`Stycke ${index}. ${'Ord efter ord. '.repeat(12)}`)));
  const draft = await read('motion', long, { mark: 'draft', header: { diarienummer: 'KS 2027-00031' } });
  const count = draft.pages.length;
  expect(count).toBeGreaterThan(1);
  draft.pages.forEach((page, index) => {
    expect(page).toContain(`${index + 1} (${count})`);
    expect(page).toContain('Utkast');
    if (index > 0) expect(page).toContain('Björkviks kommun · Motion · KS 2027-00031');
  });
  expect((await read('motion', long, { mark: 'workingMaterial' })).pages.at(-1)).toContain('Arbetsmaterial');
  const locked = await read('motion', long, { mark: null, documentId: 'YR-7K2M-4QX' });
  expect(locked.pages.every((page) => page.includes('Dokument-id YR-7K2M-4QX') && !/utkast/iu.test(page))).toBe(true);
});

test('without a diarienummer the lines above later pages have the title, cut at a word', async () => {
  const long = doc(
    title('Motion om att utreda allmänhetens frågestund i anslutning till fullmäktige'),
    ...Array.from({ length: 60 }, () => p('Ord efter ord. '.repeat(12))),
  );
  expect((await read('motion', long)).pages[1]).toMatch(/^Björkviks kommun · Motion · Motion om att utreda allmänhetens frågestund … 2 \(\d\)/u);
});

test('the mark is read aloud too, and once', async () => {
  expect((await read('motion', motion(), { mark: 'draft' })).structure.match(/Utkast/gu)).toHaveLength(1);
});

test('what was received is stamped in Swedish time', async () => {
  const winter = await read('motion', motion(), { header: { received: new Date('2027-01-12T20:14:59Z') } });
  expect(winter.structure).toContain('P Inkommen 2027-01-12 kl. 21.14');
  const summer = await read('motion', motion(), { header: { received: new Date('2027-06-30T22:05:00Z') } });
  expect(summer.structure).toContain('P Inkommen 2027-07-01 kl. 00.05');
});

test('signatures stand instead of the names below the text, with supporters and attachments', async () => {
  const { structure } = await read('motion', motion(), {
    signatures: [
      { name: 'Anna Lind', party: 'L', date: '2027-01-12' },
      { name: 'Omar Said', party: 'L', date: '2027-01-13' },
    ],
    supporters: [{ name: 'Eva Ek', party: 'L', role: 'substitute' }],
    attachments: ['Karta över Storgatan'],
  });
  expect(structure).toContain('P Undertecknat av\nL\n  LI\n    Lbl\n    LBody Anna Lind (L) 2027-01-12\n  LI\n    Lbl\n    LBody Omar Said (L) 2027-01-13');
  expect(structure).toContain('P Instämmer\nL\n  LI\n    Lbl\n    LBody Ersättare Eva Ek (L)');
  expect(structure).toContain('H2 Bilagor\nL\n  LI\n    Lbl\n    LBody Bilaga 1. Karta över Storgatan');
  expect(structure.match(/Anna Lind/gu)).toHaveLength(1);
  expect(structure.match(/Eva Ek/gu)).toHaveLength(1);
});

test('lines to sign on have each name once, and a name that is not among them stays', async () => {
  const { structure } = await read('motion', motion(), { signatureLines: [{ name: 'Anna Lind', party: 'L', role: 'Gruppledare' }] });
  expect(structure).toMatch(/LBody Omar Said \(L\)[\s\S]*P Anna Lind \(L\)\nP Gruppledare$/u);
  expect(structure.match(/Anna Lind/gu)).toHaveLength(1);
});

test('nobody signs a page without words', async () => {
  let turns = 0;
  for (let count = 20; count < 50; count++) {
    const lines = Array.from({ length: count }, (_, index) => p(`Rad ${index}`));
    const { pages } = await read('motion', doc(...lines, fields('closing', { place: 'Björkvik', date: 'den 12 januari 2027' })), {
      signatureLines: [{ name: 'Anna Lind', party: 'L' }],
    });
    const signed = pages.find((page) => page.includes('Anna Lind')) ?? '';
    expect(signed).toContain('Björkvik den 12 januari 2027');
    if (signed === pages[1] && !signed.includes('Rad')) turns++;
  }
  // Among the lengths is one at which the place and date went along to the next page.
  expect(turns).toBeGreaterThan(0);
});

test('a fact that the document says itself stands once', async () => {
  const { structure } = await read('officerReport', report(), { header: { diarienummer: 'KS 2027-00031', body: 'Tekniska kontoret' } });
  expect(structure.match(/KS 2027-00031/gu)).toHaveLength(1);
  expect(structure.match(/Tekniska kontoret/gu)).toHaveLength(1);
});

test('line numbers are beside the lines and are not read aloud', async () => {
  const plain = await read('motion', motion());
  const numbers = await read('motion', motion(), { lineNumbers: true });
  expect(numbers.structure).toBe(plain.structure);
  expect(numbers.pages[0]?.length).toBeGreaterThan(plain.pages[0]?.length ?? Number.POSITIVE_INFINITY);
});

test('the same input gives the same bytes, also in a new thread', async () => {
  const first = await pdfOf('officerReport', report());
  await pdfOf('motion', motion());
  const second = await pdfOf('officerReport', report());
  await stopPdf();
  const third = await pdfOf('officerReport', report());
  expect(Buffer.from(second.bytes).equals(first.bytes)).toBe(true);
  expect(Buffer.from(third.bytes).equals(first.bytes)).toBe(true);
  const later = await pdfOf('officerReport', report(), { createdAt: new Date('2027-01-12T20:15:00Z') });
  expect(Buffer.from(later.bytes).equals(first.bytes)).toBe(false);
});

test.each([
  ['a-2a', 'pdfaid:part>2</pdfaid:part', 'pdfaid:conformance>A</pdfaid:conformance'],
  ['a-3a', 'pdfaid:part>3</pdfaid:part', 'pdfaid:conformance>A</pdfaid:conformance', '/AFRelationship /Alternative'],
  ['ua-1', 'pdfuaid:part>1</pdfuaid:part', 'dc:title'],
] as const)('a file says that it is %s', async (standard, ...signs) => {
  for (const document of [motion(), report(), minutes()]) {
    const text = Buffer.from((await pdfOf('motion', document, { standard })).bytes).toString('latin1');
    for (const sign of signs) expect(text).toContain(sign);
  }
});

test('PDF/A-3a carries the document as Akoma Ntoso, is the same page otherwise, and the same bytes again', async () => {
  const facts = { documentId: 'YR-7K2M-4QXA', lineNumbers: true };
  const made = (standard: 'a-2a' | 'a-3a') => pdfOf('minutesItem', minutes(), { standard, ...facts });
  const { bytes } = await made('a-3a');
  expect(Buffer.from((await made('a-3a')).bytes).equals(bytes)).toBe(true);
  const [carrying, plain] = [await readPdf(bytes), await readPdf((await made('a-2a')).bytes)];
  expect({ ...carrying, files: {} }).toEqual(plain);
  const xml = toAkomaNtoso(minutes(), { template: bjorkvik, kind: 'minutesItem', createdAt, ...facts });
  expect(carrying.files).toEqual({ 'dokument.akn.xml': new TextDecoder().decode(xml.bytes) });
});

test('lines are numbered by PDF/UA-1 too, where a clause goes on on the next page', async () => {
  // A number that was tagged stood in the list itself, beside its items, and the standard knows no such list.
  const long = doc(title('T'), ...Array.from({ length: 47 }, () => p('x')), clauses(...Array.from({ length: 5 }, () => att('Karta '.repeat(40)))));
  const pdf = await read('motion', long, { standard: 'ua-1', lineNumbers: true });
  expect(pdf.pages.length).toBeGreaterThan(1);
  expect(pdf.structure).toBe((await read('motion', long, { standard: 'ua-1' })).structure);
});

test('headings skip no level, whatever the document does', async () => {
  const wild = doc(heading(3, 'Djupt'), title('Sent'), heading(3, 'Igen'), title(''), section('summary', null, heading(3, 'Inne')));
  for (const standard of ['a-2a', 'ua-1'] as const) {
    expect((await read('motion', wild, { standard })).structure).toBe('P Björkviks kommun\nP Motion\nH1 Djupt\nH1 Sent\nH2 Igen\nH2 Sammanfattning\nH3 Inne');
  }
});

test('an empty document is a page with its head, and its title is what it is', async () => {
  const pdf = await read('motion', doc(title(''), movers(), p(''), clauses(att('')), signatories()), { standard: 'ua-1' });
  expect([pdf.pages.length, pdf.title, pdf.structure]).toEqual([1, 'Motion', 'P Björkviks kommun\nP Motion']);
});

test('clauses that are whole sentences have numbers too, and a single one has none', async () => {
  expect((await read('motion', doc(clauses(sentence('Nämnden utreder.'), sentence('Nämnden återkommer.'))))).structure).toContain(
    'Lbl 2\n    LBody Nämnden återkommer.',
  );
  expect((await read('motion', doc(clauses(att('utreda frågan.'))))).structure).toContain('P att utreda frågan.');
});

test.each([
  '#import "/etc/passwd": *',
  '#read("/etc/passwd") #sys.inputs #eval("1+1")',
  '`rått` ```kod```',
  '$x^2$ och 100 $',
  '// inte en kommentar /* inte heller */',
  '@källa <etikett> #label("x")',
  '= Inte en rubrik',
  '- inte en punkt',
  '*stjärna* _streck_ \\ ~ \\u{41} --- ... "citat" \'apostrof\'',
  ']]} ) #] "]',
  '#set page(width: 1pt)',
  '"}]}, {"type": "heading"}',
])('text that looks like code is text: %s', async (hostile) => {
  const { bytes, report: lost } = await pdfOf(
    'motion',
    doc(title(hostile), p(hostile), clauses(att(hostile)), table([hostile, 'b'], [hostile, 'd']), signatories(hostile)),
    {
      header: { body: hostile, diarienummer: hostile, label: hostile },
      documentId: hostile,
      attachments: [hostile],
      mark: 'draft',
    },
  );
  const pdf = await readPdf(bytes);
  const letters = hostile.replace(/\s+/gu, '');
  expect(pdf.title).toBe(hostile);
  expect(pdf.aloud.split(letters).length - 1).toBe(10);
  expect(lost).toEqual([]);
});

test('signs, Sámi letters, accents in two parts and zero widths are shown', async () => {
  const { bytes, report: lost } = await pdfOf('motion', doc(title('Ŧ ŋ đ'), p('😀 👩‍👩‍👧 ✓ a\u0308 mel\u00adlan\u200brum \u{1f3fb} → ≥')));
  expect(lost).toEqual([]);
  expect((await readPdf(bytes)).aloud).toContain('Ŧŋđ😀👩\u200d👩\u200d👧✓ä');
});

test('a character without a glyph is a box and is told; control codes have no trace', async () => {
  const { bytes, report: lost } = await pdfOf('motion', doc(title('بيان 中文'), p('a\u0000b\u0007c\ufeffd\u202ee \ue000 \ud800 中'), p('😀\u0301')), {
    standard: 'a-2a',
  });
  expect(lost).toEqual([{ code: 'charactersWithoutGlyph', characters: ['ب', 'ي', 'ا', 'ن', '中', '文', '\ue000', '\ufffd', '😀\u0301'] }]);
  expect((await readPdf(bytes)).aloud).toContain('abcde□□□');
});

test('what is not known here has no words, stops nothing and is told once', async () => {
  const strange = doc(title('Motion'), schema.node('opaque', { name: 'framtid' }), schema.node('opaque', { name: 'framtid' }), p('Slut.'));
  const { bytes, report: lost } = await pdfOf('motion', strange);
  expect(lost).toEqual([{ code: 'unknownContent', name: 'framtid' }]);
  expect((await readPdf(bytes)).structure).toBe('P Björkviks kommun\nP Motion\nH1 Motion\nP Slut.');
});

test('a word without end stays on the page', async () => {
  const word = 'x'.repeat(4_000);
  const address = `https://example.org/${'mapp/'.repeat(60)}`;
  const { aloud, rightmost } = await read('motion', doc(p(word), p(address), p(`så ${'åäö'.repeat(40)}`)));
  expect(aloud).toBe(`BjörkvikskommunMotion${word}${address}så${'åäö'.repeat(40)}`);
  // A4 is 595 points wide.
  expect(rightmost).toBeLessThan(520);
});

test('lists as deep as anybody can make them are set', async () => {
  const { structure } = await read('motion', doc(...Array.from({ length: 400 }, (_, depth) => bullet(`djup ${depth}`, depth))));
  expect(structure).toContain('djup 399');
});

test.each([
  'x'.repeat(100_000),
  'xxxxxxxxxxxxxxxxxxxx '.repeat(2_000),
  '-'.repeat(50_000),
  'a- '.repeat(30_000),
  '中'.repeat(50_000),
  'a\u0301\u0302'.repeat(30_000),
])('text made to stop the compiler does not: %#', async (words) => {
  expect((await pdfOf('motion', doc(title(words), movers(words), p(words), heading(1, words)))).pages).toBeGreaterThan(9);
});

test('a document of 300 kB keeps its words', async () => {
  const paragraphs = Array.from({ length: 1_000 }, (_, index) => `Stycke ${index} ${'om vägar och lyktor i hela kommunen '.repeat(8)}`.trim());
  const document = doc(title('Stor'), ...paragraphs.map((words) => p(words)));
  expect(document.textContent.length).toBeGreaterThan(290_000);
  const { aloud } = await read('motion', document);
  expect(aloud).toContain(paragraphs.join('').replace(/\s+/gu, ''));
});
