import { readFileSync } from 'node:fs';
import { toDocx, toPdf } from '@yrka/exporters';
import { bjorkvik } from '@yrka/schema';
import { Document, HeadingLevel, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { strToU8, zipSync } from 'fflate';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { fieldsOf, importFile, importText } from './index.ts';
import { textOfPage } from './glyphs.ts';
import { lettersOf } from './wordsForTests.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const fixture = (name: string) => readFileSync(new URL(`../../../tests/fixtures/reading/${name}.txt`, import.meta.url), 'utf8');
const options = { template: bjorkvik, createdAt: new Date('2031-05-01T10:00:00Z') };
function all(document: Node, name: string): Node[] {
  const found: Node[] = [];
  document.descendants((node) => {
    if (node.type.name === name) found.push(node);
    return true;
  });
  return found;
}

describe('[FIL2] a Word file', () => {
  const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] });
  const word = async () =>
    new Uint8Array(
      await Packer.toBuffer(
        new Document({
          numbering: { config: [{ reference: 'points', levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.' }] }] },
          sections: [
            {
              children: [
                new Paragraph('§ 68    Dnr KS-2030-00219'),
                new Paragraph({ text: 'Svar på motion från Anna Lind (L) om lyktor', heading: HeadingLevel.TITLE }),
                new Paragraph({ text: 'Kommunfullmäktiges beslut', heading: HeadingLevel.HEADING_1 }),
                new Paragraph({ text: 'Motionens första att-sats bifalls.', numbering: { reference: 'points', level: 0 } }),
                new Paragraph({ text: 'Motionen anses i övrigt besvarad.', numbering: { reference: 'points', level: 0 } }),
                new Paragraph({ text: 'Bakgrund', heading: HeadingLevel.HEADING_1 }),
                new Paragraph({ children: [new TextRun('Det är '), new TextRun({ text: 'mörkt', bold: true }), new TextRun(' på stigen.')] }),
                new Paragraph({ text: 'Redan gjort', bullet: { level: 0 } }),
                new Table({ rows: [new TableRow({ children: [cell('År'), cell('Lyktor')] }), new TableRow({ children: [cell('2030'), cell('14')] })] }),
                new Paragraph({ text: 'Omröstning', heading: HeadingLevel.HEADING_1 }),
                new Paragraph('Ja-röst för kommunstyrelsens förslag. Nej-röst för motionen.'),
                new Table({
                  rows: [
                    ['Ledamot', 'Parti', 'Ja', 'Nej'],
                    ['Anna Lind', 'L', '', 'X'],
                    ['Maj Hed', 'S', 'X', ''],
                  ].map((row) => new TableRow({ children: row.map(cell) })),
                }),
                new Paragraph({ text: 'Beslutet skickas till', heading: HeadingLevel.HEADING_1 }),
                new Paragraph('Tekniska nämnden'),
                new Paragraph('Motionären'),
              ],
            },
          ],
        }),
      ),
    );

  test('keeps headings, lists and tables, and is read as its text would be', async () => {
    const { document, ...rest } = await importFile(await word());
    expect(fieldsOf({ document, ...rest })).toEqual({
      kind: 'protokoll',
      title: 'Svar på motion från Anna Lind (L) om lyktor',
      motionBy: [{ name: 'Anna Lind', party: 'L' }],
      decisionBody: 'Kommunfullmäktige',
      paragraph: '§ 68',
      diary: 'KS-2030-00219',
      attClauses: ['Motionens första att-sats bifalls.', 'Motionen anses i övrigt besvarad.'],
      voting: expect.objectContaining({ ja: 1, nej: 1 }) as unknown,
      votings: [
        {
          ja: 1,
          nej: 1,
          avstar: 0,
          jaMeans: 'kommunstyrelsens förslag',
          nejMeans: 'motionen',
          voters: { ja: [{ name: 'Maj Hed', party: 'S' }], nej: [{ name: 'Anna Lind', party: 'L' }] },
        },
      ],
      sendTo: ['Tekniska nämnden', 'Motionären'],
      headings: ['Kommunfullmäktiges beslut', 'Bakgrund', 'Omröstning', 'Beslutet skickas till'],
    });
    expect(all(document, 'table').map((table) => all(table, 'tableCell').map((one) => one.textContent))).toEqual([['År', 'Lyktor', '2030', '14']]);
    expect(all(document, 'paragraph').find((node) => node.attrs.list === 'bullet')?.textContent).toBe('Redan gjort');
  });

  test('of another kind, damaged, under a password, or that unpacks to more than is read', async () => {
    const code = (bytes: Uint8Array) => importFile(bytes).catch((error: unknown) => (error as { code: string }).code);
    expect(await code(zipSync({ 'content.xml': strToU8('<x/>') }))).toBe('unknownFormat');
    const whole = await word();
    expect(await code(whole.subarray(0, 600))).toBe('damaged');
    expect(await code(zipSync({ 'word/document.xml': strToU8('<w:document><w:body>') }))).toBe('damaged');
    const locked = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...[...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0])]);
    expect(await code(locked)).toBe('encrypted');
    // Most of what Word writes has parts of somebody's own.
    const own = zipSync({ 'word/document.xml': strToU8('<w:document/>'), 'customXml/item1.xml': strToU8('<x/>') });
    expect(await code(own.subarray(0, own.length - 30))).toBe('damaged');
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(101_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await code(bomb)).toBe('tooLarge');
    expect(await code(zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text'), 'content.xml': new Uint8Array(21_000_000) }))).toBe('tooLarge');
  });
});

describe('[FIL3] a page of HTML', () => {
  test('keeps headings, lists and tables, and leaves out what is no text', async () => {
    const page = `<!DOCTYPE html><html lang="sv"><head><title>Protokoll</title><style>p { color: red }</style></head><body>
      <script>document.write('Yrkanden')</script>
      <p>§&nbsp;68 Dnr KS-2030-00219</p><h1>Svar på motion från Anna Lind&nbsp;(L) om&#32;lyktor</h1>
      <h2>Beslut</h2><ol><li>Motionens första att-sats bifalls.</li><li><p>Motionen anses i övrigt besvarad.</p></li></ol>
      <h2>Bakgrund</h2><p>Det är <b>mörkt</b> på
        stigen.</p><table><tr><th>År</th><th>Lyktor</th></tr><tr><td>2030</td><td>14</td></tr></table>
      <h2>Yrkanden</h2><p>Anna Lind (L) yrkar bifall till motionen.<br>Kim Ståhl (C) yrkar avslag på motionen.</p>
      <h2>Beslutet skickas till</h2><ul><li>Tekniska nämnden<li>Motionären</ul></body></html>`;
    const imported = await importFile(bytesOf(page));
    expect(fieldsOf(imported)).toMatchObject({
      title: 'Svar på motion från Anna Lind (L) om lyktor',
      paragraph: '§ 68',
      diary: 'KS-2030-00219',
      attClauses: ['Motionens första att-sats bifalls.', 'Motionen anses i övrigt besvarad.'],
      yrkanden: [{ kind: 'bifall' }, { kind: 'avslag' }],
      sendTo: ['Tekniska nämnden', 'Motionären'],
      headings: ['Beslut', 'Bakgrund', 'Yrkanden', 'Beslutet skickas till'],
    });
    expect(imported.document.textContent).not.toMatch(/document\.write|color/u);
    expect(all(imported.document, 'tableCell')).toHaveLength(4);
  });

  test('of ten thousand nested elements is read, and a text with an angle bracket is a text', async () => {
    await expect(importFile(bytesOf(`<html>${'<div>'.repeat(10_000)}Motion om lyktor`))).resolves.toMatchObject({ kind: 'motion' });
    expect((await importFile(bytesOf('Motion om 5 < 7\n\nDet är <mörkt>.'))).document.textContent).toContain('Det är <mörkt>.');
  });
});

test('[REA1] a list of HTML whose first number is none adds no word', async () => {
  const list = (start: string) => `<ol start="${start}"><li>Redan gjort</li></ol>`;
  const page = `<html><h1>Motion om lyktor</h1><p>Det är mörkt.</p>${['abc', '9e99', '99999999999999999999', '4'].map(list).join('')}</html>`;
  const { lines } = await importFile(bytesOf(page));
  expect(lines.slice(2).map(({ text }) => text)).toEqual(['1. Redan gjort', '1. Redan gjort', '1. Redan gjort', '4. Redan gjort']);
});

test('[FIL5] an OpenDocument text whose styles stand behind each other, and whose spaces are fewer than none, is read', async () => {
  const style = (name: string, parent: string) => `<style:style style:name="${name}" style:family="text" style:parent-style-name="${parent}"/>`;
  const content = `<office:document-content><office:automatic-styles>${style('A', 'B')}${style('B', 'A')}</office:automatic-styles><office:body><office:text>
    <text:h>Motion om lyktor</text:h><text:p>Det är<text:s text:c="-5"/><text:span text:style-name="A">mörkt</text:span>.</text:p></office:text></office:body></office:document-content>`;
  const { lines } = await importFile(zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text'), 'content.xml': strToU8(content) }));
  expect(lines.map(({ text }) => text)).toEqual(['Motion om lyktor', 'Det är mörkt.']);
});

describe('[FIL4] a PDF', () => {
  const pdfOf = async (name: string) => {
    const { document, kind } = importText(fixture(name), { templates: [] });
    return (await toPdf(document, { ...options, kind })).bytes;
  };

  test.each(['moved-under-overlaggning', 'ranked-and-grouped', 'motion-numbered', 'proposal-after-yrkanden'])(
    'of %s is read as its text is, without the headers of its pages',
    async (name) => {
      const read = await importFile(await pdfOf(name), { templates: [] });
      expect(withoutDate(fieldsOf(read))).toEqual(withoutDate(fieldsOf(importText(fixture(name), { templates: [] }))));
      expect(read.report.furniture.length).toBeGreaterThan(0);
    },
  );

  test('damaged, under a password, without text', async () => {
    const code = (bytes: Uint8Array) => importFile(bytes).catch((error: unknown) => (error as { code: string }).code);
    expect(await code(bytesOf('%PDF-1.7\nnothing more'))).toBe('damaged');
    expect(await code(plainPdf('', `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'00'.repeat(32)}> /U <${'11'.repeat(32)}> >> /ID [<00> <00>]`))).toBe(
      'encrypted',
    );
    expect(await code(plainPdf('', ''))).toBe('noText');
  });

  test('has its columns under one another, a line for each height and a blank line for a wide gap', () => {
    const at = (text: string, x: number, y: number) => ({ text, x, y, width: text.length * 5, height: 10 });
    expect(
      textOfPage([
        at('Namn', 50, 700),
        at('Ja', 200, 700),
        at('Nej', 250, 700),
        at('Maj', 50, 686),
        at('Hed', 68, 686.5),
        at('X', 200, 686),
        at('Kim Ståhl', 50, 672),
        at('X', 250, 672),
        at('Slut.', 50, 640),
      ]),
    ).toBe(
      ['Namn                          Ja        Nej', 'Maj Hed                       X', 'Kim Ståhl                               X', '', 'Slut.'].join('\n'),
    );
  });
});

test('[REA1] every letter comes back from the Word files that are written', async () => {
  for (const name of ['moved-under-overlaggning', 'past-tense-and-voters', 'motion-numbered', 'decision-last']) {
    const imported = importText(fixture(name), { templates: [] });
    const { bytes } = await toDocx(imported.document, { ...options, kind: imported.kind });
    const back = await importFile(new Uint8Array(bytes), { templates: [] });
    expect(lettersOf(JSON.stringify(withoutDate(fieldsOf(back)))), name).toBe(lettersOf(JSON.stringify(withoutDate(fieldsOf(imported)))));
  }
});

/** The day that a page bears is no part of the document, so it is not written again. */
const withoutDate = ({ date: _, ...fields }: ReturnType<typeof fieldsOf>) => fields;

/** One page with this text, in the least that is a PDF. */
function plainPdf(text: string, trailer: string): Uint8Array {
  const stream = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return bytesOf(
    `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF`,
  );
}

test('[FIL2] plain text that was opened and saved in Word, a paragraph a line, is joined as its lines would be', async () => {
  const text = fixture('moved-under-overlaggning');
  const bytes = new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children: text.split('\n').map((line) => new Paragraph(line)) }] })));
  const read = fieldsOf(await importFile(bytes, { templates: [] }));
  expect(read).toEqual(fieldsOf(importText(text, { templates: [] })));
});
