import {
  contextOf,
  findPeople,
  isSamePerson,
  type MovedYrkande as Moved,
  movedYrkande,
  type NamedPerson,
  questionOf,
  readOutcome,
  type SentenceContext,
  senseOf as senseInMeeting,
  votedOn,
} from '@yrka/formal-text';
import type { Alternative, BeslutsgangStage, Outcome } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { all, isWritten, textOf } from '../text.ts';

/** What was decided, or would be by one answer to a question, as far as the matter as a whole goes: senses of formal-text (PUT2). */
export type Sense = 'approved motion' | 'rejected motion' | 'answered motion' | 'referralBack' | 'deferral' | 'decideToday';

export type MovedYrkande = Moved & { readonly node: Node };

/** The chair's question, or the vote on it. */
export type Question = {
  readonly node: Node;
  readonly isVote: boolean;
  readonly stage: BeslutsgangStage | null;
  /** What was put against what; [] where only words tell. */
  readonly puts: readonly Alternative[];
  /** What the chair found; null for a vote, and where it is not told. */
  readonly found: Alternative | null;
};

/** Somebody who took no part, and why. */
export type Absence = { readonly person: NamedPerson; readonly why: 'conflictOfInterest' | 'notParticipating' | 'absent'; readonly node: Node };

/** What the document tells of the meeting, gathered once for the rules: formal-text's structure, and what only words tell. */
export type Meeting = {
  readonly doc: Node;
  /** Without those that were withdrawn: they are in no minutes (KL 5:67, point 1). */
  readonly yrkanden: readonly MovedYrkande[];
  readonly questions: readonly Question[];
  readonly votes: readonly Node[];
  readonly absences: readonly Absence[];
  readonly decided: readonly Node[];
  readonly senses: ReadonlySet<Sense>;
  readonly isAssembly: boolean;
  /** Who presided; null where neither a fact nor the document tells it. */
  readonly chair: NamedPerson | null;
  /** Every block's words, a line each. */
  readonly words: string;
  /** What an alternative's sense is asked in. */
  readonly context: SentenceContext;
};

export type MeetingFacts = { readonly isAssembly: boolean | null; readonly chair: NamedPerson | null };

export function meetingOf(doc: Node, facts: MeetingFacts): Meeting {
  const words = allWords(doc);
  const decided = decidedPoints(doc);
  const context = contextOf(doc, { chair: facts.chair });
  return {
    doc,
    yrkanden: all(doc, 'yrkande')
      .map((node) => ({ ...movedYrkande(word(node.attrs.id) ?? '', node), node }))
      .filter(({ withdrawn }) => !withdrawn),
    questions: all(doc, 'acclamation', 'vote').map(questionAt),
    votes: all(doc, 'vote'),
    absences: absencesOf(doc),
    decided,
    senses: sensesOf(decided),
    isAssembly: facts.isAssembly ?? saysAssembly(doc, words),
    chair: context.meeting.chair ?? chairInWords(words),
    words,
    context,
  };
}

const word = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

function questionAt(node: Node): Question {
  if (node.type.name === 'acclamation') return { ...questionOf(node), node, isVote: false };
  const puts = votedOn(node).filter((one) => one !== null);
  return { node, isVote: true, stage: node.attrs.stage as BeslutsgangStage | null, puts, found: null };
}

/** "ordföranden Eva Ek (M)", not the vice one. */
function chairInWords(words: string): NamedPerson | null {
  const name = /(?<!\p{L}|vice )ordföranden ((?:\p{Lu}[\p{L}-]+ ?){2,4})\(/iu.exec(words)?.[1]?.trim();
  return name === undefined ? null : { name, party: null };
}

/** Names in the person lists of a role anywhere inside the node. */
export function namesIn(node: Node, role: string): NamedPerson[] {
  return all(node, 'personList')
    .filter(({ attrs }) => attrs.role === role)
    .flatMap((list) => all(list, 'person'))
    .filter(isWritten)
    .map((person) => ({ name: wordsOf(person), party: word(person.attrs.party) }));
}

/** A block's text in one line. */
export const wordsOf = (node: Node) =>
  textOf(node)
    .replace(/[\s\ufffc]+/gu, ' ')
    .trim();

/** All that is written inside a node, a line per block. */
export function allWords(node: Node): string {
  const lines: string[] = [];
  node.descendants((child) => {
    if (child.isTextblock) lines.push(wordsOf(child));
    return !child.isTextblock;
  });
  return lines.filter((line) => line !== '').join('\n');
}

function absencesOf(doc: Node): Absence[] {
  const found: Absence[] = [];
  const add = (people: readonly NamedPerson[], why: Absence['why'], node: Node) => {
    for (const person of people) if (!found.some((one) => one.why === why && isSamePerson(one.person, person))) found.push({ person, why, node });
  };
  for (const node of all(doc, 'conflictOfInterest', 'notParticipating')) {
    const why = node.type.name === 'conflictOfInterest' ? 'conflictOfInterest' : 'notParticipating';
    const by = namesIn(node, 'by');
    add(by.length > 0 ? by : beforeVerb(allWords(node)), why, node);
  }
  for (const section of all(doc, 'section').filter(({ attrs }) => attrs.part === 'notParticipating'))
    for (const paragraph of all(section, 'paragraph')) if (!isOfOnePoint(wordsOf(paragraph))) add(named(wordsOf(paragraph)), 'notParticipating', paragraph);
  for (const paragraph of all(doc, 'paragraph')) add(beforeVerb(wordsOf(paragraph)), 'notParticipating', paragraph);
  for (const vote of all(doc, 'castVote').filter(({ attrs }) => attrs.answer === 'absent'))
    add([{ name: wordsOf(vote), party: word(vote.attrs.party) }], 'absent', vote);
  return found;
}

/** Who stands in a sentence before "deltar inte i beslutet"; nobody where it is of one point only. */
function beforeVerb(text: string): NamedPerson[] {
  return text.split(/(?<=\.)\s+(?=\p{Lu})|\n/u).flatMap((sentence) => {
    const subject = /^(.{2,400}?)\s(?:deltar|deltog)\s(?:inte|ej)\si\s(?:beslut|handläggning|överläggning)/u.exec(sentence)?.[1];
    return subject === undefined || isOfOnePoint(sentence) ? [] : named(subject);
  });
}

/** Another point may well have been taken part in. */
const isOfOnePoint = (text: string) => /(?<!\p{L})(?:punkt|att-sats)/iu.test(text);
const named = (text: string): NamedPerson[] => findPeople(text).map(({ name, party }) => ({ name, party }));

/** The points that this body decides or proposes; where no part is so called, all of them. */
function decidedPoints(doc: Node): Node[] {
  const sections = all(doc, 'section').filter(({ attrs }) => attrs.part === 'decision' || attrs.part === 'proposalToAssembly');
  return (sections.length === 0 ? [doc] : sections).flatMap((section) => all(section, 'decisionPoint'));
}

/** What points say of the motion as a whole. */
function sensesOf(points: readonly Node[]): ReadonlySet<Sense> {
  const senses = new Set<Sense>();
  for (const point of points) {
    const text = wordsOf(point);
    if (/(?<!\p{L})(?:ärendet|motionen)\s(?:ska\s)?bordlägg|bordlägga\s(?:ärendet|motionen)/iu.test(text)) senses.add('deferral');
    if (/att-sats/iu.test(text) || (Array.isArray(point.attrs.answers) && point.attrs.answers.length > 0)) continue;
    const outcome = (word(point.attrs.outcome) as Outcome | null) ?? readOutcome(text);
    const sense = outcome === null ? null : outcomeSense[outcome];
    if (sense != null) senses.add(sense);
  }
  return senses;
}

const outcomeSense: Partial<Record<Outcome, Sense>> = {
  approved: 'approved motion',
  partlyApproved: 'approved motion',
  tillstyrkan: 'approved motion',
  rejected: 'rejected motion',
  avstyrkan: 'rejected motion',
  answered: 'answered motion',
  referredBack: 'referralBack',
};

/** What an alternative comes to for the matter as a whole; null where it cannot be told, or is of a part. */
export function senseOf(alternative: Alternative, meeting: Meeting): Sense | null {
  const { clauses, meeting: told } = meeting.context;
  // Without the points: what a yrkande says of the motion is asked for, also where the proposal says the same.
  const sense = senseInMeeting(alternative, { clauses, meeting: { ...told, points: new Map() } });
  if (sense === 'proposal') return proposedSense(meeting);
  if (sense?.startsWith('partly ') === true) return 'approved motion';
  if (isSense(sense)) return sense;
  const isRejected = alternative.about === 'rejectionOf' && senseOf({ about: 'yrkande', id: alternative.id }, meeting) === 'approved motion';
  return isRejected ? 'rejected motion' : null;
}

/** What the proposal says of the motion, where it stands in the document and says one thing. */
function proposedSense({ doc }: Meeting): Sense | null {
  const points = all(doc, 'section')
    .filter(({ attrs }) => attrs.part === 'proposedDecision')
    .flatMap((section) => all(section, 'decisionPoint'));
  const senses = [...sensesOf(points)];
  return senses.length === 1 ? (senses[0] ?? null) : null;
}

/** What the words for an answer come to: "bifall till motionen", "ärendets återremiss", "Anna Linds (L) yrkande"; null where it cannot be told. */
export function senseOfWords(text: string, meeting: Meeting): Sense | null {
  const words = text.replace(/\s+/gu, ' ').trim();
  if (/tillägg|att-sats|punkt|ändring/iu.test(words)) return null;
  if (/återremi/iu.test(words)) return 'referralBack';
  if (/bordlägg/iu.test(words)) return 'deferral';
  if (/avgör/iu.test(words)) return 'decideToday';
  if (/^(?:att )?(?:bifall(?:a)? (?:till )?motionen)(?: i (?:sin|dess) helhet)?\.?$/iu.test(words)) return 'approved motion';
  if (/^(?:att )?(?:avslag (?:på|till) motionen|avslå motionen)\.?$/iu.test(words)) return 'rejected motion';
  if (/^(?:att )?(?:anse )?motionen (?:ska )?(?:anses )?besvarad\.?$/iu.test(words)) return 'answered motion';
  if (!/yrkande|förslag/iu.test(words)) return null;
  const meant = meeting.yrkanden.filter(({ by }) => by.some(({ name }) => words.includes(name)));
  const senses = new Set(meant.map(({ id }) => senseOf({ about: 'yrkande', id }, meeting)));
  const [sense = null] = senses;
  return senses.size === 1 ? sense : null;
}

/** Whether the minutes are of an assembly, as their own head or the chair's words tell. */
function saysAssembly(doc: Node, words: string): boolean {
  const head = all(doc, 'field')
    .filter(({ attrs }) => attrs.name === 'paragraphNumber' || attrs.name === 'body')
    .map(wordsOf);
  if (head.some((text) => /^(?:kf|rf|kommunfullmäktige|regionfullmäktige)(?!\p{L})/iu.test(text))) return true;
  const levels = all(doc, 'fieldList').map(({ attrs }) => attrs.level as unknown);
  if (levels.includes('assembly')) return true;
  if (levels.some((level) => level === 'executiveBoard' || level === 'committee' || level === 'subcommittee')) return false;
  return /finner att (?:kommun|region)?fullmäktige\s/iu.test(words) || /(?:^|\n)(?:kommun|region)fullmäktige(?:s beslut| beslutar)/iu.test(words);
}

/** Whether what won, by acclamation or vote, is something else than what was decided of the motion. */
export function isAgainstDecision(won: Sense, { senses }: Meeting): boolean {
  if (senses.size === 0) return false;
  if (won === 'decideToday') return senses.has('referralBack') || senses.has('deferral');
  return !senses.has(won);
}

/** As the paper has it, whatever the interface's language. */
export const senseWords: Record<Sense, string> = {
  'approved motion': 'bifall till motionen',
  'rejected motion': 'avslag på motionen',
  'answered motion': 'att motionen anses besvarad',
  referralBack: 'återremiss',
  deferral: 'bordläggning',
  decideToday: 'att ärendet avgörs i dag',
};

const isSense = (sense: string | null): sense is Sense => sense !== null && Object.hasOwn(senseWords, sense);
