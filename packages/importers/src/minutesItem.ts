import type { Node } from 'prosemirror-model';
import { readDiarienummer } from './diarienummer.ts';
import { collapsed, columnsOf, type Layout, type Line, paragraphsOf } from './lines.ts';
import type { DraftDocument, DraftSection, Reading } from './draft.ts';
import { readMeeting } from './meeting.ts';
import { partReaders, type Segment } from './sections.ts';
import { mergeVotes } from './vote.ts';

// "§ 68", "Kf § 33", "KF § 69": the § runs per body and year and is typed, never derived.
const paragraphNumber = /^((?:\p{L}{1,6} )?§ ?\d+[a-z]?(?:\/\d{4}(?: (?:KF|KS|Kf|Ks)(?=$|\s))?)?,?)(?=\s|$)\s*(?:\/\s*)?(.*)$/su;

export function readMinutesItem(segments: readonly Segment[], layout: Layout, reading: Reading): DraftDocument {
  const [preface, ...rest] = segments;
  const { head, body } = readPreface(preface?.lines ?? [], layout, reading);
  // What was moved is read first: a reservation may stand before the yrkande that it speaks for.
  const read = new Map<Segment, readonly DraftSection[]>();
  const bySeniority = [...rest].sort((one, other) => Number(isOfMovers(other)) - Number(isOfMovers(one)));
  if (body.length > 0) read.set(preface as Segment, readMeeting('other', '', paragraphsOf(body, layout), reading));
  for (const segment of bySeniority) {
    const part = segment.part ?? 'other';
    const sections = partReaders[part]({ ...segment, part }, layout, reading);
    read.set(segment, segment.runsIn ? sections.map((section) => ({ ...section, runsIn: true })) : sections);
  }
  return {
    head,
    sections: mergeVotes(
      segments.flatMap((segment) => read.get(segment) ?? []),
      reading,
    ),
  };
}

const isOfMovers = ({ part }: Segment) => part === 'yrkanden' || part === 'deliberation' || part === 'beslutsgang';

/** § and diarienummer, the title, and whatever stands before the first heading. */
function readPreface(lines: readonly Line[], layout: Layout, { nodes, findings }: Reading): { readonly head: readonly Node[]; readonly body: readonly Line[] } {
  const head: Node[] = [];
  const titleLines: Line[] = [];
  const writeTitle = () => {
    if (titleLines.length === 0) return;
    head.push(
      nodes.line(
        'title',
        {},
        titleLines
          .splice(0)
          .map(({ text }) => collapsed(text))
          .join(' '),
      ),
    );
  };
  let titleGroup: number | null = null;
  // Above the § stands what the minutes as a whole are of.
  let index = lines.findIndex(({ text }) => paragraphNumber.test(text));
  for (const line of lines.slice(0, Math.max(index, 0))) head.push(...readAboveNumber(line, nodes, findings));
  index = Math.max(index, 0);
  // Where the file tells which line is the title, none above it is.
  const told = lines.findIndex(({ level }) => level !== null);
  for (; index < lines.length; index++) {
    const line = lines[index] as Line;
    const fields = readHeadLine(line.text);
    if (fields !== null) {
      writeTitle();
      head.push(nodes.fields('head', fields.fields));
      if (fields.rest === '') continue;
      titleGroup = line.group;
      titleLines.push({ ...line, text: fields.rest });
      continue;
    }
    if (titleGroup === null && (index < told || /^(?:(?:kommun|region)\p{L}+|handling \d{4} nr \d+)$/iu.test(line.text))) {
      writeTitle();
      head.push(nodes.paragraph(collapsed(line.text)));
      findings.unplaced(line);
      continue;
    }
    // The title is the first group of lines that is no head; where lines are not wrapped it is one line.
    // Below the title, who moved the motion: "Motion (2030:41) av A och B (båda V)".
    if (
      titleLines.length > 0 &&
      /^Motion(?: \([^)]*\))? (?:av|från) /u.test(line.text) &&
      (told >= 0 || (line.group === titleGroup && layout.width !== null))
    ) {
      writeTitle();
      head.push(nodes.paragraph(collapsed(line.text)));
      continue;
    }
    if (titleGroup !== null && (line.group !== titleGroup || (layout.width === null && titleLines.length > 0))) break;
    titleGroup = line.group;
    titleLines.push(line);
  }
  writeTitle();
  return { head, body: lines.slice(index) };
}

/** The body and the day of the meeting in columns, as fields; any other words as text. */
function readAboveNumber(line: Line, nodes: Reading['nodes'], findings: Reading['findings']): readonly Node[] {
  const fields = columnsOf(line.text).map((cell): readonly ['body' | 'date', string] | null => {
    const date = /^sammanträdes(?:datum|dag):?\s*\d{4}-\d{2}-\d{2}$/iu.test(cell);
    return date ? ['date', cell] : /^(?:kommun|region)(?:fullmäktige|styrelsen)$|nämnden$|utskott(?:et)?$/iu.test(cell) ? ['body', cell] : null;
  });
  if (fields.every((field) => field !== null)) return [nodes.fields('head', fields)];
  const letterhead =
    // A day without a label is text: as a field it would get one.
    /^(?:\d{4}-\d{2}-\d{2}|sammanträdesprotokoll|protokoll(?:sutdrag)?|protokollsparagraf|[\p{L} ]+ (?:kommun|stad|region)|(?:kommun|region)(?:fullmäktige|styrelsen))$/iu;
  if (!columnsOf(line.text).every((cell) => letterhead.test(cell))) findings.unplaced(line);
  return [nodes.paragraph(collapsed(line.text))];
}

type HeadLine = { readonly fields: readonly (readonly ['paragraphNumber' | 'diarienummer', string])[]; readonly rest: string };

function readHeadLine(text: string): HeadLine | null {
  const words = collapsed(text).replace(/(§ ?\d+,?) (?=\/)/u, '$1 ');
  const numbered = paragraphNumber.exec(words);
  const rest = (numbered?.[2] ?? words).trim();
  const diary = readDiarienummer(rest, numbered !== null);
  if (numbered === null && diary === null) return null;
  const fields: (readonly ['paragraphNumber' | 'diarienummer', string])[] = [];
  if (numbered !== null) fields.push(['paragraphNumber', numbered[1] ?? '']);
  if (diary !== null) fields.push(['diarienummer', diary.words]);
  return { fields, rest: diary === null ? (numbered === null ? '' : rest) : diary.rest };
}
