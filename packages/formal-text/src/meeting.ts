import {
  type Alternative,
  type BeslutsgangStage,
  type ClauseReference,
  type DecisionLevel,
  type Outcome,
  readAlternative,
  type YrkandeKind,
  type YrkandeRank,
  type YrkandeTarget,
} from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { itemPeopleOf } from './attendance.ts';
import { fieldOf } from './fields.ts';
import { isSamePerson, type NamedPerson } from './person.ts';
import type { MovedClause } from './yrkande.ts';

/** A yrkande of the meeting, as it stands in the document. */
export type MovedYrkande = {
  readonly id: string;
  readonly by: readonly NamedPerson[];
  readonly supporters: readonly NamedPerson[];
  readonly kind: YrkandeKind;
  readonly rank: YrkandeRank | null;
  readonly target: YrkandeTarget;
  /** The clause or the yrkande that it is moved towards; null where it is none of them. */
  readonly targetId: string | null;
  readonly targetWords: string;
  readonly clauses: readonly MovedClause[];
  readonly to: string;
  readonly until: string;
  readonly withdrawn: boolean;
};

/** One question that the chair put: what against what, and what was found; null while it is not told. */
export type Question = {
  readonly id: string | null;
  readonly stage: BeslutsgangStage | null;
  readonly puts: readonly Alternative[];
  readonly found: Alternative | null;
};

/** A point of the proposal or of the decision: its place in its list, counted from 1, and the ids of the clauses that it answers. */
export type Point = {
  readonly id: string;
  readonly place: number;
  readonly outcome: Outcome | null;
  readonly answers: readonly string[];
  readonly text: string;
  /** Whether it stands in a part that says what is decided; else in one that says what is proposed. */
  readonly isDecided: boolean;
};

/** What a document tells of its meeting: who decides, what was moved, and in which order it was put. */
export type Meeting = {
  /** As it is named in running text ("kommunstyrelsen"); null where neither the field nor the level tells it. */
  readonly body: string | null;
  readonly level: DecisionLevel | null;
  /** By id, in the order of the document; those withdrawn are among them. */
  readonly yrkanden: ReadonlyMap<string, MovedYrkande>;
  readonly points: ReadonlyMap<string, Point>;
  readonly questions: readonly Question[];
  /** Who presided, where the attendance tells it. */
  readonly chair: NamedPerson | null;
};

const bodies: Readonly<Record<DecisionLevel, string>> = {
  assembly: 'kommunfullmäktige',
  executiveBoard: 'kommunstyrelsen',
  committee: 'nämnden',
  subcommittee: 'utskottet',
};

/** Gathers what a document tells of its meeting. */
export function meetingOf(document: Node): Meeting {
  const yrkanden = new Map<string, MovedYrkande>();
  const points = new Map<string, Point>();
  const questions: Question[] = [];
  let level: DecisionLevel | null = null;
  let body = '';
  let chair: NamedPerson | null = null;
  document.descendants((node, _, parent) => {
    switch (node.type.name) {
      case 'fieldList':
        level ??= node.attrs.level as DecisionLevel | null;
        body ||= fieldOf(node, 'body').trim();
        return false;
      case 'personList':
        if (node.attrs.role === 'serving') chair ??= chairOf(node);
        return false;
      case 'yrkande':
        if (typeof node.attrs.id === 'string') yrkanden.set(node.attrs.id, movedYrkande(node.attrs.id, node));
        return false;
      case 'decisionList':
        node.forEach((point, _offset, index) => {
          if (point.type.name === 'decisionPoint' && typeof point.attrs.id === 'string')
            points.set(point.attrs.id, pointAt(point.attrs.id, point, index + 1, isDecidedIn(parent)));
        });
        return false;
      case 'acclamation':
        questions.push(questionOf(node));
        return false;
      default:
        return !node.isTextblock;
    }
  });
  return { body: body === '' ? (level === null ? null : bodies[level]) : withinSentence(body), level, yrkanden, points, questions, chair };
}

/** The question of an acclamation. What is no alternative is left out. */
export function questionOf(acclamation: Node): Question {
  const puts: unknown = acclamation.attrs.puts;
  return {
    id: acclamation.attrs.id as string | null,
    stage: acclamation.attrs.stage as BeslutsgangStage | null,
    puts: (Array.isArray(puts) ? puts : []).map(readAlternative).filter((put) => put !== null),
    found: readAlternative(acclamation.attrs.found),
  };
}

export function movedYrkande(id: string, node: Node): MovedYrkande {
  return {
    id,
    by: peopleOf(node, 'by'),
    supporters: peopleOf(node, 'supporters'),
    kind: node.attrs.kind as YrkandeKind,
    rank: node.attrs.rank as YrkandeRank | null,
    target: node.attrs.target as YrkandeTarget,
    targetId: node.attrs.targetId as string | null,
    targetWords: fieldOf(node, 'target'),
    clauses: clausesOf(node),
    to: withinSentence(fieldOf(node, 'body').trim()),
    until: fieldOf(node, 'time'),
    withdrawn: node.attrs.withdrawn === true,
  };
}

function clausesOf(node: Node): readonly MovedClause[] {
  const clauses: MovedClause[] = [];
  node.forEach((list) => {
    if (list.type.name !== 'yrkandeList') return;
    list.forEach((clause) => {
      if (clause.type.name === 'attClause' && clause.textContent.trim() !== '')
        clauses.push({ att: clause.attrs.att === true, text: clause.textContent.trim() });
    });
  });
  return clauses;
}

function pointAt(id: string, point: Node, place: number, isDecided: boolean): Point {
  return { id, place, outcome: point.attrs.outcome as Outcome | null, answers: answeredBy(point), text: point.textContent.trim(), isDecided };
}

/** The ids of the clauses that a point answers. What is no reference is left out. */
export function answeredBy(point: Node): readonly string[] {
  const answers: unknown = point.attrs.answers;
  return (Array.isArray(answers) ? answers : []).flatMap((one: Partial<ClauseReference> | null) => (typeof one?.clause === 'string' ? [one.clause] : []));
}

const isDecidedIn = (parent: Node | null) => parent?.attrs.part === 'decision' || parent?.attrs.part === 'proposalToAssembly';

/**
 * The points of the proposal before the body. A § that has none takes the proposal over where it
 * will stand as decided: there the points of the decision are the proposal, until they are changed.
 */
export function proposedPoints({ points }: Pick<Meeting, 'points'>): readonly Point[] {
  const proposed = [...points.values()].filter(({ isDecided }) => !isDecided);
  return proposed.length > 0 ? proposed : [...points.values()];
}

function chairOf(list: Node): NamedPerson | null {
  let chair: NamedPerson | null = null;
  list.forEach((person) => {
    if (person.attrs.role === 'chair' && person.textContent.trim() !== '')
      chair ??= { name: person.textContent.trim(), party: (person.attrs.party as string | null) || null };
  });
  return chair;
}

/** The people of the lists with this role inside a node, without those whose name is still empty. */
export function peopleOf(node: Node, role: string): readonly NamedPerson[] {
  return itemPeopleOf(node, role).map(({ name, party }) => ({ name, party }));
}

/** "Kommunstyrelsen" as it stands in a sentence. An abbreviation and a name of a place keep their capital. */
function withinSentence(body: string): string {
  const [first = ''] = body.split(/\s/u);
  const isCommonNoun = /(?:fullmäktiges?|styrelsens?|nämndens?|utskottets?|beredningens?|-)$|^(?:Tekniska|Sociala|Gemensamma|Norra|Södra|Östra|Västra)$/u.test(
    first,
  );
  return isCommonNoun && /^\p{Lu}\p{Ll}/u.test(first) ? `${body.charAt(0).toLowerCase()}${body.slice(1)}` : body;
}

/** Whether this person presided. */
export const isChair = ({ chair }: Meeting, person: NamedPerson) => chair !== null && isSamePerson(chair, person);
