import { schema } from '@yrka/schema';
import { att, by, clauses, decisions, doc, fields, p, section, yrkande, yrkanden } from '@yrka/test-builders';
import type { Node } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { expect, it } from 'vitest';
import { lackingOf, proposedOrder, putOrder } from './proposedOrder.ts';

const around = { clauses: ['a'], meeting: { meeting: null, others: [], attendance: null } };
const moved = (id: string, node: Node) => node.type.create({ ...node.attrs, id }, node.content);
const document = doc(
  fields('head', { body: 'Kommunstyrelsen' }),
  section('proposalToAssembly', null, decisions('anse motionen besvarad.')),
  section(
    'yrkanden',
    null,
    yrkanden(
      moved('add', yrkande('addition', 'proposedDecision', by('Siri (V)'), clauses(att('redovisa.')), p(''))),
      moved('approve', yrkande('approval', 'motion', by('Anna (L)'), p(''))),
    ),
  ),
  section('beslutsgang', null, p('')),
);
const put = (before: Node) => {
  let state = EditorState.create({ doc: before });
  const done = putOrder(
    state,
    (tr) => {
      state = state.apply(tr);
    },
    proposedOrder(before, around),
  );
  return { done, doc: state.doc };
};
const questions = (node: Node) => node.child(3).children.map(({ attrs }) => (attrs.puts as readonly string[]).join(' | '));

it('puts the main question first and the addition last, once', () => {
  const { done, doc: after } = put(document);
  expect(done).toBe(true);
  expect(questions(after)).toEqual(['proposedDecision | yrkande approve', 'yrkande add | rejectionOf add']);
  expect(after.child(3).child(0).attrs).toMatchObject({ stage: 'main', found: null });
  expect(put(after).done).toBe(false);
});

it('leaves alone what was put in another order, and completes what waited', () => {
  const there = (puts: readonly string[]) => schema.node('acclamation', { puts }, [p('')]);
  const order = proposedOrder(document, around);
  const with_ = (node: Node) => document.copy(document.content.replaceChild(3, section('beslutsgang', null, node)));
  expect(lackingOf(with_(there(['yrkande approve', 'proposedDecision'])), order).fresh).toHaveLength(1);
  expect(lackingOf(with_(there(['proposedDecision'])), order).longer).toMatchObject([{ puts: ['proposedDecision', 'yrkande approve'] }]);
});
