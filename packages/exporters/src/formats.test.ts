import { bjorkvik, type DocumentKind, schema, suggestionWord } from '@yrka/schema';
import { att, block, clauses, doc, footnote, heading, inline, p, table, title } from '@yrka/test-builders';
import { unzipSync } from 'fflate';
import type { Node } from 'prosemirror-model';
import { afterAll, describe, expect, test } from 'vitest';
import { type DocumentFormat, type FileFormat, type FileOptions, type MarkOptions, stopPdf, toAkomaNtoso, toFile, toPdf } from './index.ts';
import { bullet, minutes, motion, numbered, pngOfGrey, pngOfNothing, report } from './paper/samplesForTests.ts';
import { readPdf } from './pdf/readPdfForTests.ts';

afterAll(stopPdf);

const createdAt = new Date('2027-01-12T20:14:00Z');
const arms = { bytes: pngOfGrey(120, 140), format: 'png' } as const;
const source = { documentId: 'd1', version: 7 };
const fileOf = (format: DocumentFormat, kind: DocumentKind, document: Node, options: Partial<FileOptions> = {}) =>
  toFile(format, document, { template: bjorkvik, kind, createdAt, ...options });
const textOf = async (format: 'html' | 'markdown', kind: DocumentKind, document: Node, options: Partial<FileOptions> = {}) =>
  new TextDecoder().decode((await fileOf(format, kind, document, options)).bytes);
async function odtOf(kind: DocumentKind, document: Node, options: Partial<FileOptions> = {}) {
  const { bytes } = await fileOf('odt', kind, document, options);
  return { bytes, parts: Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, new TextDecoder().decode(part)])) };
}

const samples = [
  ['motion', motion()],
  ['officerReport', report()],
  ['minutesItem', minutes()],
] as const;

describe('Markdown', () => {
  test('a motion', async () => {
    expect(await textOf('markdown', 'motion', motion(), { mark: 'draft', header: { diarienummer: 'KS 2027-00031' } })).toBe(`**Björkviks kommun** · Motion\\
**Utkast** · Diarienummer KS 2027-00031

Till kommunfullmäktige i Björkviks kommun

# Trygga cykelvägar till skolan

Varje morgon cyklar barn till skolan.[^1]

## Vad som behövs

- belysning
  - vid skolan

1) först skolan

> Så sade hon.

Se [rapporten](<https://example.org/r>).

Vi föreslår att kommunfullmäktige beslutar

1. att tekniska nämnden får i uppdrag att bygga, samt
2. att uppdraget redovisas.

Björkvik den 12 januari 2027

Anna Lind (L)\\
Omar Said (L)

Ersättare Eva Ek (L) instämmer i motionen

[^1]: Mätt 2025.
`);
  });

  test('a table of costs has its head, its figures to the right and its sum', async () => {
    expect(await textOf('markdown', 'officerReport', report())).toContain(`| Post | 2027, tkr |
| --- | ---: |
| Belysning | 12 500 |
| Skyltar | 45,5 |
| **Summa** | **12\u00a0545,5** |`);
  });

  test.each([
    ['signs of its own', 'a * b _c_ [d](e) `f` <g> ~~h~~ \\i &amp; j | k', 'a \\* b \\_c\\_ \\[d\\](e) \\`f\\` \\<g\\> \\~\\~h\\~\\~ \\\\i \\&amp; j | k'],
    ['what begins a heading', '# nej', '\\# nej'],
    ['what begins a list', '- nej', '\\- nej'],
    ['what begins a numbered list', '1. Karta', '1\\. Karta'],
    ['what makes a heading of the line above', '===', '\\==='],
    ['a year at the beginning', '2027. Då', '2027\\. Då'],
  ])('%s stand for themselves', async (_name, words, written) => {
    expect(await textOf('markdown', 'motion', doc(p(words)))).toContain(`\n\n${written}\n`);
  });

  test('marks stand beside letters, where they would be none, as elements', async () => {
    const strong = (words: string) => inline(words, schema.mark('strong'));
    expect(await textOf('markdown', 'motion', doc(p('a', strong('(b)'), 'c')))).toContain('a<strong>(b)</strong>c');
    expect(await textOf('markdown', 'motion', doc(p('a', strong(' b '), 'c')))).toContain('a **b** c');
    expect(await textOf('markdown', 'motion', doc(p(inline('a', schema.mark('strong'), schema.mark('emphasis')))))).toContain('***a***');
  });

  test('says what it has no form for', async () => {
    const { report: lost } = await fileOf('markdown', 'motion', motion(), { arms, lineNumbers: true });
    expect(lost).toEqual([
      { code: 'notCarried', what: 'arms' },
      { code: 'notCarried', what: 'lineNumbers' },
    ]);
  });
});

describe('HTML', () => {
  test('is Swedish, titled, has one first heading, real lists, heads of tables and an alternative text, and needs no other file', async () => {
    const html = await textOf('html', 'officerReport', report(), { arms });
    expect(html).toContain('<html lang="sv">');
    expect(html).toContain('<title>Svar på motion om cykelvägar</title>');
    expect(html.match(/<h1/gu)).toHaveLength(1);
    expect(html).toContain('<ol class="clauses">\n<li>att att-sats 1 bifalls</li>');
    expect(html).toContain('<tr><th scope="col">Post</th><th scope="col" class="number">2027, tkr</th></tr>');
    expect(html).toContain('alt="Björkviks kommuns vapen"');
    expect(html.match(/(?:src|href)="(?!data:|#)[^"]*"/gu)).toBeNull();
    expect(html).not.toContain('<script');
  });

  test('lists stand within each other, and numbers go on', async () => {
    const html = await textOf('html', 'motion', doc(numbered('a'), numbered('b'), bullet('c', 1), numbered('d'), p('emellan')));
    expect(html).toContain('<ol>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n<li>d</li>\n</ol>');
  });

  test('a note leads to the foot and back', async () => {
    const html = await textOf('html', 'motion', doc(p('Ord', footnote('Källa.'), ' mer')));
    expect(html).toContain('<a href="#fotnot-1" id="fotnot-1-i-texten" role="doc-noteref" aria-label="Fotnot 1">1</a>');
    expect(html).toContain('<li id="fotnot-1">Källa. <a href="#fotnot-1-i-texten" role="doc-backlink"');
  });

  test('nothing in a document is markup, and nothing that it carries ends its element', async () => {
    const html = await textOf('html', 'motion', doc(title('<script>alert(1)</script>'), p('</main><!-- "&amp;" -->')), { source });
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('<h1 class="look1" data-block="');
    expect(html).toContain('&lt;/main&gt;&lt;!-- &quot;&amp;amp;&quot; --&gt;');
    expect(html.match(/<\/script>/gu)).toHaveLength(1);
  });
});

describe('OpenDocument', () => {
  test('begins with what it is, unpacked, and lists what is in it', async () => {
    const { bytes, parts } = await odtOf('motion', motion(), { arms });
    expect(new TextDecoder().decode(bytes.subarray(30, 38 + 39))).toBe('mimetypeapplication/vnd.oasis.opendocument.text');
    expect(Object.keys(parts)).toEqual(['mimetype', 'content.xml', 'styles.xml', 'meta.xml', 'Pictures/arms.png', 'META-INF/manifest.xml']);
    for (const path of Object.keys(parts).filter((one) => !['mimetype', 'META-INF/manifest.xml'].includes(one)))
      expect(parts['META-INF/manifest.xml']).toContain(`full-path="${path}"`);
  });

  test('has headings, numbers of its own, notes, a head that is repeated and page x (y)', async () => {
    const { parts } = await odtOf('motion', motion(), { documentId: 'YR-7K2M-4QXA' });
    const content = parts['content.xml'] ?? '';
    expect(content).toContain('<text:h text:style-name="Heading_20_1" text:outline-level="1">Trygga cykelvägar till skolan</text:h>');
    expect(content).toContain('<text:list text:style-name="Att-satser"><text:list-item><text:p text:style-name="Att-sats">att tekniska nämnden');
    expect(content).toContain('<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>');
    expect(parts['styles.xml']).toContain('<text:page-number text:select-page="current">1</text:page-number> (<text:page-count>1</text:page-count>)');
    expect(parts['styles.xml']).toContain('Dokument-id YR-7K2M-4QXA');
    expect((await odtOf('officerReport', report())).parts['content.xml']).toContain('<table:table-header-rows>');
  });

  test('every style that the text names is there', async () => {
    for (const [kind, document] of samples) {
      const { parts } = await odtOf(kind, document, { arms, documentId: 'YR', signatureLines: [{ name: 'Eva Ek', party: 'L' }] });
      const known = `${parts['styles.xml']}${parts['content.xml']}`;
      const used = [...known.matchAll(/(?:text|table|draw):style-name="([^"]*)"|parent-style-name="([^"]*)"|master-page-name="([^"]*)"/gu)].map((found) =>
        found.slice(1).find(Boolean),
      );
      expect(
        [...new Set(used)].filter((name) => !known.includes(`style:name="${name}"`)),
        kind,
      ).toEqual([]);
    }
  });

  test('several spaces stay, and control codes and markup do no harm', async () => {
    const { parts } = await odtOf('motion', doc(p('a  b\u0007 <c>& \ud83d')));
    expect(parts['content.xml']).toContain('a<text:s text:c="2"/>b &lt;c&gt;&amp; \ufffd');
  });
});

test.each(['odt', 'html', 'markdown', 'docx', 'akn'] as const)(
  '%s: the same document with the same instant is the same file, in any time zone',
  async (format) => {
    const options = { arms, source };
    const one = await fileOf(format, 'motion', motion(), options);
    const zone = process.env.TZ;
    process.env.TZ = 'America/New_York';
    await stopPdf();
    try {
      expect(Buffer.from((await fileOf(format, 'motion', motion(), options)).bytes).equals(Buffer.from(one.bytes))).toBe(true);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
      await stopPdf();
    }
  },
);

test.each(['odt', 'html', 'markdown', 'docx'] as const)('%s: tells what it does not know', async (format) => {
  const { report: lost } = await fileOf(format, 'motion', doc(p('Ord.'), block('opaque', { name: 'hologram' })));
  expect(lost).toEqual([{ code: 'unknownContent', name: 'hologram' }]);
});

test.each(['odt', 'html', 'docx'] as const)('%s: carries nothing unseen unless it is asked to', async (format) => {
  const document = doc(title('Hemlig id'), clauses(att('ett'), att('två')), heading(1, 'Del'), table(['a', 'b']));
  const { bytes } = await fileOf(format, 'motion', document);
  const text =
    format === 'html'
      ? new TextDecoder().decode(bytes)
      : Object.values(unzipSync(bytes))
          .map((part) => new TextDecoder().decode(part))
          .join('');
  expect(text).not.toContain('yrka_');
  expect(text).not.toContain('data-block');
  document.descendants((node) => {
    if (typeof node.attrs.id === 'string') expect(text).not.toContain(node.attrs.id);
    return true;
  });
});

test('Akoma Ntoso is written by the thread, with the same bytes as without it, and who gives up is told', async () => {
  const options = { template: bjorkvik, kind: 'minutesItem', createdAt, source } as const;
  const { bytes } = await toFile('akn', minutes(), options);
  expect(Buffer.from(bytes).equals(toAkomaNtoso(minutes(), options).bytes)).toBe(true);
  await expect(toFile('akn', minutes(), { ...options, signal: AbortSignal.abort('never') })).rejects.toBe('never');
  const asked = toFile('akn', minutes(), options).catch((error: unknown) => error);
  await stopPdf();
  expect(await asked).toMatchObject({ code: 'stopped' });
});

const eva = { id: 'AAAAAAAAAAAA', by: 'eva' };
const marks: MarkOptions = {
  changeOf: () => ({ author: 'Eva Ek', at: null }),
  comments: [{ isDone: false, at: null, said: [{ author: 'Eva Ek', at: '2027-01-10T08:30:00Z', text: 'Hemlig synpunkt' }] }],
};

test.each(['odt', 'html', 'markdown', 'akn', 'pdf'] as const)('%s: what is suggested and said is no word of the file, and is told', async (format) => {
  const suggested = doc(
    title('Ljus'),
    p('Vi ', inline('ber', schema.mark('deletion', eva)), inline('kräver', schema.mark('insertion', eva)), ' om ljus.'),
    block('paragraph', { inserted: suggestionWord(eva) }, 'Ett nytt stycke.'),
    block('paragraph', { deleted: suggestionWord(eva) }, 'Ett gammalt stycke.'),
  );
  const options = { template: bjorkvik, kind: 'motion', createdAt, source, marks } as const;
  const { bytes, report: lost } = format === 'pdf' ? await toPdf(suggested, options) : await toFile(format, suggested, options);
  const text = await wordsIn(format, bytes);
  expect(text).toContain('Vi ber om ljus.');
  expect(text).toContain('Ett gammalt stycke.');
  expect(text).not.toMatch(/kräver|nytt stycke|Hemlig|Eva Ek/u);
  expect(lost).toEqual([
    { code: 'notCarried', what: 'allSuggestions' },
    { code: 'notCarried', what: 'comments' },
  ]);
});

test('a picture that cannot be read is left out and told, in all formats that have one', async () => {
  const torn = { bytes: arms.bytes.slice(0, -20), format: 'png' } as const;
  // Whole by its sizes, and broken in what it shows.
  const empty = { bytes: pngOfNothing(), format: 'png' } as const;
  for (const picture of [torn, empty]) {
    const options = { template: bjorkvik, kind: 'motion', createdAt, arms: picture } as const;
    const { bytes, report: lost } = await toPdf(motion(), options);
    expect(lost).toEqual([{ code: 'pictureUnreadable' }]);
    expect(Buffer.from(bytes).equals((await toPdf(motion(), { ...options, arms: null })).bytes)).toBe(true);
  }
  for (const format of ['docx', 'odt', 'html'] as const) {
    const { report: lost } = await fileOf(format, 'motion', motion(), { arms: torn });
    expect([format, lost]).toEqual([format, [{ code: 'pictureUnreadable' }]]);
  }
});

async function wordsIn(format: FileFormat | 'akn' | 'pdf', bytes: Uint8Array): Promise<string> {
  if (format === 'pdf') return (await readPdf(bytes)).pages.join(' ');
  if (format !== 'odt') return new TextDecoder().decode(bytes);
  return Object.values(unzipSync(bytes))
    .map((part) => new TextDecoder().decode(part))
    .join('');
}
