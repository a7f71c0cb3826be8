import { blockIds, enter, moveItem, setCastVotes } from '@yrka/editor';
import { schema } from '@yrka/schema';
import { Integration, readDocument, updateFromDocument } from '@yrka/ydoc';
import { TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Random, seeded } from './random.ts';
import { Replica, yrkasBinding } from './replicas.ts';

// Unlike the letters of the other sessions these occur again and again: nearly any two of the names end alike.
const names = [
  'Margareta Sjöström',
  'Henrik Palm',
  'Ali Haddad',
  'Birgitta Norén',
  'Sofia Eklund',
  'Bo Ek',
  'Lars Ohlsson',
  'Per Ohlsson',
  'Ingrid Näslund',
  'Anna Lind',
  'Siri Holmgren',
  'Monica Hedman',
];
const sessions = Number(process.env.YRKA_CASES ?? 20);
const firstSeed = Number(process.env.YRKA_SEED ?? 20_261_126);

const start = updateFromDocument(
  schema.nodes.doc.create(null, [
    schema.nodes.title.create({ id: 'title' }, schema.text('Namnen')),
    schema.nodes.yrkandeList.create({ id: 'list' }, [clause('Roger Fält'), clause('Tomas Berg')]),
  ]),
  1,
);

test('[MOV1] what one person does alone the server never takes back, however alike the words are', () => {
  for (let session = 0; session < sessions; session++) {
    const seed = firstSeed + session * 7_919;
    const random = seeded(seed);
    const server = new Integration([start]);
    const writer = newWriter(1_000);
    writer.ydoc.on('update', (update: Uint8Array) => void server.apply(update));
    for (let turn = 0; turn < 12; turn++) {
      const done = act(writer, random);
      const said = `seed ${seed}, turn ${turn} (${done})`;
      expect(server.takeRepairs(), said).toEqual([]);
      expect(readDocument(server.doc).eq(writer.document), said).toBe(true);
    }
    writer.binding.destroy();
    server.destroy();
  }
});

test('[MOV1] two who write a whole list anew at once each keep every name that they added', () => {
  for (let session = 0; session < sessions; session++) {
    const seed = firstSeed + session * 7_919;
    const random = seeded(seed);
    const server = new Integration([start]);
    const writers = [newWriter(1_000), newWriter(1_007)] as const;
    const mixed = shuffled(names, random);
    writers.forEach((writer, index) => {
      const own = mixed.filter((_, place) => place % 2 === index);
      // One name more each time, as at the keys of a roll call.
      for (let count = 1; count <= own.length; count++) rewrite(writer, ['Roger Fält', 'Tomas Berg', ...own.slice(0, count)]);
    });
    for (const { ydoc } of writers) server.apply(Y.encodeStateAsUpdate(ydoc, Y.encodeStateVector(server.doc)));
    const standing = linesOf(readDocument(server.doc));
    expect(standing, `seed ${seed}`).toEqual(expect.arrayContaining(['Roger Fält', 'Tomas Berg', ...names]));
    for (const { binding } of writers) binding.destroy();
    server.destroy();
  }
});

test('[MOV1] two who call the roll at once lose no vote and no letter of what a third writes in a name', () => {
  const { doc, vote, castVoteList, castVote } = schema.nodes;
  const called = castVote.create({ id: 'first', answer: 'yes' }, schema.text('Roger Fält'));
  const document = updateFromDocument(doc.create(null, vote.create({ id: 'vote' }, castVoteList.create({ id: 'votes' }, called))), 1);
  const server = new Integration([document]);
  const [one, other, third] = [1_000, 1_007, 1_014].map((client) => new Replica(client, document, [blockIds()], yrkasBinding));
  if (one === undefined || other === undefined || third === undefined) throw new Error('nobody writes');
  const answers = names.map((name) => ({ name, party: null, personId: name, answer: 'no' as const }));
  const first = { name: 'Roger Fält', party: null, personId: null, answer: 'yes' as const };
  for (let count = 1; count <= 6; count++) one.run(setCastVotes(0, [first, ...answers.slice(0, count)]));
  for (let count = 1; count <= 6; count++) other.run(setCastVotes(0, [first, ...answers.slice(6, 6 + count)]));
  third.dispatch(third.state.tr.insertText('-Berg', 2 + 'Roger Fält'.length + 1));
  for (const { ydoc } of [one, other, third]) server.apply(Y.encodeStateAsUpdate(ydoc, Y.encodeStateVector(server.doc)));
  expect(server.takeRepairs()).toEqual([]);
  expect(linesOf(readDocument(server.doc)).toSorted()).toEqual(['Roger Fält-Berg', ...names].toSorted());
});

const newWriter = (client: number) => new Replica(client, start, [blockIds()], yrkasBinding);

function clause(name: string) {
  return schema.nodes.attClause.create({ id: null, att: false }, schema.text(name));
}

/** Replaces all that is in the list by new blocks, as a command that writes a list does. */
function rewrite(writer: Replica, lines: readonly string[]): void {
  const { state } = writer;
  const [at, list] = listIn(writer);
  writer.dispatch(state.tr.replaceWith(at + 1, at + list.nodeSize - 1, lines.map(clause)));
}

function act(writer: Replica, random: Random): string {
  const action = random.pick(['rewrite', 'rewrite', 'rewrite', 'split', 'move', 'retype', 'undo', 'redo', 'pause']);
  const [at, list] = listIn(writer);
  const place = at + 2 + random.below(Math.max(1, list.nodeSize - 3));
  if (action === 'rewrite') rewrite(writer, shuffled(names, random).slice(0, 1 + random.below(names.length)));
  else if (action === 'undo' || action === 'redo') writer.binding[action]();
  else if (action === 'pause') writer.binding.closeUndoStep();
  else {
    writer.dispatch(writer.state.tr.setSelection(TextSelection.near(writer.document.resolve(place))));
    if (action === 'split') writer.run(enter);
    else if (action === 'move') writer.run(moveItem(random.pick([-1, 1])));
    else writer.dispatch(writer.state.tr.insertText(random.pick(names)));
  }
  return action;
}

function listIn({ document }: Replica) {
  let found = 0;
  document.forEach((node, offset) => {
    if (node.type.name === 'yrkandeList') found = offset;
  });
  return [found, document.nodeAt(found) ?? document] as const;
}

function linesOf(document: Replica['document']): string[] {
  const lines: string[] = [];
  document.descendants((node) => {
    if (node.isTextblock) lines.push(node.textContent);
  });
  return lines;
}

function shuffled<Value>(values: readonly Value[], random: Random): Value[] {
  const left = [...values];
  return values.map(() => left.splice(random.below(left.length), 1)[0] as Value);
}
