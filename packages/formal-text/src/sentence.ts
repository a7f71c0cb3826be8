import type { AttendanceChange, Outcome, ReservationForm, YrkandeKind } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { writeAcclamation } from './acclamation.ts';
import { writeAttendanceChange, writeNotParticipating, writeService } from './attendanceChange.ts';
import { writeBodyDecision, writeDecision } from './decisionPoint.ts';
import { writeDeliberation } from './deliberation.ts';
import { fieldOf } from './fields.ts';
import { answeredBy, type Meeting, meetingOf, movedYrkande, peopleOf, questionOf } from './meeting.ts';
import type { NamedPerson } from './person.ts';
import { writeReservation } from './reservation.ts';
import { writeConflictOfInterest, writeSeparateStatement } from './statement.ts';
import { writeVote } from './voteSentences.ts';
import { defaultWording, type Wording } from './wording.ts';
import { writeYrkande } from './yrkande.ts';

/** What a sentence needs to know beyond its own node. */
export type SentenceContext = {
  readonly wording: Wording;
  readonly meeting: Meeting;
  /** The ids of the motion's clauses in order; [] where they are not at hand. */
  readonly clauses: readonly string[];
};

export type ContextOptions = { readonly wording?: Partial<Wording>; readonly clauses?: readonly string[]; readonly chair?: NamedPerson | null };

/**
 * Gathers the context that a document gives. `clauses` are the motion's, when the document is not the
 * motion itself; `chair` presided, where the document's own attendance does not tell it.
 */
export function contextOf(document: Node, options: ContextOptions = {}): SentenceContext {
  const meeting = meetingOf(document);
  const ownClauses: string[] = [];
  document.descendants((node) => {
    if (node.type.name === 'attClause' && typeof node.attrs.id === 'string') ownClauses.push(node.attrs.id);
    // What is moved at the meeting in clauses of its own is not the motion's.
    return !node.isTextblock && node.type.name !== 'yrkande';
  });
  return {
    wording: { ...defaultWording, ...options.wording },
    meeting: { ...meeting, chair: meeting.chair ?? options.chair ?? null },
    clauses: options.clauses ?? ownClauses,
  };
}

/**
 * [SEN1] The words of an event: those written by hand where there are any, else the sentence that
 * its structure gives, else null. Several paragraphs are divided by a line break. Null too for a
 * node that is no event.
 */
export function sentenceOf(node: Node, context: SentenceContext): string | null {
  return isWithdrawn(node) ? null : (writtenWords(node) ?? generatedSentence(node, context));
}

/** [YRK16] Whether a yrkande was taken back: it is told in no minutes, whatever words it has (KL 5:67, point 1). */
export const isWithdrawn = (node: Node) => node.type.name === 'yrkande' && node.attrs.withdrawn === true;

/** [SEN2] What the structure alone says: what is offered beside words written by hand. */
export function generatedSentence(node: Node, context: SentenceContext): string | null {
  switch (node.type.name) {
    case 'yrkande':
      return yrkandeSentence(node, context);
    case 'deliberation':
      return writeDeliberation(peopleOf(node, 'speakers'));
    case 'reservation':
      return writeReservation({
        by: peopleOf(node, 'by'),
        form: node.attrs.form as ReservationForm,
        inFavourOf: context.meeting.yrkanden.get(node.attrs.inFavourOf as string)?.by ?? null,
        inFavourOfKind: context.meeting.yrkanden.get(node.attrs.inFavourOf as string)?.kind ?? 'proposal',
        wording: context.wording,
      });
    case 'separateStatement':
      return writeSeparateStatement(peopleOf(node, 'by'));
    case 'conflictOfInterest':
      return writeConflictOfInterest(peopleOf(node, 'by'), peopleOf(node, 'substitutes'));
    case 'notParticipating':
      return joined(writeNotParticipating(peopleOf(node, 'by')), writeService(peopleOf(node, 'substitutes'), peopleOf(node, 'by')));
    case 'attendanceChange':
      return writeAttendanceChange({
        change: node.attrs.change as AttendanceChange,
        by: peopleOf(node, 'by'),
        substitutes: peopleOf(node, 'substitutes'),
        time: fieldOf(node, 'time'),
      });
    case 'acclamation':
      return writeAcclamation(questionOf(node), context);
    // What was noted is in the words alone.
    case 'minutesNote':
      return null;
    case 'vote':
      return writeVote(node, context);
    case 'decisionPoint':
      return decisionSentence(node, context);
    default:
      return null;
  }
}

/** [SEN3] The words that somebody wrote: the text of a point, the paragraphs and clauses of an event; null when there are none. */
export function writtenWords(node: Node): string | null {
  if (node.isTextblock) return node.textContent.trim() === '' ? null : node.textContent;
  const lines: string[] = [];
  node.forEach((child) => {
    if (child.type.name === 'paragraph' && child.textContent.trim() !== '') lines.push(child.textContent);
  });
  return lines.length === 0 ? null : lines.join('\n');
}

function yrkandeSentence(node: Node, { meeting, clauses, wording }: SentenceContext): string | null {
  if (isWithdrawn(node)) return null;
  const yrkande = movedYrkande((node.attrs.id as string | null) ?? '', node);
  const target = yrkande.targetId === null ? undefined : meeting.yrkanden.get(yrkande.targetId);
  const place = yrkande.targetId === null ? 0 : clauses.indexOf(yrkande.targetId) + 1;
  const targetKind: YrkandeKind = target?.kind ?? 'proposal';
  return writeYrkande({ ...yrkande, clause: place === 0 ? null : place, targetBy: target?.by ?? [], targetKind }, wording);
}

function decisionSentence(node: Node, context: SentenceContext): string | null {
  const outcome = node.attrs.outcome as Outcome | null;
  if (outcome === null) return null;
  const places = answeredBy(node).map((clause) => context.clauses.indexOf(clause) + 1);
  // A clause that is not at hand has no place, and a sentence about the whole motion would be untrue.
  if (places.includes(0)) return null;
  const decision = { outcome, clauses: places, clauseCount: context.clauses.length, att: node.attrs.att === true };
  const { body, level } = context.meeting;
  if (context.wording.decisions === 'active' && !decision.att && body !== null && level !== null) return writeBodyDecision(decision, { body, level });
  return writeDecision(decision);
}

const joined = (one: string | null, other: string | null) => (one === null || other === null ? one : `${one} ${other}`);
