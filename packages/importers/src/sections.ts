import { readPeople } from '@yrka/formal-text';
import type { ImportableKind, SectionPart } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { readDecisions } from './decisions.ts';
import { partOfHeading, runInHeading } from './headings.ts';
import { collapsed, columnsOf, isRule, type Layout, type Line, type Paragraph, paragraphsOf } from './lines.ts';
import type { DraftSection, Reading } from './draft.ts';
import { bodyName } from './furniture.ts';
import { beginsAccount, beginsStatement, readMeeting } from './meeting.ts';
import type { Nodes } from './nodes.ts';
import { isVoteTable, readVote } from './vote.ts';

/** The lines under one heading; `part` null for those before the first. */
export type Segment = {
  readonly part: SectionPart | null;
  readonly heading: string;
  /** Headings within it count from 1. */
  readonly lines: readonly Line[];
  readonly runsIn: boolean;
};

/** Divides a document at its headings, which may stand on lines of their own or, where line breaks were lost, run in. */
export function segmentsOf(lines: readonly Line[], kind: ImportableKind, { width }: Layout, unknown?: ReadonlySet<string>): readonly Segment[] {
  const isHeading = (line: Line) => partOfHeading(line.text, kind, unknown) !== null;
  // Where the file tells which lines are the headings of its parts, no other is one.
  const areTold = lines.some((line) => line.level !== null && isHeading(line));
  const runsIn = width === null && lines.filter(isHeading).length < 2;
  const whole = runsIn ? lines.flatMap(splitAfterTitle) : lines;
  // "… Omröstning / begärs." where the line broke between them.
  const isWithinSentence = (index: number) =>
    whole[index - 1]?.group === whole[index]?.group &&
    whole[index + 1]?.group === whole[index]?.group &&
    /^(?!att\s)\p{Ll}/u.test(whole[index + 1]?.text ?? '');
  const segments: { part: SectionPart | null; heading: string; lines: Line[]; runsIn: boolean }[] = [{ part: null, heading: '', lines: [], runsIn: false }];
  // Of the last heading that the file tells; null before the first.
  let told: number | null = null;
  whole.forEach((line, index) => {
    const last = segments.at(-1);
    const isWithinPart = areTold && told !== null && line.level !== null && line.level > told;
    const mayHead = areTold ? line.level !== null && !isWithinPart : !isWithinSentence(index);
    const part = mayHead ? partOfHeading(line.text, kind, unknown) : null;
    const runIn = runsIn && part === null && index > 0 ? runInHeading(line.text, kind, unknown) : null;
    // "Beslut" and below it "Kommunfullmäktige beslutar:": the second leads in the points.
    const isLeadIn = part === 'decision' && last?.part === 'decision' && last.lines.length === 0 && /beslut(?:ar|ade):?$/iu.test(line.text);
    const inLine = part === null && !runsIn ? inLineRecipients(line.text, kind, unknown) : null;
    const list = kind === 'minutesItem' && last?.part != null ? voteListAt(whole, index) : null;
    if (isLeadIn || (part === 'attachments' && kind === 'minutesItem' && isReference(whole, index, kind))) last?.lines.push(line);
    else if (inLine !== null) segments.push({ part: 'recipients', heading: inLine.heading, lines: [{ ...line, text: inLine.rest }], runsIn: false });
    // The list of names that is printed after the item, over as many pages as it takes.
    else if (list !== null && last?.lines[0]?.text !== line.text && !(list === 'table' && last?.part === 'vote'))
      segments.push({ part: 'vote', heading: '', lines: [line], runsIn: false });
    else if (list !== null) last?.lines.push(line);
    else if (part !== null) segments.push({ part, heading: collapsed(line.text), lines: [], runsIn: false });
    else if (runIn !== null) segments.push({ part: runIn.part, heading: runIn.heading, lines: [{ ...line, text: runIn.rest }], runsIn: true });
    else if (last?.part != null && kind === 'minutesItem' && !runsIn && mayHead && looksLikeHeading(whole, index, last.part))
      segments.push({ part: 'other', heading: collapsed(line.text), lines: [], runsIn: false });
    else last?.lines.push(isWithinPart ? { ...line, level: (line.level ?? 0) - (told ?? 0) } : line);
    if (segments.at(-1) !== last && segments.at(-1)?.part !== null) told = line.level ?? told;
  });
  return segments;
}

/** [REA17] "Beslutet expedieras till: Motionären, Socialnämnden": the recipients in the line of their heading. */
function inLineRecipients(text: string, kind: ImportableKind, unknown?: ReadonlySet<string>): { readonly heading: string; readonly rest: string } | null {
  const [, heading, rest] = /^([^:]{5,60}:)\s+(\S.*)$/u.exec(text) ?? [];
  return heading !== undefined && rest !== undefined && /\btill:$/u.test(heading) && partOfHeading(heading, kind, unknown) === 'recipients'
    ? { heading: collapsed(heading), rest }
    : null;
}

/** "Bilaga" or "Bilaga B" alone, with no list below it: it says that something is attached, and heads nothing. */
function isReference(lines: readonly Line[], index: number, kind: ImportableKind): boolean {
  if (!/^bilaga(?: \S{1,3})?$/iu.test(lines[index]?.text ?? '')) return false;
  const next = lines[index + 1]?.text;
  return next === undefined || isRule(next) || partOfHeading(next, kind) !== null || /[.:]$/u.test(next);
}

/** Where a list of votes begins: a title with its number, or the row that heads its columns. */
function voteListAt(lines: readonly Line[], index: number): 'title' | 'table' | null {
  const line = lines[index];
  if (line === undefined) return null;
  if (/^(?:(?:omröstnings|voterings)(?:lista|resultat) (?:nr\.? ?)?|votering ?#? ?|omröstning ?# ?)\d+(?:$|[:.\s])/iu.test(line.text)) return 'title';
  const next = lines[index + 1];
  if (next !== undefined && isVoteTable(next) && /^\[?(?:tabell|bilaga|omröstning|votering)\b/iu.test(line.text)) return 'title';
  return isVoteTable(line) ? 'table' : null;
}

/** Lists of one item a line, each of which looks like a heading. */
const listParts = new Set<SectionPart>(['recipients', 'decisionBasis', 'attachments', 'attendance', 'verification']);

/**
 * [REA4] A heading in the minutes that no table knows: short, with a capital and no full stop, alone
 * between blank lines with text below it. Else all that stands under it would be read as of the part before.
 */
function looksLikeHeading(lines: readonly Line[], index: number, part: SectionPart): boolean {
  const [line, before, next] = [lines[index], lines[index - 1], lines[index + 1]];
  if (line === undefined || next === undefined || before?.group === line.group) return false;
  if (line.level !== null) return true;
  const text = collapsed(line.text);
  if (
    text.length > 60 ||
    text.split(' ').length > 7 ||
    !/^\p{Lu}/u.test(text) ||
    /[.,;!?"”)]$/u.test(text) ||
    /\d{4}|: |\d.*\d|^(?:Ja|JA|Nej|NEJ|Att|Alternativ)\b/u.test(text)
  )
    return false;
  if (
    columnsOf(line.text).length > 1 ||
    readPeople(text) !== null ||
    /\bbesluta[rt]?(?: för egen del)?:?$|\bföljande:?$|\b(?:yttrar|yttrade|deltar|deltog|talar|talade) ?(?:sig)?:?$/iu.test(text)
  )
    return false;
  const follows = collapsed(next.text);
  if (!listParts.has(part) && bodyName.test(follows) && !bodyName.test(text) && next.group === line.group) return true;
  const isSentence = follows.length > 60 || (/[.:]$/u.test(follows) && follows.split(' ').length > 3);
  if (listParts.has(part))
    return (follows.length > 60 || /[^.]{25,}\.$/u.test(follows)) && (next.group !== line.group || !/\d|förvaltning|kontor/iu.test(text));
  return isSentence && (next.group !== line.group || follows.length > 60) && !/^[-–−•]/u.test(follows) && !/:$/u.test(text);
}

/** A title that runs in with the first heading and its text. */
function splitAfterTitle(line: Line): readonly Line[] {
  const match =
    /^((?:motion|svar på|yttrande över|remiss)\b.{20,250}?)\s((?:Motionen|Bakgrund|Sammanfattning|Ärendet|Ärendebeskrivning|Beslut)\s\p{Lu}.*)$/isu.exec(
      line.text,
    );
  return match === null || !/^\p{Lu}/u.test(match[2] ?? '')
    ? [line]
    : [
        { ...line, text: match[1] ?? '' },
        { ...line, text: match[2] ?? '' },
      ];
}

type PartReader = (segment: Segment & { readonly part: SectionPart }, layout: Layout, reading: Reading) => readonly DraftSection[];

const prose: PartReader = ({ part, heading, lines }, layout, { nodes }) => {
  const paragraphs = paragraphsOf(lines, layout);
  const content = paragraphs.flatMap((paragraph, index) => {
    if (paragraph.cells !== undefined) return tableAt(paragraphs, index, nodes);
    return textBlock(paragraph, paragraphs, index, nodes.paragraph.bind(nodes));
  });
  return [{ part, heading, content }];
};

const meeting: PartReader = ({ part, heading, lines }, layout, reading) => readMeeting(part, heading, paragraphsOf(lines, layout), reading);

/** A decision, until an account of the meeting begins without a heading of its own. */
const decision: PartReader = ({ part, heading, lines }, layout, reading) => {
  const paragraphs = paragraphsOf(lines, layout, 'points');
  const account = paragraphs.findIndex((paragraph, index) => index > 0 && beginsAccount(paragraph.text));
  const own = account < 0 ? paragraphs : paragraphs.slice(0, account);
  const after = account < 0 ? [] : readMeeting('other', '', paragraphs.slice(account), reading);
  return [{ part, heading, content: readDecisions(own, reading.nodes) }, ...after];
};

/** A vote, until the chair puts the next question. */
const vote: PartReader = ({ part, heading, lines }, layout, reading) => {
  const paragraphs = paragraphsOf(lines, layout);
  const next = paragraphs.findIndex(({ text }, index) => index > 0 && (nextQuestion.test(text) || beginsStatement(text)));
  const own = next < 0 ? paragraphs : paragraphs.slice(0, next);
  const after = next < 0 ? [] : readMeeting('beslutsgang', '', paragraphs.slice(next), reading);
  const last = own.at(-1);
  return [{ part, heading, content: readVote(own, reading, next < 0 || last === undefined ? lines : lines.filter(({ line }) => line <= last.line)) }, ...after];
};

/** The chair goes on after a vote. */
const nextQuestion = /^Ordförande(?:n)? (?:\p{Lu}[^.]{2,40}\) )?(?:ställer|ställde|framställer|framställde|meddelar följande|redovisar följande)\b/u;

/** One item a line: who gets the decision, what it rests on, what is attached. */
const items =
  (list: 'recipientList' | 'decisionBasisList' | 'attachmentList', item: 'recipient' | 'decisionBasis' | 'attachment'): PartReader =>
  ({ part, heading, lines }, layout, { nodes }) => {
    const content: Node[] = [];
    let run: Node[] = [];
    const flush = () => {
      if (run.length > 0) content.push(nodes.block(list, {}, run));
      run = [];
    };
    // Items that lost their line breaks are still set apart by dashes with wide space.
    const whole = lines.flatMap((line) =>
      line.text
        .split(/(?:^|\s+)[-–•]\s{2,}/u)
        .filter((text) => text.trim() !== '')
        .map((text) => ({ ...line, text })),
    );
    for (const paragraph of paragraphsOf(whole, layout, 'items')) {
      const words = paragraph.text.replace(/^[-–−•*·]\s+/u, '');
      if (isRule(words)) {
        flush();
        content.push(nodes.paragraph(words));
      } else for (const one of item === 'recipient' ? recipientsIn(words) : [words]) run.push(nodes.line(item, {}, one));
    }
    flush();
    return [{ part, heading, content }];
  };

const bodyWord = /nämnd|styrels|fullmäktige|förvaltning|kontor|avdelning|enhet|utskott|bolag|organisation|kommun|region|\bråd|grupp|\bAB\b/iu;

/**
 * [REA17] Several recipients in one line, each with its comma: those after the first are bodies or begin with a capital. A
 * person with a title, a unit with its office and a body with commas in its name ("Nämnden för kultur, idrott och fritid") are one.
 */
function recipientsIn(text: string): readonly string[] {
  const parts = text.split(/(?<=,)\s+/u);
  const [first = '', ...others] = parts;
  const isOne =
    others.length === 0 ||
    /[()]|\bför (?:kännedom|åtgärd)/iu.test(text) ||
    readPeople(first.replace(/,$/u, '')) !== null ||
    (others.length === 1 && /^\p{Ll}+(?:förvaltningen|kontoret)$/u.test(others[0] ?? '')) ||
    !others.every((part) => /^\p{Lu}/u.test(part) || bodyWord.test(part));
  return isOne ? [text] : parts;
}

/** How the lines of each part are read. A part that is forgotten does not compile. */
export const partReaders: Readonly<Record<SectionPart, PartReader>> = {
  summary: prose,
  decisionBasis: items('decisionBasisList', 'decisionBasis'),
  recipients: items('recipientList', 'recipient'),
  attachments: items('attachmentList', 'attachment'),
  proposedDecision: decision,
  matter: prose,
  assessment: prose,
  consequences: prose,
  consultation: prose,
  attendance: prose,
  decision,
  proposalToAssembly: decision,
  earlierTreatment: prose,
  deliberation: meeting,
  yrkanden: meeting,
  beslutsgang: meeting,
  vote,
  reservations: meeting,
  separateStatements: meeting,
  minutesNotes: meeting,
  conflictOfInterest: meeting,
  notParticipating: meeting,
  verification: prose,
  other: meeting,
};

/** A table where its first row stands, nothing for its other rows, which are in it. */
export function tableAt(paragraphs: readonly Paragraph[], index: number, nodes: Nodes): readonly Node[] {
  if (paragraphs[index - 1]?.cells !== undefined) return [];
  const rows: Node[] = [];
  for (let at = index; ; at++) {
    const cells = paragraphs[at]?.cells;
    if (cells === undefined) break;
    rows.push(
      nodes.block(
        'tableRow',
        {},
        cells.map((cell) => nodes.line('tableCell', {}, collapsed(cell))),
      ),
    );
  }
  return [nodes.block('table', {}, rows)];
}

/** A paragraph of text: a list item with its mark as an attribute, a short line over text as a heading, else as it is. */
export function textBlock(
  paragraph: Paragraph,
  paragraphs: readonly Paragraph[],
  index: number,
  write: (text: string, attributes?: Readonly<Record<string, unknown>>) => Node,
): Node {
  const { text, group } = paragraph;
  const bullet = /^[-–−•*·]\s+(.+)$/su.exec(text);
  if (bullet !== null) return write(bullet[1] ?? '', { list: 'bullet' });
  if (isOrderedItem(paragraphs, index)) return write(text.replace(/^\d{1,2}[.)]\s+/u, ''), { list: 'ordered' });
  const next = paragraphs[index + 1];
  const isFirst = paragraphs[index - 1]?.group !== group;
  const isHeading =
    paragraph.level !== null ||
    (text.length < 70 &&
      /^\p{Lu}/u.test(text) &&
      !/[.,;:!?"”)]$/u.test(text) &&
      !/\d{4}/u.test(text) &&
      isFirst &&
      next !== undefined &&
      next.text.length > 80 &&
      // Right above its text it is shorter, since a line of a list may stand there too.
      (next.group !== group || text.split(' ').length <= 5));
  return write(text, isHeading ? { level: Math.min(paragraph.level ?? 1, 3) } : {});
}

/** Whether the paragraph belongs to a run numbered 1, 2, …: only then are the numbers the list's own. */
function isOrderedItem(paragraphs: readonly Paragraph[], index: number): boolean {
  const numberAt = (at: number) => {
    const mark = /^(\d{1,2})([.)])\s+\S/u.exec(paragraphs[at]?.text ?? '');
    return mark === null || mark[2] !== '.' ? null : Number(mark[1]);
  };
  const number = numberAt(index);
  if (number === null) return false;
  const first = index - number + 1;
  for (let at = first; at <= index; at++) if (at < 0 || numberAt(at) !== at - first + 1) return false;
  return numberAt(first + 1) === 2;
}

/** Whether a line is set in columns, as signatures are. */
export const isInColumns = (line: Line) => columnsOf(line.text).length > 1;
