import {
  genitiveOfPeople,
  isSamePerson,
  type NamedPerson,
  readCastVotes,
  readDeliberation,
  readOutcome,
  readPeople,
  readReservation,
  type ReadReservation,
  readStatement,
  readVoteResult,
  readYrkande,
} from '@yrka/formal-text';
import type { SectionPart } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { readDecisions } from './decisions.ts';
import type { DraftSection, MovedYrkande, Reading } from './draft.ts';
import { isRule, type Paragraph } from './lines.ts';
import { sentencesOf, splitBefore } from './sentences.ts';
import { readVote } from './vote.ts';

const eventParts = [
  'deliberation',
  'yrkanden',
  'beslutsgang',
  'vote',
  'reservations',
  'separateStatements',
  'minutesNotes',
  'conflictOfInterest',
  'notParticipating',
  'proposedDecision',
  'decision',
] as const;
type EventPart = (typeof eventParts)[number];

const statements = ['reservations', 'separateStatements', 'minutesNotes', 'conflictOfInterest', 'notParticipating'] as const;

/**
 * What a sentence may begin under a heading of each part: municipalities do not keep them apart, and
 * some have hardly any headings. Without a heading every sentence is asked.
 */
const mayBegin: Readonly<Partial<Record<SectionPart, readonly EventPart[]>>> = {
  deliberation: ['deliberation', 'yrkanden', 'beslutsgang', 'vote', ...statements],
  yrkanden: ['deliberation', 'yrkanden', 'beslutsgang', 'vote', ...statements],
  beslutsgang: ['yrkanden', 'beslutsgang', 'vote', ...statements],
  reservations: statements,
  separateStatements: statements,
  minutesNotes: statements,
  conflictOfInterest: statements,
  notParticipating: statements,
  other: eventParts,
};

/** Parts whose text needs no event to be in its place. */
const isProse = (part: SectionPart) => part === 'beslutsgang' || part === 'deliberation';

const chairActs =
  /^(?:(?:Tjänstgörande |Sedan .{0,60}(?:förklarats? avslutad|avslutats),? )?[Oo]rdförande(?:n)?\b.{0,80}?\b(?:ställer|ställde|framställer|framställde|finner|fann|prövar|prövade|föreslår|föreslog|utser|utsåg|antecknar|antecknade|konstaterar|konstaterade|förklarar|förklarade|frågar|frågade|redogör|meddelar)|(?:ställer|ställde|finner|prövar|frågar) ordföranden)\b|^(?:Omröstning|Votering|Rösträkning) (?:begär|verkställ|genomför)|^Efter (?:genomförd|avslutad) (?:omröstning|votering)|^(?:Sedan|Efter att) överläggningen .{0,120}\bordförande|^(?:Kommun|Region)?(?:[Ff]ullmäktige|[Ss]tyrelsen) har (?:således|därmed|alltså|därigenom) /u;
const bodyDecides =
  /^(?:Kommunfullmäktige|Regionfullmäktige|Fullmäktige|Kommunstyrelsen|Regionstyrelsen|[\p{L}-]+nämnden|[\p{L}-]+utskottet) (?:beslutar|beslutade|avslår|bifaller)\b/u;
/** What a body proposed, where the account tells it without a heading: the points follow. */
const proposes =
  /^(?:Kommunstyrelsen|Regionstyrelsen|Arbetsutskottet|\p{Lu}[\p{L}-]*(?:nämnden|utskottet|kontoret|förvaltningen)) (?:hade föreslagit|har föreslagit|föreslog|föreslår)\b.{0,80}(?:beslutar?|besluta|följande)[.:]?$/u;
const tellsOfVote =
  /^(?:Den|De) (?:som|det) .+ rösta(?:r|de) (?:[Jj]a|[Nn]ej|JA|NEJ)\b|^[-–−•]? ?(?:Ja|JA|Nej|NEJ)-?(?:röst)?(?: för| innebär| betyder| =|=|:)|^(?:Ja|Nej)-?röster\b|^Vid (?:den )?(?:omröstning|votering|rösträkning)(?:en)?\b|\brösta(?:r|de) för (?:bifall|avslag|yrkande|förslag)|^Följande (?:omröstnings|voterings|röst)\p{L}+ (?:godkänn|fastställ)/u;

/** Who speaks stands below. */
const speaks = /^(?:I ärendet|Vid (?:\p{L}+ ){0,4}(?:behandling|handläggning)(?: av ärendet)?) yttra(?:r|de) sig:?$/u;

/** Which part a sentence begins, as far as its own words tell; null when they tell nothing. */
function partBegunBy(sentence: string): EventPart | null {
  // The chair who tells a result tells of the vote.
  if (readVoteResult(sentence) !== null) return 'vote';
  if (chairActs.test(sentence)) return 'beslutsgang';
  if (readDeliberation(sentence) !== null || speaks.test(sentence)) return 'deliberation';
  if (readYrkande(sentence) !== null) return 'yrkanden';
  if (readReservation(sentence) !== null) return 'reservations';
  const statement = readStatement(sentence);
  if (statement !== null) return partOfStatement[statement.kind];
  if (tellsOfVote.test(sentence) || readCastVotes(sentence) !== null) return 'vote';
  if (proposes.test(sentence)) return 'proposedDecision';
  return bodyDecides.test(sentence) ? 'decision' : null;
}

const partOfStatement = {
  separateStatement: 'separateStatements',
  minutesNote: 'minutesNotes',
  conflictOfInterest: 'conflictOfInterest',
  notParticipating: 'notParticipating',
} as const;

/** Whether a paragraph tells of the meeting: a rule across the page, or a sentence of what was moved, put or reserved. */
export function beginsAccount(text: string): boolean {
  const part = partBegunBy(sentencesOf(text)[0] ?? '');
  return /^[-–—_=*]{3,}$/u.test(text) || (part !== null && part !== 'decision' && part !== 'proposedDecision');
}

/** Whether a paragraph is somebody's reservation or statement, which may follow on a vote without a heading. */
export function beginsStatement(text: string): boolean {
  const part = partBegunBy(sentencesOf(text)[0] ?? '');
  return part !== null && (statements as readonly EventPart[]).includes(part);
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
    return { part, heading: index === 0 ? heading : '', content: contentOf(part, pieces, reading, goesOn.has(base) && goesOn.has(part)) };
  });
}

type Piece = { readonly text: string; readonly line: number; readonly begins: boolean };

/** `reasonsFollow`: a paragraph after an event belongs to it, as the reasons of a reservation do under its heading. */
function contentOf(part: SectionPart, pieces: readonly Piece[], reading: Reading, reasonsFollow: boolean): readonly Node[] {
  const { nodes, findings } = reading;
  if (part === 'vote') return readVote(pieces, reading);
  if (part === 'proposedDecision') {
    const [leadIn, ...points] = pieces;
    const paragraphs = points.map(({ text, line }, index) => ({ text, line, group: index, level: null }));
    return [...(leadIn === undefined ? [] : [nodes.paragraph(leadIn.text)]), ...readDecisions(paragraphs, nodes)];
  }
  const content: Node[] = [];
  const events: Node[] = [];
  const flush = () => {
    if (events.length === 0) return;
    if (part === 'yrkanden') content.push(nodes.block('yrkandeList', {}, events.splice(0)));
    else content.push(...events.splice(0));
  };
  for (let index = 0; index < pieces.length; ) {
    const piece = pieces[index] as Piece;
    const isNamed = reasonsFollow && (isOfSomebody(piece.text) || (part === 'minutesNotes' && !isRule(piece.text)));
    const texts = [piece.text];
    while (index + texts.length < pieces.length && belongs(pieces[index + texts.length] as Piece, texts, part, reasonsFollow))
      texts.push((pieces[index + texts.length] as Piece).text);
    const node = piece.begins || isNamed ? eventOf(part, texts, reading) : null;
    if (node !== null) {
      events.push(node);
      index += texts.length;
      continue;
    }
    flush();
    content.push(nodes.paragraph(piece.text));
    if (!isProse(part)) findings.unplaced(piece);
    index++;
  }
  flush();
  return content;
}

/** "Bilaga B": what is attached, and nobody's name. */
const isAttached = (text: string) => /^(?:se )?bilag(?:a|or)\b.{0,12}$/iu.test(text);

/** A paragraph of nobody but people, or of what they say: under its heading that is enough. */
const isOfSomebody = (text: string) =>
  !isAttached(text) && (readPeople(text.replace(/[.:]$/u, '')) !== null || readPeople(/^([^:]{3,200}):\s/u.exec(text)?.[1] ?? '') !== null);

/** Whether a paragraph goes on with the event before it: after a colon, as one of its clauses, as its reasons. */
function belongs(piece: Piece, texts: readonly string[], part: SectionPart, reasonsFollow: boolean): boolean {
  if (piece.begins || isRule(piece.text)) return false;
  if (reasonsFollow) return !isAttached(piece.text) && !isOfSomebody(piece.text) && !(part === 'minutesNotes' && isSaidBySomebody(piece.text));
  if (/(?::|\b(?:att|besluta|beslutar|följande)|\byttra(?:r|de) sig)$/u.test(texts.at(-1) ?? '')) return true;
  return part === 'yrkanden' && /^(?:att\s|[-–−•]\s|\d{1,2}[.)]\s)/u.test(piece.text);
}

/** A note of its own: it begins with a person. "Anna Lind (L) stödjer Kim Ståhls (C) yrkande." */
const isSaidBySomebody = (text: string) => leadingPeople(text).length > 0;

/** The people that a text begins with, each with a party, until its verb. */
function leadingPeople(text: string): readonly NamedPerson[] {
  const said = /^(.{3,300}?\)) \p{Ll}/u.exec(text)?.[1];
  return said === undefined ? [] : (readPeople(said) ?? []);
}

const goesOn = new Set<SectionPart>(['reservations', 'separateStatements', 'minutesNotes']);

/** The block of what a sentence begins, with its words as they stood; null for what is plain text. */
function eventOf(part: SectionPart, texts: readonly string[], reading: Reading): Node | null {
  const { nodes, moved } = reading;
  const text = texts.join(' ');
  const first = sentencesOf(texts[0] ?? '')[0] ?? '';
  const words = texts.map((one) => nodes.paragraph(one));
  // A reservation or a statement under its heading may begin with nothing but who makes it.
  const named = () => {
    const [whole = ''] = texts;
    return readPeople(whole.replace(/[.:]$/u, '')) ?? readPeople(/^([^:]{3,200}):\s/u.exec(whole)?.[1] ?? '');
  };
  switch (part) {
    case 'yrkanden':
      return yrkandeOf(texts, reading);
    case 'deliberation':
      return nodes.block('deliberation', {}, [...nodes.by('speakers', readDeliberation(first) ?? readDeliberation(text) ?? []), ...words]);
    case 'reservations': {
      const people = named();
      const read = readReservation(first) ?? readReservation(text) ?? (people === null ? null : { by: people, form: 'oral' as const, inFavourOf: null });
      if (read === null) return null;
      return nodes.block('reservation', { form: read.form, inFavourOf: favouredBy(read, moved) }, [...nodes.by('by', read.by), ...words]);
    }
    case 'separateStatements':
    case 'minutesNotes':
    case 'conflictOfInterest':
    case 'notParticipating': {
      const people = named();
      const said = part === 'minutesNotes' ? { kind: kindOfPart[part], by: leadingPeople(text) } : null;
      const read = readStatement(first) ?? (people === null ? (readStatement(text) ?? said) : { kind: kindOfPart[part], by: people });
      return read === null ? null : nodes.block(read.kind, {}, [...nodes.by('by', read.by), ...words]);
    }
    case 'decision':
      return nodes.block('decisionList', {}, [nodes.line('decisionPoint', { att: false, outcome: readOutcome(text) }, text)]);
    default:
      return null;
  }
}

const kindOfPart = {
  separateStatements: 'separateStatement',
  minutesNotes: 'minutesNote',
  conflictOfInterest: 'conflictOfInterest',
  notParticipating: 'notParticipating',
} as const;

function yrkandeOf(texts: readonly string[], { nodes, moved }: Reading): Node | null {
  const whole = readYrkande(texts.join(' '));
  const own = readYrkande(sentencesOf(texts[0] ?? '')[0] ?? '');
  // What is moved may stand in the clauses below: "… yrkar / att avslå motionen".
  const read = own === null || ((own.kind === 'other' || own.kind === 'proposal') && texts.length > 1 && whole !== null) ? (whole ?? own) : own;
  if (read === null) return null;
  const targetId = read.target === 'yrkande' ? (moved.find(({ by }) => read.targetWords?.startsWith(genitiveOfPeople(by)))?.id ?? null) : null;
  const node = nodes.block('yrkande', { kind: read.kind, rank: read.rank, target: read.target, targetId }, [
    ...nodes.by('by', read.by),
    ...texts.map((text) => nodes.paragraph(text)),
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
