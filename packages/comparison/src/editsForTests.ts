import { schema } from '@yrka/schema';
import { Fragment, type Node } from 'prosemirror-model';

/** A number at least 0 and below `below`, from a seed. */
export type Chance = (below: number) => number;

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const words = ['kommunen', 'ska', 'utreda', 'EU:s', 'att-sats', '14.02', 'å', '🚲', 'och/eller'];

/** The document after one thing that a writer could do to it: in a text, to a block, or to where a block stands. */
export function edited(document: Node, chance: Chance): Node {
  const blocks: { readonly node: Node; readonly path: readonly number[] }[] = [];
  const look = (node: Node, path: readonly number[]) => {
    if (path.length > 0) blocks.push({ node, path });
    if (!node.isTextblock) for (const [index, child] of node.children.entries()) look(child, [...path, index]);
  };
  look(document, []);
  const any = blocks[chance(blocks.length)];
  if (any === undefined) return document;
  const { node, path } = any;
  switch (chance(7)) {
    case 0:
    case 1:
    case 2:
      return node.isTextblock ? replaced(document, path, [inText(node, chance)]) : document;
    case 3:
      return replaced(document, path, []);
    case 4:
      return replaced(document, path, [schema.nodes.paragraph.create({ id: `n${chance(1_000_000)}` }, schema.text(words[chance(words.length)] ?? '')), node]);
    case 5: {
      const without = replaced(document, path, []);
      const parent = path.slice(0, -1);
      const siblings = at(without, parent);
      return changed(without, parent, (one) => one.copy(inserted(one, chance(siblings.childCount + 1), node)));
    }
    default:
      return 'level' in node.attrs ? replaced(document, path, [node.type.create({ ...node.attrs, level: chance(3) }, node.content, node.marks)]) : document;
  }
}

function inText(block: Node, chance: Chance): Node {
  const size = block.content.size;
  const [one, other] = [chance(size + 1), chance(size + 1)];
  const [from, to] = [Math.min(one, other, one + 20), Math.min(Math.max(one, other), one + 20, size)];
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const [before, between, behind] = [block.content.cut(0, low), block.content.cut(low, high), block.content.cut(high)];
  const middle =
    chance(2) === 0
      ? Fragment.from(schema.text(words[chance(words.length)] ?? ''))
      : Fragment.fromArray(between.content.map((child) => (child.isText ? child.mark(schema.mark('strong').addToSet(child.marks)) : child)));
  return block.copy(before.append(middle).append(behind));
}

const at = (document: Node, path: readonly number[]): Node => path.reduce((node, index) => node.child(index), document);

function changed(node: Node, path: readonly number[], change: (node: Node) => Node): Node {
  const [index, ...rest] = path;
  if (index === undefined) return change(node);
  return node.copy(Fragment.fromArray(node.children.map((child, place) => (place === index ? changed(child, rest, change) : child))));
}

function replaced(document: Node, path: readonly number[], by: readonly Node[]): Node {
  const last = path.at(-1) ?? 0;
  return changed(document, path.slice(0, -1), (parent) =>
    parent.copy(Fragment.fromArray(parent.children.flatMap((child, place) => (place === last ? by : [child])))),
  );
}

const inserted = (parent: Node, place: number, node: Node) => Fragment.fromArray([...parent.children.slice(0, place), node, ...parent.children.slice(place)]);
