import { EditorState, TextSelection } from '@tiptap/pm/state';
import { type NodeName, schema } from '@yrka/schema';
import { block, by, doc, p } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { toOwnWords } from './personField.ts';

/** Where one writes when the last letter of this name has been chosen: in the words of which block. */
function afterNaming(event: NodeName, name: string): string {
  const document = doc(block(event, {}, by('Tomas Berg (C)', 'Eva Ek (L)'), p('')));
  let at = 0;
  document.descendants((node, position) => {
    if (node.type.name === 'person' && node.textContent === name) at = position + 1 + node.content.size;
  });
  const state = EditorState.create({ doc: document, schema, selection: TextSelection.create(document, at) });
  return state.apply(toOwnWords(state)).selection.$from.parent.type.name;
}

test.each<[NodeName, string, NodeName]>([
  ['separateStatement', 'Eva Ek', 'paragraph'],
  ['minutesNote', 'Eva Ek', 'paragraph'],
  ['separateStatement', 'Tomas Berg', 'person'],
  ['deliberation', 'Eva Ek', 'person'],
])('in %s one goes on from %s to a %s', (event, name, goal) => {
  expect(afterNaming(event, name)).toBe(goal);
});
