import type { Node } from '@tiptap/pm/model';
import { contextOf, generatedSentence, type NamedPerson, type SentenceContext, writePeople } from '@yrka/formal-text';
import type { YrkandeKind } from '@yrka/schema';
import { createContext, use, useMemo } from 'react';
import { type Meeting, useMeeting } from './meeting.ts';

/** A clause of the motion that a report or a protokollsparagraf answers. */
export type MotionClause = { readonly id: string; readonly att: boolean; readonly text: string };
/** The motion as it stood in the version that was read. */
export type AnsweredMotion = {
  readonly document: string;
  readonly version: number;
  /** What the version was called where the matter was before, if it was: answers from there mean it by that. */
  readonly knownAs?: readonly number[];
  readonly clauses: readonly MotionClause[];
};

/** The motion that the open document answers; null for a motion itself, or while it is being fetched. */
export const AnsweredMotionContext = createContext<AnsweredMotion | null>(null);
export const useAnsweredMotion = () => use(AnsweredMotionContext);

/** What is known besides the document itself: the motion that it answers, and the meeting that it is of. */
export type Around = { readonly clauses: readonly string[]; readonly meeting: Meeting };

export function useAround(): Around {
  const motion = useAnsweredMotion();
  const meeting = useMeeting();
  return useMemo(() => ({ clauses: motion?.clauses.map(({ id }) => id) ?? [], meeting }), [motion, meeting]);
}

/** A yrkande as others point at it. */
export type KnownYrkande = { readonly id: string; readonly who: string; readonly kind: YrkandeKind };

export type DocumentFacts = { readonly sentences: SentenceContext; readonly yrkanden: readonly KnownYrkande[] };

// Many views ask about the same state; each document is gone through once.
const known = new WeakMap<Node, { readonly around: Around; readonly facts: DocumentFacts }>();

/** What events need to know of the document around them. */
export function factsOf(document: Node, around: Around): DocumentFacts {
  const kept = known.get(document);
  if (kept?.around === around) return kept.facts;
  const facts = gather(document, around);
  known.set(document, { around, facts });
  return facts;
}

function gather(document: Node, { clauses, meeting }: Around): DocumentFacts {
  const sentences = contextOf(document, { clauses, chair: chairAt(meeting) });
  const moved = [...sentences.meeting.yrkanden.values()].filter(({ withdrawn }) => !withdrawn);
  return { sentences, yrkanden: moved.map(({ id, by, kind }) => ({ id, who: writePeople(by), kind })) };
}

/** Who presides: the chair, else the vice chair, of those who serve. */
export function chairAt({ attendance }: Pick<Meeting, 'attendance'>): (NamedPerson & { readonly personId: string }) | null {
  const serving = attendance?.people.filter(({ presence }) => presence === 'serving') ?? [];
  const chair = serving.find(({ seat }) => seat === 'chair') ?? serving.find(({ seat }) => seat === 'viceChair');
  return chair === undefined ? null : { name: chair.name, party: chair.party, personId: chair.personId };
}

/** The sentence that an event's structure gives, with what the document around it knows; null when too little is said yet. */
export function sentenceIn(document: Node, node: Node, around: Around): string | null {
  return generatedSentence(node, factsOf(document, around).sentences);
}

/** What a withdrawn yrkande moved: kept readable where one writes, and in no paper. Null as above. */
export function sentenceBeforeWithdrawal(document: Node, node: Node, around: Around): string | null {
  return sentenceIn(document, node.type.create({ ...node.attrs, withdrawn: false }, node.content), around);
}
