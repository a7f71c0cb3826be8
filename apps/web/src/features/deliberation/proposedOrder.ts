import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { eventNode, insertEventsAtHome } from '@yrka/editor';
import { type ProposedQuestion, proposeBeslutsgang, questionOf } from '@yrka/formal-text';
import { alternativeWord } from '@yrka/schema';
import { type Around, chairAt } from './documentFacts.ts';

/** The order in which the chair may put what was moved. */
export function proposedOrder(document: Node, { clauses, meeting }: Around): readonly ProposedQuestion[] {
  return proposeBeslutsgang(document, { clauses, chair: chairAt(meeting) });
}

/** What of the proposed order is not in the document yet, and what a question there lacks of it. */
export type Lacking = { readonly fresh: readonly ProposedQuestion[]; readonly longer: readonly { readonly at: number; readonly puts: readonly string[] }[] };

/** A question that is there with the same alternatives is put already; one that waited for the winner of another gets it. */
export function lackingOf(document: Node, order: readonly ProposedQuestion[]): Lacking {
  const there: { readonly at: number; readonly words: readonly string[] }[] = [];
  document.descendants((node, at) => {
    if (node.type.name === 'acclamation') there.push({ at, words: questionOf(node).puts.map(alternativeWord) });
    return !node.isTextblock;
  });
  const [fresh, longer]: [ProposedQuestion[], { at: number; puts: readonly string[] }[]] = [[], []];
  for (const question of order) {
    const words = question.puts.map(alternativeWord);
    const known = there.find((one) => one.words.length > 0 && one.words.every((word) => words.includes(word)));
    if (known === undefined) fresh.push(question);
    else if (known.words.length < words.length) longer.push({ at: known.at, puts: words });
  }
  return { fresh, longer };
}

/** Puts the questions that are lacking at the end of the part for them, nothing found yet, in one step. False when nothing is lacking. */
export function putOrder(state: EditorState, dispatch: (tr: Transaction) => void, order: readonly ProposedQuestion[]): boolean {
  const { fresh, longer } = lackingOf(state.doc, order);
  if (fresh.length === 0 && longer.length === 0) return false;
  const nodes = fresh.map(({ stage, puts }) => eventNode(state.schema, 'acclamation', { attributes: { stage, puts: puts.map(alternativeWord) } }));
  let tr = state.tr;
  insertEventsAtHome('acclamation', nodes)(state, (inserted) => {
    tr = inserted;
  });
  for (const { at, puts } of longer) tr.setNodeAttribute(tr.mapping.map(at), 'puts', puts);
  dispatch(tr);
  return true;
}
