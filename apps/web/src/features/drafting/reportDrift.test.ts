import type { Node } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { bjorkvik, schema } from '@yrka/schema';
import { expect, test } from 'vitest';
import { newerReport, takeOverAnew } from './reportDrift.ts';

const line = (name: string, words: string, attrs: Record<string, unknown> = {}) => schema.node(name, attrs, [schema.text(words)]);
const section = (part: string, ...content: readonly Node[]) => schema.node('section', { part }, [...content]);
const basis = (document: string) =>
  section('decisionBasis', schema.node('decisionBasisList', null, [line('decisionBasis', 'Tjänsteskrivelse', { document, version: 1 })]));
const report = (id: string, revisionOf: string | null, stage: 'finalised' | 'working' = 'finalised') =>
  ({ id, kind: 'officerReport', stage, revision: revisionOf === null ? 1 : 2, revisionOf }) as const;

test('[PAR8] a § is told of the newest finalised version of its report, and of no other', () => {
  const item = schema.node('doc', null, [basis('a')]);
  const ofItem = (...documents: Parameters<typeof newerReport>[1]) => newerReport(item, documents)?.id ?? null;
  expect(ofItem(report('a', null))).toBeNull();
  expect(ofItem(report('a', null), report('b', 'a', 'working'))).toBeNull();
  expect(ofItem(report('a', null), report('b', 'a'))).toBe('b');
  expect(ofItem(report('a', null), report('b', 'a'), report('c', 'b'))).toBe('c');
  expect(ofItem(report('a', null), report('b', 'a'), report('c', 'b', 'working'))).toBe('b');
  expect(ofItem(report('x', null), report('y', 'x'))).toBeNull();
  expect(newerReport(schema.node('doc', null, [basis('b')]), [report('a', null), report('b', 'a')])).toBeNull();
});

test('[PAR8] taking over anew replaces the parts that came from the report, and nothing else', () => {
  const item = schema.node('doc', null, [section('summary', line('paragraph', 'Gammal.')), section('yrkanden', line('paragraph', 'Anna yrkar.')), basis('a')]);
  const newer = schema.node('doc', null, [section('summary', line('paragraph', 'Ny.')), section('assessment', line('paragraph', 'Bedömning.')), basis('m')]);
  const state = EditorState.create({ doc: item });
  const tr = takeOverAnew(state, newer.toJSON(), { template: bjorkvik, source: { document: 'b', version: 9 } });
  const doc = state.apply(tr ?? state.tr).doc;
  expect(doc.children.map((node) => node.textBetween(0, node.content.size, ' '))).toEqual(['Ny.', 'Anna yrkar.', 'Tjänsteskrivelse Tjänsteskrivelse']);
  expect(newerReport(doc, [report('a', null), report('b', 'a')])).toBeNull();
});
