import type { Command } from '@tiptap/pm/state';
import { freshItem } from './enter.ts';
import { insertBlock } from './inserting.ts';
import { caret, namedAncestor, textblockAt } from './structure.ts';

/** An earlier decision in words: short as decision bases name it, in full as a sentence does. */
export type EarlierDecisionWords = { readonly short: string; readonly full: string };

/**
 * [EAR1] Writes an earlier decision where the caret is: as a line of the decision basis there, in
 * running text as words. Does not apply where neither may stand, as in a title, a field or a name.
 */
export function insertEarlierDecision(words: EarlierDecisionWords): Command {
  return (state, dispatch, view) => {
    const block = textblockAt(state.selection.$from);
    const section = namedAncestor(state.selection.$from, 'section');
    const item = namedAncestor(state.selection.$from, 'decisionBasis');
    if (block === null) return false;
    if (item !== null) {
      const isEmpty = item.node.content.size === 0;
      const at = isEmpty ? item.from : item.to;
      const { tr } = state;
      if (!isEmpty) tr.insert(at, freshItem(item.node));
      dispatch?.(caret(tr.insertText(words.short, at + 1), at + 1 + words.short.length).scrollIntoView());
      return true;
    }
    if (section?.node.attrs.part === 'decisionBasis') {
      let lined = state;
      const made = insertBlock('decisionBasis')(state, (tr) => {
        lined = state.apply(tr);
        dispatch?.(tr);
      });
      return made && (dispatch === undefined || insertEarlierDecision(words)(view?.state ?? lined, dispatch, view));
    }
    if (notForDecisions.has(block.node.type.name)) return false;
    const { $from } = state.selection;
    const before = $from.parentOffset === 0 ? ' ' : $from.parent.textBetween($from.parentOffset - 1, $from.parentOffset, '', ' ');
    dispatch?.(state.tr.insertText(`${/[\s\u00a0(]$/u.test(before) ? '' : ' '}${words.full}`).scrollIntoView());
    return true;
  };
}

const notForDecisions: ReadonlySet<string> = new Set(['title', 'field', 'person', 'castVote', 'recipient']);
