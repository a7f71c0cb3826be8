import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { stopPdf, toDocx, toPdf } from '@yrka/exporters';
import { decodeText, importText } from '@yrka/importers';
import { withoutLines } from '../../../packages/importers/src/wordsForTests.ts';
import { bjorkvik, templateById } from '@yrka/schema';
import { afterAll, expect, test, type TestContext } from 'vitest';
import { aloud, partsOf } from '../../../packages/exporters/src/docx/readDocxForTests.ts';
import { readPdf } from '../../../packages/exporters/src/pdf/readPdfForTests.ts';

/** Real documents lie beside the project, not in it: ../shared/examples from its root. */
const examples = new URL('../../../../shared/examples/', import.meta.url);
const isThere = existsSync(examples);
const names = isThere ? readdirSync(examples).filter((name) => name.endsWith('.txt')) : [];

afterAll(stopPdf);

/** Without the examples a test says that it saw nothing; where CI=true that is a failure. */
function needExamples(context: TestContext): void {
  if (isThere) return;
  if (process.env.CI === 'true') throw new Error(`${examples.pathname} is missing, so no real document was set`);
  console.warn('NOT TESTED: ../shared/examples is not here, so no real document was set as PDF');
  context.skip('../shared/examples is not here: no real document was set as PDF');
}

/** Letters and figures alone: dashes and full stops after numbers are the paper's own. */
const lettersOf = (text: string) => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');

/** The words that are not read aloud where they belong: each must follow the one before, with at most a label or a number between. */
function missingWords(text: string, aloud: string): readonly string[] {
  const missing: string[] = [];
  let at = 0;
  for (const word of text.split(/\s+/u).map(lettersOf)) {
    if (word === '') continue;
    const found = aloud.indexOf(word, at);
    if (found === -1 || found - at > longestAddition) missing.push(word);
    else at = found + word.length;
  }
  return missing;
}

/** The letterhead, before the first word. */
const longestAddition = 60;

test.for(['a-2a', 'ua-1'] as const)('every real document is set as %s with all its words, in their order', async (standard, context) => {
  needExamples(context);
  let [words, pages] = [0, 0];
  for (const name of names) {
    const { text } = decodeText(readFileSync(new URL(name, examples)));
    const { document, kind, templateId, report: read } = importText(text);
    const pdf = await toPdf(document, { kind, template: templateById(templateId ?? '') ?? bjorkvik, createdAt: new Date('2027-01-12T20:14:00Z'), standard });
    expect(missingWords(withoutLines(text, read.furniture), lettersOf((await readPdf(pdf.bytes)).aloud)), name).toEqual([]);
    expect(pdf.report, name).toEqual([]);
    words += text.split(/\s+/u).length;
    pages += pdf.pages;
  }
  console.log(`exporters: ${words} words of ${names.length} documents stand on ${pages} pages, ${standard}`);
  expect(names.length).toBeGreaterThan(20);
});

test('every real document is written as a Word file with all its words, in their order', async (context) => {
  needExamples(context);
  let words = 0;
  for (const name of names) {
    const { text } = decodeText(readFileSync(new URL(name, examples)));
    const { document, kind, templateId, report: read } = importText(text);
    const { bytes, report } = await toDocx(document, {
      kind,
      template: templateById(templateId ?? '') ?? bjorkvik,
      createdAt: new Date('2027-01-12T20:14:00Z'),
    });
    expect(missingWords(withoutLines(text, read.furniture), lettersOf(aloud(partsOf(bytes)))), name).toEqual([]);
    expect(report, name).toEqual([]);
    words += text.split(/\s+/u).length;
  }
  console.log(`exporters: ${words} words of ${names.length} documents stand in Word files`);
  expect(names.length).toBeGreaterThan(20);
});
