import { stopPdf, toFile } from '@yrka/exporters';
import { bjorkvik } from '@yrka/schema';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { cykelvagar } from '../../fixtures/matters/cykelvagar.ts';
import { openXmlFaults } from './openXml.ts';
import { marks, suggested } from './suggestedForTests.ts';

afterAll(stopPdf);

const createdAt = new Date('2027-01-12T20:14:00Z');
const inWord = async () =>
  (await toFile('docx', suggested, { template: bjorkvik, kind: 'motion', createdAt, source: { documentId: 'doc1', version: 7 }, marks })).bytes;

describe("Microsoft's validator finds nothing wrong with", () => {
  test.each(cykelvagar)('$name as a Word file', async ({ document, options }) => {
    expect(await openXmlFaults((await toFile('docx', document, options)).bytes)).toEqual([]);
  });

  test('what is suggested and said', async () => {
    expect(await openXmlFaults(await inWord())).toEqual([]);
  });
});

test.each([
  ['another order', 'word/styles.xml', /<w:pPr>(<w:keepNext\/>)(<w:spacing [^>]*>)/u, '<w:pPr>$2$1'],
  ['a name with a comma', 'word/styles.xml', '<w:name w:val="Brevhuvud rad"/>', '<w:name w:val="Brevhuvud, rad"/>'],
  ['a comment that there is not', 'word/document.xml', /<w:commentReference w:id="0"/u, '<w:commentReference w:id="9"'],
] as const)('it finds %s', async (_, path, from, to) => {
  const parts = unzipSync(await inWord());
  const before = new TextDecoder().decode(parts[path]);
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  expect(await openXmlFaults(zipSync({ ...parts, [path]: strToU8(after) }))).not.toEqual([]);
});
