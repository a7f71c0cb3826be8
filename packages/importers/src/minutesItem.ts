import type { Node } from 'prosemirror-model';
import { collapsed, type Layout, type Line, paragraphsOf } from './lines.ts';
import { type DraftSection, readMeeting, type Reading } from './meeting.ts';
import { partReaders, type Segment } from './sections.ts';

/** A protokollsparagraf: what stands before its parts, and the parts. */
export type DraftDocument = {
  readonly head: readonly Node[];
  readonly sections: readonly DraftSection[];
  /** Where the document is not divided into sections, as a motion is not. */
  readonly headings?: readonly { readonly text: string; readonly runsIn: boolean }[];
};

// "§ 68", "Kf § 33", "KF § 69": the § runs per body and year and is typed, never derived.
const paragraphNumber = /^((?:\p{L}{1,6} )?§ ?\d+[a-z]?,?)(?=\s|$)\s*(?:\/\s*)?(.*)$/su;
const labelledDiary = /^((?:[Dd]nr|[Dd]iarienummer|[Dd]iarienr|[Ää]rendenummer|Utl)[.:]?\s+(?:\p{Lu}{1,4} (?=\S*\d))?\S*\d\S*)(?:\s+(.*))?$/su;
const bareDiary = /^((?:\p{Lu}{1,4} )?[\p{L}-]*\d[\d\p{L}]*[/:.-][\d\p{L}/:.-]+)$/u;

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
  return { head, sections: segments.flatMap((segment) => read.get(segment) ?? []) };
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
  let index = 0;
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
    if (titleGroup === null && /^(?:(?:kommun|region)\p{L}+|handling \d{4} nr \d+)$/iu.test(line.text)) {
      writeTitle();
      head.push(nodes.paragraph(collapsed(line.text)));
      findings.unplaced(line);
      continue;
    }
    // The title is the first group of lines that is no head; where lines are not wrapped it is one line.
    if (titleGroup !== null && (line.group !== titleGroup || (layout.width === null && titleLines.length > 0))) break;
    titleGroup = line.group;
    titleLines.push(line);
  }
  writeTitle();
  return { head, body: lines.slice(index) };
}

type HeadLine = { readonly fields: readonly (readonly ['paragraphNumber' | 'diarienummer', string])[]; readonly rest: string };

function readHeadLine(text: string): HeadLine | null {
  const words = collapsed(text).replace(/(§ ?\d+,?) (?=\/)/u, '$1 ');
  const numbered = paragraphNumber.exec(words);
  const rest = (numbered?.[2] ?? words).trim();
  const diary = labelledDiary.exec(rest) ?? (numbered === null ? null : bareDiary.exec(rest));
  if (numbered === null && diary === null) return null;
  const fields: (readonly ['paragraphNumber' | 'diarienummer', string])[] = [];
  if (numbered !== null) fields.push(['paragraphNumber', numbered[1] ?? '']);
  if (diary !== null) fields.push(['diarienummer', diary[1] ?? '']);
  return { fields, rest: diary === null ? (numbered === null ? '' : rest) : (diary[2] ?? '').trim() };
}
