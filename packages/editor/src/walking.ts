import { selectAll } from '@tiptap/pm/commands';
import type { ResolvedPos } from '@tiptap/pm/model';
import { AllSelection, type Command, Plugin, PluginKey, Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { keyedLists } from '@yrka/schema';
import { changeDepth } from './formatting.ts';
import { ancestor, caret, events, namedAncestor, type Place, textblockAt, textblockStarts } from './structure.ts';
import { goToCell, isInTable, selectContent } from './tables.ts';

/** Filled in like a form's fields: to come to one is to replace what it says. */
const formBlocks: ReadonlySet<string> = new Set(['field', 'person', 'castVote', 'tableCell']);

const key = new PluginKey<boolean>('yrkaWalking');

/**
 * Remembers that Escape was pressed, so that the next Tab leaves the editor: the keyboard is never
 * caught in it (SPEC.md, TAB4; WCAG 2.1.2). Anything written or moved forgets it.
 */
export function walking(): Plugin<boolean> {
  return new Plugin<boolean>({
    key,
    state: {
      init: () => false,
      apply: (tr, leaving) => (tr.getMeta(key) as boolean | undefined) ?? (leaving && !tr.docChanged && !tr.selectionSet),
    },
  });
}

/** Escape: out of a footnote first; then the next Tab leaves the editor. */
export const escape: Command = (state, dispatch) => {
  const footnote = namedAncestor(state.selection.$from, 'footnote');
  dispatch?.(footnote ? caret(state.tr, footnote.to) : state.tr.setMeta(key, true));
  return true;
};

/**
 * Tab (1) and Shift-Tab (-1): the next field, person, clause or cell inside structured blocks; in
 * a list one level in or out. In running text, and after Escape, it is not ours and leaves the
 * editor.
 */
export function walk(direction: -1 | 1): Command {
  return (state, dispatch, view) => {
    if (key.getState(state) === true) return false;
    if (isInTable(state)) return goToCell(direction)(state, dispatch, view);
    const { $head } = state.selection;
    const block = textblockAt($head);
    if (!block) return false;
    if (block.node.type.name === 'paragraph' && block.node.attrs.list !== null) {
      return direction > 0 || block.node.attrs.depth > 0 ? changeDepth(direction)(state, dispatch) : false;
    }
    const isStructured =
      block.node.type.name === 'title' ||
      ancestor($head, (node) => node.type.name === 'fieldList' || keyedLists.has(node.type.name) || events.has(node.type.name)) !== null;
    if (!isStructured) return false;
    const control = direction > 0 ? controlAfterFields(block, $head, view) : null;
    if (control !== null) {
      if (dispatch) control.focus();
      return true;
    }
    const starts = textblockStarts(state.doc);
    const next = starts[starts.indexOf(block.from + 1) + direction];
    if (next === undefined || (direction < 0 && starts[0] === block.from + 1)) return false;
    const name = state.doc.resolve(next).parent.type.name;
    dispatch?.((formBlocks.has(name) ? selectContent(state.tr, next) : caret(state.tr, state.doc.resolve(next).end())).scrollIntoView());
    return true;
  };
}

/** A vote's numbers are inputs of its view, not text: they come after its last field. */
function controlAfterFields(block: Place, $head: ResolvedPos, view: EditorView | undefined): HTMLElement | null {
  const vote = namedAncestor($head, 'vote');
  const isLastField = block.node.type.name === 'field' && block.parent.maybeChild(block.index + 1)?.type.name !== 'field';
  // A block is drawn as an element; a command that is only asked whether it applies has no view.
  const dom = vote !== null && isLastField ? (view?.nodeDOM(vote.from) as HTMLElement | null | undefined) : null;
  return dom?.querySelector('input') ?? null;
}

/** All of the form field one is in; when it is selected already, and elsewhere, the whole document (SPEC.md, TAB5). */
export const selectFieldOrAll: Command = (state, dispatch, view) => {
  const { $from, $to, from, to } = state.selection;
  const block = textblockAt($from);
  const isForm = block !== null && $from.sameParent($to) && formBlocks.has(block.node.type.name) && block.node.content.size > 0;
  if (!isForm || to - from === block.node.content.size) return selectAll(state, dispatch, view);
  dispatch?.(selectContent(state.tr, block.from + 1));
  return true;
};

/** From the whole document to its start or its end (SPEC.md, TAB5): Chromium goes one letter in, or nowhere. */
export function leaveAll(direction: -1 | 1): Command {
  return ({ doc, selection, tr }, dispatch) => {
    if (!(selection instanceof AllSelection)) return false;
    dispatch?.(tr.setSelection(direction < 0 ? Selection.atStart(doc) : Selection.atEnd(doc)).scrollIntoView());
    return true;
  };
}

/**
 * To the end of the document, or selecting as far (SPEC.md, TAB6). A browser goes nowhere by itself: what stands last on
 * the paper, a list of people and the notes under it, is nothing that a caret can be in.
 */
export function toEnd(selects: boolean): Command {
  return ({ doc, selection, tr }, dispatch) => {
    const end = Selection.atEnd(doc);
    dispatch?.(tr.setSelection(selects ? TextSelection.between(selection.$anchor, end.$head) : end).scrollIntoView());
    return true;
  };
}
