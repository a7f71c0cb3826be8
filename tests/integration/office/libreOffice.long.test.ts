import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type FileFormat, type MarkOptions, stopPdf, toFile, toPdf, toPlainText } from '@yrka/exporters';
import { importFile } from '@yrka/importers';
import { bjorkvik, schema, suggestionWord } from '@yrka/schema';
import { beforeAll, afterAll, describe, expect, type TestContext, test } from 'vitest';
import { minutes, motion, report } from '../../../packages/exporters/src/paper/samplesForTests.ts';
import { cykelvagar } from '../../fixtures/matters/cykelvagar.ts';
import { partsOf } from '../../../packages/exporters/src/docx/readDocxForTests.ts';
import { readPdf } from '../../../packages/exporters/src/pdf/readPdfForTests.ts';

const run = promisify(execFile);
let folder: string;
let isThere = false;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yrka-office-'));
  isThere = await run('soffice', ['--version']).then(
    () => true,
    () => false,
  );
});
afterAll(async () => {
  await stopPdf();
  await rm(folder, { recursive: true, force: true });
});

function needLibreOffice(context: TestContext): void {
  if (isThere) return;
  console.warn('NOT TESTED: LibreOffice (soffice) is not on this machine, so no file was opened in it');
  context.skip('soffice is not on this machine');
}

/** Opens a file in LibreOffice and saves it as another kind; its own folder for settings, so that a window that is open does no harm. */
async function opened(bytes: Uint8Array, from: string, to: string): Promise<Uint8Array> {
  const path = join(folder, `file.${from}`);
  await writeFile(path, bytes);
  const out = await mkdtemp(join(folder, 'out-'));
  await run('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', to, '--outdir', out, path], { timeout: 180_000 });
  return new Uint8Array(await readFile(join(out, `file.${to}`)));
}

const options = { template: bjorkvik, createdAt: new Date('2027-01-12T20:14:00Z'), source: { documentId: 'doc1', version: 7 } };
const samples = [
  ['motion', motion()],
  ['officerReport', report()],
  ['minutesItem', minutes()],
] as const;

describe.each(['docx', 'odt'] as const)('LibreOffice opens a copy as %s', (format: FileFormat) => {
  test.for(samples)('and shows all words of a %s, on pages that are numbered', async ([kind, document], context) => {
    needLibreOffice(context);
    const { bytes } = await toFile(format, document, { ...options, kind, documentId: 'YR-7K2M-4QXA' });
    const { pages } = await readPdf(await opened(bytes, format, 'pdf'));
    const shown = pages.join(' ');
    // An address stands in plain text and leads somewhere elsewhere.
    const said =
      toPlainText(document, { template: bjorkvik, kind })
        .replace(/\(https?:[^)]*\)/gu, '')
        .match(/[\p{L}\p{N}]+/gu) ?? [];
    expect(said.filter((word) => !shown.includes(word))).toEqual([]);
    expect(shown).toContain(`1 (${pages.length})`);
    expect(shown).toContain('Dokument-id YR-7K2M-4QXA');
  });

  test.for(cykelvagar.map((one) => [one.name, one] as const))('and shows all words of the matter: %s', async ([, { document, options: its }], context) => {
    needLibreOffice(context);
    const { bytes } = await toFile(format, document, its);
    const pdf = await readPdf(await opened(bytes, format, 'pdf'));
    // What is on the paper of ours is in LibreOffice's too, whatever the order of notes and lines; a word that is divided is one of those.
    const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
    const shown = letters(pdf.pages.join(' '));
    const ours = await readPdf((await toPdf(document, its)).bytes);
    expect(
      ours.structure
        .split('\n')
        .filter((line) => !line.startsWith('Figure'))
        .flatMap((line) => line.trim().split(/\s+/u).slice(1))
        .filter((word) => !shown.includes(letters(word))),
    ).toEqual([]);
    expect(pdf.pages[0]).toContain(`1 (${pdf.pages.length})`);
  });

  test.for(samples)('and saves a %s so that it comes back the same', async ([kind, document], context) => {
    needLibreOffice(context);
    const { bytes } = await toFile(format, document, { ...options, kind });
    const back = await importFile(await opened(bytes, format, format));
    expect(back.copyOf).toEqual({ documentId: 'doc1', version: 7 });
    expect(toPlainText(back.document, { template: bjorkvik, kind })).toBe(toPlainText(document, { template: bjorkvik, kind }));
    expect(back.document.eq(document)).toBe(true);
  });
});

test('LibreOffice keeps tracked changes and comments, with who and when', async (context) => {
  needLibreOffice(context);
  const eva = { id: 'AAAAAAAAAAAA', by: 'eva' };
  const paragraph = (attrs: object, ...content: ReturnType<typeof schema.text>[]) => schema.node('paragraph', attrs, content);
  const word = suggestionWord(eva);
  const document = schema.node('doc', null, [
    schema.node('title', { id: 'titletitle12' }, [schema.text('Ljus')]),
    paragraph(
      { id: 'paragraph111' },
      schema.text('Vi '),
      schema.text('kräver', [schema.mark('deletion', eva)]),
      schema.text('ber', [schema.mark('insertion', eva)]),
      schema.text(' om ljus.'),
    ),
    paragraph({ id: 'paragraph222', deleted: word }, schema.text('Flyttas.')),
    paragraph({ id: 'paragraph333' }, schema.text('Står kvar.')),
    paragraph({ id: 'paragraph444', inserted: word }, schema.text('Flyttas.')),
  ]);
  const marks: MarkOptions = {
    changeOf: () => ({ author: 'Eva Ek', at: '2027-01-10T08:30:00Z' }),
    comments: [
      {
        isDone: false,
        at: { from: 7, to: 9 },
        said: [
          { author: 'Rakel Dal', at: '2027-01-11T09:00:00Z', text: 'Vilka?' },
          { author: 'Eva Ek', at: '2027-01-11T10:00:00Z', text: 'Alla.' },
        ],
      },
    ],
  };
  const { bytes } = await toFile('docx', document, { ...options, kind: 'motion', marks });
  const parts = partsOf(await opened(bytes, 'docx', 'docx'));
  expect(parts['word/document.xml']).toMatch(/<w:del [^>]*w:author="Eva Ek"[^>]*w:date="2027-01-10T08:30:00Z"[^>]*>(?:(?!<\/w:del>).)*kräver/u);
  expect(parts['word/document.xml']).toMatch(/<w:ins [^>]*w:author="Eva Ek"[^>]*>(?:(?!<\/w:ins>).)*ber/u);
  expect(parts['word/comments.xml']).toMatch(/w:author="Rakel Dal"(?:(?!<\/w:comment>).)*Vilka\?/u);
  expect(parts['word/comments.xml']).toContain('Alla.');
});

test('a version of 400 kB is kept by LibreOffice in both formats', async (context) => {
  needLibreOffice(context);
  const text = 'Det är mörkt på stigen, och många går hellre längs vägen. ';
  const paragraphs = Array.from({ length: 400 }, (_, index) =>
    schema.node('paragraph', { id: `p${index}` }, [schema.text(`${index} ${text.repeat(12)}`.trim())]),
  );
  const document = schema.node('doc', null, [schema.node('title', { id: 'titletitle12' }, [schema.text('Långt')]), ...paragraphs]);
  for (const format of ['docx', 'odt'] as const) {
    const { bytes } = await toFile(format, document, { ...options, kind: 'motion' });
    expect((await importFile(await opened(bytes, format, format))).document.eq(document), format).toBe(true);
  }
});
