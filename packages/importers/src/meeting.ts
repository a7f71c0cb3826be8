import {
  genitiveOfPeople,
  isSamePerson,
  type NamedPerson,
  readCastVotes,
  readDeliberation,
  readOutcome,
  readReservation,
  type ReadReservation,
  readStatement,
  readVoteMeanings,
  readVoteResult,
  readYrkande,
} from '@yrka/formal-text';
import type { SectionPart } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { Paragraph } from './lines.ts';
import type { Nodes } from './nodes.ts';
import type { Findings } from './report.ts';
import { sentencesOf, splitBefore } from './sentences.ts';

/** One part of what was read, in the order of the file. `heading` is as it stood; '' for none. */
export type DraftSection = {
  readonly part: SectionPart;
  readonly heading: string;
  readonly content: readonly Node[];
  /** Whether the heading runs in with its text. */
  readonly runsIn?: boolean;
  /** What stands between this part and the next, as signatures do. */
  readonly after?: readonly Node[];
};

/** The yrkanden of the meeting, which a reservation may speak for and another yrkande be moved towards. */
type MovedYrkande = { readonly id: string; readonly by: readonly NamedPerson[] };

export type Reading = { readonly nodes: Nodes; readonly findings: Findings; readonly moved: MovedYrkande[] };

type EventPart =
  | 'deliberation'
  | 'yrkanden'
  | 'beslutsgang'
  | 'vote'
  | 'reservations'
  | 'separateStatements'
  | 'minutesNotes'
  | 'conflictOfInterest'
  | 'decision';

/** What a sentence may begin under a heading of each part. Without a heading every sentence is asked. */
const mayBegin: Readonly<Partial<Record<SectionPart, readonly EventPart[]>>> = {
  deliberation: ['deliberation', 'yrkanden', 'beslutsgang'],
  yrkanden: ['deliberation', 'yrkanden', 'beslutsgang'],
  beslutsgang: ['yrkanden', 'beslutsgang'],
  reservations: ['reservations', 'separateStatements', 'minutesNotes'],
  separateStatements: ['separateStatements', 'reservations', 'minutesNotes'],
  minutesNotes: ['minutesNotes', 'separateStatements', 'reservations'],
  conflictOfInterest: ['conflictOfInterest'],
  other: ['deliberation', 'yrkanden', 'beslutsgang', 'vote', 'reservations', 'separateStatements', 'minutesNotes', 'conflictOfInterest', 'decision'],
};

/** Parts whose text needs no event to be in its place. */
const isProse = (part: SectionPart) => part === 'beslutsgang' || part === 'deliberation';

const chairActs =
  /^Ordförande(?:n)?\b.{0,80}?\b(?:ställer|ställde|framställer|framställde|finner|fann|prövar|prövade|föreslår|föreslog|utser|utsåg|antecknar|konstaterar|konstaterade|förklarar|förklarade|frågar|redogör)\b|^(?:Omröstning|Votering) begär|^Efter (?:genomförd|avslutad) (?:omröstning|votering)/u;
const bodyDecides =
  /^(?:Kommunfullmäktige|Regionfullmäktige|Fullmäktige|Kommunstyrelsen|Regionstyrelsen|[\p{L}-]+nämnden|[\p{L}-]+utskottet) (?:beslutar|beslutade|avslår|bifaller)\b/u;

/** Which part a sentence begins, as far as its own words tell; null when they tell nothing. */
function partBegunBy(sentence: string): EventPart | null {
  // The chair who tells a result tells of the vote.
  if (readVoteResult(sentence) !== null) return 'vote';
  if (chairActs.test(sentence)) return 'beslutsgang';
  if (readDeliberation(sentence) !== null) return 'deliberation';
  if (readYrkande(sentence) !== null) return 'yrkanden';
  if (readReservation(sentence) !== null) return 'reservations';
  const statement = readStatement(sentence);
  if (statement !== null)
    return statement.kind === 'separateStatement' ? 'separateStatements' : statement.kind === 'minutesNote' ? 'minutesNotes' : 'conflictOfInterest';
  if (/^Den (?:som|det) .+ röstar (?:ja|nej)/u.test(sentence)) return 'vote';
  return bodyDecides.test(sentence) ? 'decision' : null;
}

/** Whether a paragraph tells of the meeting: a rule across the page, or a sentence of what was moved, put or reserved. */
export function beginsAccount(text: string): boolean {
  const part = partBegunBy(sentencesOf(text)[0] ?? '');
  return /^[-–—_=*]{3,}$/u.test(text) || (part !== null && part !== 'decision');
}

/**
 * Reads what happened at the meeting under one heading. One heading may hold several parts
 * (Huddinge's Propositioner), so the result is one section or more; the first has the heading.
 */
export function readMeeting(base: SectionPart, heading: string, paragraphs: readonly Paragraph[], reading: Reading): readonly DraftSection[] {
  const allowed = mayBegin[base] ?? [];
  const begins = (sentence: string) => {
    const part = partBegunBy(sentence);
    return part !== null && allowed.includes(part) ? part : null;
  };
  const runs: { part: SectionPart; pieces: Piece[] }[] = [];
  for (const { text, line } of paragraphs) {
    for (const words of splitBefore(text, (sentence) => begins(sentence) !== null)) {
      const begun = begins(sentencesOf(words)[0] ?? '');
      const last = runs.at(-1);
      const part = begun ?? last?.part ?? base;
      const piece: Piece = { text: words, line, begins: begun !== null };
      const before = last?.pieces.at(-1);
      // Running text stays in the paragraphs that it came in.
      if (last?.part === part && before?.line === line && isProse(part)) last.pieces[last.pieces.length - 1] = { ...before, text: `${before.text} ${words}` };
      else if (last?.part === part) last.pieces.push(piece);
      else runs.push({ part, pieces: [piece] });
    }
  }
  if (runs.length === 0) return [{ part: base, heading, content: [] }];
  return runs.map(({ part, pieces }, index) => {
    // Unless something begins in it, a part's text under a heading is what it stands under.
    return { part, heading: index === 0 ? heading : '', content: contentOf(part, pieces, reading, base !== 'other' && goesOn.has(part)) };
  });
}

type Piece = { readonly text: string; readonly line: number; readonly begins: boolean };

/** `reasonsFollow`: a paragraph after an event belongs to it, as the reasons of a reservation do under its heading. */
function contentOf(part: SectionPart, pieces: readonly Piece[], reading: Reading, reasonsFollow: boolean): readonly Node[] {
  const { nodes, findings } = reading;
  if (part === 'vote') return readVote(pieces, reading);
  const content: Node[] = [];
  const events: Node[] = [];
  const flush = () => {
    if (events.length === 0) return;
    if (part === 'yrkanden') content.push(nodes.block('yrkandeList', {}, events.splice(0)));
    else content.push(...events.splice(0));
  };
  for (const piece of pieces) {
    const node = piece.begins ? eventOf(part, piece.text, reading) : null;
    const last = events.at(-1);
    if (node !== null) events.push(node);
    // "… yrkar följande:" and a reservation's reasons go on in the next paragraph.
    else if (last !== undefined && (last.textContent.endsWith(':') || reasonsFollow))
      events[events.length - 1] = last.copy(last.content.addToEnd(nodes.paragraph(piece.text)));
    else {
      flush();
      content.push(nodes.paragraph(piece.text));
      if (!isProse(part)) findings.unplaced(piece);
    }
  }
  flush();
  return content;
}

const goesOn = new Set<SectionPart>(['reservations', 'separateStatements', 'minutesNotes']);

/** The block of what a sentence begins, with its words as they stood; null for what is plain text. */
function eventOf(part: SectionPart, text: string, reading: Reading): Node | null {
  const { nodes, moved } = reading;
  const first = sentencesOf(text)[0] ?? '';
  const words = nodes.paragraph(text);
  switch (part) {
    case 'yrkanden':
      return yrkandeOf(text, first, reading);
    case 'deliberation':
      return nodes.block('deliberation', {}, [...nodes.by('speakers', readDeliberation(first) ?? []), words]);
    case 'reservations': {
      const read = readReservation(first) ?? readReservation(text);
      if (read === null) return null;
      return nodes.block('reservation', { form: read.form, inFavourOf: favouredBy(read, moved) }, [...nodes.by('by', read.by), words]);
    }
    case 'separateStatements':
    case 'minutesNotes':
    case 'conflictOfInterest': {
      const read = readStatement(first) ?? readStatement(text);
      return read === null ? null : nodes.block(read.kind, {}, [...nodes.by('by', read.by), words]);
    }
    case 'decision':
      return nodes.block('decisionList', {}, [nodes.line('decisionPoint', { att: false, outcome: readOutcome(text) }, text)]);
    default:
      return null;
  }
}

function yrkandeOf(text: string, sentence: string, { nodes, moved }: Reading): Node | null {
  const read = readYrkande(sentence) ?? readYrkande(text);
  if (read === null) return null;
  const targetId = read.target === 'yrkande' ? (moved.find(({ by }) => read.targetWords?.startsWith(genitiveOfPeople(by)))?.id ?? null) : null;
  const node = nodes.block('yrkande', { kind: read.kind, rank: read.rank, target: read.target, targetId }, [
    nodes.people('by', read.by),
    nodes.paragraph(text),
  ]);
  moved.push({ id: node.attrs.id as string, by: read.by });
  return node;
}

/** The yrkande that a reservation speaks for: one of their own, or the one whose movers its words name. */
function favouredBy({ by, inFavourOf }: ReadReservation, moved: readonly MovedYrkande[]): string | null {
  if (inFavourOf === null) return null;
  if (!inFavourOf.own) return moved.find((one) => inFavourOf.words.startsWith(genitiveOfPeople(one.by)))?.id ?? null;
  const own = moved.filter((one) => by.length > 0 && by.every((person) => one.by.some((mover) => isSamePerson(mover, person))));
  // With two of their own it is not known which.
  return own.length === 1 ? (own[0]?.id ?? null) : null;
}

/** All that stands under the heading of a vote, in its words, with what could be read of meanings, names and counts. */
export function readVote(pieces: readonly { readonly text: string }[], { nodes }: Reading): readonly Node[] {
  if (pieces.length === 0) return [];
  const text = pieces.map((piece) => piece.text).join(' ');
  const meanings = pieces.map((piece) => readVoteMeanings(piece.text)).find((read) => read !== null) ?? readVoteMeanings(text);
  const votes = pieces.flatMap((piece) => sentencesOf(piece.text)).flatMap((sentence) => readCastVotes(sentence) ?? []);
  return [
    nodes.block('vote', readVoteResult(text) ?? {}, [
      ...(meanings === null
        ? []
        : [
            nodes.fields('head', [
              ['yesMeans', meanings.yesMeans],
              ['noMeans', meanings.noMeans],
            ]),
          ]),
      ...(votes.length === 0
        ? []
        : [
            nodes.block(
              'castVoteList',
              {},
              votes.map(({ name, party, answer }) => nodes.line('castVote', { party, answer }, name)),
            ),
          ]),
      ...pieces.map((piece) => nodes.paragraph(piece.text)),
    ]),
  ];
}
