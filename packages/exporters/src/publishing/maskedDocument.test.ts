import { inflateSync } from 'node:zlib';
import { bjorkvik, schema, textParts } from '@yrka/schema';
import {
  att,
  attachments,
  basis,
  block,
  by,
  castVotes,
  clauses,
  costs,
  decisions,
  doc,
  event,
  fields,
  footnote,
  hardBreak,
  inline,
  movers,
  p,
  people,
  person,
  point,
  quote,
  recipients,
  reservation,
  section,
  signatories,
  title,
  vote,
  yes,
  yrkande,
  yrkanden,
} from '@yrka/test-builders';
import { unzipSync } from 'fflate';
import type { Node } from 'prosemirror-model';
import { afterAll, describe, expect, it } from 'vitest';
import { readPdf } from '../pdf/readPdfForTests.ts';
import { stopPdf, toFile, toPdf } from '../index.ts';
import type { PaperOptions } from '../paper/pageOf.ts';
import { type Mask, maskedDocument, maskedText } from './maskedDocument.ts';

afterAll(stopPdf);

const link = (href: string) => schema.mark('link', { href });
const secret = 'Kvastfisk';

/** Every place of a word, in whatever text. */
const everywhere = (document: Node, word: string): readonly Mask[] =>
  textParts(document).flatMap(({ id: part, text }) =>
    [...text.matchAll(new RegExp(word, 'gu'))].map(({ index }) => ({ part, from: index, to: index + word.length })),
  );
const text = (document: Node) => document.textBetween(0, document.content.size, '\n', '\n');

describe('a document with masks', () => {
  it('[PUB2] has one word for each run of masked words, however long they were, and all others as they stood', () => {
    const document = doc(p('Ring Anna Maria Lind på 070-123 45 67 i dag.'));
    const [part = ''] = textParts(document).map(({ id }) => id);
    const masks = [
      { part, from: 5, to: 9 },
      { part, from: 10, to: 15 },
      { part, from: 14, to: 20 },
      { part, from: 24, to: 37 },
    ];
    expect(text(maskedDocument(document, masks))).toBe('Ring [maskerat] på [maskerat] i dag.');
    expect(text(maskedDocument(document, masks.toReversed()))).toBe('Ring [maskerat] på [maskerat] i dag.');
    expect(text(maskedDocument(document, []))).toBe('Ring Anna Maria Lind på 070-123 45 67 i dag.');
  });

  it('is masked across marks, line breaks and footnotes, which go with what is masked around them', () => {
    const document = doc(p('Se ', inline('An', schema.mark('strong')), 'na', hardBreak(), 'Lind', footnote('070-123 45 67'), ' och ', footnote('Bo Ek'), '.'));
    const [part = '', , other = ''] = textParts(document).map(({ id }) => id);
    const masked = maskedDocument(document, [
      { part, from: 3, to: 13 },
      { part: other, from: 0, to: 2 },
    ]);
    expect(masked.firstChild?.children.map((child) => (child.isText ? child.text : `${child.type.name} ${child.textContent}`))).toEqual([
      'Se [maskerat] och ',
      'footnote [maskerat] Ek',
      '.',
    ]);
    masked.check();
  });

  it('[PUB4] keeps the address of a link only where neither it nor its words have something to hide', () => {
    const document = doc(
      p(
        inline('Skriv', link('mailto:anna@example.se')),
        ' eller ',
        inline('läs', link('https://example.se/anna-lind')),
        inline(' mer', link('https://example.se/mer')),
        inline(' om Anna Lind', link('https://example.se/7')),
        inline(' igen', link('https://example.se/7')),
        inline(' utan', link('https://example.se/farlig')),
      ),
    );
    const masked = maskedDocument(document, everywhere(document, 'Anna Lind'), (address) => !address.includes('farlig'));
    const links: unknown[] = [];
    masked.descendants((node) => {
      for (const mark of node.marks) links.push([node.text, mark.attrs.href]);
    });
    expect(links).toEqual([[' mer', 'https://example.se/mer']]);
  });

  it('says of a masked person neither their party nor what the register knows, and of all others as before', () => {
    const document = doc(movers(person('Anna Lind', 'L', { personId: 'anna' }), person('Omar Said', 'L', { personId: 'omar' })));
    expect(
      maskedDocument(document, everywhere(document, 'Anna Lind')).firstChild?.children.map(({ attrs, textContent }) => [
        textContent,
        attrs.party,
        attrs.personId,
      ]),
    ).toEqual([
      ['[maskerat]', null, null],
      ['Omar Said', 'L', 'omar'],
    ]);
  });

  it('goes by the same rule beside the document', () => {
    expect(maskedText('Brev från Anna Lind', [{ from: 10, to: 19 }])).toBe('Brev från [maskerat]');
  });
});

/** The word in every kind of text that a paper shows. */
const inEverything = (kind: 'motion' | 'minutesItem') =>
  doc(
    title(`Svar till ${secret}`),
    fields('head', { date: `2027-03-25 ${secret}`, body: secret, addressee: secret, paragraphNumber: `§ 7 ${secret}` }),
    movers(person(secret, 'L', { personId: 'k' })),
    people('serving', person(secret, 'S')),
    p(`Om ${secret} `, inline(`hos ${secret}`, link(`https://example.se/${secret}`)), footnote(`Not om ${secret}`), '.'),
    block('paragraph', { level: 1 }, `Rubrik ${secret}`),
    block('paragraph', { list: 'bullet' }, `Punkt ${secret}`),
    quote(`Citat ${secret}`),
    costs(['Post', secret], [`Rad ${secret}`, '1 000']),
    ...(kind === 'motion'
      ? [clauses(att(`ge ${secret} ett svar`), att('utreda'))]
      : [
          section('yrkanden', `Yrkanden av ${secret}`, yrkanden(yrkande('approval', 'motion', by(person(secret, 'L'))))),
          section('decision', null, decisions(point(`Till ${secret}`))),
          vote({ yes: 1, no: 0 }, fields('head', { yesMeans: `Ja till ${secret}` }), castVotes(yes(`${secret} (L)`))),
          reservation({}, by(person(secret, 'L'))),
          event('minutesNote', by(person(secret, 'L')), p(`Antecknar ${secret}`)),
        ]),
    basis(`Brev från ${secret}`),
    attachments(`Karta av ${secret}`),
    recipients(secret),
    signatories(person(secret, 'L')),
  );

const person7 = { name: `Anna ${secret}`, party: 'L' };
const options = (kind: 'motion' | 'minutesItem', masks: (text: string) => string): PaperOptions => ({
  template: bjorkvik,
  kind,
  header: { diarienummer: 'KS 2027-00031' },
  publishing: { on: '2027-04-02' },
  documentId: null,
  // Given, and not shown.
  signatures: [{ ...person7, date: '2027-01-12' }],
  supporters: [{ ...person7, role: 'substitute' }],
  attachments: [masks(`Kvitto ${secret}`)],
  ...(kind === 'minutesItem' && {
    minutes: {
      isImmediate: false,
      verifiers: [{ ...person7, role: 'chair', verifiedOn: '2027-03-27', note: `id ${secret}` }],
      notice: { announcedOn: '2027-03-29', appealUntil: '2027-04-19', takeDownFrom: '2027-04-20' },
      corrections: [{ before: masks(`före ${secret}`), after: masks(`efter ${secret}`), reason: masks(`skäl ${secret}`), by: 'Jonas Alm', on: '2027-04-01' }],
    },
  }),
});
const masking = (words: string) =>
  maskedText(
    words,
    [...words.matchAll(new RegExp(secret, 'gu'))].map(({ index }) => ({ from: index, to: index + secret.length })),
  );

/** The file as it is, and every stream and part within it, unpacked. */
function allBytes(bytes: Uint8Array): Buffer {
  const raw = Buffer.from(bytes);
  if (raw.subarray(0, 2).toString() === 'PK')
    return Buffer.concat([raw, ...Object.entries(unzipSync(bytes)).flatMap(([path, part]) => [Buffer.from(path), Buffer.from(part)])]);
  const streams: Buffer[] = [raw];
  for (let at = raw.indexOf('stream\n'); at !== -1; at = raw.indexOf('stream\n', at + 7)) {
    const end = raw.indexOf('endstream', at + 7);
    if (end === -1 || raw.subarray(at - 3, at).toString() === 'end') continue;
    try {
      streams.push(inflateSync(raw.subarray(at + 7, end)));
    } catch {
      // A stream that is not packed stands in the file as it is.
    }
  }
  return Buffer.concat(streams);
}

/** The ways in which a word may stand in a file: as letters, as UTF-16, as figures of either. */
function isIn(word: string, bytes: Buffer): boolean {
  const wide = Buffer.from(word, 'utf16le');
  const forms = [Buffer.from(word), wide, Buffer.from(wide).swap16()];
  const lower = bytes.toString('latin1').toLowerCase();
  return forms.some((form) => bytes.includes(form) || lower.includes(form.toString('hex'))) || lower.includes(word.toLowerCase());
}

describe.each(['motion', 'minutesItem'] as const)('a copy to publish of a document of kind %s', (kind) => {
  const document = inEverything(kind);
  const masked = maskedDocument(document, everywhere(document, secret));
  const made = { ...options(kind, masking), createdAt: new Date('2027-04-02T08:00:00Z') };

  it('[PUB1] has no masked word in the file, in any form', async () => {
    const whole = { ...options(kind, (words) => words), createdAt: made.createdAt };
    // That the search finds what is there.
    for (const format of ['docx', 'html'] as const)
      expect([format, isIn(secret, allBytes((await toFile(format, document, whole)).bytes))]).toEqual([format, true]);
    const open = await toPdf(document, whole);
    expect([isIn(secret, allBytes(open.bytes)), (await readPdf(open.bytes)).pages.join(' ').includes(secret)]).toEqual([true, true]);

    for (const format of ['docx', 'html', 'odt', 'markdown', 'akn'] as const)
      expect([format, isIn(secret, allBytes((await toFile(format, masked, made)).bytes))]).toEqual([format, false]);
    for (const standard of ['a-2a', 'ua-1', 'a-3a'] as const) {
      const { bytes } = await toPdf(masked, { ...made, standard });
      const read = await readPdf(bytes);
      expect(isIn(secret, allBytes(bytes))).toBe(false);
      expect(JSON.stringify(read)).not.toContain(secret);
      expect(read.title).toBe('Svar till [maskerat]');
    }
  });

  it('[PUB3] says that it is one and when it was made, on each page, and has nobody’s signature', async () => {
    const { bytes } = await toPdf(masked, made);
    const { structure, pages } = await readPdf(bytes);
    expect(structure).toContain('Publiceringsversion 2027-04-02');
    expect(pages[0]).toContain('Publiceringsversion 2027-04-02');
    for (const page of pages.slice(1)) expect(page).toContain('Publiceringsversion 2027-04-02');
    expect(structure).not.toMatch(/Undertecknat av|Justerat av|Instämmer/u);
    expect(structure.includes('Justerat 2027-03-27.')).toBe(kind === 'minutesItem');
    expect(structure).toContain('Underskrifter är borttagna, och [maskerat] står där uppgifter är borttagna.');
  });

  it('[PUB2] is the same file, to the byte, whatever the masked words were', async () => {
    const long = doc(...document.children.map((child) => renamed(child, 'Gädda')));
    const other = maskedDocument(long, everywhere(long, 'Gädda'));
    const [one, two] = await Promise.all([toPdf(masked, made), toPdf(other, made)]);
    expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(true);
  });
});

/** The same with another word in the secret's place. */
function renamed(node: Node, word: string): Node {
  return schema.nodeFromJSON(JSON.parse(JSON.stringify(node.toJSON()).replaceAll(secret, word)));
}
