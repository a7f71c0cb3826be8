import { schema } from '@yrka/schema';
import { att, block, clauses, costs, doc, heading, inline, movers, p, person, section, sentence, title, vote, yes, castVotes } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { type Change, compareDocuments, isWorthTelling } from './compare.ts';

const named = (id: string, node: Node) => node.type.create({ ...node.attrs, id }, node.content, node.marks);
const clause = (id: string, words: string) => att(words, { id });
const list = (...items: readonly Node[]) => named('list', clauses(...items));

/** Each change in a word, as `removed b after a`. */
const told = (before: Node, after: Node) => compareDocuments(before, after).map(inWords);
function inWords(change: Change): string {
  if (change.kind === 'removed') return `removed ${change.id} ${change.afterId === null ? `in ${change.parentId}` : `after ${change.afterId}`}`;
  return `${change.kind === 'changed' && change.isMoved ? 'moved and ' : ''}${change.kind} ${change.id}`;
}

const before = doc(
  named('title', title('Motion om bättre belysning')),
  named('first', p('Det är mörkt.')),
  named('second', p('Barnen ser inte.')),
  list(clause('a', 'utreda'), clause('b', 'redovisa'), clause('c', 'återkomma')),
);

test('[CMP6] a document has not changed since itself', () => {
  expect(compareDocuments(before, schema.nodeFromJSON(before.toJSON()))).toEqual([]);
});

test('[CMP1, CMP2] a block is told of by its id, whatever became of it, in the order of the newer version', () => {
  const after = doc(
    named('title', title('Motion om ljus')),
    named('first', heading(1, 'Det är mörkt.')),
    named('second', p('Barnen ', inline('ser', schema.mark('strong')), ' inte.')),
    list(clause('a', 'utreda'), named('b', sentence('redovisa')), clause('d', 'påminna'), clause('c', 'återkomma')),
  );
  expect(told(before, after)).toEqual(['changed title', 'changed first', 'changed second', 'changed b', 'added d']);
});

test('[CMP1] where the words first differ is told as a place in the newer block', () => {
  const [change] = compareDocuments(doc(named('a', p('Det är mörkt.'))), doc(named('a', p('Det är ljust.'))));
  expect(change).toMatchObject({ kind: 'changed', at: 'Det är '.length });
});

test('[CMP1] a table is one place, however many of its cells are others', () => {
  const [old, now] = [costs(['År', 'Tkr'], ['2027', '100']), costs(['År', 'Tkr', 'Not'], ['2027', '200', ''])].map((node) => doc(named('t', node)));
  expect(told(old as Node, now as Node)).toEqual(['changed t']);
});

test('[CMP1] what an event says of itself is told apart from what is in it', () => {
  const voted = (yesVotes: number, name: string) => doc(named('v', vote({ yes: yesVotes }, named('names', castVotes(named('n', yes(name)))))));
  expect(told(voted(8, 'Anna Lind (L)'), voted(9, 'Anna Lind (L)'))).toEqual(['changed v']);
  expect(told(voted(8, 'Anna Lind (L)'), voted(8, 'Anna Berg (L)'))).toEqual(['changed n']);
});

test('[CMP2] a person is another when the party is', () => {
  const moved = (party: string) => doc(named('m', movers(person('Anna Lind', party, { id: 'anna' }))));
  expect(told(moved('L'), moved('S'))).toEqual(['changed anna']);
});

test('[CMP2] blocks without an id, and those with one that is there already, are known by their place', () => {
  const bare = (...words: readonly string[]) =>
    schema.node(
      'doc',
      null,
      words.map((one) => schema.node('paragraph', null, [schema.text(one)])),
    );
  expect(told(bare('Ett.', 'Två.'), bare('Ett.', 'Tre.'))).toEqual(['changed null']);
  const twice = (last: string) => schema.node('doc', null, [named('a', p('Ett.')), named('a', p(last))]);
  expect(told(twice('Två.'), twice('Tre.'))).toEqual(['changed a']);
});

test('[CMP3] the one that was moved past the others has moved', () => {
  const order = (...ids: readonly string[]) => doc(list(...ids.map((id) => clause(id, id))));
  expect(told(order('a', 'b', 'c', 'd'), order('d', 'a', 'b', 'c'))).toEqual(['moved d']);
  expect(told(order('a', 'b', 'c', 'd'), order('b', 'c', 'd', 'a'))).toEqual(['moved a']);
  expect(told(order('a', 'b', 'c', 'd', 'e'), order('e', 'b', 'a', 'c', 'd'))).toHaveLength(2);
});

test('[CMP3] one that was moved and written in is told of once', () => {
  const old = doc(list(clause('a', 'utreda'), clause('b', 'redovisa'), clause('c', 'återkomma')));
  expect(told(old, doc(list(clause('c', 'återkomma i höst'), clause('a', 'utreda'), clause('b', 'redovisa'))))).toEqual(['moved and changed c']);
});

test('[CMP3] a block in another parent has moved', () => {
  const part = (name: string, ...content: readonly Node[]) => named(name, section('other', name, ...content));
  const old = doc(part('one', named('a', p('Ett.')), named('b', p('Två.'))), part('two', named('c', p('Tre.'))));
  expect(told(old, doc(part('one', named('a', p('Ett.'))), part('two', named('c', p('Tre.')), named('b', p('Två.')))))).toEqual(['moved b']);
});

test('[CMP4] a part that came or went is one change, and what was in it elsewhere is not gone', () => {
  const part = named('part', section('other', 'Ekonomi', named('x', p('Ett.')), named('y', p('Två.'))));
  const without = doc(named('a', p('Först.')));
  expect(told(without, doc(named('a', p('Först.')), part))).toEqual(['added part']);
  expect(told(doc(named('a', p('Först.')), part), without)).toEqual(['removed part after a']);
  const unwrapped = compareDocuments(doc(named('a', p('Först.')), part), doc(named('a', p('Först.')), named('x', p('Ett.'))));
  expect(unwrapped.map(inWords)).toEqual(['removed part after a', 'moved x']);
  expect(unwrapped[0]).toMatchObject({ before: { textContent: 'Två.' } });
});

test('[CMP5] what was removed stands behind the one before it that is still there', () => {
  const after = doc(named('title', title('Motion om bättre belysning')), list(clause('c', 'återkomma')));
  expect(told(before, after)).toEqual(['removed first after title', 'removed second after title', 'removed a in list', 'removed b in list']);
});

test('an empty line that came, went or moved says nothing; an emptied clause and what is not known do', () => {
  const worth = (old: Node, now: Node) => compareDocuments(old, now).filter(isWorthTelling).map(inWords);
  const one = named('a', p('Ord.'));
  expect(worth(doc(one), doc(one, named('b', p(''))))).toEqual([]);
  expect(worth(doc(one, named('b', p(' '))), doc(one))).toEqual([]);
  const two = named('c', p('Fler ord.'));
  expect(worth(doc(named('b', p('')), one, two), doc(one, two, named('b', heading(1, ''))))).toEqual([]);
  expect(worth(doc(one), doc(named('a', p(''))))).toEqual(['changed a']);
  expect(worth(doc(one), doc(one, block('opaque', { name: 'picture' })))).toEqual(['added null']);
});
