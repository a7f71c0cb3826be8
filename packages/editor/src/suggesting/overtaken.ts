import { Fragment, type Node } from '@tiptap/pm/model';
import type { Command } from '@tiptap/pm/state';
import { changesOf, deletionOf, insertionOf, placeName, type SuggestionMaker } from '@yrka/schema';
import { decide, type Verdict } from '@yrka/ydoc';
import { undoStep } from '../remoteChange.ts';
import { replaceChanged } from '../replaceChanged.ts';
import { decision } from './suggesting.ts';

/**
 * Lets another's verdict stand that was told first, where one has decided the opposite at the same
 * time. What one accepts and another rejects goes in both its wordings when the two documents meet:
 * what the standing verdict keeps, and one's own took away, is put back where it stood. What was taken
 * away for it by the other's verdict is the other's to do, and has been done or is on its way.
 *
 * @param before the document as it was when one decided, with the suggestion in it.
 */
export function keepVerdict(before: Node, suggestion: SuggestionMaker, standing: Verdict): Command {
  return (state, dispatch) => {
    const doc = new Keeping(before, suggestion, standing).in(state.doc);
    if (doc === state.doc) return false;
    dispatch?.(replaceChanged(state.tr, doc).setMeta(decision, true).setMeta(undoStep, true));
    return true;
  };
}

class Keeping {
  private readonly standing: Verdict;
  private readonly isIt: (maker: SuggestionMaker | null) => boolean;
  private readonly theirs: Node;
  private readonly stood = new Map<unknown, Node>();
  private readonly left = new Map<unknown, Node>();
  private readonly kept = new Map<unknown, Node>();
  private readonly there = new Set<unknown>();

  constructor(before: Node, { id, by }: SuggestionMaker, standing: Verdict) {
    this.standing = standing;
    this.isIt = (maker) => maker !== null && maker.id === id && maker.by === by;
    const mine = decide(before, standing === 'accept' ? 'reject' : 'accept', this.isIt);
    this.theirs = decide(before, standing, this.isIt);
    collect(before, this.stood);
    collect(mine, this.left);
    collect(this.theirs, this.kept);
  }

  in(document: Node): Node {
    document.descendants((node) => void this.there.add(node.attrs.id));
    return this.block(document, this.theirs);
  }

  /** A block that stands here, with what the standing verdict keeps in it. `theirs`: the same as that verdict leaves it. */
  private block(node: Node, theirs: Node): Node {
    const attrs = this.attributes(node);
    const content = node.isTextblock ? this.words(node) : this.blocks(node, theirs);
    return attrs === node.attrs && content === node.content ? node : node.type.create(attrs, content, node.marks);
  }

  private blocks(node: Node, theirs: Node): Fragment {
    const byId = new Map(theirs.children.map((child) => [child.attrs.id as unknown, child]));
    const children = node.children.map((child) => {
      const same = byId.get(child.attrs.id);
      return same !== undefined && same.type === child.type ? this.block(child, same) : child;
    });
    let isChanged = children.some((child, index) => child !== node.child(index));
    const put = (child: Node, siblings: readonly Node[]) => {
      const known = siblings.slice(0, siblings.indexOf(child)).map(({ attrs }) => attrs.id as unknown);
      const at = children.findLastIndex(({ attrs }) => known.includes(attrs.id));
      children.splice(at + 1, 0, child);
      isChanged = true;
    };
    for (const child of theirs.children) {
      const id: unknown = child.attrs.id;
      if (typeof id === 'string' && !this.left.has(id) && !this.there.has(id)) put(child, theirs.children);
    }
    if (this.standing === 'reject')
      for (const child of theirs.children) {
        const moved = changesOf(this.stood.get(child.attrs.id) ?? child).some((change) => change.name === placeName && this.isIt(change));
        const at = children.findIndex(({ attrs }) => attrs.id === child.attrs.id);
        const [here] = moved && at >= 0 ? children.splice(at, 1) : [];
        if (here === undefined) continue;
        const known = theirs.children.slice(0, theirs.children.indexOf(child)).map(({ attrs }) => attrs.id as unknown);
        children.splice(children.findLastIndex(({ attrs }) => known.includes(attrs.id)) + 1, 0, here);
        isChanged ||= node.children.some((one, index) => one.attrs.id !== children[index]?.attrs.id);
      }
    return isChanged ? Fragment.fromArray(children) : node.content;
  }

  /** Choices: made by one's own verdict and not to stand, or not made by it and to stand. */
  private attributes(node: Node): Node['attrs'] {
    const stood = this.stood.get(node.attrs.id);
    const chosen = stood === undefined ? [] : changesOf(stood).filter((change) => change.name !== placeName && this.isIt(change));
    const values = chosen.flatMap(({ name, value }): [string, unknown][] => {
      const [from, to] = this.standing === 'accept' ? [stood?.attrs[name], value] : [value, stood?.attrs[name]];
      return JSON.stringify(node.attrs[name]) === JSON.stringify(from) ? [[name, to]] : [];
    });
    return values.length === 0 ? node.attrs : { ...node.attrs, ...Object.fromEntries(values) };
  }

  private words(node: Node): Fragment {
    const [stood, left] = [this.stood.get(node.attrs.id), this.left.get(node.attrs.id)];
    if (stood === undefined || left === undefined) return node.content;
    const kept = this.kept.get(node.attrs.id);
    // As one's own verdict left it: the other's is not here yet, or went past a copy of the block.
    if (kept !== undefined && node.content.eq(left.content)) return kept.content;
    const runs: { readonly at: number; readonly node: Node }[] = [];
    const standing: Node[] = [];
    let at = 0;
    stood.forEach((child) => {
      const [isAdded, isStruck] = [this.isIt(insertionOf(child)), this.isIt(deletionOf(child))];
      const isKept = this.standing === 'accept' ? isAdded && !isStruck : isStruck && !isAdded;
      const plain = child.mark(child.marks.filter((mark) => !this.isIt(makerOfMark(mark))));
      if (isKept) runs.push({ at, node: plain });
      if (isAdded || isStruck) return;
      standing.push(plain);
      at += child.nodeSize;
    });
    // A copy of the block, made by a move meanwhile, may have them.
    if (runs.length === 0 || node.textContent === kept?.textContent) return node.content;
    const place = placesFrom(Fragment.fromArray(standing), node.content);
    let content = node.content;
    for (const run of runs.toReversed()) {
      const where = place(run.at);
      content = content.cut(0, where).append(Fragment.from(run.node)).append(content.cut(where));
    }
    return content;
  }
}

function makerOfMark({ type, attrs }: Node['marks'][number]): SuggestionMaker | null {
  return type.name === 'insertion' || type.name === 'deletion' ? { id: String(attrs.id), by: String(attrs.by) } : null;
}

function collect(document: Node, into: Map<unknown, Node>): void {
  document.descendants((node) => {
    if (typeof node.attrs.id === 'string') into.set(node.attrs.id, node);
  });
}

/** Where a place in a text stands in the same text once it has been changed in one stretch. */
function placesFrom(before: Fragment, now: Fragment): (at: number) => number {
  const start = before.findDiffStart(now);
  const ends = before.findDiffEnd(now);
  if (start === null || ends === null) return (at) => at;
  const shrunk = Math.max(0, start - Math.min(ends.a, ends.b));
  const [end, endNow] = [ends.a + shrunk, ends.b + shrunk];
  return (at) => (at <= start ? at : at >= end ? at + endNow - end : start);
}
