import { placeName, schema, type SuggestedChange, suggestedChanges } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { element, forge, value } from './forgedUpdatesForTests.ts';
import { acceptAll, decide, inspectUpdate, ProvingCopy, readDocument, Reader, rebase, rejectAll, rootOf, suggestionsIn, writeDocument } from './index.ts';

const clause = (id: string, changes: readonly SuggestedChange[] = []) =>
  schema.node('attClause', { id, suggested: suggestedChanges(changes) }, schema.text(id));
const list = (...clauses: readonly Node[]) => schema.node('doc', null, [schema.node('yrkandeList', { id: 'list' }, clauses)]);
const order = (document: Node) =>
  document
    .child(0)
    .children.map(({ attrs }) => attrs.id as string)
    .join('');

function docWith(document: Node): Y.Doc {
  const ydoc = new Y.Doc();
  writeDocument(new Reader(rootOf(ydoc), schema), document);
  return ydoc;
}

/** The same document with another, each with what one person suggests, merged. */
function merged(start: Node, ...suggested: readonly Node[]): Node {
  const ydoc = docWith(start);
  const updates = suggested.map((document) => {
    const own = new Y.Doc();
    Y.applyUpdate(own, Y.encodeStateAsUpdate(ydoc));
    const reader = new Reader(rootOf(own), schema);
    reader.read();
    writeDocument(reader, document);
    return Y.encodeStateAsUpdate(own, Y.encodeStateVector(ydoc));
  });
  for (const update of updates) {
    expect(inspectUpdate(update).ok).toBe(true);
    Y.applyUpdate(ydoc, update);
  }
  return readDocument(ydoc);
}

const eva = { id: 's1', by: 'eva' };
const omar = { id: 's1', by: 'omar' };

test('[SUG2] what two suggest of one block at once stands beside each other: of the same thing, and of two', () => {
  const start = list(clause('a'), clause('b'), clause('c'));
  const up = { ...eva, name: placeName, value: [null, 'a'] };
  const [off, on, last] = [
    { ...eva, id: 's2', name: 'att', value: false },
    { ...omar, name: 'att', value: false },
    { ...omar, id: 's3', name: placeName, value: ['c', null] },
  ];
  const both = merged(start, list(clause('a'), clause('b', [up, off]), clause('c')), list(clause('a'), clause('b', [on, last]), clause('c')));
  expect(
    suggestionsIn(both)
      .map((one) => `${one.id} ${one.by}`)
      .toSorted(),
  ).toEqual(['s1 eva', 's1 omar', 's2 eva', 's3 omar']);
  expect(rejectAll(both).toJSON()).toEqual(start.toJSON());
  const by = (person: string) => order(decide(both, 'accept', (maker) => maker.by === person));
  expect([by('eva'), by('omar'), order(both)]).toEqual(['bac', 'acb', 'abc']);
});

test('[SUG2] of several who would have one block stand elsewhere the last that is accepted is where it stands, and nothing goes', () => {
  const changes = [
    { ...eva, name: placeName, value: ['c', null] },
    { ...omar, name: placeName, value: [null, 'b'] },
  ];
  const both = list(clause('a', changes), clause('b'), clause('c'));
  expect(order(acceptAll(both))).toBe('abc');
  expect(order(acceptAll(list(clause('a', changes.toReversed()), clause('b'), clause('c'))))).toBe('abc');
  expect(acceptAll(both).child(0).child(0).attrs.suggested).toBeNull();
});

test('[SUG2] two that would stand where the other did change places', () => {
  const changes = (place: readonly (string | null)[]) => [{ ...eva, name: placeName, value: place }];
  expect(order(acceptAll(list(clause('a', changes(['b', 'c'])), clause('b', changes([null, 'a'])), clause('c'))))).toBe('bac');
  expect(order(acceptAll(list(clause('a', changes(['b', null])), clause('b', changes(['a', null])))))).toBe('ab');
  expect(order(acceptAll(list(clause('a', changes(['gone', 'gone too'])), clause('b'))))).toBe('ab');
});

test.each<[string, string, unknown]>([
  ['a value that the attribute never has', '_s level s1 eva', 99],
  ['words where there is a number', '_s level s1 eva', 'x'],
  ['an attribute that the block has not', '_s outcome s1 eva', 'approved'],
  ['its id', '_s id s1 eva', 'another'],
  ['another suggestion', '_s inserted s1 eva', 's1 eva'],
  ['a place that is none', '_s place s1 eva', ['a']],
  ['a place beside itself only', '_s place s1 eva', ['a', 'a']],
  ['the list itself', 'suggested', [{ id: 's1', by: 'eva', name: 'level', value: 1 }]],
])('[SUG2] %s is shown as nothing, and stays', (_name, name, stored) => {
  const ydoc = docWith(schema.node('doc', null, [schema.node('paragraph', { id: 'p' }, schema.text('Ord'))]));
  const block = rootOf(ydoc).get(0) as Y.XmlElement;
  block.setAttribute(name, stored as string);
  const shown = readDocument(ydoc);
  expect([suggestionsIn(shown), shown.child(0).attrs.suggested]).toEqual([[], null]);
  writeDocument(new Reader(rootOf(ydoc), schema), shown);
  expect(block.getAttribute(name)).toEqual(stored);
});

test('[SUG2] the guard takes in a name of a suggestion, and none that looks like one', () => {
  const named = (name: string) => inspectUpdate(forge([[50, 0, element({ parent: 'document' }, 'paragraph'), value({ parent: [50, 0], name }, 1)]])).ok;
  expect([
    named('_s level s1 eva'),
    named('_s level s1'),
    named('_s level  eva'),
    named('_s  s1 eva'),
    named(`_s level ${'s'.repeat(41)} eva`),
    named('_s le\nvel s1 eva'),
  ]).toEqual([true, false, false, false, false, false]);
});

test.each<[string, string, 'others' | 'letters' | null]>([
  ["one's own place for a block", '_s place s9 eva', null],
  ["another's name", '_s place s9 omar', 'others'],
  ["another's name, for what is shown as nothing", '_s outcome s9 omar', 'letters'],
])('[SUG2] whoever may only suggest writes %s: %s', (_name, name, found) => {
  const start = Y.encodeStateAsUpdate(docWith(list(clause('a'), clause('b'))));
  const ydoc = new Y.Doc();
  ydoc.clientID = 77;
  Y.applyUpdate(ydoc, start);
  const before = Y.encodeStateVector(ydoc);
  ((rootOf(ydoc).get(0) as Y.XmlElement).get(1) as Y.XmlElement).setAttribute(name, [null, 'a'] as unknown as string);
  const copy = new ProvingCopy([start]);
  expect(copy.prove(Y.encodeStateAsUpdate(ydoc, before), { personId: 'eva', isTheirClient: (client) => client === 77 })).toBe(found);
});

test('[EPO1] a document that is written anew has what is suggested of its blocks', () => {
  const document = list(clause('a'), clause('b', [{ ...eva, name: placeName, value: [null, 'a'] }]));
  const anew = rebase(docWith(document), { clientId: 16, maxBytes: 10_000, anchors: [] });
  if (anew.type !== 'rebased') throw new Error(anew.type);
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, anew.update);
  expect(readDocument(ydoc).toJSON()).toEqual(document.toJSON());
});
