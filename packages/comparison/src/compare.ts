import { opaqueNodes } from '@yrka/schema';
import { Fragment, type Node } from 'prosemirror-model';
import { inOrder } from './inOrder.ts';
import { idOf, type Standing, type Standings, standingsIn } from './standings.ts';

/** What became of a block from one version to the next. `id` is null for a block that has none. */
export type Change =
  | { readonly kind: 'added'; readonly id: string | null; readonly after: Node }
  | { readonly kind: 'moved'; readonly id: string | null; readonly before: Node; readonly after: Node }
  | {
      readonly kind: 'changed';
      readonly id: string | null;
      readonly before: Node;
      readonly after: Node;
      readonly isMoved: boolean;
      /** Where in the content of `after` it first differs; 0 when only what is said of the block does. */
      readonly at: number;
    }
  | {
      readonly kind: 'removed';
      readonly id: string | null;
      /** Without what was in it and stands elsewhere now. */
      readonly before: Node;
      /** The block behind which it stood; null when it was the first in its parent. */
      readonly afterId: string | null;
      /** The block in which it stood; null for the document itself. */
      readonly parentId: string | null;
    };

/** What differs between two versions, in the order of the newer one (SPEC.md). */
export function compareDocuments(before: Node, after: Node): readonly Change[] {
  return new Changes(standingsIn(before, isLookedInto, idOf), standingsIn(after, isLookedInto, idOf)).list();
}

/** Whether somebody who reads would see it: an empty line that came, went or moved says nothing. */
export function isWorthTelling(change: Change): boolean {
  if (change.kind === 'changed' && !change.after.isTextblock) return true;
  return (change.kind !== 'added' && saysSomething(change.before)) || (change.kind !== 'removed' && saysSomething(change.after));
}

/** Words, or what this program does not know and so cannot call empty. */
export function saysSomething(node: Node): boolean {
  let isOpaque = isUnknown(node);
  node.descendants((child) => {
    isOpaque ||= isUnknown(child);
  });
  return isOpaque || node.textContent.trim() !== '';
}

const isUnknown = (node: Node) => opaqueNodes.has(node.type.name);

class Changes {
  readonly #before: Standings;
  readonly #after: Standings;
  readonly #changes: Change[] = [];

  constructor(before: Standings, after: Standings) {
    this.#before = before;
    this.#after = after;
  }

  list(): readonly Change[] {
    this.#lookInto(this.#before.root, this.#after.root);
    return this.#changes;
  }

  /** @param old null for a block that is new, and told of with all that is new in it. */
  #lookInto(old: Standing | null, now: Standing): void {
    const stayed = old === null ? new Set<string>() : inOrder(old, now);
    const gone = old === null ? new Map<string | null, Standing[]>() : this.#gone(old, stayed);
    const tellGone = (last: Standing | null) => {
      for (const standing of gone.get(last?.key ?? null) ?? [])
        this.#changes.push({
          kind: 'removed',
          id: idOf(standing.node),
          before: this.#lost(standing),
          afterId: last === null ? null : idOf(last.node),
          parentId: idOf(now.node),
        });
    };
    tellGone(null);
    for (const child of now.children) {
      this.#tell(child, { isMoved: !stayed.has(child.key), isTold: old === null });
      tellGone(child);
    }
  }

  #tell(now: Standing, { isMoved, isTold }: { readonly isMoved: boolean; readonly isTold: boolean }): void {
    const old = this.#before.byKey.get(now.key) ?? null;
    const id = idOf(now.node);
    const after = now.node;
    if (old === null) {
      if (!isTold) this.#changes.push({ kind: 'added', id, after });
    } else if (!isSame(old.node, after)) {
      this.#changes.push({ kind: 'changed', id, before: old.node, after, isMoved, at: firstDifference(old.node, after) });
    } else if (isMoved) {
      this.#changes.push({ kind: 'moved', id, before: old.node, after });
    }
    if (isLookedInto(after)) this.#lookInto(old, now);
  }

  /** What was in a block and is no more, by the child that stayed behind which it stood; null for the beginning. */
  #gone(old: Standing, stayed: ReadonlySet<string>): ReadonlyMap<string | null, Standing[]> {
    const gone = new Map<string | null, Standing[]>();
    let last: string | null = null;
    for (const child of old.children) {
      if (stayed.has(child.key)) last = child.key;
      else if (!this.#after.byKey.has(child.key)) gone.set(last, [...(gone.get(last) ?? []), child]);
    }
    return gone;
  }

  /** A block that is gone, with what has gone with it. */
  #lost({ node, children }: Standing): Node {
    if (!isLookedInto(node)) return node;
    return node.copy(Fragment.from(children.filter(({ key }) => !this.#after.byKey.has(key)).map((child) => this.#lost(child))));
  }
}

/** Of a block that is looked into, only what is said of it itself. */
function isSame(before: Node, after: Node): boolean {
  return isLookedInto(before) && isLookedInto(after) ? before.hasMarkup(after.type, after.attrs) : before.eq(after);
}

function firstDifference(before: Node, after: Node): number {
  return isLookedInto(after) ? 0 : (before.content.findDiffStart(after.content) ?? 0);
}

/** A table is one place: a column that came is one change, not one in each row. */
function isLookedInto(node: Node): boolean {
  return !node.isTextblock && !node.isLeaf && node.type.name !== 'table';
}
