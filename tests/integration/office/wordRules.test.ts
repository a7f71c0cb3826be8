import { stopPdf, toFile } from '@yrka/exporters';
import { importText } from '@yrka/importers';
import { bjorkvik, templateById } from '@yrka/schema';
import { doc, table, title } from '@yrka/test-builders';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { partsOf } from '../../../packages/exporters/src/docx/readDocxForTests.ts';
import { cykelvagar } from '../../fixtures/matters/cykelvagar.ts';
import { anyDocument } from '../paper/anyDocumentForTests.ts';
import { readExamples } from '../reading/examples.ts';
import { marks, suggested } from './suggestedForTests.ts';
import { openDocumentFaults } from './openDocumentRules.ts';
import { wordFaults } from './wordRules.ts';

afterAll(stopPdf);

const createdAt = new Date('2027-01-12T20:14:00Z');
const source = { documentId: 'doc1', version: 7 };
const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);

describe('no Word file is one that Word would offer to repair', () => {
  test.each(cykelvagar)('$name', async ({ document, options }) => {
    expect(wordFaults(partsOf((await toFile('docx', document, options)).bytes))).toEqual([]);
  });

  test('with what is suggested and said', async () => {
    const { bytes } = await toFile('docx', suggested, { template: bjorkvik, kind: 'motion', createdAt, source, marks });
    const parts = partsOf(bytes);
    expect(parts['word/document.xml']).toMatch(/<w:moveFrom |<w:rPrChange /u);
    expect(wordFaults(parts)).toEqual([]);
  });

  test('nor is any example', async (context) => {
    const examples = readExamples();
    if (examples === null) return context.skip('../shared/examples is not here');
    const wrong: string[] = [];
    for (const { name, text } of examples) {
      const { document, kind, templateId } = importText(text);
      const options = { template: templateById(templateId ?? '') ?? bjorkvik, kind, createdAt, source };
      wrong.push(...wordFaults(partsOf((await toFile('docx', document, options)).bytes)).map((fault) => `${name}: ${fault}`));
      wrong.push(...openDocumentFaults(partsOf((await toFile('odt', document, options)).bytes)).map((fault) => `${name}: ${fault}`));
    }
    expect(wrong).toEqual([]);
  });

  test('nor any document at random, in either format', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        const options = { template: bjorkvik, kind: 'minutesItem', createdAt, source } as const;
        expect(wordFaults(partsOf((await toFile('docx', document, options)).bytes))).toEqual([]);
        expect(openDocumentFaults(partsOf((await toFile('odt', document, options)).bytes))).toEqual([]);
      }),
      { seed, numRuns: Number(process.env.YRKA_RUNS ?? 25) },
    );
  });
});

test.each(cykelvagar)('the OpenDocument text of $name lists what is in it, and names each thing once', async ({ document, options }) => {
  expect(openDocumentFaults(partsOf((await toFile('odt', document, options)).bytes))).toEqual([]);
});

describe('what is wrong is found', () => {
  const broken = async (path: string, from: string | RegExp, to: string) => {
    const parts = partsOf((await toFile('docx', suggested, { template: bjorkvik, kind: 'motion', createdAt, source, marks })).bytes);
    expect(parts[path]).toMatch(from);
    return wordFaults({ ...parts, [path]: parts[path]?.replace(from, to) ?? '' });
  };

  test.each([
    ['an order', 'word/styles.xml', /<w:pPr>(<w:keepNext\/>)(<w:spacing [^>]*>)/u, '<w:pPr>$2$1', /keepNext stands behind spacing in pPr/u],
    ['a number twice', 'word/document.xml', /<w:ins w:id="\d+"/u, '<w:ins w:id="1"', /change 1 is there twice/u],
    ['a comment that there is not', 'word/document.xml', /<w:commentRangeStart w:id="0"/u, '<w:commentRangeStart w:id="9"', /there is no comment 9/u],
    ['a list that there is not', 'word/document.xml', /<w:numId w:val="\d+"/u, '<w:numId w:val="99"', /there is no list 99/u],
    ['a relation to nothing', 'word/_rels/document.xml.rels', /Target="footnotes.xml"/u, 'Target="notes.xml"', /there is no word\/notes\.xml/u],
    ['a link without its relation', 'word/document.xml', /r:id="rIdLink1"/u, 'r:id="rIdLink7"', /nothing is related by rIdLink7/u],
    ['a part of no type', '[Content_Types].xml', /<Default [^>]*Extension="xml"[^>]*>/u, '', /nothing says what/u],
  ])('%s', async (_, path, from, to, fault) => {
    expect((await broken(path, from, to)).join('\n')).toMatch(fault);
  });
});

test('a table of many columns has small letters by a style of its own', async () => {
  const wide = doc(title('Bred'), table(...['h', '123 450', '9'].map((words) => Array.from({ length: 12 }, () => words))));
  const options = { template: bjorkvik, kind: 'motion', createdAt } as const;
  const word = partsOf((await toFile('docx', wide, options)).bytes);
  expect(wordFaults(word)).toEqual([]);
  expect(word['word/document.xml']?.match(/<w:pStyle w:val="TableTextSmall"\/>/gu)).toHaveLength(36);
  const open = partsOf((await toFile('odt', wide, options)).bytes);
  expect(openDocumentFaults(open)).toEqual([]);
  expect(open['content.xml']?.match(/"Tabell(?:text|tal)_20_liten"/gu)).toHaveLength(36);
});

test('what is typed of a correction, whatever its letters, opens', async () => {
  const correction = { before: 'fy\u0007ra', after: '<b>\ud800', reason: '&\u0000', by: 'Eva Ek (L)', on: '2027-04-02' };
  const options = {
    template: bjorkvik,
    kind: 'minutesItem',
    createdAt,
    minutes: { isImmediate: false, verifiers: [], notice: null, corrections: [correction] },
  } as const;
  expect(wordFaults(partsOf((await toFile('docx', suggested, options)).bytes))).toEqual([]);
  expect(openDocumentFaults(partsOf((await toFile('odt', suggested, options)).bytes))).toEqual([]);
});
