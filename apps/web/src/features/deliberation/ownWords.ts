import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { digestOfSentence, writtenWords } from '@yrka/formal-text';

type Written = { readonly editor: Editor; readonly node: Node; readonly getPos: () => number | undefined; readonly sentence: string | null };

/**
 * Words that somebody begins to write themselves keep a digest of the sentence that they stand for
 * (formal-text, SEN4), and lose it with the last of them. Words that were there before, as those of
 * an import, were written over nothing.
 */
export function keepWhatWasWrittenOver({ editor, node, getPos, sentence, isHere }: Written & { readonly isHere: boolean }): void {
  const at = getPos();
  if (at === undefined || !editor.isEditable || !isHere) return;
  const words = writtenWords(node);
  const writtenOver = node.attrs.writtenOver as string | null;
  if (words !== null && writtenOver === null && isBegun(node)) set(editor, at, digestOfSentence(sentence));
  else if (words === null && writtenOver !== null) set(editor, at, null);
}

/** As long as the first letters are all there is: whoever comes to words that stand has not written them. */
const isBegun = (node: Node) => (writtenWords(node)?.length ?? 0) <= 2;

function set(editor: Editor, at: number, writtenOver: string | null): void {
  editor.view.dispatch(editor.state.tr.setNodeAttribute(at, 'writtenOver', writtenOver));
}

/** Puts the sentence where one writes, to change a word of it. */
export function writeFromSentence({ editor, getPos, sentence }: Omit<Written, 'node'>): void {
  const at = getPos();
  const event = at === undefined ? null : editor.state.doc.nodeAt(at);
  if (at === undefined || event === null || sentence === null) return;
  const { schema, tr } = editor.state;
  const paragraphs = sentence.split('\n').map((line) => schema.nodes.paragraph?.create(null, schema.text(line)) as Node);
  const place = wordsPlace(event, at);
  tr.replaceWith(place.from, place.to, paragraphs).setNodeAttribute(at, 'writtenOver', digestOfSentence(sentence));
  const end = place.from + paragraphs.reduce((size, { nodeSize }) => size + nodeSize, 0);
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(end - 1), -1)).scrollIntoView());
  requestAnimationFrame(() => editor.view.focus());
}

/** Takes one's own words away: the sentence stands again. */
export function takeSentence({ editor, getPos }: Omit<Written, 'node' | 'sentence'>): void {
  const at = getPos();
  const event = at === undefined ? null : editor.state.doc.nodeAt(at);
  if (at === undefined || event === null) return;
  const { schema, tr } = editor.state;
  const place = wordsPlace(event, at);
  tr.replaceWith(place.from, place.to, schema.nodes.paragraph?.create() as Node).setNodeAttribute(at, 'writtenOver', null);
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(place.from + 1))).scrollIntoView());
  requestAnimationFrame(() => editor.view.focus());
}

/** From the first paragraph of an event to behind its last; all of them are its words. */
function wordsPlace(node: Node, at: number): { readonly from: number; readonly to: number } {
  let [from, to] = [-1, -1];
  node.forEach((child, offset) => {
    if (child.type.name !== 'paragraph') return;
    if (from < 0) from = at + 1 + offset;
    to = at + 1 + offset + child.nodeSize;
  });
  const end = at + node.nodeSize - 1;
  return from < 0 ? { from: end, to: end } : { from, to };
}
