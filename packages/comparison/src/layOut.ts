import { Fragment, type Node } from 'prosemirror-model';
import { saysSomething } from './compare.ts';
import { type Compared, type Comparison, contentOn, isSaidTheSame, type Side } from './comparison.ts';

/** A change that one would come to on a way through them: a block, with all that has changed in it. */
export type ComparedBlock = Exclude<Compared, { kind: 'same' | 'formatted' | 'movedAway' }>;

/** The changes of a comparison, in the order of the marked-up text; an empty line that came, went or moved says nothing. */
export function changesIn(comparison: Comparison): readonly ComparedBlock[] {
  const found: ComparedBlock[] = [];
  /** @param told of what kind the block around is, and so what in it is told with it. */
  const look = (content: readonly Compared[], told: Compared['kind'] | null) => {
    for (const compared of content) {
      if (compared.kind === 'same' || compared.kind === 'formatted' || compared.kind === 'movedAway') continue;
      const node = 'after' in compared ? compared.after : compared.node;
      if (compared.kind !== told && isChange(compared, node)) found.push(compared);
      if (!node.isTextblock) look(compared.content ?? [], compared.kind === 'added' || compared.kind === 'removed' ? compared.kind : null);
    }
  };
  look(comparison.content, null);
  return found;
}

function isChange(compared: ComparedBlock, node: Node): boolean {
  if (compared.kind === 'changed') return node.isTextblock || node.isLeaf || !isSaidTheSame(compared.before, compared.after);
  // Of what stands elsewhere in the other version is told there.
  if (compared.kind !== 'movedHere') return saysSomething(withOnly(compared));
  return (['before', 'after'] as const).some((side) => saysSomething(compared[side].copy(contentOn(compared.content, side))));
}

function withOnly({ kind, node, content }: Extract<ComparedBlock, { kind: 'added' | 'removed' }>): Node {
  if (content === null) return node;
  return node.copy(Fragment.fromArray(content.flatMap((one) => (one.kind === kind ? [withOnly(one as typeof one & { kind: typeof kind })] : []))));
}

/** What is to be shown of a stretch of a laid out text: of a whole block, or of words in one. */
export type Marked = {
  readonly from: number;
  readonly to: number;
  readonly kind: Exclude<Compared['kind'], 'same'>;
  readonly isBlock: boolean;
  /** The place among `changesIn` of the change that it belongs to; null for what says nothing. */
  readonly change: number | null;
  /** Of what has moved, the same where it stood and where it stands. */
  readonly move: number | null;
};

/**
 * A comparison as one document to be shown, and what is marked in it: both versions in one, as a marked-up text, or one of
 * them with what is its own. Of both, ids may be there twice.
 */
export function layOut(comparison: Comparison, side: Side | 'both'): { readonly document: Node; readonly marked: readonly Marked[] } {
  return new Sheet(comparison, side).document();
}

class Sheet {
  readonly #comparison: Comparison;
  readonly #side: Side | 'both';
  readonly #changes: ReadonlyMap<Compared, number>;
  readonly #moves = new Map<number, { readonly change: number | null; readonly here: Extract<Compared, { kind: 'movedHere' }> }>();
  readonly #marked: Marked[] = [];

  constructor(comparison: Comparison, side: Side | 'both') {
    this.#comparison = comparison;
    this.#side = side;
    this.#changes = new Map(changesIn(comparison).map((change, index) => [change, index]));
    this.#findMoves(comparison.content);
  }

  document(): { readonly document: Node; readonly marked: readonly Marked[] } {
    const { content } = this.#comparison;
    const document = this.#comparison[this.#side === 'before' ? 'before' : 'after'].copy(this.#content(content, 0, null, this.#side));
    return { document, marked: this.#marked.sort((a, b) => a.from - b.from || b.to - a.to) };
  }

  #findMoves(content: readonly Compared[]): void {
    for (const compared of content) {
      if (compared.kind === 'movedHere') this.#moves.set(compared.move, { change: this.#changes.get(compared) ?? null, here: compared });
      if ('content' in compared) this.#findMoves(compared.content ?? []);
    }
  }

  /** @param start where the content begins. `change`: which it is part of. */
  #content(content: readonly Compared[], start: number, change: number | null, side: Side | 'both'): Fragment {
    const nodes: Node[] = [];
    let position = start;
    for (const compared of content) {
      const node = this.#node(compared, position, this.#changes.get(compared) ?? change, side);
      if (node === null) continue;
      nodes.push(node);
      position += node.nodeSize;
    }
    return Fragment.fromArray(nodes);
  }

  #node(compared: Compared, position: number, change: number | null, side: Side | 'both'): Node | null {
    const mark = (node: Node, move: number | null = null, of = change) => {
      if (compared.kind !== 'same')
        this.#marked.push({ from: position, to: position + node.nodeSize, kind: compared.kind, isBlock: node.isBlock, change: of, move });
      return node;
    };
    switch (compared.kind) {
      case 'same':
        return compared.node;
      case 'added':
      case 'removed': {
        if (side === (compared.kind === 'added' ? 'before' : 'after')) return null;
        if (compared.content === null) return mark(compared.node);
        return mark(compared.node.copy(this.#content(compared.content, position + 1, change, side)));
      }
      case 'formatted':
        return mark(compared[side === 'before' ? 'before' : 'after']);
      case 'changed': {
        const node = compared[side === 'before' ? 'before' : 'after'].copy(this.#content(compared.content, position + 1, change, side));
        // Where only what is in it has changed, that is marked and not the block.
        return compared.before.isInline || !isSaidTheSame(compared.before, compared.after) ? mark(node) : node;
      }
      case 'movedHere':
        if (side === 'before') return null;
        return mark(compared.after.copy(this.#content(compared.content, position + 1, change, side)), compared.move);
      case 'movedAway': {
        if (side === 'after') return null;
        const move = this.#moves.get(compared.move);
        // Beside the newer version it shows what was struck in it; in one text that is shown where it stands now.
        const node =
          side === 'before' && move !== undefined ? compared.node.copy(this.#content(move.here.content, position + 1, move.change, 'before')) : compared.node;
        return mark(node, compared.move, move?.change ?? null);
      }
      default:
        return compared satisfies never;
    }
  }
}
