import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { stopPdf, toFile } from '@yrka/exporters';
import { decodeText, importText } from '@yrka/importers';
import { bjorkvik, templateById } from '@yrka/schema';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { anyDocument } from '../paper/anyDocumentForTests.ts';
import { openXmlFaults } from './openXml.ts';

afterAll(stopPdf);

const createdAt = new Date('2027-01-12T20:14:00Z');
const source = { documentId: 'doc1', version: 7 };
const examples = new URL('../../../../shared/examples/', import.meta.url);
const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);

describe("Microsoft's validator finds nothing wrong with", () => {
  test('any example as a Word file', async (context) => {
    if (!existsSync(examples)) return context.skip('../shared/examples is not here');
    const wrong: string[] = [];
    for (const name of readdirSync(examples).filter((one) => one.endsWith('.txt'))) {
      const { document, kind, templateId } = importText(decodeText(readFileSync(new URL(name, examples))).text);
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
