import {
  changesOf,
  hasId,
  isSuggestionMark,
  newBlockId,
  schema,
  suggestedChanges,
  suggestionAttributes,
  type SuggestionMaker,
  suggestionWord,
} from '@yrka/schema';
import { Fragment, type Node } from 'prosemirror-model';
import { type Compared, type Comparison, contentOn, isSaidTheSame, nodeOn } from './comparison.ts';

export type SuggestingOptions = {
  /** Whose suggestion it is, and under which id: each block's is one of its own when the id is left out. */
  readonly maker: { readonly by: string; readonly newSuggestionId?: () => string };
  /** Where ids of blocks come from that stand in a second place; random when left out. */
  readonly newId?: () => string;
};

/**
 * [CMP13] Makes suggestions of a comparison: what went is struck and what came is put in, what moved is struck where it
 * stood and put in where it stands, and of a block that would be something else it is said what. With all
 * of it rejected the document is the older version exactly.
 */
export function asSuggestions(comparison: Comparison, { maker, newId = newBlockId }: SuggestingOptions): Node {
  const suggesting = new Suggesting(maker.by, maker.newSuggestionId ?? newBlockId, newId);
  return comparison.before.copy(Fragment.fromArray([...suggesting.content(comparison.content)]));
}

class Suggesting {
  readonly #by: string;
  readonly #newSuggestionId: () => string;
  readonly #newId: () => string;
  #maker: SuggestionMaker | null = null;

  constructor(by: string, newSuggestionId: () => string, newId: () => string) {
    this.#by = by;
    this.#newSuggestionId = newSuggestionId;
    this.#newId = newId;
  }

  /** What stands in a block whose own words or place are suggested under one id with each other. */
  content(all: readonly Compared[]): readonly Node[] {
    return all.flatMap((compared) => {
      const outer = this.#maker;
      // A block is one suggestion with all that is in it; blocks beside each other are two.
      const node = 'node' in compared ? compared.node : compared.before;
      if (node.isBlock && (outer === null || compared.kind === 'changed')) this.#maker = null;
      const nodes = this.#nodes(compared);
      if (node.isBlock) this.#maker = outer;
      return nodes;
    });
  }

  #nodes(compared: Compared): readonly Node[] {
    switch (compared.kind) {
      case 'same':
        return [compared.node];
      case 'added':
        return this.#put(this.#newer(compared));
      case 'removed':
        return [this.#struck(nodeOn(compared, 'before') ?? compared.node)];
      case 'formatted':
        return [this.#struck(compared.before), ...this.#put(compared.after)];
      case 'movedAway':
        return [this.#struck(compared.node)];
      case 'movedHere':
        return this.#put(this.#named(this.#newer(compared) ?? compared.after));
      case 'changed':
        return this.#changed(compared);
      default:
        return compared satisfies never;
    }
  }

  #changed(compared: Extract<Compared, { kind: 'changed' }>): readonly Node[] {
    const { before, after, content } = compared;
    const [old, now] = [before.copy(contentOn(content, 'before')), after.copy(contentOn(content, 'after'))];
    const isSaid = isSaidTheSame(before, after);
    // A footnote is suggested whole.
    const isWhole = before.isInline || (before.isTextblock && !before.type.allowsMarkType(schema.marks.insertion));
    if (isWhole) return [this.#struck(old), ...this.#put(this.#named(now))];
    const inside = this.content(content);
    const choices = isSaid ? before.attrs : this.#choices(before, after);
    return [before.type.create(choices, Fragment.fromArray([...inside]), before.marks)];
  }

  /** The attributes of a block of which other things are said: as it is, with what it would be beside (schema, SUG2). */
  #choices(before: Node, after: Node): Node['attrs'] {
    this.#maker ??= { id: this.#newSuggestionId(), by: this.#by };
    const maker = this.#maker;
    const names = Object.keys(before.attrs).filter((name) => name !== 'id' && !suggestionAttributes.has(name));
    const other = names.filter((name) => JSON.stringify(before.attrs[name]) !== JSON.stringify(after.attrs[name]));
    if (before.attrs.id !== after.attrs.id || !('suggested' in before.attrs)) return before.attrs;
    return {
      ...before.attrs,
      suggested: suggestedChanges([...changesOf(before), ...other.map((name) => ({ ...maker, name, value: after.attrs[name] as unknown }))]),
    };
  }

  /** What of the newer version is in a block that came; what moved into it has other ids than where it stood. */
  #newer(compared: Compared): Node | null {
    if (compared.kind !== 'added' && compared.kind !== 'movedHere') return nodeOn(compared, 'after');
    const node = 'after' in compared ? compared.after : compared.node;
    if (compared.content === null) return node;
    const content = compared.content.flatMap((inner): Node[] => {
      const kept = this.#newer(inner);
      return kept === null ? [] : [inner.kind === 'movedHere' ? this.#named(kept) : kept];
    });
    return node.copy(Fragment.fromArray(content));
  }

  #named(node: Node): Node {
    const content = node.isText || node.isLeaf ? node.content : Fragment.fromArray(node.children.map((child) => this.#named(child)));
    return hasId(node.type.name) ? node.type.create({ ...node.attrs, id: this.#newId() }, content, node.marks) : node.copy(content);
  }

  /** Nothing where it has no way to bear a suggestion: what this program does not know, it neither adds nor takes away. */
  #put(node: Node | null): readonly Node[] {
    return node === null || (node.isBlock && !('inserted' in node.attrs)) ? [] : [this.#marked(node, 'insertion', 'inserted')];
  }

  #struck(node: Node): Node {
    return this.#marked(node, 'deletion', 'deleted');
  }

  /** What somebody else suggests of it already stands. */
  #marked(node: Node, mark: 'insertion' | 'deletion', attribute: 'inserted' | 'deleted'): Node {
    this.#maker ??= { id: this.#newSuggestionId(), by: this.#by };
    if (node.isInline) {
      if (node.marks.some((one) => isSuggestionMark(one) && one.type.name === mark)) return node;
      return node.mark(schema.mark(mark, this.#maker).addToSet(node.marks));
    }
    if (!(attribute in node.attrs) || node.attrs[attribute] !== null) return node;
    return node.type.create({ ...node.attrs, [attribute]: suggestionWord(this.#maker) }, node.content, node.marks);
  }
}
