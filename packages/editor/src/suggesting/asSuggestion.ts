import { type Attrs, Fragment, type Node } from '@tiptap/pm/model';
import {
  changesOf,
  deletionOf,
  hasId,
  insertionOf,
  isSuggestionMark,
  newBlockId,
  type Place,
  placeName,
  type SuggestedChange,
  suggestedChanges,
  suggestionAttributes,
  type SuggestionMaker,
  suggestionWord,
} from '@yrka/schema';
import { movedAmong, placeIn, withMoves } from './moves.ts';

/** Where the writer stands in one of the two documents: the block and the offset in its content. */
export type Standing = { readonly blockId: string; readonly offset: number };

/** One place in a text block's content that somebody changed: where it was, and where it is in the changed document. */
export type Edit = { readonly from: number; readonly to: number; readonly fromAfter: number; readonly toAfter: number };

/** Who changes something, and how. */
export type Doing = {
  readonly by: string;
  /** Where they stood before, and where they stand now: tells which of two equal letters went, and on which side of what went one goes on. */
  readonly stood: Standing | null;
  readonly stands: Standing | null;
  /** Where several places of one block were changed at once, by its id: what lies between them is then not touched. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
};

export type Suggested = {
  /** What stands now: the document from before, with the difference suggested. */
  readonly doc: Node;
  /** Where an offset in a block of the changed document stands in it. */
  readonly map: (at: Standing) => Standing;
  /** Whether something of the change cannot be suggested, and was taken back: what this program does not know. */
  readonly isRefused: boolean;
};

/**
 * What somebody did to a document, as a suggestion: what they took away stands and is marked,
 * what they wrote is marked as theirs. Taking back all that is suggested gives the same document
 * from both (SPEC.md, SUG1). Their own earlier suggestions they simply change.
 */
export function asSuggestion(before: Node, after: Node, doing: Doing): Suggested {
  const suggesting = new Suggesting(before, doing);
  const doc = suggesting.container(before, after, false);
  return { doc, map: suggesting.map, isRefused: suggesting.isRefused };
}

class Suggesting {
  isRefused = false;
  private readonly by: string;
  private readonly doing: Doing;
  /** The ids that blocks had before: what is new under one of them is a copy and needs one of its own. */
  private readonly taken = new Set<unknown>();
  private readonly renamed = new Map<string, string>();
  private readonly offsets = new Map<string, (offset: number) => number>();
  private own: SuggestionMaker | null = null;

  constructor(before: Node, doing: Doing) {
    this.by = doing.by;
    this.doing = doing;
    before.descendants((node) => {
      if (hasId(node.type.name)) this.taken.add(node.attrs.id);
    });
  }

  readonly map = ({ blockId, offset }: Standing): Standing => ({
    blockId: this.renamed.get(blockId) ?? blockId,
    offset: this.offsets.get(blockId)?.(offset) ?? offset,
  });

  /** A block that stands in both, or the document. `isOwn`: within a block that this person suggests to add, where they write freely. */
  container(before: Node, after: Node, isOwn: boolean): Node {
    if (before === after) return before;
    const owns = isOwn || this.isMine(insertionOf(before));
    if (before.isTextblock) return this.line(before, after, owns);
    return before.type.create(this.attributes(before, after, owns), Fragment.fromArray(this.children(before, after, owns)), before.marks);
  }

  /** What a block that stands in both is: what it was, with what was chosen for it suggested. */
  private attributes(before: Node, after: Node, isOwn: boolean): Attrs {
    const chosen = Object.entries(after.attrs).filter(([name, value]) => !isAsideOf(name) && !isSame(before.attrs[name], value));
    if (chosen.length === 0) return before.attrs;
    if (isOwn) return { ...before.attrs, ...Object.fromEntries(chosen) };
    return chosen.reduce<Attrs>((attrs, [name, value]) => this.suggesting(attrs, name, value), before.attrs);
  }

  /** The attributes of a block of which this person suggests one more thing, in place of what they suggested of the same before. */
  private suggesting(attrs: Attrs, name: string, value: unknown): Attrs {
    const changes = (attrs.suggested as readonly SuggestedChange[] | null) ?? [];
    const earlier = changes.find((change) => change.name === name && this.isMine(change));
    const maker = this.makerOfChange(earlier ?? null, changes);
    const kept = changes.filter((change) => change.name !== name || !this.isMine(change));
    return { ...attrs, suggested: suggestedChanges(value === undefined ? kept : [...kept, { ...maker, name, value }]) };
  }

  /** The suggestion that goes on: of the same thing, else of what was done with it now, else of the block; else a new one. */
  private makerOfChange(earlier: SuggestionMaker | null, changes: readonly SuggestedChange[]): SuggestionMaker {
    const { id, by } = earlier ?? this.own ?? changes.find((change) => this.isMine(change)) ?? this.maker();
    this.own ??= { id, by };
    return { id, by };
  }

  private children(before: Node, after: Node, isOwn: boolean): Node[] {
    const matches = matchChildren(before, after);
    const moved = movedAmong(before.children, matches, this.doing.stands?.blockId ?? null);
    // What one suggested oneself is moved; what stands is marked, and stays.
    const free = new Set([...moved].filter((child) => isOwn || this.isMine(insertionOf(child))));
    const stays = new Set(matches.filter((child) => child !== null && !free.has(child)));
    const standing: { readonly node: Node; readonly from: Node | null }[] = [];
    for (const child of before.children) {
      if (free.has(child)) continue;
      const match = after.children.find((_one, index) => matches[index] === child) ?? null;
      const node = match === null ? this.takenAway(child, isOwn) : this.container(child, match, isOwn);
      if (node !== null) standing.push({ node: moved.has(child) ? this.movedAway(node, child, before.children, matches) : node, from: child });
    }
    after.children.forEach((child, index) => {
      const match = matches[index] ?? null;
      if (match !== null && !free.has(match)) return;
      const beforeIt = matches.slice(0, index).findLast((one) => one !== null && !moved.has(one)) ?? null;
      // Behind what stands before it, behind what is new there already, and behind what it may replace.
      let at = standing.findIndex(({ from }) => from === beforeIt) + 1;
      while (at < standing.length && (standing[at]?.from === null || !stays.has(standing[at]?.from as Node))) at++;
      const node = match === null ? this.added(child, isOwn, standing[at - 1]?.node ?? null) : this.container(match, child, isOwn);
      standing.splice(at, 0, { node, from: null });
    });
    return standing.map(({ node }) => node);
  }

  /** A block that was moved: it stands where it stood, and bears where it would stand. */
  private movedAway(node: Node, from: Node, before: readonly Node[], matches: readonly (Node | null)[]): Node {
    if (!('suggested' in node.attrs)) {
      this.isRefused = true;
      return node;
    }
    const others = (child: Node) => !this.isMine(insertionOf(child));
    const order = matches.filter((child) => child !== null && others(child)) as Node[];
    const stood = before.filter((child) => order.includes(child));
    const own = (child: Node): Place | null => {
      const change = changesOf(child).find(({ name, by }) => name === placeName && by === this.by);
      return change === undefined ? null : (change.value as Place);
    };
    const place = placeIn(from, { stood, stands: order, suggested: withMoves(stood, own) });
    return node.type.create(this.suggesting(node.attrs, placeName, place ?? undefined), node.content, node.marks);
  }

  /** The content of a block that stands, without what this person would add to it. */
  private withdrawn(content: Fragment): Fragment {
    return Fragment.fromArray(content.content.filter((child) => !this.isMine(insertionOf(child)) || this.isOthers(deletionOf(child))));
  }

  /** A block that went: one's own suggestion is withdrawn, any other stands and is marked. Null for nothing. */
  private takenAway(block: Node, isOwn: boolean): Node | null {
    const owns = isOwn || this.isMine(insertionOf(block));
    if (owns && !holdsOthers(block, this.by)) return null;
    if (!('deleted' in block.attrs)) {
      this.isRefused = true;
      return block;
    }
    if (deletionOf(block) !== null) return block;
    const content = block.isTextblock ? this.withdrawn(block.content) : block.content;
    return block.type.create({ ...block.attrs, deleted: suggestionWord(this.maker()) }, content, block.marks);
  }

  private added(block: Node, isOwn: boolean, neighbour: Node | null): Node {
    const node = this.asNew(block);
    if (isOwn || !('inserted' in node.attrs)) return node;
    // One paragraph after another is one suggestion.
    const beside = neighbour === null ? null : insertionOf(neighbour);
    const maker = beside !== null && this.isMine(beside) ? beside : this.maker();
    return node.type.create({ ...node.attrs, inserted: suggestionWord(maker) }, node.content, node.marks);
  }

  /** A block that nobody has suggested anything of, under an id of its own: words that are struck do not come along. */
  private asNew(node: Node): Node {
    if (node.isText) return node.mark(node.marks.filter((mark) => !isSuggestionMark(mark)));
    const content: Node[] = [];
    const offsets: { readonly from: number; readonly size: number; readonly to: number | null }[] = [];
    let size = 0;
    node.forEach((child, offset) => {
      const kept = deletionOf(child) === null ? this.asNew(child) : null;
      offsets.push({ from: offset, size: child.nodeSize, to: kept === null ? null : size });
      if (kept === null) return;
      content.push(kept);
      size += kept.nodeSize;
    });
    const attrs: Record<string, unknown> = { ...node.attrs };
    for (const name of suggestionAttributes) if (name in attrs) attrs[name] = null;
    const id: unknown = attrs.id;
    if (typeof id === 'string') {
      if (this.taken.has(id)) attrs.id = newBlockId();
      this.taken.add(attrs.id);
      if (node.isTextblock) {
        if (attrs.id !== id) this.renamed.set(id, String(attrs.id));
        this.offsets.set(id, (offset) => offsetAmong(offsets, offset, size));
      }
    }
    return node.type.create(
      attrs,
      Fragment.fromArray(content),
      node.marks.filter((mark) => !isSuggestionMark(mark)),
    );
  }

  /** A text block that stands in both. */
  private line(before: Node, after: Node, isOwn: boolean): Node {
    const attrs = this.attributes(before, after, isOwn);
    const content = this.words(before, after, isOwn);
    return content === before.content && attrs === before.attrs ? before : before.type.create(attrs, content, before.marks);
  }

  private words(before: Node, after: Node, isOwn: boolean): Fragment {
    const changes = this.changesIn(before, after);
    if (changes.length === 0) return before.content;
    const { insertion } = before.type.schema.marks;
    if (!isOwn && (insertion === undefined || !before.type.allowsMarkType(insertion))) {
      this.isRefused = true;
      return before.content;
    }
    let [content, end] = [Fragment.empty, 0];
    const suggested: SuggestedEdit[] = [];
    for (const edit of changes) {
      const { left, written } = this.suggestedAt(edit, before, after, isOwn);
      content = content.append(before.content.cut(end, edit.from)).append(Fragment.fromArray([...left, ...written]));
      suggested.push({ ...edit, stays: sizeOf(left), adds: sizeOf(written) });
      end = edit.to;
    }
    this.rememberOffsets(before, after, suggested);
    return content.append(before.content.cut(end));
  }

  private changesIn(before: Node, after: Node): readonly Edit[] {
    const edits = this.doing.edits.get(String(after.attrs.id));
    const several = edits === undefined ? null : changesAt(edits, before.content, after.content);
    if (several !== null) return several;
    const whole = changedRange(before.content, after.content, this.offsetIn(this.doing.stands, after));
    return whole === null ? [] : [whole];
  }

  /** What is left of what stood in a place, and what is written there. */
  private suggestedAt(edit: Edit, before: Node, after: Node, isOwn: boolean): { readonly left: Node[]; readonly written: Node[] } {
    const { insertion, deletion } = before.type.schema.marks;
    const gone = before.content.cut(edit.from, edit.to);
    const come = after.content.cut(edit.fromAfter, edit.toAfter);
    const beside = [...lastOf(before.content.cut(0, edit.from)), ...firstOf(before.content.cut(edit.to))];
    const maker = this.makerBeside([...beside, ...gone.content, ...come.content]);

    const left: Node[] = [];
    gone.forEach((child) => {
      const isWithdrawn = this.isMine(insertionOf(child)) || (isOwn && insertionOf(child) === null);
      // What another would strike of it stays their suggestion.
      if (isWithdrawn && !this.isOthers(deletionOf(child))) {
        // A footnote that one goes on writing in is the same one.
        this.taken.delete(child.attrs.id);
        return;
      }
      const isStruck = deletionOf(child) !== null || deletion === undefined || child.type.name === 'opaqueInline';
      left.push(isStruck ? child : child.mark(deletion.create(maker).addToSet(child.marks)));
    });
    const written: Node[] = [];
    come.forEach((child) => {
      if (deletionOf(child) !== null) return;
      const node = this.asNew(child);
      written.push(isOwn || insertion === undefined ? node : node.mark(insertion.create(maker).addToSet(node.marks)));
    });
    return { left, written };
  }

  private rememberOffsets(before: Node, after: Node, edits: readonly SuggestedEdit[]): void {
    const id: unknown = after.attrs.id;
    if (typeof id !== 'string') return;
    const caret = this.offsetIn(this.doing.stood, before);
    this.offsets.set(id, (offset) => {
      let shift = 0;
      for (const { from, fromAfter, toAfter, stays, adds } of edits) {
        // Backspace goes on before what it struck, Delete behind it.
        const goesOnBehind = toAfter === fromAfter && caret !== null && caret <= from;
        if (offset < fromAfter || (offset === fromAfter && toAfter === fromAfter && !goesOnBehind)) break;
        if (offset <= toAfter) return fromAfter + shift + stays + Math.min(offset - fromAfter, adds);
        shift += stays + adds - (toAfter - fromAfter);
      }
      return offset + shift;
    });
  }

  private offsetIn(standing: Standing | null, block: Node): number | null {
    return standing !== null && standing.blockId === block.attrs.id ? standing.offset : null;
  }

  /** The suggestion that goes on: this person's own beside the change, else a new one. */
  private makerBeside(nodes: readonly Node[]): SuggestionMaker {
    const beside = nodes.flatMap((node) => [insertionOf(node), deletionOf(node)]).find((maker) => this.isMine(maker)) ?? null;
    this.own ??= beside;
    return beside ?? this.maker();
  }

  private maker(): SuggestionMaker {
    this.own ??= { id: newBlockId(), by: this.by };
    return this.own;
  }

  private isOthers(maker: SuggestionMaker | null): boolean {
    return maker !== null && maker.by !== this.by;
  }

  private isMine(maker: SuggestionMaker | null): boolean {
    return maker !== null && maker.by === this.by;
  }
}

/** For each child of `after` the child of `before` that it is: by identity, else by id where it is the same sort. */
function matchChildren(before: Node, after: Node): (Node | null)[] {
  const free = new Set(before.children);
  const matches = after.children.map((child) => (free.delete(child) ? child : null));
  const byId = new Map([...free].map((child) => [child.attrs.id as unknown, child]));
  return after.children.map((child, index) => {
    const id: unknown = child.attrs.id;
    const match = matches[index] ?? (typeof id === 'string' ? byId.get(id) : undefined) ?? null;
    return match !== null && match.type === child.type && (matches[index] !== null || free.delete(match)) ? match : null;
  });
}

/** The attributes that are not what a block is: its id, and what is suggested of it. */
const isAsideOf = (name: string) => name === 'id' || suggestionAttributes.has(name);
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Whether others suggest something of a block that one suggested, or in it. */
function holdsOthers(block: Node, by: string): boolean {
  let holds = [deletionOf(block), ...changesOf(block)].some((maker) => maker !== null && maker.by !== by);
  block.descendants((node) => {
    holds ||= [insertionOf(node), deletionOf(node), ...changesOf(node)].some((maker) => maker !== null && maker.by !== by);
  });
  return holds;
}

/** `stays`: how much of what stood is left, struck; `adds`: how much is written there. */
type SuggestedEdit = Edit & { readonly stays: number; readonly adds: number };

/** Those of several places where something differs; null where that is not all that differs. */
function changesAt(edits: readonly Edit[], before: Fragment, after: Fragment): Edit[] | null {
  const changes: Edit[] = [];
  let [end, endAfter] = [0, 0];
  for (const edit of edits) {
    const [from, fromAfter] = [wholeBefore(before, edit.from), wholeBefore(after, edit.fromAfter)];
    const [to, toAfter] = [wholeBehind(before, edit.to), wholeBehind(after, edit.toAfter)];
    if (from < end || fromAfter < endAfter || !before.cut(end, from).eq(after.cut(endAfter, fromAfter))) return null;
    if (!before.cut(from, to).eq(after.cut(fromAfter, toAfter))) changes.push({ from, to, fromAfter, toAfter });
    [end, endAfter] = [to, toAfter];
  }
  return before.cut(end).eq(after.cut(endAfter)) ? changes : null;
}

/** What differs in the content of a text block; null when nothing does. */
function changedRange(before: Fragment, after: Fragment, caret: number | null): Edit | null {
  const start = before.findDiffStart(after);
  const ends = before.findDiffEnd(after);
  if (start === null || ends === null) return null;
  const shorter = Math.min(before.size, after.size);
  // What stands behind the caret was not touched: tells which a of "aaa" went. Where it stands elsewhere, what went or came is the end.
  const suffix = caret === null ? Math.min(after.size - ends.b, shorter - start) : Math.min(after.size - ends.b, after.size - caret, shorter);
  const prefix = Math.min(start, shorter - suffix);
  const end = Math.min(suffix, shorter - prefix);
  const from = Math.min(wholeBefore(before, prefix), wholeBefore(after, prefix));
  const kept = Math.min(before.size - wholeBehind(before, before.size - end), after.size - wholeBehind(after, after.size - end));
  return { from, to: before.size - kept, fromAfter: from, toAfter: after.size - kept };
}

/** The nearest place at or before one that is in no footnote, and between whole letters: half an emoji is none. */
function wholeBefore(content: Fragment, at: number): number {
  const { node, start } = childAround(content, at);
  if (node === null || start === at) return at;
  if (!node.isText) return start;
  return /[\uD800-\uDBFF]/.test(node.text?.[at - start - 1] ?? '') ? at - 1 : at;
}

function wholeBehind(content: Fragment, at: number): number {
  const { node, start } = childAround(content, at);
  if (node === null || start === at) return at;
  if (!node.isText) return start + node.nodeSize;
  return /[\uDC00-\uDFFF]/.test(node.text?.[at - start] ?? '') ? at + 1 : at;
}

function childAround(content: Fragment, at: number): { readonly node: Node | null; readonly start: number } {
  let found: { node: Node | null; start: number } = { node: null, start: at };
  content.forEach((node, start) => {
    if (start <= at && at < start + node.nodeSize) found = { node, start };
  });
  return found;
}

/** Where an offset among children stands once some of them are left out. */
function offsetAmong(children: readonly { readonly from: number; readonly size: number; readonly to: number | null }[], offset: number, size: number): number {
  for (const { from, size: wide, to } of children) {
    if (offset >= from + wide) continue;
    return to === null ? (children.find((one) => one.from > from && one.to !== null)?.to ?? size) : to + offset - from;
  }
  return size;
}

const sizeOf = (nodes: readonly Node[]) => nodes.reduce((size, { nodeSize }) => size + nodeSize, 0);
const lastOf = ({ lastChild }: Fragment): Node[] => (lastChild === null ? [] : [lastChild]);
const firstOf = ({ firstChild }: Fragment): Node[] => (firstChild === null ? [] : [firstChild]);
