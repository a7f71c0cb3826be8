import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type AkomaNtosoOptions, toAkomaNtoso, toPlainText } from '@yrka/exporters';
import { decodeText, importFile, importText } from '@yrka/importers';
import { bjorkvik, type DocumentKind, documentKinds, huddinge, nodeSpecs, templateById } from '@yrka/schema';
import fc from 'fast-check';
import type { Node } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { lettersOf } from '../../../packages/importers/src/wordsForTests.ts';
import { openSchema } from './akomaNtosoSchema.ts';
import { anyDocument } from './anyDocumentForTests.ts';

const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.YRKA_RUNS ?? 75);

const createdAt = new Date('2027-01-12T20:14:00Z');
const source = { documentId: 'doc1', version: 7 };
const arms = { bytes: new Uint8Array([1]), format: 'png' } as const;

/** What the caller knows and the document does not, all of it. */
const facts: Partial<AkomaNtosoOptions> = {
  header: { body: 'Kommunstyrelsen', diarienummer: 'KS 2027-00031', received: createdAt },
  documentId: 'YR-7K2M-4QXA',
  signatures: [{ name: 'Anna Lind', party: 'L', date: '2027-01-12' }],
  signatureLines: [{ name: 'Eva Ek', party: null, role: 'Ordförande' }],
  supporters: [{ name: 'Omar Said', party: 'L', role: 'substitute' }],
  attachments: ['Karta & "skiss"'],
  minutes: {
    isImmediate: true,
    verifiers: [
      { name: 'Kim Ståhl', party: 'C', role: 'verifier', verifiedOn: '2027-03-29', note: '' },
      { name: 'Eva Ek', party: 'L', role: 'chair', verifiedOn: null, note: '' },
    ],
    notice: { announcedOn: '2027-03-30', appealUntil: '2027-04-20', takeDownFrom: '2027-04-21' },
    corrections: [{ before: 'fyra', after: 'fem', reason: 'Skrivfel', by: 'Eva Ek (L)', on: '2027-04-02' }],
    extract: { name: 'Tekniska nämnden', purpose: 'action' },
  },
};

const textsIn = (folder: URL) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .sort()
        .map((name) => new URL(name, folder))
    : [];
const fixtures = new URL('../../fixtures/', import.meta.url);
const files = [
  ...textsIn(new URL('../../../../shared/examples/', import.meta.url)),
  ...textsIn(new URL('reading/', fixtures)),
  ...textsIn(new URL('text/', fixtures)),
];

const read = files.map((file) => {
  const { document, kind, templateId } = importText(decodeText(readFileSync(file)).text);
  const options: AkomaNtosoOptions = { kind, template: templateById(templateId ?? '') ?? bjorkvik, createdAt };
  return { name: file.pathname.split('/').at(-1) ?? '', document, options };
});
if (read.length < 35) console.warn('NOT TESTED: ../shared/examples is not here, so no real document was written as Akoma Ntoso');

const validate = openSchema();

test('every example and fixture is valid by the schema of OASIS, with and without what it carries', (context) => {
  if (validate === null) return context.skip('../shared/data is not here');
  const wrong = read.flatMap(({ name, document, options }) =>
    [options, { ...options, source }].flatMap((one) => {
      const { bytes, report } = toAkomaNtoso(document, one);
      return [...validate(bytes), ...report.map(({ code }) => code)].map((line) => `${name}: ${line}`);
    }),
  );
  expect(validate(new TextEncoder().encode('<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc name="x"/></akomaNtoso>'))).not.toEqual(
    [],
  );
  console.log(`akoma ntoso: ${read.length} documents, each with and without its version, are valid`);
  expect(wrong).toEqual([]);
});

test('[COP1] every example and fixture comes back as it was', async () => {
  const wrong: string[] = [];
  for (const { name, document, options } of read) {
    const back = await importFile(toAkomaNtoso(document, { ...options, source }).bytes);
    if (!back.document.eq(document) || back.kind !== options.kind || back.report.unplaced.length > 0) wrong.push(name);
    const again = toAkomaNtoso(back.document, { ...options, source }).bytes;
    if (!Buffer.from(again).equals(Buffer.from(toAkomaNtoso(document, { ...options, source }).bytes))) wrong.push(`${name} again`);
  }
  console.log(`akoma ntoso: ${read.length - wrong.length} of ${read.length} documents came back the same, and are written the same again`);
  expect(wrong).toEqual([]);
});

test('without what it carries no letter of the words is lost on the way back', async () => {
  let letters = 0;
  const wrong: string[] = [];
  for (const { name, document, options } of read) {
    const back = await importFile(toAkomaNtoso(document, options).bytes, { kind: options.kind === 'writtenStatement' ? 'motion' : options.kind });
    const [text, now] = [toPlainText(document, options), toPlainText(back.document, options)];
    const furniture = back.report.furniture.map((line) => line.text).join('');
    const lost = missing(lettersOf(text), lettersOf(`${now}${furniture}`));
    letters += lettersOf(text).length;
    if (lost > 0) wrong.push(`${name}: ${lost}`);
  }
  console.log(`akoma ntoso: ${letters} letters of ${read.length} documents came back by the words alone`);
  expect(wrong).toEqual([]);
});

test('any document is valid, says all its words, and carries what comes back the same', async () => {
  const kindOf = (document: Node): DocumentKind => documentKinds[document.childCount % documentKinds.length] ?? 'motion';
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(anyDocument, async (document) => {
      const kind = kindOf(document);
      const options: AkomaNtosoOptions = { kind, template: document.childCount % 2 === 0 ? bjorkvik : huddinge, createdAt, arms, mark: 'draft', ...facts };
      document.descendants((node) => void seen.add(node.type.name));
      for (const one of [options, { ...options, source }]) expect(validate?.(toAkomaNtoso(document, one).bytes) ?? []).toEqual([]);
      if (kind === 'writtenStatement') return;
      const back = await importFile(toAkomaNtoso(document, { ...options, source }).bytes);
      expect(toPlainText(back.document, options)).toBe(toPlainText(document, options));
    }),
    { seed, numRuns: runs },
  );
  console.log(`akoma ntoso: ${runs} documents at random with ${seen.size} of ${Object.keys(nodeSpecs).length} kinds of node, seed ${seed}`);
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
