import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type FileFormat, stopPdf, toFile, toPdf, toPlainText } from '@yrka/exporters';
import { bjorkvik, type DocumentKind, type MunicipalityTemplate, sectionHeading, type SectionPart, templateById } from '@yrka/schema';
import { strToU8, unzipSync, zipSync } from 'fflate';
import type { Node } from 'prosemirror-model';
import { afterAll, describe, expect, test } from 'vitest';
import { decodeText, importFile, importText, readCopy } from '../index.ts';
import { lettersOf } from '../wordsForTests.ts';

afterAll(stopPdf);

const createdAt = new Date('2027-01-12T20:14:00Z');
const source = { documentId: 'doc1', version: 7 };
const formats = ['docx', 'odt', 'html'] as const;

const examples = new URL('../../../../../shared/examples/', import.meta.url);
const fixtures = new URL('../../../../tests/fixtures/', import.meta.url);
const textsIn = (folder: URL) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .sort()
        .map((name) => new URL(name, folder))
    : [];
const files = [...textsIn(examples), ...textsIn(new URL('reading/', fixtures)), ...textsIn(new URL('text/', fixtures))];
const nameOf = (url: URL) => url.pathname.split('/').at(-1) ?? '';

async function copyOf(format: FileFormat, document: Node, kind: DocumentKind, templateId: string | null = 'bjorkvik'): Promise<Uint8Array> {
  return (await toFile(format, document, { template: templateById(templateId ?? '') ?? bjorkvik, kind, createdAt, source })).bytes;
}

describe('[COP1] a copy that nobody touched is the document that it was made from', () => {
  test.each(formats)('%s, over every example and fixture', async (format) => {
    const wrong: string[] = [];
    for (const file of files) {
      const { document, kind, templateId } = importText(decodeText(readFileSync(file)).text);
      const back = await importFile(await copyOf(format, document, kind, templateId));
      if (!back.document.eq(document) || back.kind !== kind || back.report.unplaced.length > 0) wrong.push(nameOf(file));
    }
    console.log(`importers copies: ${files.length - wrong.length} of ${files.length} documents came back the same through ${format}`);
    if (files.length < 35) console.warn('NOT TESTED: ../shared/examples is not here, so no real document was copied');
    expect(wrong).toEqual([]);
  });
});

// Reading by words and setting a PDF take longer; each run looks at a quarter of the texts, and at all of them with YRKA_RUNS.
const some = process.env.YRKA_RUNS === undefined ? files.filter((_, index) => index % 4 === 0) : files;

test('[COP8] a PDF/A-3a comes back by what it carries, over every example and fixture', async () => {
  const wrong: string[] = [];
  for (const file of some) {
    const { document, kind, templateId } = importText(decodeText(readFileSync(file)).text);
    const options = { template: templateById(templateId ?? '') ?? bjorkvik, kind, createdAt, source, standard: 'a-3a' } as const;
    const back = await importFile((await toPdf(document, options)).bytes);
    if (!back.document.eq(document) || back.kind !== kind) wrong.push(nameOf(file));
  }
  console.log(`importers copies: ${some.length - wrong.length} of ${some.length} documents came back the same through PDF/A-3a`);
  expect(wrong).toEqual([]);
});

describe('[COP2] [FIL6] [FIL7] without what it carries, a file is read by its words and says the same', () => {
  // Setting a PDF takes the longest.
  test.each(['docx', 'odt', 'html', 'markdown', 'a-2a', 'ua-1'] as const)(
    '%s, over examples and fixtures, as a draft',
    async (format) => {
      const isPdf = format === 'a-2a' || format === 'ua-1';
      const chosen = isPdf && process.env.YRKA_RUNS === undefined ? some.filter((_, index) => index % 4 === (format === 'a-2a' ? 0 : 2)) : some;
      let letters = 0;
      const wrong: string[] = [];
      for (const file of chosen) {
        const { document, kind, templateId } = importText(decodeText(readFileSync(file)).text);
        const template = templateById(templateId ?? '') ?? bjorkvik;
        const options = { template, kind, createdAt, mark: 'draft', lineNumbers: isPdf } as const;
        const { bytes } = isPdf ? await toPdf(document, { ...options, standard: format }) : await toFile(format, document, options);
        const back = await importFile(bytes);
        const text = toPlainText(document, { kind, template });
        const furniture = back.report.furniture.map((line) => line.text).join('');
        const lost = missing(lettersOf(text), lettersOf(`${toPlainText(back.document, { kind, template })}${furniture}`));
        letters += text.length;
        if (lost > 0) wrong.push(`${nameOf(file)}: ${lost} letters are gone`);
        if (back.kind !== kind || saidIn(back.document, kind, template) !== saidIn(document, kind, template)) wrong.push(nameOf(file));
      }
      console.log(`importers copies: ${letters} letters of ${chosen.length} documents came back through ${format}`);
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});

describe('[COP9] what a copy carries is given beside its words', () => {
  const words = 'MOTION\n\nMotion om ett utegym\n\nJag yrkar\n\natt bygga ett utegym.\n';

  test.each(formats)('%s: which version it is of, and each block that stands in it', async (format) => {
    const { document, kind } = importText(words);
    const copy = await readCopy(await copyOf(format, document, kind));
    expect([copy?.source.documentId, copy?.source.version, copy?.authors, copy?.comments]).toEqual(['doc1', 7, [], []]);
    const ids = copy?.lines.flatMap(({ segments }) => segments.map(({ id }) => id));
    for (const [id] of copy?.source.shown ?? []) expect(ids).toContain(id);
  });

  test('no more remarks than a document has room for', async () => {
    const { document, kind } = importText(words);
    const parts = unzipSync(await copyOf('docx', document, kind));
    const remarks = (count: number) => strToU8(`<w:comments>${'<w:comment><w:p><w:r><w:t>Bra!</w:t></w:r></w:p></w:comment>'.repeat(count)}</w:comments>`);
    expect((await readCopy(zipSync({ ...parts, 'word/comments.xml': remarks(5_000) })))?.comments).toHaveLength(5_000);
    await expect(readCopy(zipSync({ ...parts, 'word/comments.xml': remarks(5_001) }))).rejects.toMatchObject({ code: 'tooLarge' });
  });

  test('nothing of a file that is none', async () => {
    const { document, kind } = importText(words);
    const bare = (await toFile('docx', document, { template: bjorkvik, kind, createdAt })).bytes;
    expect([await readCopy(bare), await readCopy(new TextEncoder().encode(words)), await readCopy(new TextEncoder().encode('%PDF-1.7'))]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

/** How many letters of one text are not in another, whatever the order. */
function missing(text: string, within: string): number {
  const counts = new Map<string, number>();
  for (const letter of within) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let lost = 0;
  for (const letter of text) {
    const left = counts.get(letter) ?? 0;
    if (left === 0) lost++;
    else counts.set(letter, left - 1);
  }
  return lost;
}

/** What a document says on paper, in order: its title, headings, paragraphs, clauses, points, recipients and tables. */
function saidIn(document: Node, kind: DocumentKind, template: MunicipalityTemplate): string {
  const said: string[] = [];
  const line = (name: string, { level = 0, list = null, att = false }: Node['attrs'], text: string) =>
    `${name} ${level} ${list} ${att} ${text.replace(/\s+/gu, ' ').trim()}`;
  document.descendants((node) => {
    const { type, attrs } = node;
    if (type.name === 'section')
      said.push(`${attrs.part}: ${sectionHeading(template, kind, { part: attrs.part as SectionPart, heading: attrs.heading as string | null })}`);
    // Whoever signs or voted is in a list or in words, which on paper are the same.
    else if (type.name === 'fieldList' && attrs.kind === 'closing') said.push(line('paragraph', {}, node.children.map((one) => one.textContent).join(' ')));
    else if (node.isTextblock && !['castVote', 'person', 'field'].includes(type.name)) said.push(line(type.name, attrs, node.textContent));
    return !node.isTextblock;
  });
  return said.join('\n');
}
