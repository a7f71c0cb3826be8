import type { Editor } from '@tiptap/core';
import { Fragment, type Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import type { TakenAway } from '@yrka/editor';

/** Puts a block back where it stood; after the caret's block when its neighbour is gone too. */
export function putBack(editor: Editor, { node, afterId }: TakenAway): void {
  const { state, view } = editor;
  const left = positionAfter(state.doc, String(node.attrs.id));
  if (left !== null) {
    // It was emptied, not removed: its words go back into it.
    const start = left - (state.doc.resolve(left).nodeBefore?.nodeSize ?? 0);
    const tr = state.tr.replaceWith(start, left, node);
    view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(start + node.nodeSize - 1), -1)).scrollIntoView());
    view.focus();
    return;
  }
  const place = afterId === null ? null : positionAfter(state.doc, afterId);
  insertWhereItFits(editor, place ?? state.selection.$to.after(Math.max(1, state.selection.$to.depth)), node);
  view.focus();
}

/** Rescued words as a block of their own, where they stood or after the block with the caret. */
export function putWordsBack(editor: Editor, text: string, blockId: string | null): void {
  const { state, view } = editor;
  const paragraph = state.schema.nodes.paragraph?.create(null, text === '' ? null : state.schema.text(text));
  if (paragraph === undefined) return;
  const beside = blockId === null ? null : positionAfter(state.doc, blockId);
  const { $to } = state.selection;
  insertWhereItFits(editor, beside ?? ($to.depth > 0 ? $to.after(1) : state.doc.content.size), paragraph);
  view.focus();
}

/** In a list of clauses the words become a clause; elsewhere the block goes to the nearest place that takes it. */
function insertWhereItFits(editor: Editor, position: number, block: Node): void {
  const { state, view } = editor;
  for (let at = position; ; ) {
    const $at = state.doc.resolve(Math.min(at, state.doc.content.size));
    const fitting = fittingNode($at.parent, $at.index(), block);
    if (fitting !== null) {
      const tr = state.tr.insert($at.pos, fitting);
      const caret = TextSelection.near(tr.doc.resolve($at.pos + fitting.nodeSize - 1), -1);
      view.dispatch(tr.setSelection(caret).scrollIntoView());
      return;
    }
    if ($at.depth === 0) return;
    at = $at.after();
  }
}

function fittingNode(parent: Node, index: number, block: Node): Node | null {
  if (parent.canReplaceWith(index, index, block.type)) return block;
  const item = parent.firstChild;
  if (!block.isTextblock || item === null || !item.isTextblock || !parent.canReplaceWith(index, index, item.type)) return null;
  return item.type.create(
    null,
    item.type.validContent(block.content) ? block.content : Fragment.from(block.textContent === '' ? null : block.type.schema.text(block.textContent)),
  );
}

function positionAfter(doc: Node, id: string): number | null {
  let after: number | null = null;
  doc.descendants((node, position) => {
    if (after === null && node.attrs.id === id) after = position + node.nodeSize;
    return after === null && !node.isTextblock;
  });
  return after;
}
