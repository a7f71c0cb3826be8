import { partOfHeading } from './headings.ts';
import { collapsed, columnsOf, isRule, type Line } from './lines.ts';

/** A line that a page bears and the document does not: its number, its header, its footer. */
export type FurnitureLine = { readonly text: string /** Counted from 1 in the file. */; readonly line: number };

/** What tells for itself that it belongs to the page. */
const pageMark =
  /^(?:\d{1,4} ?\(\d{1,4}\)|[-–] ?\d{1,4} ?[-–]|sid(?:a|an|nr|or)?\.?:? ?\d{1,4}(?: ?(?:av|\/|\() ?\d{1,4}\)?)?|\d{1,4} av \d{1,4}|protokoll(?:et)? \(?nr\.? \d+\)?|<!--.{0,60}-->|expedierat\/bestyrkt|sammanträdes(?:datum|dag):? [\d-]+|.{0,60}, protokoll|(?:justera(?:ndes?|res?)|ordförandens?) sign(?:atur(?:er)?|ering)?\.?|utdragsbestyrkande|(?:forts\.? )?(?:\p{L}{1,4} )?§ ?\d+,? \(?(?:forts\.?|fortsättning)\)?|forts\.? (?:från )?(?:\p{L}{1,4} )?§ ?\d+)$/iu;

/** What only the foot of a page of minutes has. */
const footMark = /utdragsbestyrkande|justera(?:ndes?|res?) sign/iu;

/** What stands beside a page mark, in the header or the footer, and is furniture only there. */
const besideMark: readonly RegExp[] = [
  /^(?:sammanträdes)?protokoll$/iu,
  /^(?:protokollsutdrag|tjänsteskrivelse|tjänsteutlåtande|delegationsbeslut)$/iu,
  /^(?:sammanträdes)?(?:datum|dag)$/iu,
  /^\d{4}-\d{2}-\d{2}$/u,
  /^(?:justera(?:ndes?|res?)|justering|sign(?:atur)?\.?)$/iu,
  /^\p{Lu}[\p{L}]*(?: \p{Lu}?[\p{L}]+)? (?:kommun|stad|region|KOMMUN|STAD|REGION)$/u,
  // Where the office is found, at the foot of a letter.
  /^(?:\d{3} ?\d{2} \p{Lu}[\p{L} -]{1,30}|(?:besöks|post|e-post)adress:?(?: .{1,60})?|(?:telefon|växel|tfn|e-post):? .{1,60}|(?:https?:\/\/|www\.)\S+|\p{Lu}[\p{L}-]+, \p{Lu}[\p{L} -]+ \d{1,4}(?: ?\p{Lu})?)$/iu,
  /^(?:kommun|region)\p{L}+ (?:\(?nr\.? \d+\)? )?\d{4}-\d{2}-\d{2}$/iu,
];

/** What systems for signing print on every page, wherever it stands. */
const signingMark =
  /^(?:det här dokumentet är (?:digitalt|elektroniskt) (?:signerat|undertecknat)|dokumentet är (?:digitalt|elektroniskt) (?:signerat|undertecknat)|transaktionsid(?:entitet)?\b.*\d|signerat (?:av|med) .*\bbankid\b|sign(?:erings)?-?id:?\s.*\d|verifikat:?\s.*\d|dokumentreferens:?\s.*\d|protokollet (?:är |har )?(?:digitalt |elektroniskt )?justerat?s? (?:digitalt|elektroniskt)$)/iu;

/** A body's name and nothing else. */
export const bodyName =
  /^(?:(?:kommun|region)?fullmäktige|(?:kommun|region)styrelsen|\p{L}[\p{L} ,-]*nämnden|nämnden för [\p{L} ,&-]+|.{0,40}utskott(?:et)?)(?: \(nr \d+\))?$/iu;

/**
 * [FUR1]–[FUR4] Divides what the pages bear from what the document says. Lines that stood on either
 * side of a page break within a sentence come to share a group, so that they are joined again.
 */
export function withoutFurniture(whole: readonly Line[]): { readonly lines: readonly Line[]; readonly furniture: readonly FurnitureLine[] } {
  // Where the file tells what is its pages', nothing else is.
  if (whole.some(({ isFurniture }) => isFurniture === true)) {
    const { own = [], pages = [] } = Object.groupBy(whole, ({ isFurniture }) => (isFurniture === true ? 'pages' : 'own'));
    return { lines: own, furniture: pages.map(({ text, line }) => ({ text: collapsed(text), line })) };
  }
  const lines = whole.flatMap((line, index) => apartFromPage(line, index, whole));
  const tellsPages = lines.some(({ beginsPage }, index) => beginsPage && index > 0);
  const taken = lines.map(
    ({ text, line, beginsPage }, index) =>
      isMark(text) || lines[index - 1]?.line === line || (tellsPages && isAtEdge(lines, index, beginsPage) && pageNumber.test(text)),
  );
  takeBeside(lines, taken);
  takeRepeated(lines, taken);
  takeBeside(lines, taken);
  const kept: Line[] = [];
  const furniture: FurnitureLine[] = [];
  // The group that a sentence goes on in on the next page: from which, to which.
  let joined: { readonly from: number; readonly to: number } | null = null;
  lines.forEach((line, index) => {
    if (taken[index] === true) {
      furniture.push({ text: collapsed(line.text), line: line.line });
      return;
    }
    const before = kept.at(-1);
    if ((taken[index - 1] === true || line.beginsPage) && before !== undefined && before.group !== line.group && goesOn(before.text, line.text))
      joined = { from: line.group, to: before.group };
    kept.push(joined !== null && joined.from === line.group ? { ...line, group: joined.to } : line);
  });
  return { lines: kept, furniture };
}

/** Whether a line is the rest of a sentence that the page broke. */
function goesOn(before: string, line: string): boolean {
  if (/[.!?:]["”)]?$/u.test(before) || partOfHeading(before, 'minutesItem') !== null || partOfHeading(line, 'minutesItem') !== null) return false;
  return /^[\p{Ll}(]/u.test(line) || /(?:,|-|\b(?:och|samt|eller|av|till|från|för|i|på|med|om|att|som))$/u.test(before);
}

/**
 * [FUR5] A line of the text that a mark of the page stands beside in a column of its own, as where a header
 * was printed over the first lines: two lines with one number. A date counts only near a mark.
 */
function apartFromPage(line: Line, index: number, lines: readonly Line[]): readonly Line[] {
  const columns = columnsOf(line.text);
  const [first = '', last = ''] = [columns[0], columns.at(-1)];
  if (columns.length < 2 || first === '' || isMark(line.text)) return [line];
  const isNearMark = () => lines.slice(Math.max(0, index - 4), index + 2).some(({ text }) => isMark(text));
  const isPages = signingMark.test(last) || (/^\d{4}-\d{2}-\d{2}$/u.test(last) && partOfHeading(first, 'minutesItem') !== null && isNearMark());
  if (!isPages) return [line];
  const at = line.text.lastIndexOf(last);
  return [
    { ...line, text: line.text.slice(0, at).trimEnd() },
    { ...line, text: last, indent: line.indent + at },
  ];
}

/** [FUR1] What tells for itself that it is the page's. */
const isMark = (text: string) => pageMark.test(text) || signingMark.test(text) || isHeaderRow(text);

/** A page number at either end of a line of other words, which only the edge of a page has. */
const pageNumber = /(?:^|\s)\d{1,3} ?\(\d{1,3}\)$|^\d{1,3} ?\(\d{1,3}\)\s/u;
const isAtEdge = (lines: readonly Line[], index: number, beginsPage: boolean) =>
  beginsPage || index === lines.length - 1 || lines[index + 1]?.beginsPage === true;

/** [FUR2] From each mark outwards, as long as the lines are of a header or a footer. */
function takeBeside(lines: readonly Line[], taken: boolean[]): void {
  let isChanged = true;
  while (isChanged) {
    isChanged = false;
    lines.forEach((_, index) => {
      if (taken[index] === true || !isBeside(lines, index, taken)) return;
      taken[index] = true;
      isChanged = true;
    });
  }
}

function isBeside(lines: readonly Line[], index: number, taken: readonly boolean[]): boolean {
  const text = lines[index]?.text ?? '';
  // A rule across the page may stand between.
  const above = isRule(lines[index - 1]?.text ?? '') ? index - 2 : index - 1;
  const [follows, precedes] = [taken[above] === true, taken[index + 1] === true];
  // A header whose heading came between: alone in its group, the mark two lines on.
  if (
    /^(?:kommun|region)(?:fullmäktige|styrelsen)$/iu.test(text) &&
    lines[index - 1]?.group !== lines[index]?.group &&
    lines[index + 1]?.group !== lines[index]?.group &&
    taken[index + 1] !== true &&
    taken[index + 2] === true
  )
    return true;
  if (!follows && !precedes) return false;
  const columns = columnsOf(text);
  if (columns.length > 1 && columns.every((column) => bodyName.test(column) || besideMark.some((pattern) => pattern.test(column)))) return true;
  if (besideMark.some((pattern) => pattern.test(collapsed(text)))) return true;
  // What stands right above the signatures at the foot of a page is the end of its text, not the head of the next.
  const isLastRecipient = footMark.test(lines[index + 1]?.text ?? '') && lines[index]?.beginsPage !== true && isRecipient(lines, index, taken);
  return bodyName.test(text) && (follows || !(isListedBody(lines, index) || isLastRecipient));
}

/** A line in columns that hold nothing but a page's own: "Kommunstyrelsen     2031-03-02     4 (17)". */
function isHeaderRow(text: string): boolean {
  const columns = columnsOf(text);
  return (
    columns.some((column) => pageMark.test(column)) &&
    columns.every((column) => pageMark.test(column) || bodyName.test(column) || besideMark.some((pattern) => pattern.test(column)))
  );
}

/** The last of several recipients stands before the page mark too: below another line of its list, or below its heading. */
function isListedBody(lines: readonly Line[], index: number): boolean {
  const before = lines[index - 1];
  if (before === undefined) return false;
  return (
    before.group === lines[index]?.group ||
    bodyName.test(before.text) ||
    /till:?$/iu.test(before.text) ||
    /\b(?:AB|nämnden|kontoret|förbund|förvaltningen)$/u.test(before.text)
  );
}

/** [FUR3] Lines that come back beside what is furniture already, figures apart: a header in words that no list knows. */
function takeRepeated(lines: readonly Line[], taken: boolean[]): void {
  const shapeOf = (text: string) => collapsed(text).replace(/\d+/gu, '#');
  const places = new Map<string, number[]>();
  const before = new Set<string>();
  lines.forEach(({ text }, index) => {
    const isAgain = before.has(collapsed(text));
    before.add(collapsed(text));
    // The § of one item after another is of one shape; only the same § again, on a page after its own, is the page's.
    if (itemHead.test(text)) {
      if (isAgain && (taken[index - 1] === true || taken[index + 1] === true)) taken[index] = true;
    } else if (isHeaderLike(text) && !isRecipient(lines, index, taken)) {
      const shape = shapeOf(text);
      const alike = places.get(shape);
      if (alike === undefined) places.set(shape, [index]);
      else alike.push(index);
    }
  });
  for (let round = 0; round < 3; round++) {
    for (const indices of places.values()) {
      if (indices.length < 2 || indices.every((index) => taken[index] === true)) continue;
      const beside = indices.filter(
        (index) => taken[index - 1] === true || taken[index + 1] === true || lines[index]?.beginsPage === true || lines[index + 1]?.beginsPage === true,
      );
      if (beside.length >= 2 && beside.length >= indices.length / 2) for (const index of beside) taken[index] = true;
    }
  }
}

/** The same recipients come back at the end of one item after another, right above the foot of the page. */
function isRecipient(lines: readonly Line[], index: number, taken: readonly boolean[]): boolean {
  for (let at = index - 1; at >= Math.max(0, index - 15) && taken[at] !== true; at--) {
    const part = partOfHeading(lines[at]?.text ?? '', 'minutesItem');
    if (part !== null) return part === 'recipients';
  }
  return false;
}

const itemHead = /^(?:\p{L}{1,6} )?§ ?\d/u;

/** Short, no sentence, and no heading of a part, which comes back on a new page too. */
const isHeaderLike = (text: string) =>
  text.length < 120 && !/[.!?:,]$/u.test(text) && !/^(?:att|[-–•]|\d+\.)\s/u.test(text) && !bodyName.test(text) && partOfHeading(text, 'minutesItem') === null;
