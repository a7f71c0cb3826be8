import type { Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { blockIds, decideSuggestions, enter, keepVerdict, moveItem, suggestAs, toggleHeading } from '@yrka/editor';
import { schema, type SuggestionMaker } from '@yrka/schema';
import { decide, Integration, suggestionsIn, updateFromDocument, type Verdict } from '@yrka/ydoc';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { suggesting } from '../../../packages/editor/src/suggesting/suggesting.ts';
import { seeded } from './random.ts';
import { Replica, yrkasBinding } from './replicas.ts';

const cases = Number(process.env.YRKA_CASES ?? 60);
const firstSeed = Number(process.env.YRKA_SEED ?? 20_261_126);

const start = schema.node('doc', null, [
  schema.node('title', { id: 'title' }, schema.text('Trygga vägar')),
  schema.node('paragraph', { id: 'p1' }, schema.text('Det är mörkt vid skolan.')),
  schema.node('paragraph', { id: 'p2' }, schema.text('Vi vill ha ljus.')),
  schema.node(
    'yrkandeList',
    { id: 'list' },
    ['A', 'B', 'C'].map((id) => schema.node('attClause', { id }, schema.text(`sats ${id}`))),
  ),
]);

/** What a document says, but what its new blocks are called. With a move among what was decided its blocks come in any order: a place is told by neighbours. */
const said = (document: Node, isMoved: boolean): unknown => (isMoved ? blocksOf(document).toSorted() : withoutIds(document));
const blocksOf = (document: Node) => {
  const found: string[] = [];
  document.descendants((node) => void (node.isTextblock && found.push(JSON.stringify(withoutIds(node)))));
  return found;
};
const withoutIds = (document: Node): unknown => JSON.parse(JSON.stringify(document.toJSON(), (name, value: unknown) => (name === 'id' ? undefined : value)));

/** A suggests all sorts of things; B and C decide each of them at once, the one told to the server first is who decided. */
function play(seed: number): { readonly conflicts: number; readonly decided: number } {
  const random = seeded(seed);
  const seedUpdate = updateFromDocument(start, 1);
  const server = new Integration([seedUpdate]);
  const replicas = [2_000, 2_007, 2_014].map((client) => new Replica(client, seedUpdate, [blockIds(), suggesting()], yrkasBinding));
  const sync = () => {
    for (const { ydoc } of replicas) server.apply(Y.encodeStateAsUpdate(ydoc, Y.encodeStateVector(server.doc)));
    server.takeRepairs();
    for (const { ydoc } of replicas) Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(server.doc, Y.encodeStateVector(ydoc)));
  };
  const [eva, ...deciders] = replicas as [Replica, Replica, Replica];
  const touched = new Set<unknown>();
  for (let turn = 0; turn < 4; turn++) {
    // Another person each time, so that there is more than one suggestion.
    eva.run(suggestAs(`eva${turn}`));
    const blocks: number[] = [];
    eva.document.descendants((node, at) => {
      if (node.isTextblock && node.content.size > 1 && node.attrs.inserted === null && !touched.has(node.attrs.id)) blocks.push(at);
    });
    const block = random.pick(blocks);
    touched.add(eva.document.nodeAt(block)?.attrs.id);
    const size = eva.document.nodeAt(block)?.content.size ?? 0;
    const at = block + 1 + random.below(size);
    const to = Math.min(block + 1 + size, at + 1 + random.below(6));
    eva.dispatch(eva.state.tr.setSelection(TextSelection.create(eva.document, at)));
    const act = random.below(6);
    if (act === 0) eva.dispatch(eva.state.tr.insertText('nytt', at, to));
    else if (act === 1) eva.dispatch(eva.state.tr.insertText('till', at));
    else if (act === 2) eva.dispatch(eva.state.tr.delete(at, to));
    else if (act === 3) eva.run(enter);
    // A free block that is moved is made anew, and what the other decides in it meanwhile goes past the copy (docs/adr/0022).
    else if (act === 4 && eva.state.selection.$from.parent.type.name === 'attClause') eva.run(moveItem(random.pick([-1, 1])));
    else eva.run(toggleHeading(2));
  }
  sync();
  const suggested = eva.document;
  const suggestions = suggestionsIn(suggested);
  const verdicts = suggestions.map((suggestion) => ({
    suggestion,
    by: deciders.map((): Verdict => random.pick(['accept', 'reject'])),
    first: random.below(2),
  }));
  // Each decides in an order of their own, without having seen the other.
  const seenBy = deciders.map((replica, index) => {
    const seen = new Map<string, Node>();
    for (const { suggestion, by } of [...verdicts].sort(() => random.next() - 0.5)) {
      seen.set(`${suggestion.id} ${suggestion.by}`, replica.document);
      replica.run(decideSuggestions(by[index] as Verdict, [suggestion]));
    }
    return seen;
  });
  sync();
  let conflicts = 0;
  for (const { suggestion, by, first } of verdicts) {
    if (by[0] === by[1]) continue;
    conflicts++;
    const before = seenBy[1 - first]?.get(`${suggestion.id} ${suggestion.by}`) as Node;
    // Told, when they tell the server, that another was first.
    (deciders[1 - first] as Replica).run(keepVerdict(before, suggestion, by[first] as Verdict));
    sync();
  }
  const isOf = (one: SuggestionMaker) => (other: SuggestionMaker) => one.id === other.id && one.by === other.by;
  const expected = verdicts.reduce((document, { suggestion, by, first }) => decide(document, by[first] as Verdict, isOf(suggestion)), suggested);
  const isMoved = suggestions.some(({ changes }) => changes.some(({ kind }) => kind === 'move'));
  for (const replica of replicas) {
    expect(said(replica.document, isMoved), `seed ${seed}`).toEqual(said(expected, isMoved));
    expect(replica.document.eq(eva.document)).toBe(true);
  }
  for (const { binding } of replicas) binding.destroy();
  server.destroy();
  return { conflicts, decided: verdicts.length };
}

test('[SUG7] of two who decide the same suggestions at once, the verdict told to the server first stands, with all its words', { timeout: 120_000 }, () => {
  const outcomes = Array.from({ length: cases }, (_, index) => play(firstSeed + index * 7_919));
  const sum = (name: 'conflicts' | 'decided') => outcomes.reduce((total, outcome) => total + outcome[name], 0);
  console.info(
    `verdicts: ${cases} sessions from seed ${firstSeed} + 7919 n, ${sum('decided')} suggestions decided by two at once, ${sum('conflicts')} otherwise by each`,
  );
  expect(sum('conflicts')).toBeGreaterThan(cases / 2);
});
