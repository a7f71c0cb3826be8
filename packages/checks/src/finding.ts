import type { Node } from 'prosemirror-model';
import type { Source } from './sources.ts';
import type { Cut } from './twoDecisions.ts';

export const findingCodes = [
  'titleMissing',
  'addresseeMissing',
  'dateMissing',
  'senderMissing',
  'noYrkande',
  'emptyClause',
  'attDoubled',
  'twoDecisions',
  'notYesOrNo',
  'moverWithoutParty',
  'unknownParty',
  'mayNotSign',
  'attachmentsNotAllowed',
  'manySubjects',
  'wordToAvoid',
  'longSentence',
  'clauseUnanswered',
  'clauseAnsweredTwice',
  'wordsNotWrittenOut',
  'contradictoryOutcome',
  'basisWithoutDate',
  'partEmpty',
  'yrkandeNotPut',
  'questionOfMany',
  'sameForBoth',
  'questionNotYesOrNo',
  'formalPutLate',
  'additionPutEarly',
  'orderMissing',
  'findingAgainstDecision',
  'perhapsNewMatter',
  'countDiffersFromNames',
  'moreVotesThanServing',
  'votesMissing',
  'tieNotSettled',
  'chairAbstains',
  'voteAgainstDecision',
  'oneThirdForgotten',
  'minorityTwice',
  'minorityInCommittee',
  'yesMeansNo',
  'voteMissing',
  'voteWithoutResult',
  'notesWrongVote',
  'decisionWithoutVerb',
  'reservesWithoutPart',
  'reservationOfNobody',
  'reservationTextMissing',
  'abstainsWithoutPart',
  'votesWithoutPart',
  'headingAgainstContent',
  'headingWithoutText',
  'nameSpelledTwoWays',
  'nameWithTwoParties',
  'genitiveMissing',
  'unknownPerson',
  'nobodyMovedThat',
  'moversDiffer',
  'impossibleDate',
  'wrongWeekday',
  'decisionWithTwoDates',
  'dateNotOfMeeting',
  'dateAfterMeeting',
  'wordSpelledTwoWays',
  'summaryAgainstProposal',
  'summaryAlone',
  'nameDiffersInMatter',
  'partyDiffersInMatter',
  'diarienummerDiffers',
  'dateDiffersInMatter',
  'paragraphDiffers',
  'quotationDiffers',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** `warn`: somebody will have to ask about it. `inform`: worth a look. Neither stops anything. */
export type Severity = 'inform' | 'warn';

/**
 * Where it is. Offsets count positions in the block's content, as the editor does: a letter is
 * one, a line break one, a footnote its whole size. `blockId` is null for the document as a
 * whole; a block as a whole has from 0 and to its size, an empty one 0 and 0.
 */
export type Place = { readonly blockId: string | null; readonly from: number; readonly to: number };

/** What one click can put right. Offsets are those of `Place`. No fix takes away a word that says something. */
export type Fix =
  /** Each cut's characters go, and what follows becomes a clause of its own that begins with its `lead` ('' for nothing). */
  | { readonly kind: 'splitClause'; readonly blockId: string; readonly cuts: readonly Cut[] }
  | { readonly kind: 'replaceText'; readonly blockId: string; readonly from: number; readonly to: number; readonly text: string }
  /** Only ever a block in which nothing is written. */
  | { readonly kind: 'removeBlock'; readonly blockId: string };

export type Finding = {
  /** The same for as long as the finding is: from code, block and words, never from where in the document it stands. */
  readonly id: string;
  readonly code: FindingCode;
  readonly place: Place;
  readonly severity: Severity;
  /** What its sentence names: numbers of clauses, names, words. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly source: Source;
  /** null where only a person can tell what to do. */
  readonly fix: Fix | null;
};

/** A finding before it has its id. */
export type Found = Omit<Finding, 'id' | 'fix'> & { readonly fix?: Fix };

/** In the order of the document, each with an id; what concerns the whole comes first. */
export function gathered(doc: Node, found: readonly Found[]): Finding[] {
  const order = new Map<string, number>();
  doc.descendants((node) => {
    if (typeof node.attrs.id === 'string' && !order.has(node.attrs.id)) order.set(node.attrs.id, order.size);
  });
  const placeOf = ({ place }: Found) => (place.blockId === null ? -1 : (order.get(place.blockId) ?? -1));
  const times = new Map<string, number>();
  return found
    .toSorted((a, b) => placeOf(a) - placeOf(b) || a.place.from - b.place.from)
    .map(({ fix = null, ...one }) => {
      const name = [one.code, one.place.blockId ?? '', ...Object.values(one.params)].join('|');
      const time = (times.get(name) ?? 0) + 1;
      times.set(name, time);
      return { ...one, fix, id: time === 1 ? name : `${name}|${time}` };
    });
}

/** A whole block. */
export function wholeOf(node: Node): Place {
  return { blockId: idOf(node), from: 0, to: node.isTextblock ? node.content.size : 0 };
}

export const wholeDocument: Place = { blockId: null, from: 0, to: 0 };

export function idOf(node: Node): string | null {
  return typeof node.attrs.id === 'string' ? node.attrs.id : null;
}
