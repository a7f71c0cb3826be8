import { type NamedPerson, readPeople, readPerson, readSupport, writePerson } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import { collapsed, columnsOf, type Layout, type Line, type Paragraph, paragraphsOf } from './lines.ts';
import type { DraftDocument, Reading } from './draft.ts';
import { moversInTitle } from './movers.ts';
import { listsOf, type Point, readPoint } from './points.ts';
import { isInColumns, tableAt, textBlock } from './sections.ts';
import { sentencesOf } from './sentences.ts';

// What comes before the clauses (DOMAIN.md §2.1): "föreslår vi att kommunfullmäktige beslutar", "Vi yrkar", "Förslag till beslut i kommunfullmäktige:".
const leadIn =
  /(?:(?:föreslår|föreslås|yrkar|hemställer)\b.{0,120}\b(?:beslutar?|besluta|att|följande)|\b(?:vi|jag|undertecknade?) yrkar|\bvill (?:vi|jag|undertecknade?|\p{Lu}[\p{L}-]*(?: i \p{L}+)?)(?: därför)?(?: att)?|^\p{Lu}[\p{L} -]{1,60} (?:föreslår|yrkar|hemställer)(?: därför)?(?: att)?(?=:)|^förslag till beslut\b.{0,60}|föreslås(?: att)? besluta|^(?:vi|jag) yrkar(?: därför)?(?: att)?)\s*[:;]?$/iu;
/** Where lines were lost the lead-in and the clauses stand in one paragraph. */
const runInLeadIn =
  /^(förslag till beslut[^:.]{0,60}:|.{0,200}?(?:föreslås(?: att)? besluta|(?:föreslår|yrkar)\b[^:.]{0,120}(?:beslutar?|besluta|följande)):)\s+(.+)$/isu;

export function readMotion(lines: readonly Line[], layout: Layout, reading: Reading): DraftDocument {
  const { nodes } = reading;
  const head = readHead(lines, layout, reading);
  const { end, people: signatories, areListed } = readEnd(head.rest, reading);
  const body = head.rest.slice(0, head.rest.length - end.lineCount);
  const content: Node[] = [...head.nodes, ...readBody([...head.leftOver, ...paragraphsOf(body, layout)], reading)];
  const movers = head.movers ?? signatories;
  if (movers.length > 0 && (head.movers !== null || areListed)) {
    // The list of movers follows the title; on paper they are named there or sign below, so it adds no word.
    content.splice(head.afterTitle, 0, nodes.people('movers', movers));
  }
  return { head: [...content, ...end.nodes], sections: [], movers, headings: headingsOf(content, layout) };
}

/**
 * A motion's headings: the word MOTION, a title that stands alone, headings in the text, and the label
 * of its clauses where that is one ("Förslag till beslut i kommunfullmäktige:") and no sentence of the movers'.
 */
function headingsOf(content: readonly Node[], { width }: Layout): DraftDocument['headings'] {
  return content.flatMap((node, index) => {
    const text = node.textContent;
    if (node.type.name === 'title' && width !== null) return [{ text, runsIn: false }];
    if (node.type.name !== 'paragraph') return [];
    const isLabel =
      /^(?:förslag till beslut\b|(?:kommun|region)fullmäktige föreslås\b|att-satser|yrkanden?:?$|förslag:?$)/iu.test(text) &&
      content[index + 1]?.type.name === 'yrkandeList';
    if (isLabel) return [{ text, runsIn: width === null }];
    return /^motion$/iu.test(text) || (node.attrs.level as number) > 0 ? [{ text, runsIn: false }] : [];
  });
}

type Head = {
  readonly nodes: readonly Node[];
  readonly afterTitle: number;
  readonly movers: readonly NamedPerson[] | null;
  readonly rest: readonly Line[];
  readonly leftOver: readonly Paragraph[];
};

function readHead(lines: readonly Line[], layout: Layout, { nodes, findings }: Reading): Head {
  const head: Node[] = [];
  // Where the file tells which line is the title, none above it is.
  const told = lines.findIndex(({ level }) => level !== null);
  let index = 0;
  for (; index < lines.length; index++) {
    const line = lines[index] as Line;
    if (/^till (?:kommun|region)fullmäktige\b/iu.test(line.text)) {
      head.push(nodes.fields('head', [['addressee', collapsed(line.text)]]));
    } else if (
      index < told ||
      motionMark.test(collapsed(line.text)) ||
      isSender(lines, index) ||
      /^(?:handling|dnr|diarienummer|ärendenummer)\b/iu.test(line.text) ||
      (line.text.length < 30 && columnsOf(line.text).length === 1 && lines[index + 1]?.group !== line.group && isMotionTitle(lines[index + 1]))
    ) {
      head.push(nodes.paragraph(collapsed(line.text)));
      if (!motionMark.test(collapsed(line.text))) findings.unplaced(line);
    } else break;
  }
  const first = lines[index];
  if (first === undefined) return { nodes: head, afterTitle: head.length, movers: null, rest: [], leftOver: [] };
  let count = 1;
  // A title may take several lines, but a text that begins at once after it is a text.
  while (layout.width !== null && lines[index + count]?.group === first.group && !/[.!?]$/u.test(lines[index + count - 1]?.text ?? '')) count++;
  const whole = lines
    .slice(index, index + count)
    .map(({ text }) => collapsed(text))
    .join(' ');
  const { title, text } = splitTitle(whole);
  head.push(nodes.line('title', {}, title));
  const afterTitle = head.length;
  // Whom it is to may stand below the title too.
  for (; /^till (?:kommun|region)fullmäktige\b/iu.test(lines[index + count]?.text ?? ''); count++)
    head.push(nodes.fields('head', [['addressee', collapsed(lines[index + count]?.text ?? '')]]));
  const movers = moversInTitle(title);
  return {
    nodes: head,
    afterTitle,
    movers: movers.length === 0 ? null : movers,
    rest: lines
      .slice(index + count)
      .map((line) => (line.level === null || first.level === null ? line : { ...line, level: Math.max(1, line.level - first.level) })),
    leftOver: text === '' ? [] : [{ text, line: first.line, group: first.group, level: null }],
  };
}

/** The word that says what it is, alone or with whom it is to. */
const motionMark = /^(?:[\p{L} ]+ (?:kommun|stad|region) )?motion(?: till (?:kommun|region)fullmäktige(?: i .+)?|(?:,? \p{Lu}\p{L}+)?,? \d{4}-\d{2}-\d{2})?$/iu;

/** Whoever sends it stands above the word MOTION: a party, with or without its place. */
const isSender = (lines: readonly Line[], index: number) =>
  index < 3 &&
  (lines[index]?.text.length ?? 0) < 50 &&
  (partySender.test(collapsed(lines[index]?.text ?? '')) || lines.slice(index + 1, index + 3).some(({ text }) => motionMark.test(collapsed(text))));

/** A party's name alone, as its logotype leaves it at the head. */
const partySender = /^(?:\p{L}+(?:partiet|demokraterna)(?: de gröna)?|moderaterna|liberalerna)(?: i \p{Lu}\p{L}+)?$/iu;

const isMotionTitle = (line: Line | undefined) => line !== undefined && /^motion (?:om|av|från)\b/iu.test(line.text);

/**
 * Where line breaks were lost the title runs in with the text: "… Sveriges rikes lag Kommunallagen
 * styr …". The text begins at the last capital of its first sentence; a short title is left alone.
 */
function splitTitle(whole: string): { readonly title: string; readonly text: string } {
  const sentence = sentencesOf(whole)[0] ?? '';
  if (whole.length < 150 || !/[.!?]$/u.test(sentence)) return { title: whole, text: '' };
  const last = [...sentence.matchAll(/(?<=[\p{L}”"]) (?=\p{Lu}\p{L}+ )/gu)].at(-1);
  return last === undefined ? { title: whole, text: '' } : { title: whole.slice(0, last.index), text: whole.slice(last.index + 1) };
}

function readBody(paragraphs: readonly Paragraph[], { nodes }: Reading): readonly Node[] {
  const content: Node[] = [];
  let clauses: Point[] = [];
  let isAmongClauses = false;
  const flush = () => {
    for (const list of listsOf(clauses, true))
      content.push(
        nodes.block(
          'yrkandeList',
          {},
          list.map(({ text, att }) => nodes.line('attClause', { att }, text)),
        ),
      );
    clauses = [];
  };
  paragraphs.forEach((paragraph, index) => {
    const { text } = paragraph;
    if (paragraph.cells !== undefined) {
      flush();
      content.push(...tableAt(paragraphs, index, nodes));
      return;
    }
    const runIn = runInLeadIn.exec(text);
    if (runIn !== null) {
      flush();
      content.push(nodes.paragraph(runIn[1] ?? ''));
      for (const point of inlinePoints(runIn[2] ?? '')) clauses.push(readPoint(point));
      isAmongClauses = true;
      return;
    }
    const hasMark = /^(?:[Aa]tt\s|\d{1,2}[.)]\s|[-–−•]\s|\d{1,2} [Aa]tt\s)/u.test(text);
    if (isAmongClauses && (hasMark || (clauses.length === 0 && /\.$/u.test(text)))) {
      clauses.push(readPoint(text));
      return;
    }
    flush();
    isAmongClauses =
      leadIn.test(text) ||
      // A lead-in in two lines: "Vi föreslår därför att:" and below it "Kommunen ändrar sina regler så att;".
      (isAmongClauses && clauses.length === 0 && /\batt ?[:;]$/u.test(text)) ||
      (hasMark === false && /^(?:(?:[-–−•]|\d{1,2}[.)])\s)?[Aa]tt\s/u.test(paragraphs[index + 1]?.text ?? '') && !/[.!?]$/u.test(text));
    if (!isAmongClauses && /^att\s/u.test(text)) {
      clauses.push(readPoint(text));
      isAmongClauses = true;
      return;
    }
    content.push(textBlock(paragraph, paragraphs, index, nodes.paragraph.bind(nodes)));
  });
  flush();
  return content;
}

/** "1. … 2. …" in one line; else the one text. */
function inlinePoints(text: string): readonly string[] {
  if (!/^1\. /u.test(text)) return [text];
  const points: string[] = [];
  let from = 0;
  for (let number = 2; ; number++) {
    const next = new RegExp(String.raw`(?<=[.,;]) ${number}\. `, 'u').exec(text.slice(from));
    if (next === null) return [...points, text.slice(from)];
    points.push(text.slice(from, from + next.index));
    from += next.index + 1;
  }
}

type End = { readonly nodes: readonly Node[]; readonly lineCount: number };

const closing = /^(\p{Lu}[\p{L} -]{1,40}?,?) (den \d{1,2} \p{L}+ \d{4}|\d{4}-\d{2}-\d{2}|\d{1,2} \p{L}+ \d{4})$/u;

/** Place and date, signatures and those who agree: from the last lines upwards, as long as they are such. */
function readEnd(
  lines: readonly Line[],
  { nodes, findings }: Reading,
): { readonly end: End; readonly people: readonly NamedPerson[]; readonly areListed: boolean } {
  // Each is looked at once: of a text of thousands of lines, each held against all others takes minutes.
  const closedAt = lines.findIndex((line) => closing.test(collapsed(line.text)));
  const signedAt = (index: number) => signatoriesOf(lines[index] as Line, closedAt >= 0 && closedAt < index, lines[index + 1]);
  const areEnd = lines.map((line, index) => closing.test(collapsed(line.text)) || readSupport(line.text) !== null || signedAt(index) !== null);
  const textUpTo = lines.findLastIndex((line, index) => areEnd[index] !== true && line.text.length >= 60 && !isInColumns(line));
  const firstAt = areEnd.findIndex((isEnd, index) => isEnd && index > Math.max(0, textUpTo));
  if (firstAt < 0) return { end: { nodes: [], lineCount: 0 }, people: [], areListed: false };
  const people: NamedPerson[] = [];
  let areListed = true;
  const ended: Node[] = [];
  for (let index = firstAt; index < lines.length; index++) {
    const line = lines[index] as Line;
    const text = collapsed(line.text);
    const place = closing.exec(text);
    const support = readSupport(text);
    const signed = place === null && support === null ? signedAt(index) : null;
    if (place !== null) {
      ended.push(
        nodes.fields('closing', [
          ['place', place[1] ?? ''],
          ['date', place[2] ?? ''],
        ]),
      );
    } else if (support !== null) {
      ended.push(nodes.people('supporters', support));
    } else if (signed !== null) {
      people.push(...signed);
      // A party that stands below the name, or as a word, is not what the list would print.
      if (signed.map(writePerson).join(' ') === text) {
        const last = ended.at(-1);
        const isOfList = last?.type.name === 'personList' && last.attrs.role === 'signatories';
        // A name a line is one list.
        if (isOfList) ended[ended.length - 1] = last.copy(last.content.append(nodes.people('signatories', signed).content));
        else ended.push(nodes.people('signatories', signed));
      } else {
        areListed = false;
        ended.push(nodes.paragraph(text));
      }
    } else {
      ended.push(nodes.paragraph(text));
      if (!partyRow.test(text)) findings.unplaced({ text, line: line.line });
    }
  }
  return { end: { nodes: ended, lineCount: lines.length - firstAt }, people, areListed };
}

/** What stands below a name: a seat, with or without the party. */
const partyRow = /^(?:ledamot|ersättare|gruppledare|kommunalråd|kommunfullmäktige|kommunfullmäktigeledamot|för )/iu;
const partyName = /^(?:\p{Lu}[\p{L}-]*(?:partiet|demokraterna|listan)|Moderaterna|Liberalerna|Centern)(?: i \p{L}+)?$/u;

/**
 * The people of a line that holds nothing else. A name without a party counts in columns, where text
 * never stands, and below place and date. The party may stand in the row below: "Ledamot i kommunfullmäktige (C)".
 */
function signatoriesOf(line: Line, isClosed: boolean, below: Line | undefined): readonly NamedPerson[] | null {
  const cells = columnsOf(line.text);
  // Several in one line, below place and date: "Anna Lind, Kim Ståhl och Per Ek."
  const listed = isClosed && cells.length === 1 ? readPeople((cells[0] ?? '').replace(/\.$/u, '')) : null;
  if (listed !== null && listed.length > 1) return listed;
  const people = cells.map((cell) => {
    const [, name, rest] = /^(.+?), (.+)$/u.exec(cell) ?? [];
    return readPerson(cell) ?? (name !== undefined && rest !== undefined && (partyName.test(rest) || partyRow.test(rest)) ? readPerson(name) : null);
  });
  if (people.includes(null) || people.length === 0 || partyRow.test(cells[0] ?? '') || cells.every((cell) => partyName.test(cell))) return null;
  const parties = columnsOf(below?.text ?? '').map((cell) => (partyRow.test(cell) ? (/\((-|\p{Lu}[\p{L}\d]{0,6})\)$/u.exec(cell)?.[1] ?? null) : null));
  const named = (people as NamedPerson[]).map((person, index) => ({ ...person, party: person.party ?? parties[index] ?? null }));
  return named.length > 1 || isClosed || named[0]?.party != null ? named : null;
}
