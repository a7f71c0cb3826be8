import { bjorkvik, newBlockId, schema } from '@yrka/schema';
import { Fragment, type Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Anchor, anchorBlock, anchorWords, findAnchors } from './anchors.ts';
import { carriedRuns } from './carriedRuns.ts';
import { churn, randomBelow } from './churnForTests.ts';
import { epochClientId, rebase, type Rebased } from './rebase.ts';
import { Reader, readDocument } from './read.ts';
import { lastReservedClientId, seedClientId, seedDocument, updateFromDocument } from './seed.ts';
import { orderKey, rootOf, setAttribute } from './tree.ts';
import { whoWrote } from './whoWrote.ts';
import { writeDocument } from './write.ts';
import { inspectUpdate } from './guard.ts';

const nodes = schema.nodes;
const options = { clientId: epochClientId(2), maxBytes: Infinity, anchors: [] };

describe('a document written anew', () => {
  it('[EPO1] says the same with its ids, order, marks and suggestions, and holds nothing that was removed', () => {
    const everything = nodes.doc.create(null, [
      nodes.title.create({ id: 'title' }, schema.text('Lyktor i parken')),
      nodes.paragraph.create({ id: 'why', level: 2, list: 'bullet', depth: 1, inserted: 'Forslag12345 anna' }, [
        schema.text('Det är '),
        schema.text('mörkt', [schema.marks.emphasis.create(), schema.marks.strong.create()]),
        nodes.hardBreak.create(),
        schema.text('i '),
        schema.text('hela ', [schema.mark('insertion', { id: 'Forslag54321', by: 'omar' })]),
        schema.text('parken', [schema.mark('deletion', { id: 'Forslag54321', by: 'omar' })]),
        nodes.footnote.create({ id: 'note' }, schema.text('Se bilagan')),
        schema.text('.'),
      ]),
      nodes.yrkandeList.create({ id: 'list' }, [
        nodes.attClause.create({ id: 'first', att: true }, schema.text('sätta upp lyktor')),
        nodes.attClause.create({ id: 'second' }, schema.text('ta fram en plan')),
        nodes.attClause.create({ id: 'third' }),
      ]),
    ]);
    const ydoc = new Y.Doc();
    Y.applyUpdate(ydoc, updateFromDocument(everything, seedClientId));
    // Moved by its key, as an editor does; and words that nobody shall find again.
    const list = rootOf(ydoc).get(2) as Y.XmlElement;
    (list.get(0) as Y.XmlElement).setAttribute(orderKey, 'b0');
    const text = (rootOf(ydoc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.insert(3, 'hemligt');
    text.delete(3, 7);
    const before = readDocument(ydoc);
    const { update, doc } = rebased(rebase(ydoc, options));
    expect(readDocument(doc).toJSON()).toEqual(before.toJSON());
    expect(before.child(2).children.map(({ attrs }) => attrs.id)).toEqual(['second', 'third', 'first']);
    expect([...doc.store.clients.keys()]).toEqual([epochClientId(2)]);
    expect(inspectUpdate(update)).toMatchObject({ ok: true, shape: { deletes: [] } });
    expect(update).toEqual(rebased(rebase(doc, options)).update);
    expect(readDocument(ydoc).toJSON()).toEqual(before.toJSON());
  });

  it('[EPO1] stores the ids under which doubles are shown', () => {
    const ydoc = new Y.Doc();
    const block = () => {
      const element = new Y.XmlElement('paragraph');
      element.setAttribute('id', 'same');
      element.insert(0, [new Y.XmlText('hej')]);
      return element;
    };
    rootOf(ydoc).insert(0, [block(), block()]);
    const before = readDocument(ydoc);
    const { doc } = rebased(rebase(ydoc, options));
    expect(readDocument(doc).toJSON()).toEqual(before.toJSON());
  });

  it.each<[string, (block: Y.XmlElement, text: Y.XmlText, root: Y.XmlFragment) => void]>([
    ['a block of a name that is unknown', (_block, _text, root) => root.push([new Y.XmlElement('hologram')])],
    ['a block where it may not stand', (block) => block.push([new Y.XmlElement('title')])],
    ['letters among blocks', (_block, _text, root) => root.push([new Y.XmlText('vilse')])],
    ['an attribute of a name that is unknown', (block) => block.setAttribute('future', 'x')],
    ['a value that is read as the default', (block) => setAttribute(block, 'level', 99)],
    ['a mark of a name that is unknown', (_block, text) => text.format(0, 2, { glow: {} })],
    ['a mark without its attributes', (_block, text) => text.format(0, 2, { insertion: {} })],
    ['a mark with an attribute that is unknown', (_block, text) => text.format(0, 2, { strong: { future: 1 } })],
    ['a mark of another form', (_block, text) => text.format(0, 2, { strong: true })],
    ['a value in a text', (_block, text) => text.insertEmbed(0, { image: 'x' })],
  ])('[EPO2] is not made of one that holds %s', (_what, add) => {
    const ydoc = new Y.Doc();
    const block = new Y.XmlElement('paragraph');
    const text = new Y.XmlText('Det är mörkt');
    block.insert(0, [text]);
    rootOf(ydoc).insert(0, [block]);
    expect(rebase(ydoc, options)).toMatchObject({ type: 'rebased' });
    add(block, text, rootOf(ydoc));
    expect(rebase(ydoc, options)).toEqual({ type: 'unknownContent' });
  });

  it('[EPO1] is not made where it would hardly be smaller', () => {
    const ydoc = new Y.Doc();
    Y.applyUpdate(ydoc, seedDocument('motion', bjorkvik));
    const { length } = rebased(rebase(ydoc, options)).update;
    expect(rebase(ydoc, { ...options, maxBytes: length - 1 })).toEqual({ type: 'lean' });
    expect(rebase(ydoc, { ...options, maxBytes: length }).type).toBe('rebased');
  });

  it('[EPO1] begins under another of the server’s client ids than the epochs before it', () => {
    const ids = Array.from({ length: 112 }, (_, index) => epochClientId(index + 2));
    expect(new Set(ids).size).toBe(112);
    expect(Math.min(...ids)).toBeGreaterThan(seedClientId + 1);
    expect(Math.max(...ids)).toBe(lastReservedClientId);
  });

  it('[EPO1] is as large as the same text written fresh, whatever was done to it before', () => {
    const ydoc = new Y.Doc();
    Y.applyUpdate(ydoc, updateFromDocument(paragraphs(30), seedClientId));
    churn(ydoc, 20_000, 4_000, randomBelow(7));
    const fresh = updateFromDocument(readDocument(ydoc), seedClientId).length;
    expect(Y.encodeStateAsUpdate(ydoc).length).toBeGreaterThan(3 * fresh);
    expect(rebased(rebase(ydoc, options)).update.length).toBeLessThan(1.05 * fresh);
  });
});

it('[EPO1, EPO3] reads the same, and no anchor moves or is lost, after random work of three people', { timeout: 120_000 }, () => {
  const [cases, seed] = [Number(process.env.YRKA_CASES ?? 120), Number(process.env.YRKA_SEED ?? Date.now() % 1_000_000)];
  const counts = { exact: 0, detached: 0, found: 0 };
  for (let at = 0; at < cases; at++) {
    const below = randomBelow(seed + at);
    const copies = Array.from({ length: 3 }, () => new Writer(below));
    for (const copy of copies) copy.take(updateFromDocument(paragraphs(4), seedClientId));
    const anchors: Anchor[] = [];
    for (let step = 0; step < 40; step++) {
      const copy = copies[below(3)] as Writer;
      if (below(4) === 0) copy.take(Y.encodeStateAsUpdate((copies[below(3)] as Writer).ydoc));
      else if (below(6) === 0) anchors.push(...copy.anchor());
      else copy.write();
    }
    for (const copy of copies) for (const other of copies) copy.take(Y.encodeStateAsUpdate(other.ydoc));
    const [{ ydoc }] = copies as [Writer];
    const { doc, letters, anchors: ends } = rebased(rebase(ydoc, { ...options, anchors }));
    const [before, after] = [new Reader(rootOf(ydoc), schema), new Reader(rootOf(doc), schema)];
    const document = before.read();
    expect(after.read().toJSON(), `seed ${seed + at}`).toEqual(document.toJSON());
    const moved = anchors.map((anchor, index) => ({ ...anchor, letters: ends[index] ?? null }));
    const [old, now] = [findAnchors(before, document, anchors), findAnchors(after, after.read(), moved)];
    expect(now, `seed ${seed + at}`).toEqual(old);
    for (const [index, passages] of old.entries()) counts[passages === null ? 'detached' : ends[index] === null ? 'found' : 'exact']++;
    for (const { to, from, length } of letters) {
      for (let by = 0; by < length; by++) expect(letterOf(doc, to.client, to.clock + by)).toBe(letterOf(ydoc, from.client, from.clock + by));
    }
    const runs = copies.map(({ ydoc: { clientID, store } }) => run('wrote', clientID, Y.getState(store, clientID)));
    const others = [run('wrote', seedClientId, 1_000), ...copies.flatMap(({ ydoc: { clientID } }) => run('accepted', clientID, 20, 7))];
    const carried = carriedRuns(letters, [...runs, ...others]);
    for (const block of textblocksIn(document)) {
      const told = (whole: Y.Doc, known: readonly ReturnType<typeof run>[]) =>
        whoWrote([Y.encodeStateAsUpdate(whole)], known, block)
          .map(({ text, wrote, accepted }) => [text, wrote?.personId, accepted?.personId])
          .flatMap(letterByLetter);
      expect(told(doc, carried), `seed ${seed + at}`).toEqual(told(ydoc, [...runs, ...others]));
    }
    expect(letters.reduce((sum, { length }) => sum + length, 0)).toBe(letterCount(document));
  }
  console.info(`epochs: ${cases} documents from seed ${seed}; anchors ${JSON.stringify(counts)}`);
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(0);
});

function run(did: 'wrote' | 'accepted', clientId: number, length: number, clock = 0) {
  return { did, clientId, clock, length, personId: `${did} by ${clientId}` };
}

function textblocksIn(document: Node) {
  const blocks: { readonly blockId: string; readonly from: number; readonly to: number }[] = [];
  document.descendants((node) => {
    if (node.isTextblock && typeof node.attrs.id === 'string') blocks.push({ blockId: node.attrs.id, from: 0, to: node.content.size });
  });
  return blocks;
}

const letterByLetter = ([text = '', ...known]: readonly (string | null | undefined)[]) => [...(text ?? '')].map((letter) => [letter, ...known]);

/** One person's copy, in which they do what an editor does. */
class Writer {
  readonly ydoc = new Y.Doc();
  readonly reader = new Reader(rootOf(this.ydoc), schema);
  readonly below: (limit: number) => number;

  constructor(below: (limit: number) => number) {
    this.below = below;
    this.ydoc.clientID = 1_000 + below(2 ** 31);
    rootOf(this.ydoc).observeDeep((events) => this.reader.forget(events as Y.YEvent<Y.XmlElement | Y.XmlText>[]));
  }

  take(update: Uint8Array): void {
    Y.applyUpdate(this.ydoc, update);
  }

  write(): void {
    const document = this.reader.read();
    const after = changed(document, this.below);
    this.ydoc.transact(() => writeDocument(this.reader, after, null));
  }

  anchor(): readonly Anchor[] {
    const document = this.reader.read();
    const from = this.below(document.content.size);
    const ids = document.children.flatMap(({ attrs }) => (typeof attrs.id === 'string' ? [attrs.id] : []));
    const found =
      this.below(5) === 0
        ? anchorBlock(this.reader, document, ids[this.below(ids.length)] ?? '')
        : anchorWords(this.reader, document, from, from + 1 + this.below(20));
    // Some know no letters, as those that somebody made up.
    return found === null ? [] : [this.below(4) === 0 ? { ...found, letters: null } : found];
  }
}

function paragraphs(count: number): Node {
  const words = ['att nämnden får', ' kommunen utreder', ' i parken', ' en plan'];
  return nodes.doc.create(null, [
    ...Array.from({ length: count }, (_, index) => nodes.paragraph.create({ id: `p${index}` }, schema.text(words.slice(index % 3).join('')))),
    nodes.yrkandeList.create(
      { id: 'list' },
      ['a', 'b', 'c'].map((id) => nodes.attClause.create({ id }, schema.text(`ta fram ${id}`))),
    ),
  ]);
}

/** One thing that people do. */
function changed(document: Node, below: (limit: number) => number): Node {
  const blocks = [...document.children];
  const at = below(blocks.length);
  const block = blocks[at];
  if (block === undefined) return nodes.doc.create(null, nodes.paragraph.create({ id: newBlockId() }));
  if (block.type === nodes.yrkandeList) {
    const clauses = [...block.children];
    const [taken] = clauses.splice(below(clauses.length), 1);
    if (taken !== undefined) clauses.splice(below(clauses.length + 1), 0, taken);
    return document.copy(Fragment.from(blocks.with(at, block.copy(Fragment.from(clauses)))));
  }
  const cut = below(block.content.size + 1);
  const [left, right] = [block.content.cut(0, cut), block.content.cut(cut)];
  const put = (...now: readonly Node[]) => document.copy(Fragment.from(blocks.toSpliced(at, 1, ...now)));
  const isPlain = block.type === nodes.paragraph && !containsFootnote(block);
  switch (below(9)) {
    case 0:
      return isPlain ? put(block.copy(left), nodes.paragraph.create({ ...block.attrs, id: newBlockId() }, right)) : document;
    case 1: {
      const next = blocks[at + 1];
      return isPlain && next?.type === nodes.paragraph
        ? document.copy(Fragment.from(blocks.toSpliced(at, 2, block.copy(block.content.append(next.content)))))
        : document;
    }
    case 2:
      return blocks.length > 2 ? document.copy(Fragment.from(blocks.toSpliced(at, 1).toSpliced(below(blocks.length), 0, block))) : document;
    case 3:
      return isPlain ? put(block.copy(left.append(Fragment.from(nodes.footnote.create({ id: newBlockId() }, schema.text('not')))).append(right))) : document;
    case 4:
      return isPlain ? put(block.copy(left.append(block.content.cut(Math.min(block.content.size, cut + 1 + below(4)))))) : document;
    case 5:
      return isPlain
        ? put(block.copy(left.append(Fragment.from(right.content.map((node) => (node.isText ? node.mark([schema.marks.strong.create()]) : node))))))
        : document;
    default:
      return isPlain ? put(block.copy(left.append(Fragment.from(schema.text([' ja', 'x', ' nämnden'][below(3)] ?? 'x'))).append(right))) : document;
  }
}

const containsFootnote = (block: Node) => block.children.some(({ type }) => type === nodes.footnote);

function rebased(outcome: ReturnType<typeof rebase>): Rebased & { readonly doc: Y.Doc } {
  if (outcome.type !== 'rebased') throw new Error(`The document stays as it is: ${outcome.type}`);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, outcome.update);
  return { ...outcome, doc };
}

function letterOf(ydoc: Y.Doc, client: number, clock: number): string | null {
  const item = Y.getItem(ydoc.store, Y.createID(client, clock));
  if (!(item instanceof Y.Item) || item.deleted) return null;
  return item.content instanceof Y.ContentString ? (item.content.str[clock - item.id.clock] ?? null) : '\ufffc';
}

function letterCount(document: Node): number {
  let count = 0;
  document.descendants((node) => {
    if (node.isText) count += node.nodeSize;
    else if (node.isInline) count++;
  });
  return count;
}
