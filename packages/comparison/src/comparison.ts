import { Fragment, type Node } from 'prosemirror-model';

/**
 * Two versions of a document as one, in the order in which a marked-up text is read: what went stands where it stood,
 * before what came in its place. Holds both texts, and no place in either: it can be stored, shown and printed.
 */
export type Comparison = {
  /** The documents themselves, without what is in them. */
  readonly before: Node;
  readonly after: Node;
  readonly content: readonly Compared[];
};

/** A block, a stretch of text or an inline node of the two versions. */
export type Compared =
  /** In both, with all that is in it. */
  | { readonly kind: 'same'; readonly node: Node }
  /** Only in the newer one, or only in the older. `content` is there where something in it stood, or stands, elsewhere. */
  | { readonly kind: 'added' | 'removed'; readonly node: Node; readonly content: readonly Compared[] | null }
  /** The same words under other marks: bold, a link. */
  | { readonly kind: 'formatted'; readonly before: Node; readonly after: Node }
  /** What is said of it, or what is in it, is another. The nodes are without what is in them. */
  | { readonly kind: 'changed'; readonly before: Node; readonly after: Node; readonly content: readonly Compared[] }
  /** Where a block stands now that stood elsewhere, with what has changed in it; and where it stood, as it was. `move` is the same of both. */
  | { readonly kind: 'movedHere'; readonly move: number; readonly before: Node; readonly after: Node; readonly content: readonly Compared[] }
  | { readonly kind: 'movedAway'; readonly move: number; readonly node: Node };

/** The newer version. Throws a RangeError when it is not `before` that was compared. */
export function applyComparison(before: Node, comparison: Comparison): Node {
  if (!versionOf(comparison, 'before').eq(before)) throw new RangeError('The comparison is of another text');
  return versionOf(comparison, 'after');
}

export type Side = 'before' | 'after';

/** One of the two versions that were compared. */
export function versionOf(comparison: Comparison, side: Side): Node {
  return comparison[side].copy(contentOn(comparison.content, side));
}

/** What of a version is in a block, a stretch or a node that was compared; null for what is only in the other. */
export function nodeOn(compared: Compared, side: Side): Node | null {
  switch (compared.kind) {
    case 'same':
      return compared.node;
    case 'added':
    case 'removed':
      if ((compared.kind === 'added') !== (side === 'after')) return null;
      return compared.content === null ? compared.node : compared.node.copy(contentOn(compared.content, side));
    case 'formatted':
      return compared[side];
    case 'changed':
      return compared[side].copy(contentOn(compared.content, side));
    case 'movedHere':
      return side === 'after' ? compared.after.copy(contentOn(compared.content, side)) : null;
    case 'movedAway':
      return side === 'before' ? compared.node : null;
    default:
      return compared satisfies never;
  }
}

/** Neighbouring text under the same marks is one node, as it is in a document. */
export function contentOn(content: readonly Compared[], side: Side): Fragment {
  return Fragment.fromArray(content.flatMap((compared) => nodeOn(compared, side) ?? []));
}

/** Whether what is said of two nodes is the same, whatever is in them. */
export function isSaidTheSame(before: Node, after: Node): boolean {
  return before.hasMarkup(after.type, after.attrs, after.marks);
}
