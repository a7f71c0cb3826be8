import { type Node, Slice } from '@tiptap/pm/model';
import type { Command, Transaction } from '@tiptap/pm/state';
import { contextOf, generatedSentence, writeDecision } from '@yrka/formal-text';
import { type ClauseReference, deletionOf, type Outcome } from '@yrka/schema';
import { caret, findPosition, isEmptyText } from './structure.ts';

/** A clause of the motion, how it is answered, and the ids of all the motion's clauses in order. */
export type ClauseAnswer = { readonly reference: ClauseReference; readonly outcome: Outcome; readonly clauses: readonly string[] };

export type PointChange = { readonly outcome?: Outcome | null; readonly answers?: readonly ClauseReference[] };

/** The parts in which a motion is answered, the nearest to the motion's way first. */
const answeringParts = ['proposedDecision', 'proposalToAssembly', 'decision'];

/**
 * Answers a clause with a point of its own, in the sentence that the municipality's decisions have:
 * in the empty point of the part where the motion is answered, else after those that answer earlier
 * clauses. The caret stands after the sentence, where the reasons go. False where the document has no such part.
 */
export function answerClause({ reference, outcome, clauses }: ClauseAnswer): Command {
  return (state, dispatch) => {
    const { tr } = state;
    const place = answeringList(tr.doc);
    const type = state.schema.nodes.decisionPoint;
    if (place === null || type === undefined) return false;
    const { list, at } = place;
    const att = list.firstChild?.attrs.att === true;
    const words = writeDecision({ outcome, clauses: [clauses.indexOf(reference.clause) + 1], clauseCount: clauses.length, att }) ?? '';
    const point = type.create({ att, outcome, answers: [reference] }, words === '' ? null : state.schema.text(words));

    const points = list.children;
    const empty = points.findIndex((one) => one.type === type && isUnused(one));
    const earlier = new Set(clauses.slice(0, clauses.indexOf(reference.clause)));
    const answersEarlier = points.findLastIndex((one) => answersOf(one).some(({ clause }) => earlier.has(clause)));
    const answersAny = points.some((one) => answersOf(one).length > 0);
    const index = empty !== -1 ? empty : answersAny ? answersEarlier + 1 : points.length;
    const from = points.slice(0, index).reduce((end, one) => end + one.nodeSize, at + 1);
    if (empty === -1) tr.insert(from, point);
    else {
      tr.setNodeMarkup(from, undefined, { ...points[empty]?.attrs, outcome, answers: [reference] });
      if (words !== '') tr.insertText(words, from + 1);
    }
    caret(tr, from + 1 + words.length);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/**
 * Changes what a decision point answers, or how. Its words follow while they are still those that
 * its structure gave, or none; what somebody has written stays as it is.
 */
export function changePoint(at: number, change: PointChange, clauses: readonly string[]): Command {
  return (state, dispatch) => {
    const point = state.doc.nodeAt(at);
    if (point?.type.name !== 'decisionPoint') return false;
    const { tr } = state;
    const context = contextOf(state.doc, { clauses });
    const before = generatedSentence(point, context);
    const changed = point.type.create({ ...point.attrs, ...change }, point.content);
    const after = generatedSentence(changed, context);
    tr.setNodeMarkup(at, undefined, changed.attrs);
    const own = point.textContent.trim();
    const isGenerated = own === '' ? isEmptyText(point) : own === before && point.childCount === 1;
    if (after !== null && isGenerated && after !== own) replaceWords(tr, at, point, after);
    dispatch?.(tr);
    return true;
  };
}

/** Only what differs is replaced: the beginning that both share stays, with whoever stands in it. */
function replaceWords(tr: Transaction, at: number, point: Node, words: string): void {
  const own = point.textContent;
  let same = 0;
  while (same < own.length && own[same] === words[same]) same++;
  tr.replace(at + 1 + same, at + 1 + point.content.size, Slice.empty);
  tr.insertText(words.slice(same), at + 1 + same);
}

/** The list of points of the part that answers the motion; null where the document has none. */
function answeringList(doc: Node): { readonly list: Node; readonly at: number } | null {
  const isList = (node: Node) => node.type.name === 'decisionList';
  for (const part of answeringParts) {
    const section = findPosition(doc, (node) => node.type.name === 'section' && node.attrs.part === part);
    const size = section === null ? 0 : (doc.nodeAt(section)?.nodeSize ?? 0);
    const at = section === null ? null : findPosition(doc, isList, section, section + size);
    const list = at === null ? null : doc.nodeAt(at);
    if (at !== null && list !== null) return { list, at };
  }
  const at = findPosition(doc, isList);
  const list = at === null ? null : doc.nodeAt(at);
  return at === null || list === null ? null : { list, at };
}

const answersOf = (point: Node) => (point.attrs.answers ?? []) as readonly ClauseReference[];
const isUnused = (point: Node) => isEmptyText(point) && deletionOf(point) === null && point.attrs.outcome === null && answersOf(point).length === 0;
