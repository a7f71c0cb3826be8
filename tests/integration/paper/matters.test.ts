import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type DocumentFormat, stopPdf, toFile, toPdf, toPlainText } from '@yrka/exporters';
import { afterAll, describe, expect, test } from 'vitest';
import { partsOf as filesIn } from '../../../packages/exporters/src/docx/readDocxForTests.ts';
import { readPdf } from '../../../packages/exporters/src/pdf/readPdfForTests.ts';
import { cykelvagar, type MatterDocument } from '../../fixtures/matters/cykelvagar.ts';
import { openSchema } from './akomaNtosoSchema.ts';
import { xmlTree } from './xmlTree.ts';

// What is expected stands in files beside the matter. Made anew by
//   pnpm vitest run tests/integration/paper/matters -u
// and then read, since the difference is what a municipality would get.
const folder = fileURLToPath(new URL('../../fixtures/matters/cykelvagar/', import.meta.url));
const validate = openSchema();

afterAll(stopPdf);

const made = async (format: DocumentFormat, { document, options }: MatterDocument) => toFile(format, document, options);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const partsOf = (bytes: Uint8Array) => Object.entries(filesIn(bytes)).map(([path, text]) => [path, partText(path, text)] as const);
const partText = (path: string, text: string) => (/\.(?:xml|rels)$/u.test(path) ? xmlTree(text) : path === 'mimetype' ? text : '(a picture)\n');

const expected = new Set<string>();
async function same(path: string, text: string): Promise<void> {
  expected.add(path);
  await expect(text).toMatchFileSnapshot(`${folder}${path}`);
}

const [first] = cykelvagar;
const partsOfFirst = async (format: 'docx' | 'odt') => new Map(first === undefined ? [] : partsOf((await made(format, first)).bytes));

describe.each(cykelvagar)('$name', (one) => {
  const { name, document, options } = one;

  test.each(['docx', 'odt'] as const)('is the same as %s, part by part', async (format) => {
    const shared = one === first ? new Map<string, string>() : await partsOfFirst(format);
    const { bytes, report } = await made(format, one);
    expect(report).toEqual([]);
    for (const [path, text] of partsOf(bytes)) {
      // What all documents have alike stands once.
      if (shared.get(path) === text) continue;
      const ofFirst = path === 'styles.xml' ? new Set(shared.get(path)?.split('\n')) : new Set();
      const own = text.split('\n').filter((line) => line === '' || !ofFirst.has(line));
      await same(`${name}/${format}/${path}.txt`, own.join('\n'));
    }
  });

  test('is the same as Akoma Ntoso, and valid by the schema of OASIS', async () => {
    const { bytes } = await made('akn', one);
    expect(validate?.(bytes) ?? []).toEqual([]);
    await same(`${name}/akn.xml.txt`, xmlTree(textOf(bytes)));
  });

  test('is the same as PDF: what is read, how it is tagged, and what the file says that it is', async () => {
    const { bytes, pages, report } = await toPdf(document, { ...options, standard: 'a-3a' });
    expect(report).toEqual([]);
    const pdf = await readPdf(bytes);
    const raw = Buffer.from(bytes).toString('latin1');
    const says = ['pdfaid:part', 'pdfaid:conformance'].map((key) => `${key} ${new RegExp(`${key}>([^<]*)<`, 'u').exec(raw)?.[1] ?? 'missing'}`);
    const head = [
      `title ${pdf.title}`,
      `language ${pdf.lang}`,
      `tagged ${pdf.tagged}`,
      ...says,
      `pages ${pages}`,
      `files ${Object.keys(pdf.files).join(', ')}`,
    ];
    await same(
      `${name}/pdf.txt`,
      `${head.join('\n')}\n\nBOOKMARKS\n${pdf.outline}\n\nSTRUCTURE\n${pdf.structure}\n\n${pdf.pages.map((text, index) => `PAGE ${index + 1}\n${text}\n`).join('\n')}`,
    );
  });

  test('is the same as HTML, Markdown and plain text', async () => {
    const html = textOf((await made('html', one)).bytes)
      .replace(/(<style>)[\s\S]*?(<\/style>)/u, '$1(page.css)$2')
      .replace(/base64,[\w+/=]+/gu, 'base64,(picture)')
      .replace(/(<script[^>]*>)[\s\S]*?(<\/script>)/u, '$1(the version)$2');
    await same(`${name}/html.txt`, html);
    await same(`${name}/markdown.txt`, textOf((await made('markdown', one)).bytes));
    await same(`${name}/text.txt`, toPlainText(document, options));
  });
});

test('no file is expected of which nothing is made any more', () => {
  const there = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [`${entry.parentPath}/${entry.name}`.slice(folder.length).replace(/^\/+/u, '')] : [],
  );
  expect(there.filter((path) => !expected.has(path))).toEqual([]);
});
