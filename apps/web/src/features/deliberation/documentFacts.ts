import type { Node } from '@tiptap/pm/model';
import { contextOf, generatedSentence, type SentenceContext, writePeople } from '@yrka/formal-text';
import type { YrkandeKind } from '@yrka/schema';
import { peopleOf } from '@yrka/formal-text';
import { createContext, use } from 'react';

/** A clause of the motion that a report or a protokollsparagraf answers. */
export type MotionClause = { readonly id: string; readonly att: boolean; readonly text: string };
/** The motion as it stood in the version that was read. */
export type AnsweredMotion = { readonly document: string; readonly version: number; readonly clauses: readonly MotionClause[] };

/** The motion that the open document answers; null for a motion itself, or while it is being fetched. */
export const AnsweredMotionContext = createContext<AnsweredMotion | null>(null);
export const useAnsweredMotion = () => use(AnsweredMotionContext);

/** A yrkande as others point at it. */
export type KnownYrkande = { readonly id: string; readonly who: string; readonly kind: YrkandeKind };

export type DocumentFacts = {
  readonly sentences: SentenceContext;
  readonly yrkanden: readonly KnownYrkande[];
  /** How many are recorded as serving; 0 when attendance is not in the document. */
  readonly serving: number;
};

// Many views ask about the same state; each document is gone through once.
const known = new WeakMap<Node, Map<string, DocumentFacts>>();

/** What events need to know of the document around them. */
export function factsOf(document: Node, clauses: readonly string[]): DocumentFacts {
  const key = clauses.join();
  const facts = known.get(document)?.get(key) ?? gather(document, clauses);
  if (!known.has(document)) known.set(document, new Map());
  known.get(document)?.set(key, facts);
  return facts;
}

function gather(document: Node, clauses: readonly string[]): DocumentFacts {
  const yrkanden: KnownYrkande[] = [];
  let serving = 0;
  document.descendants((node) => {
    if (node.type.name === 'yrkande' && typeof node.attrs.id === 'string') {
      yrkanden.push({ id: node.attrs.id, who: writePeople(peopleOf(node, 'by')), kind: node.attrs.kind as YrkandeKind });
    }
    if (node.type.name === 'personList' && node.attrs.role === 'serving') serving += node.childCount;
    return !node.isTextblock;
  });
  return { sentences: contextOf(document, { clauses }), yrkanden, serving };
}

/** The sentence that an event's structure gives, with what the document around it knows; null when too little is said yet. */
export function sentenceIn(document: Node, node: Node, clauses: readonly string[]): string | null {
  return generatedSentence(node, factsOf(document, clauses).sentences);
}
