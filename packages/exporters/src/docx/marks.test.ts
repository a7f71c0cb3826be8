import { bjorkvik, schema, suggestionWord } from '@yrka/schema';
import { att, block, clauses, doc, footnote, inline, p, table, title } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { afterAll, expect, test } from 'vitest';
import { type MarkOptions, stopPdf, toDocx, toFile } from '../index.ts';
import { partsOf, shown } from './readDocxForTests.ts';

afterAll(stopPdf);

const createdAt = new Date('2027-01-12T20:14:00Z');
const eva = { id: 'AAAAAAAAAAAA', by: 'eva' };
const omar = { id: 'BBBBBBBBBBBB', by: 'omar' };
const names: Readonly<Record<string, string>> = { eva: 'Eva Ek', omar: 'Omar Said' };
const marks: MarkOptions = { changeOf: ({ by }) => ({ author: names[by] ?? by, at: by === 'eva' ? '2027-01-10T08:30:15.123Z' : null }), comments: [] };
const put = (words: string, maker = eva, ...others: ReturnType<typeof schema.mark>[]) => inline(words, schema.mark('insertion', maker), ...others);
const struck = (words: string, maker = eva, ...others: ReturnType<typeof schema.mark>[]) => inline(words, schema.mark('deletion', maker), ...others);
const partsFor = async (document: Node, given: Partial<MarkOptions> = {}) =>
  partsOf((await toDocx(document, { template: bjorkvik, kind: 'motion', createdAt, marks: { ...marks, ...given } })).bytes);
const body = async (document: Node, given: Partial<MarkOptions> = {}) => (await partsFor(document, given))['word/document.xml'] ?? '';

const by = (author: string, date: string) => `w:author="${author}" w:date="${date}"`;
const byEva = by('Eva Ek', '2027-01-10T08:30:15Z');

test('words that are suggested are tracked insertions and deletions, with who and when', async () => {
  const xml = await body(doc(p('Vi ', struck('kräver'), put('ber'), ' om ljus.')));
  expect(xml).toMatch(new RegExp(`<w:del w:id="1" ${byEva}><w:r><w:delText xml:space="preserve">kräver</w:delText></w:r></w:del>`, 'u'));
  expect(xml).toMatch(new RegExp(`<w:ins w:id="2" ${byEva}><w:r><w:t xml:space="preserve">ber</w:t></w:r></w:ins>`, 'u'));
});

test('a suggestion whose time is not known has that of the file', async () => {
  expect(await body(doc(p('a', put('b', omar))))).toContain(by('Omar Said', '2027-01-12T20:14:00Z'));
});

test('what one would strike of what another would add is both', async () => {
  expect(await body(doc(p('a', inline('b', schema.mark('insertion', eva), schema.mark('deletion', omar)))))).toMatch(
    /<w:ins [^>]*"Eva Ek"[^>]*><w:del [^>]*"Omar Said"[^>]*><w:r><w:delText[^>]*>b<\/w:delText>/u,
  );
});

test('the same words with other marks are a change of form', async () => {
  const xml = await body(doc(p('Det är ', struck('mörkt'), put('mörkt', eva, schema.mark('strong')), '.')));
  expect(xml).toMatch(
    new RegExp(`<w:rPr><w:b/><w:bCs/><w:rPrChange w:id="1" ${byEva}><w:rPr><w:b w:val="false"/>.*?</w:rPrChange></w:rPr><w:t[^>]*>mörkt</w:t>`, 'u'),
  );
  expect(xml).not.toContain('<w:del ');
});

test('a whole clause that is suggested comes with its paragraph', async () => {
  const added = block('attClause', { inserted: suggestionWord(eva) }, 'det mäts.');
  const gone = block('attClause', { deleted: suggestionWord(omar) }, 'det läggs ned,');
  const xml = await body(doc(clauses(att('det lyser,'), gone, added)));
  const paragraphs = [...xml.matchAll(/<w:p>.*?<\/w:p>/gsu)].map(([one]) => one);
  const paragraphWith = (words: string) => paragraphs.find((one) => one.includes(words)) ?? '';
  expect(paragraphWith('det mäts.')).toMatch(/<w:rPr><w:ins [^>]*"Eva Ek"[^>]*\/><\/w:rPr><\/w:pPr>/u);
  expect(paragraphWith('det mäts.')).toMatch(/<w:ins [^>]*><w:r><w:t[^>]*>att <\/w:t>/u);
  expect(paragraphWith('det läggs ned,')).toMatch(/<w:rPr><w:del [^>]*"Omar Said"[^>]*\/><\/w:rPr><\/w:pPr>/u);
  expect(paragraphWith('det lyser,')).not.toMatch(/<w:(?:ins|del) /u);
});

test('a block that stands elsewhere in the same suggestion has moved', async () => {
  const word = suggestionWord(eva);
  const xml = await body(doc(block('paragraph', { deleted: word }, 'Ett.'), p('Två.'), block('paragraph', { inserted: word }, 'Ett.')));
  expect(xml).toMatch(/<w:moveFrom [^>]*><w:r><w:t[^>]*>Ett\.<\/w:t>/u);
  expect(xml).toMatch(/<w:moveTo [^>]*><w:r><w:t[^>]*>Ett\.<\/w:t>/u);
  expect(xml).not.toContain('<w:delText');
});

test('a clause that would stand elsewhere has moved in Word, and what else a block would be is told', async () => {
  const place = [{ ...eva, name: 'place', value: ['tre', null] }];
  const list = clauses(
    block('attClause', { id: 'ett', suggested: place }, 'ett,'),
    block('attClause', { id: 'tva' }, 'två,'),
    block('attClause', { id: 'tre' }, 'tre.'),
  );
  const heading = block('paragraph', { suggested: [{ ...eva, name: 'level', value: 2 }] }, 'Rubrik');
  const { bytes, report } = await toDocx(doc(list, heading), { template: bjorkvik, kind: 'motion', createdAt, marks, source: { documentId: 'd', version: 1 } });
  const xml = partsOf(bytes)['word/document.xml'] ?? '';
  const paragraphs = [...xml.matchAll(/<w:p>.*?<\/w:p>/gsu)].map(([one]) => one).filter((one) => one.includes('AttClause'));
  expect(paragraphs.map((one) => /<w:(move\w+|ins|del) [^>]*><w:r>/u.exec(one)?.[1] ?? 'stands')).toEqual(['moveFrom', 'stands', 'stands', 'moveTo']);
  expect(paragraphs.map((one) => /yrka_(\w+)/u.exec(one)?.[1] ?? null)).toEqual([null, 'tva', 'tre', 'ett']);
  expect(report).toEqual([{ code: 'notCarried', what: 'suggestions' }]);
});

test('a row, a footnote and a link that are suggested', async () => {
  const row = block('tableRow', { inserted: suggestionWord(eva) }, block('tableCell', {}, 'c'), block('tableCell', {}, 'd'));
  const grid = table(['a', 'b']);
  const link = put('länk', eva, schema.mark('link', { href: 'https://example.org/r' }));
  const xml = await body(doc(grid.copy(grid.content.addToEnd(row)), block('paragraph', { inserted: suggestionWord(eva) }, 'Ord', footnote('Källa.')), p(link)));
  expect(xml).toMatch(/<w:trPr>(?:<[^>]*>)*?<w:ins [^>]*"Eva Ek"/u);
  expect(xml).toMatch(/<w:ins [^>]*><w:r>(?:<w:rPr>.*?<\/w:rPr>)?<w:footnoteReference w:id="1"/u);
  expect(xml).toMatch(/<w:ins [^>]*><w:hyperlink|<w:hyperlink [^>]*><w:ins /u);
});

test('a comment stands on its words, with its answers, and what is done is done', async () => {
  const text = p('Vilken nämnd ska det vara?');
  const document = doc(title('Ljus'), text);
  const from = document.child(0).nodeSize + 1;
  const said = [
    { author: 'Eva Ek', at: '2027-01-10T08:30:00Z', text: 'Vilken nämnd?\nDen tekniska?' },
    { author: 'Anna Lind', at: '2027-01-11T09:00:00Z', text: 'Ja.' },
  ];
  const parts = await partsFor(document, {
    comments: [
      { isDone: true, said, at: { from: from + 7, to: from + 12 } },
      { isDone: false, said: [{ author: 'Rakel Dal', at: '2027-01-11T09:00:00Z', text: 'Om hela.' }], at: null },
    ],
  });
  const xml = parts['word/document.xml'] ?? '';
  expect(xml).toMatch(
    /Vilken <\/w:t><\/w:r><w:commentRangeStart w:id="0"\/><w:commentRangeStart w:id="1"\/><w:r><w:t[^>]*>nämnd<\/w:t><\/w:r><w:commentRangeEnd w:id="0"\/>/u,
  );
  expect(parts['word/comments.xml']).toMatch(/<w:comment w:id="0" w:initials="EE" w:author="Eva Ek" w:date="2027-01-10T08:30:00/u);
  expect(parts['word/comments.xml']).toContain('Den tekniska?');
  expect(parts['word/commentsExtended.xml']).toMatch(/w15:paraIdParent="[^"]*"/u);
  expect(parts['word/commentsExtended.xml']).toContain('w15:done="1"');
  // About no words that are there: at the head.
  expect(xml.indexOf('w:commentReference w:id="2"')).toBeLessThan(xml.indexOf('Ljus'));
});

test('without marks a file has none of it, and other formats say that they leave it out', async () => {
  const comments = [{ isDone: false, said: [{ author: 'Eva Ek', at: '2027-01-10T08:30:00Z', text: 'Hemligt.' }], at: null }];
  const parts = partsOf((await toDocx(doc(p('Ord.')), { template: bjorkvik, kind: 'motion', createdAt })).bytes);
  expect(Object.values(parts).join('')).not.toMatch(/w:ins |w:del |w:commentR/u);
  const { report, bytes } = await toFile('html', doc(p('Ord.')), { template: bjorkvik, kind: 'motion', createdAt, marks: { ...marks, comments } });
  expect(report).toEqual([{ code: 'notCarried', what: 'comments' }]);
  expect(new TextDecoder().decode(bytes)).not.toContain('Hemligt');
});

test('the copy carries the version that it was made from, at the id of each block', async () => {
  const document = doc(title('Ljus'), clauses(att('det lyser.')));
  const clause = document.child(1).child(0);
  const { bytes } = await toDocx(document, {
    template: bjorkvik,
    kind: 'motion',
    createdAt,
    source: { documentId: 'd1', version: 7 },
  });
  const parts = partsOf(bytes);
  expect(parts['word/document.xml']).toContain(`<w:bookmarkStart w:name="yrka_${clause.attrs.id}" w:id="2"/><w:bookmarkEnd w:id="2"/>`);
  const carried = JSON.parse(Buffer.from(/<source [^>]*>([^<]*)</u.exec(parts['customXml/item1.xml'] ?? '')?.[1] ?? '', 'base64').toString('utf8'));
  expect(carried).toMatchObject({ yrka: 1, documentId: 'd1', version: 7, kind: 'motion', templateId: 'bjorkvik', document: { type: 'doc' } });
  expect(carried.shown).toContainEqual([clause.attrs.id, 'att det lyser.']);
  expect(shown(parts)).toContain('att det lyser.');
});
