import type { Node } from '@tiptap/pm/model';
import { type Command, type EditorState, NodeSelection, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, type DecorationAttrs, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { changedTextblocks } from './changedBlocks.ts';
import { endnotesOf, type Note, openFootnote } from './endnotes.ts';
import type { EditorStrings } from './options.ts';
import { searchState } from './searching.ts';
import { caret, namedAncestor, type Place, textblockAt } from './structure.ts';

type FootnoteState = {
  /** In the order of the text; a note's number is its index plus one. */
  readonly notes: readonly Note[];
  /** The number and the end of each note. */
  readonly marks: DecorationSet;
  /** Those, the note that is open, and the list at the foot. */
  readonly shown: DecorationSet;
  readonly open: Note | null;
};

const key = new PluginKey<FootnoteState>('yrkaFootnotes');

/**
 * A footnote is its number in the sentence and its words at the foot, as on paper (SPEC.md, NOT1).
 * The words stand in the sentence all the same, unseen and unread, and are opened under their
 * number for the caret: there is one place where they are written, and two may write in it at once.
 */
export function footnotes(strings: EditorStrings): Plugin<FootnoteState> {
  return new Plugin<FootnoteState>({
    key,
    state: {
      init: (_, state) => {
        const notes = notesIn(state.doc);
        return shown(
          state,
          notes,
          DecorationSet.create(
            state.doc,
            notes.flatMap((note, index) => marks(note, index + 1, strings)),
          ),
          strings,
        );
      },
      apply: (tr, before, _, state) => {
        if (!tr.docChanged) {
          const open = openNote(state, before.notes);
          return open === before.open ? before : shown(state, before.notes, before.marks, strings);
        }
        const { notes, changed } = followed(tr, before.notes);
        // Numbers change only where notes come or go; otherwise only what was written in is drawn anew.
        if (notes.length !== before.notes.length)
          return shown(
            state,
            notes,
            DecorationSet.create(
              tr.doc,
              notes.flatMap((note, index) => marks(note, index + 1, strings)),
            ),
            strings,
          );
        let set = before.marks.map(tr.mapping, tr.doc);
        for (const { from, to } of changed) {
          const stale = set.find(from, to).filter((one) => one.from < to && one.to > from);
          const fresh = notes.flatMap((note, index) => (note.pos >= from && note.pos < to ? marks(note, index + 1, strings) : []));
          if (stale.length > 0) set = set.remove(stale);
          if (fresh.length > 0) set = set.add(tr.doc, fresh);
        }
        return shown(state, notes, set, strings);
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.shown,
      handleKeyDown: leaveUpOrDown,
    },
    view: (view) => {
      const show = () => {
        const state = key.getState(view.state);
        if (state) endnotesOf(view, strings).show(state.notes, state.open);
      };
      show();
      return { update: show };
    },
  });
}

/** The footnotes of a document, in order. */
export function footnotesOf(state: EditorState): readonly Note[] {
  return key.getState(state)?.notes ?? notesIn(state.doc);
}

/**
 * The arrows go into a footnote and out of it again, one step each: the browsers disagree about
 * where the border of an inline element with words of its own is.
 */
export function arrowThroughFootnote(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const { selection } = state;
    if (selection instanceof NodeSelection && selection.node.type.name === 'footnote') {
      dispatch?.(caret(state.tr, direction < 0 ? selection.from : selection.to).scrollIntoView());
      return true;
    }
    if (!(selection instanceof TextSelection) || !selection.empty) return false;
    const { $from } = selection;
    const footnote = namedAncestor($from, 'footnote');
    if (footnote) {
      if ($from.parentOffset !== (direction < 0 ? 0 : footnote.node.content.size)) return false;
      dispatch?.(caret(state.tr, direction < 0 ? footnote.from : footnote.to).scrollIntoView());
      return true;
    }
    const neighbour = direction < 0 ? $from.nodeBefore : $from.nodeAfter;
    if (neighbour?.type.name !== 'footnote') return false;
    dispatch?.(caret(state.tr, $from.pos + direction).scrollIntoView());
    return true;
  };
}

/** Up from the first line of an open footnote, and down from its last, back into the sentence: the browsers would go to any line near by. */
function leaveUpOrDown(view: EditorView, event: KeyboardEvent): boolean {
  const isUp = event.key === 'ArrowUp';
  if ((!isUp && event.key !== 'ArrowDown') || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return false;
  const { selection } = view.state;
  const footnote = selection.empty ? namedAncestor(selection.$head, 'footnote') : null;
  if (!footnote) return false;
  const here = view.coordsAtPos(selection.head);
  const edge = view.coordsAtPos(isUp ? footnote.from + 1 : footnote.to - 1);
  if (isUp ? here.top > edge.bottom - 2 : here.bottom < edge.top + 2) return false;
  view.dispatch(caret(view.state.tr, isUp ? footnote.from : footnote.to).scrollIntoView());
  return true;
}

function notesIn(doc: Node): Note[] {
  const notes: Note[] = [];
  doc.descendants((node, pos) => {
    if (node.isTextblock) notes.push(...notesOf(node, pos));
    return !node.isTextblock;
  });
  return notes;
}

function notesOf(block: Node, pos: number): Note[] {
  const notes: Note[] = [];
  block.forEach((node, offset) => {
    if (node.type.name === 'footnote') notes.push({ node, pos: pos + 1 + offset });
  });
  return notes;
}

/** The notes after a transaction. Only the blocks that it changed are read. */
function followed(tr: Transaction, before: readonly Note[]): { notes: readonly Note[]; changed: readonly { from: number; to: number }[] } {
  const blocks = changedTextblocks(tr);
  const changed = blocks.map(({ node, pos }) => ({ from: pos, to: pos + node.nodeSize }));
  const kept = before.flatMap(({ node, pos }) => {
    const mapped = tr.mapping.mapResult(pos, 1);
    if (mapped.deletedAfter || changed.some(({ from, to }) => mapped.pos >= from && mapped.pos < to)) return [];
    return [{ node, pos: mapped.pos }];
  });
  const notes = [...kept, ...blocks.flatMap(({ node, pos }) => notesOf(node, pos))].sort((a, b) => a.pos - b.pos);
  return { notes, changed };
}

function shown(state: EditorState, notes: readonly Note[], set: DecorationSet, strings: EditorStrings): FootnoteState {
  const open = openNote(state, notes);
  const more: Decoration[] = [];
  if (open) more.push(...opened(state.doc, open, notes.indexOf(open) + 1, strings));
  if (notes.length > 0) {
    const toDOM = (view: EditorView) => endnotesOf(view, strings).element;
    more.push(Decoration.widget(state.doc.content.size, toDOM, { side: 1, key: 'endnotes', ignoreSelection: true, stopEvent: () => true }));
  }
  return { notes, marks: set, shown: more.length === 0 ? set : set.add(state.doc, more), open };
}

/** The note that the caret is in, or else that the present match of a search is in. */
function openNote(state: EditorState, notes: readonly Note[]): Note | null {
  if (notes.length === 0) return null;
  const { matches, current } = searchState(state);
  const at = namedAncestor(state.selection.$head, 'footnote')?.from;
  const match = matches[current]?.from ?? -1;
  return notes.find(({ pos }) => pos === at) ?? notes.find(({ node, pos }) => match > pos && match < pos + node.nodeSize) ?? null;
}

/**
 * The open field. It stands out of the flow, and there Chromium loses the caret and breaks off what
 * an input method composes as soon as the field is empty for a moment. So its edges are real text (a
 * word joiner, which is not seen), always there and never redrawn.
 */
function opened(doc: Node, { node, pos }: Note, number: number, strings: EditorStrings): Decoration[] {
  const $pos = doc.resolve(pos);
  const end = pos + node.nodeSize;
  const attributes: DecorationAttrs = { class: 'yrka-open', role: 'note', 'aria-label': strings.footnote(number) };
  if (node.content.size === 0) attributes['data-placeholder'] = strings.footnotePlaceholder;
  // The field is as wide as the block around it; a cell may be narrow, and then it is the table.
  const host: Place | null = namedAncestor($pos, 'table') ?? textblockAt($pos);
  return [
    Decoration.node(pos, end, attributes),
    Decoration.widget(pos + 1, joiner, { side: -1, key: 'footnote first', ignoreSelection: true }),
    Decoration.widget(end - 1, joiner, { side: 1, key: 'footnote last', ignoreSelection: true }),
    ...(host ? [Decoration.node(host.from, host.to, { class: 'yrka-noting' })] : []),
  ];
}

/**
 * The number before a footnote's words, and an end after them, as things that cannot be edited:
 * without them a browser takes the place after the note for the end of the note, and words go
 * astray. The end, too, is real text.
 */
function marks({ node, pos }: Note, number: number, strings: EditorStrings): Decoration[] {
  const numberMark = (view: EditorView, getPos: () => number | undefined) => {
    const element = mark('yrka-footnote-number', String(number));
    element.setAttribute('role', 'doc-noteref');
    element.setAttribute('aria-label', strings.footnote(number));
    element.tabIndex = view.editable ? -1 : 0;
    const go = () => {
      const at = getPos();
      const note = footnotesOf(view.state).find((one) => one.pos === at);
      if (!note) return;
      if (view.editable) openFootnote(view, note);
      else endnotesOf(view, strings).goTo(note);
    };
    // The press would put the caret beside the number first.
    element.addEventListener('mousedown', (event) => {
      event.preventDefault();
    });
    element.addEventListener('click', go);
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      go();
    });
    return element;
  };
  return [
    Decoration.widget(pos, numberMark, { side: 1, key: `footnote ${number}`, ignoreSelection: true, stopEvent: () => true }),
    Decoration.widget(pos + node.nodeSize, joiner, { side: -1, key: 'footnote end', ignoreSelection: true }),
  ];
}

function joiner(): HTMLElement {
  const element = mark('yrka-footnote-edge', '\u2060');
  element.setAttribute('aria-hidden', 'true');
  return element;
}

function mark(className: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  element.contentEditable = 'false';
  return element;
}
