import { type Attrs, Fragment, type Node } from '@tiptap/pm/model';
import { hasId, newBlockId } from '@yrka/schema';

export type WithIds = {
  readonly before: Node;
  readonly after: Node;
  /** The ids that blocks of `after` bear for the comparison alone, each with what the block bears in truth. */
  readonly lent: ReadonlyMap<unknown, unknown>;
};

/**
 * A document before and after somebody's change, with an id of its own for every block and footnote:
 * what is suggested is told by ids, and to be given one is nobody's act. A block that had none, or one
 * that another has too, has before the id that it has after; nothing else differs, and every position is
 * the same. The very documents where no id lacks.
 *
 * Were that left to the comparison, a block that was given an id would be one that goes and one that
 * comes; the one that stands would be given an id again, and so on without end.
 */
export function withIds(before: Node, after: Node): WithIds {
  const [had, has] = [idsIn(before), idsIn(after)];
  const lent = new Map<unknown, unknown>();
  if (had.isWhole && has.isWhole) return { before, after, lent };
  const named = has.isWhole ? after : withLentIds(after, new Set(), lent);
  return { before: had.isWhole ? before : new Naming(had.single).named(before, named), after: named, lent };
}

/**
 * The document in which what was lent is taken back. To write in one block gives no id to another:
 * somebody who may only suggest would be refused for it, since it is no suggestion.
 */
export function withoutLentIds(node: Node, lent: WithIds['lent']): Node {
  if (lent.size === 0) return node;
  const attrs = lent.has(node.attrs.id) ? { ...node.attrs, id: lent.get(node.attrs.id) } : node.attrs;
  return changedTo(
    node,
    attrs,
    node.children.map((child) => (child.isText ? child : withoutLentIds(child, lent))),
  );
}

/** The ids that one block alone bears; whole: all that can bear one do, and none the same. */
function idsIn(document: Node): { readonly single: ReadonlySet<unknown>; readonly isWhole: boolean } {
  const [ids, single] = [new Set<unknown>(), new Set<unknown>()];
  let isWhole = true;
  document.descendants(({ type, attrs: { id } }) => {
    if (!hasId(type.name)) return;
    if (typeof id !== 'string' || ids.has(id)) {
      isWhole = false;
      single.delete(id);
    } else {
      ids.add(id);
      single.add(id);
    }
  });
  return { single, isWhole };
}

function withLentIds(node: Node, taken: Set<unknown>, lent: Map<unknown, unknown>): Node {
  const id: unknown = node.attrs.id;
  const isNameless = hasId(node.type.name) && (typeof id !== 'string' || taken.has(id));
  const attrs = isNameless ? { ...node.attrs, id: newBlockId() } : node.attrs;
  if (hasId(node.type.name)) taken.add(attrs.id);
  if (isNameless) lent.set(attrs.id, id);
  return changedTo(
    node,
    attrs,
    node.children.map((child) => (child.isText ? child : withLentIds(child, taken, lent))),
  );
}

class Naming {
  private readonly single: ReadonlySet<unknown>;
  private readonly taken = new Set<unknown>();

  /** @param single the ids by which a block from before is known. */
  constructor(single: ReadonlySet<unknown>) {
    this.single = single;
  }

  /** @param match the same block as it stands after the change; null where it stands no more, or is not found again. */
  named(node: Node, match: Node | null): Node {
    const attrs = hasId(node.type.name) && !this.single.has(node.attrs.id) ? { ...node.attrs, id: this.free(match?.attrs.id) } : node.attrs;
    const matches = match === null ? [] : this.matches(node.children, match.children);
    return changedTo(
      node,
      attrs,
      node.children.map((child, index) => (child.isText ? child : this.named(child, matches[index] ?? null))),
    );
  }

  private free(id: unknown): unknown {
    const own = typeof id === 'string' && !this.taken.has(id) && !this.single.has(id) ? id : newBlockId();
    this.taken.add(own);
    return own;
  }

  /**
   * For each child from before, the one that it is: by its id; where it has none by what it says, else by its place
   * between those that are known.
   */
  private matches(before: readonly Node[], after: readonly Node[]): readonly (Node | null)[] {
    const free = new Map(after.entries());
    const found = new Map<number, number>();
    const match = (index: number, isIt: (one: Node, at: number) => boolean) => {
      const child = before[index];
      if (child === undefined || child.isText || found.has(index)) return;
      for (const [at, one] of free) {
        if (one.type !== child.type || !isIt(one, at)) continue;
        found.set(index, at);
        free.delete(at);
        return;
      }
    };
    const isNew = (one: Node) => !this.single.has(one.attrs.id);
    const isNameless = ({ attrs: { id } }: Node) => !this.single.has(id);
    before.forEach((child, index) => void match(index, (one) => one === child || (!isNameless(child) && one.attrs.id === child.attrs.id)));
    before.forEach((child, index) => void (isNameless(child) && match(index, (one) => isNew(one) && saysTheSame(one, child))));
    before.forEach((child, index) => {
      if (!isNameless(child)) return;
      const known = [...found];
      const from = Math.max(-1, ...known.filter(([had]) => had < index).map(([, has]) => has));
      const to = Math.min(after.length, ...known.filter(([had]) => had > index).map(([, has]) => has));
      match(index, (one, at) => isNew(one) && at > from && at < to);
    });
    return before.map((_child, index) => after[found.get(index) ?? -1] ?? null);
  }
}

const saysTheSame = (one: Node, other: Node): boolean => withoutIds(one) === withoutIds(other);
const withoutIds = (node: Node): string => JSON.stringify(node.toJSON(), (name, value: unknown) => (name === 'id' ? undefined : value));

function changedTo(node: Node, attrs: Attrs, children: readonly Node[]): Node {
  if (attrs === node.attrs && children.every((child, index) => child === node.child(index))) return node;
  return node.type.create(attrs, Fragment.fromArray([...children]), node.marks);
}
