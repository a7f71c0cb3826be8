import { stopPdf, toFile } from '@yrka/exporters';
import { importText } from '@yrka/importers';
import { bjorkvik, templateById } from '@yrka/schema';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { anyDocument } from '../paper/anyDocumentForTests.ts';
import { readExamples } from '../reading/examples.ts';
import { openXmlFaults } from './openXml.ts';

afterAll(stopPdf);

const createdAt = new Date('2027-01-12T20:14:00Z');
const source = { documentId: 'doc1', version: 7 };
const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);

describe("Microsoft's validator finds nothing wrong with", () => {
  test('any example as a Word file', async (context) => {
    const examples = readExamples();
    if (examples === null) return context.skip('../shared/examples is not here');
    const wrong: string[] = [];
    for (const { name, text } of examples) {
      const { document, kind, templateId } = importText(text);
      const { bytes } = await toFile('docx', document, { template: templateById(templateId ?? '') ?? bjorkvik, kind, createdAt, source });
      wrong.push(...(await openXmlFaults(bytes)).map((fault) => `${name}: ${fault}`));
    }
    expect(wrong).toEqual([]);
  });

  test('any document at random', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        const { bytes } = await toFile('docx', document, { template: bjorkvik, kind: 'minutesItem', createdAt, source });
        expect(await openXmlFaults(bytes)).toEqual([]);
      }),
      { seed, numRuns: Number(process.env.YRKA_RUNS ?? 100) },
    );
  });
});
