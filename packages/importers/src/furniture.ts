import { partOfHeading } from './headings.ts';
import { collapsed, columnsOf, type Line } from './lines.ts';

/** A line that a page bears and the document does not: its number, its header, its footer. */
export type FurnitureLine = { readonly text: string /** Counted from 1 in the file. */; readonly line: number };

/** What tells for itself that it belongs to the page. */
const pageMark =
  /^(?:\d{1,4} ?\(\d{1,4}\)|[-–] ?\d{1,4} ?[-–]|sid(?:a|an|nr|or)?\.?:? ?\d{1,4}(?: ?(?:av|\/|\() ?\d{1,4}\)?)?|\d{1,4} av \d{1,4}|protokoll(?:et)? \(?nr\.? \d+\)?|sammanträdes(?:datum|dag):? [\d-]+|.{0,60}, protokoll)$/iu;

/** What stands beside a page mark, in the header or the footer, and is furniture only there. */
const besideMark: readonly RegExp[] = [
  /^(?:sammanträdes)?protokoll$/iu,
  /^(?:protokollsutdrag|tjänsteskrivelse|tjänsteutlåtande|delegationsbeslut)$/iu,
  /^sammanträdes(?:datum|dag)$/iu,
  /^\d{4}-\d{2}-\d{2}$/u,
  /^(?:justera(?:ndes?|res?)|ordförandens?|utdragsbestyrkande)(?: (?:sign(?:atur(?:er)?)?\.?|signering))?(?:[ :].{0,20})?$/iu,
  /^(?:sign(?:atur)?\.?|utdragsbestyrkande)$/iu,
  /^\p{Lu}[\p{L}]*(?: \p{Lu}?[\p{L}]+)? (?:kommun|stad|region)$/u,
  /^(?:kommun|region)\p{L}+ (?:\(?nr\.? \d+\)? )?\d{4}-\d{2}-\d{2}$/iu,
];

/** What systems for signing print on every page, wherever it stands. */
const signingMark =
  /^(?:det här dokumentet är (?:digitalt|elektroniskt) (?:signerat|undertecknat)|dokumentet är (?:digitalt|elektroniskt) (?:signerat|undertecknat)|transaktionsid(?:entitet)?\b.*\d|signerat (?:av|med) .*\bbankid\b|sign(?:erings)?-?id:?\s.*\d|verifikat:?\s.*\d)/iu;

/** A body's name and nothing else. */
export const bodyName =
  /^(?:(?:kommun|region)?fullmäktige|(?:kommun|region)styrelsen|\p{L}[\p{L} ,-]*nämnden|nämnden för [\p{L} ,-]+|.{0,40}utskottet?)(?: \(nr \d+\))?$/iu;

/**
 * [FUR1]–[FUR4] Divides what the pages bear from what the document says. Lines that stood on either
 * side of a page break within a sentence come to share a group, so that they are joined again.
 */
export function withoutFurniture(lines: readonly Line[]): { readonly lines: readonly Line[]; readonly furniture: readonly FurnitureLine[] } {
  const taken = lines.map((_, index) => isFurniture(lines, index));
  takeRepeated(lines, taken);
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
    if (taken[index - 1] === true && before !== undefined && goesOn(before.text, line.text)) joined = { from: line.group, to: before.group };
    kept.push(joined !== null && joined.from === line.group ? { ...line, group: joined.to } : line);
  });
  return { lines: kept, furniture };
}

/** Whether a line is the rest of a sentence that the page broke. */
function goesOn(before: string, line: string): boolean {
  if (/[.!?:]["”)]?$/u.test(before) || partOfHeading(before, 'minutesItem') !== null || partOfHeading(line, 'minutesItem') !== null) return false;
  return /^[\p{Ll}(]/u.test(line) || /(?:,|-|\b(?:och|samt|eller|av|till|från|för|i|på|med|om|att|som))$/u.test(before);
}

/** A page mark, or the body's name beside one. */
function isFurniture(lines: readonly Line[], index: number): boolean {
  const text = lines[index]?.text ?? '';
  const isMark = (at: number) => {
    const line = lines[at]?.text ?? '';
    return pageMark.test(line) || signingMark.test(line) || isHeaderRow(line);
  };
  if (isMark(index)) return true;
  // A header whose heading came between: alone in its group, the mark two lines on.
  if (
    /^(?:kommun|region)(?:fullmäktige|styrelsen)$/iu.test(text) &&
    lines[index - 1]?.group !== lines[index]?.group &&
    lines[index + 1]?.group !== lines[index]?.group &&
    isMark(index + 2)
  )
    return true;
  if (besideMark.some((pattern) => pattern.test(text)) && [-3, -2, -1, 1, 2, 3].some((step) => isMark(index + step) && isOfHeader(lines, index, step, isMark)))
    return true;
  return bodyName.test(text) && (isMark(index - 1) || isMark(index + 1)) && !isListedBody(lines, index, isMark);
}

/** Whether all between a line and the mark it stands beside could be of a header too. */
function isOfHeader(lines: readonly Line[], index: number, step: number, isMark: (at: number) => boolean): boolean {
  const direction = Math.sign(step);
  for (let at = index + direction; at !== index + step; at += direction) {
    const text = lines[at]?.text ?? '';
    if (!isMark(at) && !bodyName.test(text) && !besideMark.some((pattern) => pattern.test(text))) return false;
  }
  return true;
}

/** A line in columns that hold nothing but a page's own: "Kommunstyrelsen     2031-03-02     4 (17)". */
function isHeaderRow(text: string): boolean {
  const columns = columnsOf(text);
  return (
    columns.some((column) => pageMark.test(column)) &&
    columns.every((column) => pageMark.test(column) || bodyName.test(column) || besideMark.some((pattern) => pattern.test(column)))
  );
}

/** The last of several recipients stands beside the page mark too; a header's body does not stand below another body. */
function isListedBody(lines: readonly Line[], index: number, isMark: (at: number) => boolean): boolean {
  const before = lines[index - 1]?.text ?? '';
  return !isMark(index - 1) && (bodyName.test(before) || /till:?$/iu.test(before) || /\b(?:AB|nämnden|kontoret|förbund|förvaltningen)$/u.test(before));
}

/** [FUR3] Lines that come back beside what is furniture already, figures apart: a header in words that no list knows. */
function takeRepeated(lines: readonly Line[], taken: boolean[]): void {
  const shapeOf = (text: string) => collapsed(text).replace(/\d+/gu, '#');
  const places = new Map<string, number[]>();
  lines.forEach(({ text }, index) => {
    const shape = shapeOf(text);
    if (isHeaderLike(text)) places.set(shape, [...(places.get(shape) ?? []), index]);
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

/** Short, no sentence, and no heading of a part, which comes back on a new page too. */
const isHeaderLike = (text: string) =>
  text.length < 120 && !/[.!?:,]$/u.test(text) && !/^(?:att|[-–•]|\d+\.)\s/u.test(text) && !bodyName.test(text) && partOfHeading(text, 'minutesItem') === null;
