import type { Command } from '@tiptap/pm/state';

/**
 * Switches the word att of the selected clauses and points: off when all have it, else on. The
 * word is the block's, so nobody's text changes (SPEC.md, CLA1).
 */
export const toggleAtt: Command = (state, dispatch) => {
  const found: { pos: number; att: boolean }[] = [];
  state.doc.nodesBetween(state.selection.from, state.selection.to, (node, pos) => {
    if (typeof node.attrs.att === 'boolean') found.push({ pos, att: node.attrs.att });
    return !node.isTextblock;
  });
  if (found.length === 0) return false;
  const isOn = found.every(({ att }) => att);
  const tr = state.tr;
  for (const { pos } of found) tr.setNodeAttribute(pos, 'att', !isOn);
  dispatch?.(tr);
  return true;
};
