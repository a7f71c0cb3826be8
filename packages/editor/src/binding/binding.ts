import { createUndoManager, fromRelativePosition, isUndoProved, Reader, rootOf, toRelativePosition, writeDocument } from '@yrka/ydoc';
import type { Node } from '@tiptap/pm/model';
import { AllSelection, type EditorState, NodeSelection, type Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { remoteChange } from '../remoteChange.ts';
import { replaceChanged } from '../replaceChanged.ts';

/** What the binding needs of an editor; an EditorView is one, and so is a test without a screen. */
export type BindingHost = {
  readonly state: EditorState;
  dispatch(transaction: Transaction): void;
};

/** A block that somebody else removed, or emptied, while this person was writing in it. */
export type TakenAway = {
  readonly blockId: string;
  /** The block as it stood here, with words that the other may not have seen. */
  readonly node: Node;
  /** The block before it, to put it back where it stood; null when it was first. */
  readonly afterId: string | null;
  /** Per Yjs client, the clock below which all its letters were known here: of those in this block, none is missing in `node`. */
  readonly known: ReadonlyMap<number, number>;
};

export type BindingOptions = {
  readonly ydoc: Y.Doc;
  readonly onTakenAway?: (block: TakenAway) => void;
  /** Ids of blocks that this person just removed, for the others' "… tog bort stycket". */
  readonly onRemoved?: (blockIds: readonly string[]) => void;
  /** Who writes here, while they may do no more than suggest; null for one who may write. */
  readonly suggestsOnly?: () => string | null;
  /** What they would take back, or do again, the server would refuse: it is left as it is. */
  readonly onUndoLeft?: () => void;
  /** Milliseconds since any fixed moment. */
  readonly now?: () => number;
};

type RelativeSelection = { readonly kind: 'text' | 'node' | 'all'; readonly anchor: Y.RelativePosition; readonly head: Y.RelativePosition };

/** For how long after the last key press a block counts as being written in, once the caret has left it. */
const writingMs = 30_000;

/**
 * Keeps an editor's state and a Y document the same. What comes from Yjs is shown, never
 * corrected; what a person does is written with the fewest changes. Undo takes back only what
 * was done here.
 */
export class Binding {
  readonly ydoc: Y.Doc;
  readonly reader: Reader;
  readonly undoManager: Y.UndoManager;
  private readonly host: BindingHost;
  private readonly options: BindingOptions;
  private shown: Node | null = null;
  /** Where the caret was before one's own change, for undo; and before a change from elsewhere, to stay there. */
  private selectionBefore: RelativeSelection | null = null;
  private heldSelection: RelativeSelection | null = null;
  private writtenIn: { readonly blockId: string; readonly at: number } | null = null;
  private isWriting = false;
  private readonly now: () => number;

  constructor(host: BindingHost, options: BindingOptions) {
    this.host = host;
    this.options = options;
    this.ydoc = options.ydoc;
    this.now = options.now ?? (() => performance.now());
    this.reader = new Reader(rootOf(this.ydoc), host.state.schema);
    this.undoManager = createUndoManager(this.ydoc, this);
    this.undoManager.on('stack-item-added', this.rememberSelection);
    this.undoManager.on('stack-item-popped', this.restoreSelection);
    // Not beforeTransaction: Yjs opens another, with the change already made, to tell what changed.
    this.ydoc.on('beforeAllTransactions', this.holdSelection);
    this.reader.root.observeDeep(this.onYjsChange);
  }

  /** Shows the Y document in the editor. Call once, before any change is made there. */
  show(): void {
    this.showNow(null);
  }

  /**
   * Writes what the editor now says. Call after each new editor state; does nothing where nothing
   * differs.
   *
   * @param beforeStep the document before a change that is to be undone by itself (a space made
   *   non-breaking while one types); what led to it is then an undo step of its own.
   */
  editorChanged(before: EditorState, beforeStep: Node | null = null): void {
    const { doc, selection } = this.host.state;
    if (this.shown === null || doc === this.shown) return;
    if (this.beginsUndoStep(beforeStep)) this.selectionBefore = before.doc === this.shown ? this.relativeSelection(before.selection, before.doc) : null;
    const removed = this.options.onRemoved === undefined ? [] : removedIds(this.shown, doc);
    if (beforeStep !== null) {
      this.write(beforeStep, null);
      this.closeUndoStep();
    }
    this.write(doc, selection.head);
    if (beforeStep !== null) this.closeUndoStep();
    const block = blockAround(doc, selection.head);
    if (block !== null) this.writtenIn = { blockId: block.id, at: this.now() };
    if (removed.length > 0) this.options.onRemoved?.(removed);
  }

  /** Takes back the last thing done here; false when there is none, or it cannot be taken back any more. */
  undo(): boolean {
    return this.mayGo('undo') && this.undoManager.undo() !== null;
  }

  /** Does again what undo took back; false when there is none, or it cannot be done any more. */
  redo(): boolean {
    return this.mayGo('redo') && this.undoManager.redo() !== null;
  }

  /** Begins a new undo step: what follows is taken back apart from what went before. */
  closeUndoStep(): void {
    this.undoManager.stopCapturing();
  }

  destroy(): void {
    this.reader.root.unobserveDeep(this.onYjsChange);
    this.ydoc.off('beforeAllTransactions', this.holdSelection);
    this.undoManager.destroy();
  }

  /** Positions that stay with their words, for carets; null while nothing is shown. */
  relativeSelection(selection: Selection = this.host.state.selection, document: Node = this.host.state.doc): RelativeSelection | null {
    if (this.shown === null || document !== this.shown) return null;
    const kind = selection instanceof AllSelection ? 'all' : selection instanceof NodeSelection ? 'node' : 'text';
    return { kind, anchor: toRelativePosition(this.reader, document, selection.anchor), head: toRelativePosition(this.reader, document, selection.head) };
  }

  /** Where another's position stands here; null when its words are gone. */
  absolutePosition(relative: Y.RelativePosition): number | null {
    const position = fromRelativePosition(this.reader, relative);
    return position === null || position > this.host.state.doc.content.size ? null : position;
  }

  /** What the server would refuse is forgotten instead: the next goes on with what was done before it. */
  private mayGo(way: 'undo' | 'redo'): boolean {
    const personId = this.options.suggestsOnly?.() ?? null;
    const stack = this.undoManager[way === 'undo' ? 'undoStack' : 'redoStack'];
    if (personId === null || stack.length === 0 || isUndoProved(this.ydoc, this.undoManager, way, personId)) return true;
    stack.pop();
    this.options.onUndoLeft?.();
    return false;
  }

  private write(document: Node, caret: number | null): void {
    if (document === this.shown) return;
    this.isWriting = true;
    try {
      this.ydoc.transact(() => writeDocument(this.reader, document, caret), this);
    } finally {
      this.isWriting = false;
    }
    this.shown = document;
  }

  private readonly holdSelection = () => {
    // One's own change leaves the caret where the editor has put it.
    if (!this.isWriting) this.heldSelection = this.relativeSelection();
  };

  /** Whether what is written now may be taken back apart from what went before; the caret is remembered for steps alone. */
  private beginsUndoStep(beforeStep: Node | null): boolean {
    const { lastChange, captureTimeout, undoStack } = this.undoManager;
    return beforeStep !== null || undoStack.length === 0 || Date.now() - lastChange >= captureTimeout / 2;
  }

  private readonly onYjsChange = (events: Y.YEvent<Y.XmlElement | Y.XmlText>[], transaction: Y.Transaction) => {
    if (transaction.origin === this) return;
    this.reader.forget(events);
    if (this.shown === null) return;
    const before = this.host.state;
    this.showNow(this.heldSelection);
    if (transaction.origin !== this.undoManager) this.tellTakenAway(before);
  };

  private showNow(selection: RelativeSelection | null): void {
    const document = this.reader.read();
    const transaction = replaceChanged(this.host.state.tr, document);
    if (selection !== null) this.select(transaction, selection);
    transaction.setMeta(remoteChange, true).setMeta('addToHistory', false);
    this.shown = transaction.doc;
    this.host.dispatch(transaction);
    // ProseMirror rebuilds the parents around a change: from now on those are what is shown.
    if (this.shown === this.host.state.doc) this.reader.keepChildren(this.reader.root, this.shown);
  }

  private select(transaction: Transaction, { kind, anchor, head }: RelativeSelection): void {
    const { doc } = transaction;
    if (kind === 'all') {
      transaction.setSelection(new AllSelection(doc));
      return;
    }
    const [from, to] = [fromRelativePosition(this.reader, anchor), fromRelativePosition(this.reader, head)];
    // Words that are gone: the position that ProseMirror mapped through the change is the nearest.
    if (from === null || to === null || Math.max(from, to) > doc.content.size) return;
    if (kind === 'node') {
      if (doc.resolve(from).nodeAfter?.type.spec.selectable !== false && doc.resolve(from).nodeAfter !== null)
        transaction.setSelection(NodeSelection.create(doc, from));
      return;
    }
    transaction.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to)));
  }

  private readonly rememberSelection = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
    if (this.selectionBefore !== null) stackItem.meta.set(this, this.selectionBefore);
  };

  private readonly restoreSelection = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
    const selection = stackItem.meta.get(this) as RelativeSelection | undefined; // put there by rememberSelection alone
    if (selection === undefined) return;
    const transaction = this.host.state.tr.setMeta('addToHistory', false);
    this.select(transaction, selection);
    this.host.dispatch(transaction.scrollIntoView());
  };

  private tellTakenAway(before: EditorState): void {
    const { onTakenAway } = this.options;
    if (onTakenAway === undefined) return;
    const caretIn = blockAround(before.doc, before.selection.head);
    const writtenIn = this.writtenIn !== null && this.now() - this.writtenIn.at <= writingMs ? this.writtenIn.blockId : null;
    // A caret alone, resting where nothing was written, loses nothing.
    const blockId = writtenIn ?? (this.writtenIn !== null && this.writtenIn.blockId === caretIn?.id ? caretIn.id : null);
    if (blockId === null) return;
    const lost = findBlock(before.doc, blockId);
    if (lost === null || lost.node.textContent.trim() === '') return;
    // Emptied is taken away too: what one was writing is gone.
    const left = findBlock(this.host.state.doc, blockId);
    if (left !== null && left.node.textContent.trim() !== '') return;
    this.writtenIn = null;
    onTakenAway({ blockId, node: lost.node, afterId: lost.afterId, known: Y.decodeStateVector(Y.encodeStateVector(this.ydoc)) });
  }
}

/** The innermost block with an id around a position. */
function blockAround(document: Node, position: number): { readonly id: string } | null {
  const resolved = document.resolve(Math.min(position, document.content.size));
  for (let depth = resolved.depth; depth > 0; depth--) {
    const node = resolved.node(depth);
    const id: unknown = node.attrs.id;
    if (typeof id === 'string' && node.isBlock) return { id };
  }
  return null;
}

function findBlock(document: Node, blockId: string): { readonly node: Node; readonly afterId: string | null } | null {
  let found: { node: Node; afterId: string | null } | null = null;
  document.descendants((node, _position, parent, index) => {
    if (found !== null) return false;
    if (node.attrs.id === blockId) {
      const before: unknown = index > 0 ? parent?.child(index - 1).attrs.id : null;
      found = { node, afterId: typeof before === 'string' ? before : null };
    }
    return !node.isTextblock;
  });
  return found;
}

/** Ids of blocks that stood in the part that changed and stand there no more, or have lost all their words. */
function removedIds(before: Node, after: Node): string[] {
  const start = before.content.findDiffStart(after.content);
  const ends = before.content.findDiffEnd(after.content);
  if (start === null || ends === null || ends.a <= start) return [];
  const gone = new Set<string>();
  before.nodesBetween(start, ends.a, (node) => {
    if (typeof node.attrs.id === 'string' && node.isBlock && node.textContent !== '') gone.add(node.attrs.id);
    return !node.isTextblock;
  });
  if (gone.size > 0) {
    after.nodesBetween(Math.min(start, after.content.size), Math.min(Math.max(ends.b, start), after.content.size), (node) => {
      if (typeof node.attrs.id === 'string' && node.textContent !== '') gone.delete(node.attrs.id);
      return !node.isTextblock;
    });
  }
  return [...gone];
}
