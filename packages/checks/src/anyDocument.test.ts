import { schema } from '@yrka/schema';
import fc from 'fast-check';
import { Fragment, type Node, type NodeType } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { checkMatter } from './checkMatter.ts';
import { checkMinutes } from './checkMinutes.ts';
import { checkMotion } from './checkMotion.ts';
import { checkReport } from './checkReport.ts';
import type { Finding } from './finding.ts';
import { textOf } from './text.ts';

const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.YRKA_RUNS ?? 400);

// What rules look for, in any order, and what nobody would write.
const words = fc.oneof(
  fc.constantFrom(
    'att',
    'samt att',
    'och att',
    ', att',
    'ge nämnden i uppdrag att',
    'kommunstyrelsen får i uppdrag att',
    'uppdra åt',
    'skall',
    'ej',
    'bygga',
    'redovisa',
    '?',
    '. ',
    'Hur',
    '(L)',
  ),
  fc.constantFrom(
    'Anna Lind (L)',
    'Lind Anna',
    'Anna Linnd (M)',
    'yrkande',
    'avstår',
    'deltar inte i beslutet',
    'Omröstning begärs.',
    'måndagen den 4 oktober 2023',
    'KF 2024-06-10 § 88',
    'röstade fel',
    'återremitteras',
    'Motionen avslås.',
    'reserverar sig',
    'särskilt yttrande',
  ),
  fc.constantFrom('enligt föreliggande förslag', 'avslås och anses besvarad', '2031-02-14', '”', 'om', 'och', 'bättre', '\u00a0', '5 kap. 35 §'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const text = fc.array(words, { maxLength: 20 }).map((parts) => parts.join(' '));
const names = Object.keys(schema.nodes).filter((name) => !['doc', 'text', 'tableRow', 'tableCell'].includes(name));

/** A tree of whatever nodes and attributes, whether or not the schema would have it so. */
const node: fc.Memo<Node> = fc.memo((depth) =>
  fc
    .record({
      name: fc.constantFrom(...names),
      id: fc.option(fc.constantFrom('a', 'b', 'c', 'd')),
      attrs: fc.record({
        role: fc.option(fc.constantFrom('movers', 'signatories', 'substitute', 'servingSubstitute', 'by', 'serving', 'substitutes', 'chair', 'x')),
        party: fc.option(fc.constantFrom('L', '', '-')),
        personId: fc.option(fc.constantFrom('anna', 'eva', '')),
        part: fc.constantFrom('proposedDecision', 'summary', 'decision', 'reservations', 'notParticipating', 'beslutsgang', 'x'),
        kind: fc.constantFrom('approval', 'rejection', 'referralBack', 'addition', 'decideToday', 'x'),
        target: fc.constantFrom('motion', 'proposedDecision', 'yrkande', 'matter', 'x'),
        targetId: fc.option(fc.constantFrom('a', 'b', 'c', 'd')),
        puts: fc.oneof(
          fc.array(fc.constantFrom('proposedDecision', 'decideToday', 'yrkande a', 'yrkande b', 'rejectionOf a', 'x'), { maxLength: 3 }),
          fc.constant(null),
        ),
        found: fc.option(fc.constantFrom('proposedDecision', 'yrkande a', 'decideToday')),
        yesFor: fc.option(fc.constantFrom('proposedDecision', 'yrkande a', 'decideToday')),
        noFor: fc.option(fc.constantFrom('proposedDecision', 'yrkande b', 'rejectionOf a')),
        yes: fc.option(fc.constantFrom(0, 3, 7, 'x')),
        no: fc.option(fc.constantFrom(0, 3, 4, -1)),
        abstain: fc.option(fc.constantFrom(0, 1)),
        answer: fc.option(fc.constantFrom('yes', 'no', 'abstain', 'absent', 'x')),
        stage: fc.option(fc.constantFrom('procedural', 'main', 'addition', 'x')),
        outcome: fc.option(fc.constantFrom('approved', 'rejected', 'x')),
        form: fc.constantFrom('oral', 'written'),
        att: fc.boolean(),
        name: fc.constantFrom('date', 'addressee', 'yesMeans', 'noMeans', 'paragraphNumber', 'x'),
        answers: fc.oneof(fc.constant([{ document: 'm', version: 1, clause: 'first' }]), fc.constant(null), fc.constant([null, 3, {}])),
      }),
      text,
      children: depth > 1 ? fc.array(node(depth - 1), { maxLength: 4 }) : fc.constant<Node[]>([]),
    })
    .map(({ name, id, attrs, text: own, children }) => {
      const type = schema.nodes[name as keyof typeof schema.nodes] as NodeType;
      const known = Object.fromEntries(Object.entries({ id, ...attrs }).filter(([attribute]) => attribute in (type.spec.attrs ?? {})));
      const inline = [...(own === '' ? [] : [schema.text(own)]), ...children.filter((child) => child.isInline)];
      const content: readonly Node[] = type.isLeaf ? [] : type.inlineContent ? inline : children.filter((child) => child.isBlock);
      return type.create(known, Fragment.from(content));
    }),
);
const documents = fc
  .array(node(3), { maxLength: 6 })
  .map((children) => schema.node('doc').type.create(null, Fragment.from(children.filter((child) => child.isBlock))));

const motionFacts = {
  parties: ['L'],
  seats: new Map([['anna', 'member'] as const, ['eva', 'substitute'] as const]),
  rules: { attachmentsOnMotions: false, servingSubstitutesSign: false },
};
const minutesFacts = {
  people: [
    { name: 'Anna Lind', party: 'L' },
    { name: 'Eva Ek', party: null },
  ],
  parties: ['L'],
  attending: ['Anna Lind', 'Bo Källström'].map((name) => ({
    name,
    party: 'L',
    personId: name,
    isSubstitute: false,
    presence: 'serving' as const,
    fromItem: null,
    untilItem: null,
  })),
  chair: { name: 'Anna Lind', party: 'L' },
  meetingDate: '2026-04-13',
  isAssembly: null,
};
const reportFacts = {
  clauses: [
    { document: 'm', id: 'first' },
    { document: 'm', id: 'second' },
  ],
  everyClauseIsAnswered: true,
  requiredParts: ['summary' as const],
};

test(`no document makes a check throw, and every finding and fix is at a place that is there (seed ${seed}, ${runs} documents)`, () => {
  let count = 0;
  fc.assert(
    fc.property(documents, documents, (document, other) => {
      for (const findings of [
        checkMotion(document, motionFacts),
        checkReport(document, reportFacts),
        checkMinutes(document, minutesFacts),
        checkMatter(document, [{ kind: 'motion', content: other }]),
      ]) {
        expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
        for (const finding of findings) expectInPlace(document, finding);
        count += findings.length;
      }
    }),
    { seed, numRuns: runs },
  );
  console.log(`checks: ${count} findings in ${runs} random documents, seed ${seed}`);
  expect(count).toBeGreaterThan(runs);
});

test(`[FIN5] no fix takes a word away that says something (seed ${seed}, ${runs} documents)`, () => {
  fc.assert(
    fc.property(documents, documents, (document, other) => {
      for (const { fix } of [
        ...checkMotion(document, motionFacts),
        ...checkReport(document, reportFacts),
        ...checkMinutes(document, minutesFacts),
        ...checkMatter(document, [{ kind: 'motion', content: other }]),
      ]) {
        const texts = fix === null ? [] : textsOf(document, fix.blockId);
        if (fix?.kind === 'splitClause') for (const cut of fix.cuts) expectSome(texts, cut, /^[\s,;.]*(?:(?:samt|och|dels)[\s,]*)*(?:att\s*)?$/iu);
        if (fix?.kind === 'replaceText' && fix.text.trim() === '') expectSome(texts, fix, /^\s*att\s*$/iu);
        if (fix?.kind === 'replaceText' && fix.text.trim() !== '') expectSome(texts, fix, /^[\p{L}][\p{L}\p{M}\s'’´-]*$/u);
      }
    }),
    { seed, numRuns: runs },
  );
});

function textsOf(document: Node, blockId: string): string[] {
  const texts: string[] = [];
  document.descendants((found) => {
    if (found.attrs.id === blockId && found.isTextblock) texts.push(textOf(found));
  });
  return texts;
}

const expectSome = (texts: readonly string[], { from, to }: { readonly from: number; readonly to: number }, pattern: RegExp) =>
  expect(texts.map((one) => one.slice(from, to))).toContainEqual(expect.stringMatching(pattern));

/** Ids may be doubled in a merged document: one of the blocks of that name must have the place. */
function expectInPlace(document: Node, { place, fix }: Finding): void {
  const sizes: number[] = [];
  document.descendants((found) => {
    if (found.attrs.id === place.blockId) sizes.push(found.isTextblock ? textOf(found).length : found.content.size);
  });
  const size = place.blockId === null ? Number.POSITIVE_INFINITY : Math.max(...sizes);
  expect(place.from).toBeLessThanOrEqual(place.to);
  expect(place.to).toBeLessThanOrEqual(size);
  if (fix === null) return;
  expect(fix.blockId).toBe(place.blockId);
  const ranges = fix.kind === 'splitClause' ? fix.cuts : fix.kind === 'replaceText' ? [fix] : [];
  if (fix.kind === 'removeBlock') expect(Math.min(...sizes)).toBe(0);
  let end = 0;
  for (const { from, to } of ranges) {
    expect(from).toBeGreaterThanOrEqual(end);
    expect(to).toBeGreaterThan(from);
    expect(to).toBeLessThanOrEqual(size);
    end = to;
  }
}
