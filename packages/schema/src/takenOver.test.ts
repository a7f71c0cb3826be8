import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { schema } from './schema.ts';
import { takenOver } from './takenOver.ts';
import { bjorkvik } from './template.ts';

const line = (name: string, words: string, attrs: Record<string, unknown> = {}) =>
  schema.node(name, { id: `${name}1`, ...attrs }, words === '' ? [] : [schema.text(words)]);
const section = (part: string, ...content: Node[]) => schema.node('section', { part }, content);
const source = { document: 'rapport', version: 40 };
const answers = [{ document: 'motion', version: 3, clause: 'a' }];
const report = (...basis: readonly Node[]) =>
  schema.node('doc', null, [
    schema.node('fieldList', { kind: 'head' }, [line('field', '2027-02-12', { name: 'date' })]),
    section(
      'proposedDecision',
      line('paragraph', 'Kommunstyrelsen föreslår:'),
      schema.node('decisionList', null, [line('decisionPoint', 'avslå motionen.', { answers })]),
    ),
    section('summary', line('paragraph', 'Motionen handlar om bänkar.')),
    section('assessment', line('paragraph', 'Parken byggs om.')),
    section('decisionBasis', ...(basis.length === 0 ? [] : [schema.node('decisionBasisList', null, [...basis])])),
  ]);
const words = (nodes: readonly Node[] | undefined) => nodes?.map((node) => node.textBetween(0, node.content.size, ' | '));
const basisOf = (doc: Node) =>
  takenOver(doc, bjorkvik, source)
    .decisionBasis?.flatMap(({ children }) => children)
    .map(({ attrs, textContent }) => [textContent, attrs.document, attrs.version]);

test('[PAR8] a § takes over the proposal, the summary and the basis word for word, and nothing else', () => {
  const parts = takenOver(
    report(line('decisionBasis', 'Motion om bänkar', { document: 'motion', version: 3 }), line('decisionBasis', 'Tekniska nämnden 2027-01-20 § 4')),
    bjorkvik,
    source,
  );
  expect(Object.keys(parts)).toEqual(['proposalToAssembly', 'summary', 'decisionBasis']);
  expect(words(parts.proposalToAssembly)).toEqual(['Kommunstyrelsen föreslår:', 'avslå motionen.']);
  expect(words(parts.summary)).toEqual(['Motionen handlar om bänkar.']);
  expect(parts.proposalToAssembly?.[1]?.firstChild?.attrs).toMatchObject({ id: null, answers });
});

test('[PAR8] the basis names the report and its version: in its own line, else in one put first', () => {
  expect(
    basisOf(report(line('decisionBasis', 'Motion om bänkar', { document: 'motion', version: 3 }), line('decisionBasis', 'Kontorets tjänsteskrivelse'))),
  ).toEqual([
    ['Motion om bänkar', 'motion', 3],
    ['Kontorets tjänsteskrivelse', 'rapport', 40],
  ]);
  expect(basisOf(report(line('decisionBasis', 'Motion om bänkar')))).toEqual([
    ['Tjänsteskrivelse 2027-02-12', 'rapport', 40],
    ['Motion om bänkar', null, null],
  ]);
  expect(basisOf(report())).toEqual([['Tjänsteskrivelse 2027-02-12', 'rapport', 40]]);
});

test("[PAR8] in the assembly's own minutes the proposal is its decision", () => {
  expect(Object.keys(takenOver(report(), { ...bjorkvik, minutesLevel: 'assembly' }, source))).toEqual(['decision', 'summary', 'decisionBasis']);
});
