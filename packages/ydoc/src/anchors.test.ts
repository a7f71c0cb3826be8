import { schema } from '@yrka/schema';
import { Fragment, type Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Anchor, anchorBlock, anchorWords, findAnchors } from './anchors.ts';
import { randomBelow } from './churnForTests.ts';
import { Reader } from './read.ts';
import { updateFromDocument } from './seed.ts';
import { rootOf } from './tree.ts';
import { writeDocument } from './write.ts';

const nodes = schema.nodes;
const text = (words: string) => (words === '' ? null : schema.text(words));
const doc = (...blocks: Node[]) => nodes.doc.create(null, blocks);
const title = (words: string) => nodes.title.create({ id: 'title' }, text(words));
const p = (id: string, ...content: (string | Node)[]) =>
  nodes.paragraph.create(
    { id },
    content.flatMap((part) => (typeof part === 'string' ? (text(part) ?? []) : part)),
  );
const clause = (id: string, words: string) => nodes.attClause.create({ id }, text(words));
const motion = doc(
  title('Lyktor i parken'),
  p('why', 'Det är mörkt i parken. Nämnden bör ta fram en plan.'),
  nodes.yrkandeList.create({ id: 'list' }, [clause('first', 'sätta upp lyktor'), clause('second', 'ta fram en plan')]),
);

/** One person's copy of a document, in which they write as an editor does. */
class Copy {
  readonly ydoc = new Y.Doc();
  reader = new Reader(rootOf(this.ydoc), schema);

  constructor(content: Node = motion) {
    Y.applyUpdate(this.ydoc, updateFromDocument(content, 1));
  }

  get document(): Node {
    this.reader = new Reader(rootOf(this.ydoc), schema);
    return this.reader.read();
  }

  write(change: (document: Node) => Node): this {
    const after = change(this.document);
    this.ydoc.transact(() => writeDocument(this.reader, after, null));
    return this;
  }

  /** Anchors these words, which stand once, or the first of them. */
  anchor(words: string): Anchor {
    const { document } = this;
    let at: number | null = null;
    document.descendants((node, position) => {
      const index = node.isTextblock && at === null ? node.textBetween(0, node.content.size, '', '\ufffc').indexOf(words) : -1;
      if (index >= 0) at = position + 1 + index;
    });
    const anchor = at === null ? null : anchorWords(this.reader, document, at, at + words.length);
    if (anchor === null) throw new Error(`"${words}" does not stand here`);
    return anchor;
  }

  /** The words that are found, with their block; null when they are gone. */
  found(anchor: Anchor): readonly (readonly [blockId: string, words: string])[] | null {
    const { document } = this;
    const [passages] = findAnchors(this.reader, document, [anchor]);
    if (passages === undefined || passages === null) return null;
    return passages.map(({ blockId, from, to }) => {
      let words = '';
      document.descendants((node) => {
        if (node.attrs.id === blockId) words = node.textBetween(from, to, '', '\ufffc');
      });
      return [blockId, words];
    });
  }
}

const replaced = (blockId: string, words: string) => (document: Node) => {
  const visit = (node: Node): Node => {
    if (node.attrs.id === blockId) return node.type.create(node.attrs, text(words));
    if (node.isTextblock || node.isLeaf) return node;
    return node.copy(contentOf(node.children.map(visit)));
  };
  return visit(document);
};
const without = (blockId: string) => (document: Node) => {
  const visit = (node: Node): Node =>
    node.isTextblock || node.isLeaf ? node : node.copy(contentOf(node.children.filter(({ attrs }) => attrs.id !== blockId).map(visit)));
  return visit(document);
};
const contentOf = (blocks: readonly Node[]) => Fragment.from([...blocks]);
/** Without the letters, as after an epoch in which nothing is what it was but the text. */
const withoutLetters = (anchor: Anchor): Anchor => ({ ...anchor, letters: null });

describe('anchors', () => {
  it('[ANC1] keep the words, what stands around them and their block', () => {
    expect(new Copy().anchor('ta fram en plan')).toMatchObject({
      blockId: 'why',
      isBlock: false,
      quote: 'ta fram en plan',
      before: ' är mörkt i parken. Nämnden bör ',
      after: '.\nsätta upp lyktor\nta fram en plan',
    });
  });

  it('[ANC1] leave the spaces around words, and are none without words', () => {
    const copy = new Copy();
    const { document } = copy;
    const start = 1 + document.child(0).nodeSize;
    expect(anchorWords(copy.reader, document, start, start + 4)?.quote).toBe('Det');
    expect(anchorWords(copy.reader, document, start + 3, start + 4)).toBeNull();
    expect(anchorWords(copy.reader, document, start, start)).toBeNull();
    expect(anchorWords(new Copy(doc(title(''), p('p'))).reader, doc(title(''), p('p')), 0, 4)).toBeNull();
  });

  it('[ANC1] take the words of a footnote, and those around it', () => {
    const copy = new Copy(doc(title('T'), p('p', 'Det är mörkt', nodes.footnote.create({ id: 'note' }, schema.text('Se bilagan')), ' i parken.')));
    const { document } = copy;
    const start = 1 + document.child(0).nodeSize;
    const inFootnote = anchorWords(copy.reader, document, start + 12, start + 24);
    expect(inFootnote?.quote).toBe('Se bilagan');
    const across = anchorWords(copy.reader, document, start + 7, start + 26);
    expect(across?.quote).toBe('mörkt\ufffcSe bilagan\ufffc i');
    if (inFootnote === null || across === null) throw new Error('nothing was anchored');
    expect(findAnchors(copy.reader, document, [inFootnote, across])).toEqual([[{ blockId: 'p', from: 13, to: 23 }], [{ blockId: 'p', from: 7, to: 26 }]]);
  });

  it('[ANC2] stay with the words while others write before, behind and among them', () => {
    const copy = new Copy();
    const anchor = copy.anchor('Nämnden bör ta fram');
    copy.write(replaced('why', 'Hej! Det är mörkt i parken. Nämnden bör snarast ta fram en god plan.'));
    expect(copy.found(anchor)).toEqual([['why', 'Nämnden bör snarast ta fram']]);
  });

  it('[ANC2] go along to another block, cut in two or joined', () => {
    const copy = new Copy();
    const [word, both] = [copy.anchor('Nämnden'), copy.anchor('parken. Nämnden')];
    const cut = (document: Node) => {
      const { attrs } = document.child(1);
      const halves = [schema.text('Det är mörkt i parken. '), schema.text('Nämnden bör ta fram en plan.')];
      const blocks = halves.map((half, index) => document.child(1).type.create({ ...attrs, id: index === 0 ? attrs.id : 'NyttStycke12' }, half));
      return document.copy(contentOf([document.child(0), ...blocks, document.child(2)]));
    };
    copy.write(cut);
    expect(copy.found(word)).toEqual([['NyttStycke12', 'Nämnden']]);
    expect(copy.found(both)).toEqual([
      ['why', 'parken. '],
      ['NyttStycke12', 'Nämnden'],
    ]);
    copy.write(() => motion);
    expect(copy.found(word)).toEqual([['why', 'Nämnden']]);
    expect(copy.found(both)).toEqual([['why', 'parken. Nämnden']]);
  });

  it('[ANC3] are detached with the words, although the same words stand elsewhere', () => {
    for (const letters of [true, false]) {
      const copy = new Copy();
      const anchor = copy.anchor('ta fram en plan');
      copy.write(replaced('why', 'Det är mörkt i parken. Nämnden bör vänta.'));
      expect(copy.found(letters ? anchor : withoutLetters(anchor))).toBeNull();
      copy.write(without('why'));
      expect(copy.found(letters ? anchor : withoutLetters(anchor))).toBeNull();
    }
  });

  it('[ANC3] find words that came back by what stood around them', () => {
    const copy = new Copy();
    const anchor = copy.anchor('ta fram en plan');
    copy.write(without('why')).write(() => motion);
    expect(copy.found(withoutLetters(anchor))).toEqual([['why', 'ta fram en plan']]);
    // In its own block what others say does not count.
    copy.write(replaced('first', 'något annat'));
    expect(copy.found(withoutLetters(anchor))).toEqual([['why', 'ta fram en plan']]);
  });

  it('[ANC3] take neither of two places that are alike', () => {
    const twice = doc(title('T'), p('p', 'Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja. Ja.'));
    const copy = new Copy(twice);
    const { document } = copy;
    const at = 1 + document.child(0).nodeSize + 48;
    const anchor = anchorWords(copy.reader, document, at, at + 2);
    if (anchor === null) throw new Error('nothing was anchored');
    expect(copy.found(anchor)).toEqual([['p', 'Ja']]);
    expect(copy.found(withoutLetters(anchor))).toBeNull();
  });

  it('[ANC4] of a block stay with it whatever it says, also nothing, and are detached with it', () => {
    const copy = new Copy();
    const { document } = copy;
    const anchor = anchorBlock(copy.reader, document, 'second');
    if (anchor === null) throw new Error('nothing was anchored');
    expect(anchor).toMatchObject({ isBlock: true, quote: 'ta fram en plan' });
    copy.write(replaced('second', ''));
    expect(copy.found(anchor)).toEqual([['second', '']]);
    copy.write(without('second'));
    expect(copy.found(anchor)).toBeNull();
    expect(anchorBlock(copy.reader, copy.document, 'second')).toBeNull();
  });

  it('[ANC5] are none of what somebody made up', () => {
    const copy = new Copy();
    const made: Anchor = {
      blockId: 'title',
      isBlock: false,
      quote: 'Lyktor\nuppe',
      before: 'x'.repeat(9_999),
      after: '',
      letters: { first: { client: 2 ** 32 - 1, clock: 2 ** 53 - 1 }, last: { client: 0, clock: 0 } },
    };
    expect(copy.found(made)).toBeNull();
    expect(copy.found({ ...made, quote: '' })).toBeNull();
    expect(copy.found({ ...made, quote: '\n\n  ' })).toBeNull();
  });
});

type Word = { readonly text: string; readonly number: number };
type Block = { readonly id: string; readonly words: readonly Word[] };

it('[ANC3] by their quote alone are found as the very words or not at all, in texts that say the same again and again', { timeout: 120_000 }, () => {
  const [cases, seed] = [Number(process.env.YRKA_CASES ?? 1_500), Number(process.env.YRKA_SEED ?? 20_261_125)];
  const counts = { found: 0, detached: 0 };
  const wrong: string[] = [];
  for (let at = 0; at < cases; at++) {
    const below = randomBelow(seed + at * 7_919);
    let number = 0;
    const word = (from: readonly string[]): Word => ({ text: from[below(from.length)] ?? '', number: ++number });
    let blocks: Block[] = Array.from({ length: 2 + below(4) }, () => ({
      id: `block ${++number}`,
      words: Array.from({ length: 4 + below(9) }, () => word(['att', 'nämnden', 'får', 'kommunen', 'utreder'])),
    }));
    const [copy, block] = [new Copy(documentOf(blocks)), blocks[below(blocks.length)] as Block];
    const first = below(block.words.length);
    const meant = block.words.slice(first, first + 1 + below(4));
    const anchor = anchorWords(copy.reader, copy.document, ...placeOf(blocks, block, first, meant.length));
    if (anchor === null) throw new Error(`seed ${seed + at * 7_919}: nothing was anchored`);
    for (let changes = below(5); changes > 0; changes--) blocks = changed(blocks, below, () => word(['snart', 'nu']), `block ${++number}`);
    const document = documentOf(blocks);
    const [passages] = findAnchors(new Copy(document).reader, document, [withoutLetters(anchor)]);
    counts[passages ? 'found' : 'detached']++;
    const words = passages?.flatMap(({ blockId, from, to }) => wordsIn(blocks.find(({ id }) => id === blockId)?.words ?? [], from, to));
    if (words !== undefined && words.map((one) => one.number).join() !== meant.map((one) => one.number).join()) wrong.push(`seed ${seed + at * 7_919}`);
  }
  console.info(`anchors by quote: ${cases} texts, seeds ${seed} + 7919 n; ${JSON.stringify(counts)}`);
  expect(wrong).toEqual([]);
  expect(Math.min(counts.found, counts.detached)).toBeGreaterThan(cases / 10);
});

function documentOf(blocks: readonly Block[]): Node {
  return doc(...blocks.map(({ id, words }) => p(id, words.map((one) => one.text).join(' '))));
}

/** The positions of some words of a block. */
function placeOf(blocks: readonly Block[], block: Block, first: number, count: number): [from: number, to: number] {
  const length = (words: readonly Word[]) => words.map((one) => one.text).join(' ').length;
  const before = blocks.slice(0, blocks.indexOf(block)).reduce((size, { words }) => size + length(words) + 2, 1);
  const from = before + length(block.words.slice(0, first)) + (first === 0 ? 0 : 1);
  return [from, from + length(block.words.slice(first, first + count))];
}

function wordsIn(words: readonly Word[], from: number, to: number): readonly Word[] {
  let end = -1;
  return words.filter((one) => {
    const start = end + 1;
    end = start + one.text.length;
    return start < to && end > from;
  });
}

/** One thing that people do to words and blocks. */
function changed(blocks: readonly Block[], below: (limit: number) => number, word: () => Word, newId: string): Block[] {
  const at = below(blocks.length);
  const block = blocks[at];
  if (block === undefined) return [...blocks];
  const { id, words } = block;
  const cut = below(words.length + 1);
  switch (below(6)) {
    case 0:
      return blocks.with(at, { id, words: words.toSpliced(cut, 0, word()) });
    case 1:
      return blocks.with(at, { id, words: words.toSpliced(cut, 1 + below(4)) });
    case 2:
      return blocks.toSpliced(at, 1, { id, words: words.slice(0, cut) }, { id: newId, words: words.slice(cut) });
    case 3:
      return blocks.toSpliced(at, 2, { id, words: [...words, ...(blocks[at + 1]?.words ?? [])] });
    case 4:
      return blocks.toSpliced(at, 1).toSpliced(below(blocks.length), 0, block);
    default:
      return blocks.toSpliced(at, 1);
  }
}

describe('an earlier text that stands again', () => {
  it('[ANC2, ANC3] has the words of a comment that stood in it, and not those that came later', () => {
    const copy = new Copy();
    const before = copy.document;
    const kept = copy.anchor('ta fram en plan');
    copy.write(replaced('why', 'Det är mörkt i hela parken. Nämnden bör ta fram en plan.')).write(replaced('second', 'sätta upp en bänk'));
    const later = copy.anchor('en bänk');
    expect(copy.found(later)).toEqual([['second', 'en bänk']]);
    copy.write(() => before);
    expect(copy.found(kept)).toEqual([['why', 'ta fram en plan']]);
    expect(copy.found(later)).toBeNull();
  });
});
