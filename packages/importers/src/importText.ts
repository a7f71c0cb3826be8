import { type DocumentKind, type MunicipalityTemplate, schema, sectionHeading } from '@yrka/schema';
import type { NamedPerson } from '@yrka/formal-text';
import { peopleOf, readPeople } from '@yrka/formal-text';
import type { Node } from 'prosemirror-model';
import { kindOf } from './kind.ts';
import { ImporterError } from './importerError.ts';
import { withoutFurniture } from './furniture.ts';
import { layoutOf, type Line, linesOf } from './lines.ts';
import type { DraftSection, Reading } from './meeting.ts';
import { type DraftDocument, readMinutesItem } from './minutesItem.ts';
import { readMotion } from './motion.ts';
import { Nodes } from './nodes.ts';
import { readOfficerReport } from './officerReport.ts';
import { Findings, type ImportReport } from './report.ts';
import { segmentsOf } from './sections.ts';
import { templateOf } from './templates.ts';

export type ImportOptions = {
  /** What the text is, when it is known; else it is found out. */
  readonly kind?: DocumentKind;
  /** The municipalities to choose from; those of the schema when left out. */
  readonly templates?: readonly MunicipalityTemplate[];
  /** Where ids come from; random when left out. */
  readonly newId?: () => string;
};

export type ImportedDocument = {
  readonly kind: DocumentKind;
  readonly document: Node;
  /** The municipality whose headings these are, or null: then every heading stands in the document in its words. */
  readonly templateId: string | null;
  /** Who moved the motion that the document is about, as its title or its signatures tell; [] when they do not. */
  readonly movers: readonly NamedPerson[];
  /** As in "KS-2024-00219", without a label; null when the text has none. */
  readonly diarienummer: string | null;
  /** The headings as they stand, in order, and whether they run in with the text below them. */
  readonly headings: readonly { readonly text: string; readonly runsIn: boolean }[];
  readonly report: ImportReport;
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
  const divided = withoutFurniture(all);
  // A text of nothing but page marks is a text: somebody wants to see it.
  const { lines, furniture } = divided.lines.length === 0 ? { lines: all, furniture: [] } : divided;
  if (lines.length === 0) throw new ImporterError('empty', 'The text has no word');
  const layout = layoutOf(lines);
  const kind = options.kind ?? kindOf(lines);
  const findings = new Findings();
  const reading: Reading = { nodes: new Nodes(options.newId), findings, moved: [] };
  const draft =
    kind === 'motion'
      ? readMotion(lines, layout, reading)
      : (kind === 'minutesItem' ? readMinutesItem : readOfficerReport)(segmentsOf(lines, kind, layout), layout, reading);
  const template = templateOf(all.map(({ text }) => text).join('\n'), draft.sections, options.templates);
  const document = schema.node('doc', null, [
    ...draft.head,
    ...draft.sections.flatMap((section, index) => [writeSection(section, draft.sections[index + 1], kind, template, reading.nodes), ...(section.after ?? [])]),
  ]);
  document.check();
  return {
    kind,
    document,
    templateId: template?.id ?? null,
    movers: moversOf(draft, document),
    diarienummer: diarienummerOf(document),
    headings:
      draft.headings ?? draft.sections.filter(({ heading }) => heading !== '').map(({ heading, runsIn }) => ({ text: heading, runsIn: runsIn === true })),
    report: findings.report(document, furniture),
  };
}

/** A heading that is the template's own is not stored, unless the part is empty and would be left out with it. */
function writeSection(
  { part, heading, content }: DraftSection,
  next: DraftSection | undefined,
  kind: DocumentKind,
  template: MunicipalityTemplate | null,
  nodes: Nodes,
): Node {
  const isTemplates = template !== null && sectionHeading(template, kind, { part, heading: null }) === heading;
  const isShown = content.length > 0 || (part === 'decision' && next?.part === 'proposalToAssembly' && next.content.length > 0);
  return nodes.section(part, isTemplates && isShown ? null : heading, content);
}

function moversOf(draft: DraftDocument, document: Node): readonly NamedPerson[] {
  const listed = peopleOf(document, 'movers');
  if (listed.length > 0) return listed;
  const title = draft.head.find((node) => node.type.name === 'title')?.textContent ?? '';
  const by = /motion(?: \([^)]*\))?(?: [\d:-]+)? (?:av|från) (.+?)(?= om | – | angående |:|$)/iu.exec(title)?.[1];
  return by === undefined ? [] : (readPeople(by) ?? []);
}

function diarienummerOf(document: Node): string | null {
  let found: string | null = null;
  document.descendants((node) => {
    if (found === null && node.type.name === 'field' && node.attrs.name === 'diarienummer')
      found = node.textContent.replace(/^(?:dnr|diarienummer|diarienr|ärendenummer):?\s*/iu, '');
    return !node.isTextblock;
  });
  return found;
}
