import { schema } from '@yrka/schema';
import { att, by, clauses, decisions, doc, p, section, vote, yrkande, yrkanden } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { expect, it } from 'vitest';
import { contextOf, decisionFrom } from './index.ts';

const moved = (id: string, node: Node) => node.type.create({ ...node.attrs, id }, node.content);
const acclamation = (stage: string, puts: readonly string[], found: string | null) => schema.node('acclamation', { stage, puts, found }, [p('')]);
const motion = { document: 'motion', version: 3 };
const list = yrkanden(
  moved('approve', yrkande('approval', 'motion', by('Anna (L)'), p(''))),
  moved('add', yrkande('addition', 'proposedDecision', by('Siri (V)'), clauses(att('redovisa kostnaden.')), p(''))),
  moved('change', yrkande('amendment', 'proposedDecision', by('Eva (S)'), clauses(att('planen gäller till 2030.')), p(''))),
  moved('back', yrkande('referralBack', 'matter', by('Tomas (BD)'), p(''))),
);
const proposal = section('proposalToAssembly', null, decisions('anse motionen besvarad.'));

function decided(...events: readonly Node[]) {
  const document = doc(schema.node('fieldList', { kind: 'head', level: 'executiveBoard' }), proposal, list, ...events);
  return decisionFrom({ document, context: contextOf(document, { clauses: ['a', 'b'] }), motion, att: true });
}
const words = (...events: readonly Node[]) => decided(...events)?.points.map(({ text }) => text);

it('[FOL1, FOL2] is the proposal before the body, unchanged, with what was carried beside it', () => {
  const main = acclamation('main', ['proposedDecision', 'yrkande approve'], 'proposedDecision');
  expect(words(main)).toEqual(['anse motionen besvarad.']);
  expect(words(main, acclamation('addition', ['yrkande add', 'rejectionOf add'], 'yrkande add'))).toEqual(['anse motionen besvarad.', 'redovisa kostnaden.']);
  expect(words(main, acclamation('addition', ['yrkande add', 'rejectionOf add'], 'rejectionOf add'))).toEqual(['anse motionen besvarad.']);
});

it('[FOL2] keeps what won the main question when an amendment is put after it', () => {
  const main = acclamation('main', ['proposedDecision', 'yrkande approve'], 'proposedDecision');
  const change = (found: string) => acclamation('main', ['yrkande change', 'rejectionOf change'], found);
  expect(words(main, change('rejectionOf change'))).toEqual(['anse motionen besvarad.']);
  expect(words(main, change('yrkande change'))).toEqual(['anse motionen besvarad.', 'planen gäller till 2030.']);
  expect(words(change('yrkande change'))).toBeUndefined();
});

it('[FOL3, FOL4] is what a yrkande asked for, answering every clause of the motion', () => {
  const decision = decided(acclamation('main', ['proposedDecision', 'yrkande approve'], 'yrkande approve'));
  expect(decision).toMatchObject({ inAccordanceWith: 'Annas (L) yrkande', parts: ['proposalToAssembly', 'decision'] });
  expect(decision?.points).toMatchObject([
    { text: 'bifalla motionen', attributes: { att: true, outcome: 'approved', answers: [{ clause: 'a', version: 3 }, { clause: 'b' }] } },
  ]);
});

it('[FOL1] is what the vote says, not what the chair found', () => {
  const main = acclamation('main', ['proposedDecision', 'yrkande approve'], 'proposedDecision');
  expect(words(main, vote({ yes: 4, no: 11, yesFor: 'proposedDecision', noFor: 'yrkande approve' }, p('')))).toEqual(['bifalla motionen']);
  expect(words(main, vote({ yes: 7, no: 7, yesFor: 'proposedDecision', noFor: 'yrkande approve' }, p('')))).toBeUndefined();
});

it('[FOL2, FOL3] is the referral back alone, when that won', () => {
  expect(words(acclamation('procedural', ['decideToday', 'yrkande back'], 'yrkande back'))).toHaveLength(1);
  expect(decided(acclamation('procedural', ['decideToday', 'yrkande back'], 'yrkande back'))?.points[0]?.attributes).toMatchObject({
    outcome: 'referredBack',
    answers: [],
  });
});

it('[FOL1] is nothing while nothing has won', () => {
  expect(decided()).toBeNull();
  expect(decided(acclamation('main', ['proposedDecision', 'yrkande approve'], null))).toBeNull();
});
