import { type ImportableKind, type MunicipalityTemplate, schema, sectionHeading } from '@yrka/schema';
import type { NamedPerson } from '@yrka/formal-text';
import { peopleOf, readDate } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import { diarienummerIn, withoutLabel } from './diarienummer.ts';
import { headingName } from './headings.ts';
import { kindOf } from './kind.ts';
import { ImporterError } from './importerError.ts';
import { withoutFurniture } from './furniture.ts';
import { collapsed, layoutOf, type Line, linesOf, refuseMore } from './lines.ts';
import type { DraftSection, Reading, Signatory } from './draft.ts';
import { readMinutesItem } from './minutesItem.ts';
import { readMotion } from './motion.ts';
import { moversIn, moversInTitle } from './movers.ts';
import { Nodes } from './nodes.ts';
import { readOfficerReport } from './officerReport.ts';
import { Findings, type ImportReport, type UnplacedLine } from './report.ts';
import { segmentsOf } from './sections.ts';
import { templateOf } from './templates.ts';

export type ImportOptions = {
  /** What the text is, when it is known; else it is found out. */
  readonly kind?: ImportableKind;
  /** The municipalities to choose from; those of the schema when left out. */
  readonly templates?: readonly MunicipalityTemplate[];
  /** More lines than this, as paper has them, are not read: ImporterError `tooLarge`, before anything is made of them. Any number when left out. */
  readonly maxLines?: number;
  /** Names of headings that are to be taken for unknown, to measure how much hangs on them (docs/reading.md). */
  readonly unknownHeadings?: readonly string[];
  /** Where ids come from; random when left out. */
  readonly newId?: () => string;
};

export type ImportedDocument = {
  readonly kind: ImportableKind;
  readonly document: Node;
  /** The municipality whose headings these are, or null: then every heading stands in the document in its words. */
  readonly templateId: string | null;
  /** Who moved the motion that the document is about, as its title or its signatures tell; [] when they do not. */
  readonly movers: readonly NamedPerson[];
  /** As in "KS-2024-00219", without a label; null when the text has none. */
  readonly diarienummer: string | null;
  /** ISO; null when the document bears none. */
  readonly date: string | null;
  /** Those who sign a report, with the titles below their names. */
  readonly signatories: readonly Signatory[];
  /** The headings as they stand, in order, and whether they run in with the text below them. */
  readonly headings: readonly { readonly text: string; readonly runsIn: boolean }[];
  /** The lines as they were read, with what belongs to the pages: what the document can be held against. */
  readonly lines: readonly UnplacedLine[];
  readonly report: ImportReport;
  /** Of a copy that Yrka made: which version of which document of the installation that made it. Null, and left out, for any other file. */
  readonly copyOf?: { readonly documentId: string; readonly version: number } | null;
};

/**
 * Turns the text of a motion, a report or a decision into a document. No word is lost or moved:
 * what is not understood stands as a paragraph where it stood and is listed in the report, and so
 * is what belongs to the pages. Throws ImporterError `empty` when the text has no word.
 */
export function importText(text: string, options: ImportOptions = {}): ImportedDocument {
  return importLines(linesOf(text), options);
}

/** The same for lines that another format than plain text has been taken apart into. */
export function importLines(all: readonly Line[], options: ImportOptions = {}): ImportedDocument {
  const { maxLines = Infinity } = options;
  refuseMore(
    all.map(({ text }) => text),
    maxLines,
  );
  const divided = withoutFurniture(all);
  // A text of nothing but page marks is a text: somebody wants to see it.
  const { lines, furniture } = divided.lines.length === 0 ? { lines: all, furniture: [] } : divided;
  if (lines.length === 0) throw new ImporterError('empty', 'The text has no word');
  const layout = layoutOf(lines);
  const kind = options.kind ?? kindOf(lines);
  const findings = new Findings();
  const reading: Reading = { nodes: new Nodes(options.newId), findings, moved: [] };
  const own = kind === 'minutesItem' ? firstItemOf(lines) : lines;
  const draft =
    kind === 'motion'
      ? readMotion(lines, layout, reading)
      : (kind === 'minutesItem' ? readMinutesItem : readOfficerReport)(
          segmentsOf(own, kind, layout, new Set(options.unknownHeadings?.map(headingName))),
          layout,
          reading,
        );
  const sections = [...draft.sections, ...furtherItems(lines.slice(own.length), reading)];
  const template = templateOf(all.map(({ text }) => text).join('\n'), draft.sections, options.templates);
  const document = schema.node('doc', null, [
    ...draft.head,
    ...sections.flatMap((section, index) => [writeSection(section, sections[index + 1], kind, template, reading.nodes), ...(section.after ?? [])]),
  ]);
  document.check();
  const onPages = furniture.map(({ text }) => text);
  // What is printed above the § bears the day of the meeting; a page that follows may bear another's.
  const first = (kind === 'minutesItem' ? lines.find(({ text }) => /^(?:\p{L}{1,6} )?§ ?\d/u.test(text)) : undefined)?.line ?? lines[0]?.line ?? 0;
  const above = furniture.filter(({ line }) => line < first).map(({ text }) => text);
  const unplacedHead = [...draft.head.filter(({ type }) => type.name === 'paragraph').map(({ textContent }) => textContent), ...onPages];
  return {
    kind,
    document,
    templateId: template?.id ?? null,
    movers: draft.movers !== undefined && draft.movers.length > 0 ? draft.movers : moversOf(document),
    diarienummer: draft.facts?.diarienummer ?? diarienummerOf(document, unplacedHead),
    // The header of a report bears its own day, that of minutes the meeting's.
    date:
      dateOf(document, [...(draft.facts?.date === undefined ? [] : [`datum ${draft.facts.date}`]), ...unplacedHead]) ??
      (kind === 'motion' ? firstDateIn(unplacedHead.filter((text) => /^motion\b/iu.test(text))) : firstDateIn(kind === 'officerReport' ? onPages : above)),
    signatories: draft.signatories ?? [],
    headings: draft.headings ?? headingsOf(draft.sections),
    lines: all.map(({ text, line }) => ({ text, line })),
    report: findings.report(document, furniture),
  };
}

/**
 * [REA18] Of minutes with several items the first is read: up to the line that begins the § with the
 * next number, alone or with its diarienummer, or an attachment by its §.
 */
function firstItemOf(lines: readonly Line[]): readonly Line[] {
  const numberAt = (text: string) => /^(?:\p{L}{1,6} )?§ ?(\d{1,4})(?:\s{2,}\S.*|\s+(?:dnr|diarienummer|ärendenummer)\b.*|)$/iu.exec(text)?.[1];
  let number: number | null = null;
  for (const [index, line] of lines.entries()) {
    const next = numberAt(line.text);
    // An attachment that names its § is another document.
    if (number !== null && /^bilaga(?: \S{1,3})? (?:till )?(?:\p{L}{1,4} )?§ ?\d/iu.test(collapsed(line.text))) return lines.slice(0, index);
    if (next === undefined) continue;
    if (number === null) number = Number(next);
    else if (Number(next) === number + 1 && lines[index - 1]?.group !== line.group) return lines.slice(0, index);
  }
  return lines;
}

/** The items that follow, as text that is listed as not placed. */
function furtherItems(lines: readonly Line[], { nodes, findings }: Reading): readonly DraftSection[] {
  if (lines.length === 0) return [];
  for (const line of lines) findings.unplaced(line);
  return [{ part: 'other', heading: '', content: lines.map(({ text }) => nodes.paragraph(collapsed(text))) }];
}

/** Those of the parts and, within them, of the text. Who verifies and signs stands under no heading. */
function headingsOf(sections: readonly DraftSection[]): ImportedDocument['headings'] {
  return sections
    .filter(({ part }) => part !== 'verification')
    .flatMap(({ heading, runsIn, content }) => [
      ...(heading === '' ? [] : [{ text: heading, runsIn: runsIn === true }]),
      ...content.filter(({ attrs }) => (attrs.level as number) > 0).map(({ textContent }) => ({ text: textContent, runsIn: false })),
    ]);
}

/** A heading that is the template's own is not stored, unless the part is empty and would be left out with it. */
function writeSection(
  { part, heading, content }: DraftSection,
  next: DraftSection | undefined,
  kind: ImportableKind,
  template: MunicipalityTemplate | null,
  nodes: Nodes,
): Node {
  const isTemplates = template !== null && sectionHeading(template, kind, { part, heading: null }) === heading;
  const isShown = content.length > 0 || (part === 'decision' && next?.part === 'proposalToAssembly' && next.content.length > 0);
  return nodes.section(part, isTemplates && isShown ? null : heading, content);
}

/** By the list of a motion, else by the title or the line below it, else by the first sentence that tells. */
export function moversOf(document: Node): readonly NamedPerson[] {
  const listed = peopleOf(document, 'movers');
  if (listed.length > 0) return listed;
  const head: string[] = [];
  const texts: string[] = [];
  document.forEach((node) => {
    if (node.type.name === 'title') head.unshift(node.textContent);
    else if (node.type.name === 'paragraph') head.push(node.textContent);
  });
  document.descendants((node) => {
    if (node.type.name === 'paragraph' || node.type.name === 'decisionBasis' || node.type.name === 'attachment') texts.push(node.textContent);
    return !node.isTextblock;
  });
  return (
    head
      .slice(0, 4)
      .map(moversInTitle)
      .find((people) => people.length > 0) ?? moversIn(texts)
  );
}

function titleOf(document: Node): string {
  let title = '';
  document.forEach((node) => {
    if (title === '' && node.type.name === 'title') title = node.textContent;
  });
  return title;
}

/** By its place in the head, else by its label, else in brackets after the title: "Svar på motion om lyktor (KS/2030:455)". */
function diarienummerOf(document: Node, unplacedHead: readonly string[]): string | null {
  let found: string | null = null;
  document.descendants((node) => {
    if (found === null && node.type.name === 'field' && node.attrs.name === 'diarienummer') found = withoutLabel(node.textContent);
    return !node.isTextblock;
  });
  const inTitle = /\(((?:\p{Lu}{1,5}[ /-])?\d{2,4}[/:.-]\p{L}*\d[\d/:.-]*(?: \p{Lu}{2,4})?)\)$/u.exec(titleOf(document))?.[1];
  return found ?? unplacedHead.map((text) => diarienummerIn(text)).find((one) => one !== null) ?? inTitle ?? null;
}

const firstDateIn = (texts: readonly string[]) =>
  texts.map((text) => readDate(/\b\d{4}-\d{2}-\d{2}\b/u.exec(text)?.[0] ?? '')).find((one) => one !== null) ?? null;

/** The date of a document: of its head, of its end, or within a head whose columns were lost ("Utfärdat 2023-10-19"). */
function dateOf(document: Node, unplacedHead: readonly string[]): string | null {
  const dates: string[] = [];
  document.descendants((node) => {
    if (node.type.name === 'field' && node.attrs.name === 'date') dates.push(node.textContent);
    return !node.isTextblock;
  });
  return (
    [
      ...dates,
      ...unplacedHead.map((text) => /^\d{4}-\d{2}-\d{2}$/u.exec(text)?.[0] ?? ''),
      ...unplacedHead.map((text) => /\b(?:datum|utfärdat|daterad|upprättad):? (\d{4}-\d{2}-\d{2})\b(?! ?\d{1,2}[:.]\d{2})/iu.exec(text)?.[1] ?? ''),
    ]
      .map((words) => readDate(words.replace(/^sammanträdes(?:datum|dag):?\s*/iu, '')))
      .find((one) => one !== null) ?? null
  );
}
