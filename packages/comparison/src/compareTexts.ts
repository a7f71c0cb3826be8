import type { Node } from 'prosemirror-model';
import { compareInline } from './compareInline.ts';
import type { Compared, Comparison } from './comparison.ts';
import { inOrder } from './inOrder.ts';
import { idOf, type Standing, type Standings, standingsIn } from './standings.ts';

/** What became of one version in another, to the word (SPEC.md, CMP7–CMP12). */
export function compareTexts(before: Node, after: Node): Comparison {
  const [old, now] = [standingsOf(before), standingsOf(after)];
  return { before: before.copy(), after: after.copy(), content: new Merging(old, now).contentOf(old.root, now.root) };
}

class Merging {
  readonly #before: Standings;
  readonly #after: Standings;
  readonly #moves = new Map<string, number>();

  constructor(before: Standings, after: Standings) {
    this.#before = before;
    this.#after = after;
  }

  /** What is in two blocks, as one: behind each that stayed what followed it and did not, then what has come. */
  contentOf(old: Standing, now: Standing): readonly Compared[] {
    const stayed = inOrder(old, now);
    const left = leftBehind(old, stayed);
    const content = [...this.#gone(left.get(null) ?? [])];
    for (const child of now.children) {
      const was = stayed.has(child.key) ? this.#before.byKey.get(child.key) : undefined;
      if (was === undefined) content.push(this.#came(child));
      else content.push(this.#stayed(was, child), ...this.#gone(left.get(child.key) ?? []));
    }
    return content;
  }

  #stayed(old: Standing, now: Standing): Compared {
    if (old.node.eq(now.node)) return { kind: 'same', node: now.node };
    return { kind: 'changed', before: old.node.copy(), after: now.node.copy(), content: this.#inBoth(old, now) };
  }

  #came(now: Standing): Compared {
    const old = this.#before.byKey.get(now.key);
    if (old !== undefined)
      return { kind: 'movedHere', move: this.#moveOf(now.key), before: old.node.copy(), after: now.node.copy(), content: this.#inBoth(old, now) };
    const content = now.children.map((child) => this.#came(child));
    return { kind: 'added', node: now.node, content: content.every(({ kind }) => kind === 'added') ? null : content };
  }

  #gone(standings: readonly Standing[]): Compared[] {
    return standings.map((old) => {
      if (this.#after.byKey.has(old.key)) return { kind: 'movedAway', move: this.#moveOf(old.key), node: old.node };
      const content = this.#gone(old.children);
      return { kind: 'removed', node: old.node, content: content.every(({ kind }) => kind === 'removed') ? null : content };
    });
  }

  #inBoth(old: Standing, now: Standing): readonly Compared[] {
    return now.node.isTextblock ? compareInline(old.node, now.node) : this.contentOf(old, now);
  }

  #moveOf(key: string): number {
    const move = this.#moves.get(key) ?? this.#moves.size;
    this.#moves.set(key, move);
    return move;
  }
}

/** The children that did not stay, by the one that did and behind which they stood; null for the beginning. */
function leftBehind(old: Standing, stayed: ReadonlySet<string>): ReadonlyMap<string | null, readonly Standing[]> {
  const left = new Map<string | null, Standing[]>();
  let last: string | null = null;
  for (const child of old.children) {
    if (stayed.has(child.key)) last = child.key;
    else left.set(last, [...(left.get(last) ?? []), child]);
  }
  return left;
}

/** Tables are looked into as well. A block that became another kind is another block: no words are common to a clause and a list. */
function standingsOf(document: Node): Standings {
  return standingsIn(
    document,
    (node) => !node.isTextblock && !node.isLeaf,
    (node) => (idOf(node) === null ? null : `${node.type.name} ${idOf(node)}`),
  );
}
