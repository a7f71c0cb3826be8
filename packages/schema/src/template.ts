import { type PaperLook, plainLook } from './paperLook.ts';
import type { DecisionLevel, DocumentKind, FieldName, SectionPart, StatementKind } from './vocabulary.ts';

/** One part of a report or a protokollsparagraf, with the heading this municipality gives it. */
export type PartTemplate = {
  readonly part: SectionPart;
  /** '' where the part has no heading of its own and follows the one before it (DOMAIN.md §2.3). */
  readonly heading: string;
};

/**
 * How one municipality's documents are named, ordered and worded. Data, never code: a new
 * municipality is a new value of this type. A seed is fixed bytes per (id, version, kind), so
 * whatever changes a seed must raise `version`.
 */
export type MunicipalityTemplate = {
  readonly id: string;
  readonly version: number;
  /** As in "Björkviks kommun". */
  readonly municipality: string;
  readonly documentLabels: Readonly<Record<DocumentKind, string>>;
  readonly addressee: string;
  readonly place: string;
  /** Whether clauses and decision points begin with the word att, or are whole sentences (DOMAIN.md §0). */
  readonly clausesBeginWithAtt: boolean;
  readonly decisionsBeginWithAtt: boolean;
  /** The sentence before the clauses of a motion. */
  readonly leadIn: string;
  readonly reportHead: readonly FieldName[];
  readonly minutesHead: readonly FieldName[];
  readonly minutesLevel: DecisionLevel;
  readonly reportParts: readonly PartTemplate[];
  readonly minutesParts: readonly PartTemplate[];
  /** The municipality's arms at the head of the paper: the hash of a picture that the server keeps; null for none. */
  readonly arms: string | null;
} & PaperLook;

/** The fields that the head of a kind of document can have; its template chooses among them and orders them. */
export const headFieldsOf: Readonly<Record<'officerReport' | 'minutesItem', readonly FieldName[]>> = {
  officerReport: ['department', 'responsibleOfficer', 'place', 'date', 'diarienummer', 'matterTitle', 'addressee'],
  minutesItem: ['body', 'place', 'date', 'paragraphNumber', 'diarienummer', 'matterTitle'],
};

/** The parts that a kind of document can have; its template chooses among them, orders them and gives them headings. */
export const partsOf: Readonly<Record<'officerReport' | 'minutesItem', readonly SectionPart[]>> = {
  officerReport: ['proposedDecision', 'summary', 'matter', 'assessment', 'consequences', 'consultation', 'decisionBasis', 'attachments', 'recipients'],
  minutesItem: [
    'attendance',
    'decision',
    'proposalToAssembly',
    'summary',
    'earlierTreatment',
    'decisionBasis',
    'conflictOfInterest',
    'notParticipating',
    'deliberation',
    'yrkanden',
    'beslutsgang',
    'vote',
    'reservations',
    'separateStatements',
    'minutesNotes',
    'attachments',
    'recipients',
    'verification',
  ],
};

/** The heading that a part bears on paper: the document's own where it has one, else the template's; '' for none. */
export function sectionHeading(
  template: MunicipalityTemplate,
  kind: DocumentKind,
  section: { readonly part: string; readonly heading: string | null },
): string {
  if (section.heading !== null) return section.heading;
  const parts = kind === 'officerReport' ? template.reportParts : template.minutesParts;
  return parts.find(({ part }) => part === section.part)?.heading ?? '';
}

/** The fictional municipality of the demonstration, and what a new installation begins from. */
export const bjorkvik: MunicipalityTemplate = {
  id: 'bjorkvik',
  version: 1,
  municipality: 'Björkviks kommun',
  documentLabels: { motion: 'Motion', officerReport: 'Tjänsteskrivelse', minutesItem: 'Protokollsparagraf', writtenStatement: 'Skriftlig inlaga' },
  addressee: 'Till kommunfullmäktige i Björkviks kommun',
  place: 'Björkvik',
  clausesBeginWithAtt: true,
  decisionsBeginWithAtt: true,
  leadIn: 'Med hänvisning till ovanstående föreslår vi att kommunfullmäktige beslutar',
  reportHead: ['department', 'responsibleOfficer', 'date', 'diarienummer', 'addressee'],
  minutesHead: ['body', 'date', 'paragraphNumber', 'diarienummer'],
  minutesLevel: 'executiveBoard',
  reportParts: [
    { part: 'proposedDecision', heading: 'Förslag till beslut' },
    { part: 'summary', heading: 'Sammanfattning' },
    { part: 'matter', heading: 'Beskrivning av ärendet' },
    { part: 'assessment', heading: 'Förvaltningens bedömning' },
    { part: 'consequences', heading: 'Ekonomiska konsekvenser' },
    { part: 'decisionBasis', heading: 'Beslutsunderlag' },
    { part: 'attachments', heading: 'Bilagor' },
    { part: 'recipients', heading: 'Beslutet ska skickas till' },
  ],
  minutesParts: [
    { part: 'attendance', heading: 'Närvarande' },
    { part: 'decision', heading: 'Kommunstyrelsens beslut' },
    { part: 'proposalToAssembly', heading: 'Kommunstyrelsens förslag till kommunfullmäktige' },
    { part: 'summary', heading: 'Sammanfattning' },
    { part: 'decisionBasis', heading: 'Beslutsunderlag' },
    { part: 'conflictOfInterest', heading: 'Jäv' },
    { part: 'deliberation', heading: 'Överläggning' },
    { part: 'yrkanden', heading: 'Yrkanden' },
    { part: 'beslutsgang', heading: 'Beslutsgång' },
    { part: 'vote', heading: 'Omröstning' },
    { part: 'reservations', heading: 'Reservationer' },
    { part: 'separateStatements', heading: 'Särskilda yttranden' },
    { part: 'minutesNotes', heading: 'Protokollsanteckningar' },
    { part: 'recipients', heading: 'Beslutet ska skickas till' },
  ],
  arms: null,
  ...plainLook,
};

/** Huddinge's order and headings, as in a real decision of its board from 2023. */
export const huddinge: MunicipalityTemplate = {
  ...bjorkvik,
  id: 'huddinge',
  version: 1,
  municipality: 'Huddinge kommun',
  documentLabels: { motion: 'Motion', officerReport: 'Tjänsteutlåtande', minutesItem: 'Protokollsparagraf', writtenStatement: 'Skriftlig inlaga' },
  addressee: 'Till kommunfullmäktige i Huddinge kommun',
  place: 'Huddinge',
  decisionsBeginWithAtt: false,
  minutesParts: [
    { part: 'decision', heading: 'Kommunstyrelsens beslut' },
    { part: 'proposalToAssembly', heading: 'Kommunstyrelsens förslag till kommunfullmäktige' },
    { part: 'summary', heading: 'Sammanfattning' },
    { part: 'deliberation', heading: 'Överläggning' },
    // One heading holds both what was moved and how it was put.
    { part: 'yrkanden', heading: 'Propositioner' },
    { part: 'beslutsgang', heading: '' },
    { part: 'reservations', heading: 'Reservationer' },
    { part: 'recipients', heading: 'Beslutet ska skickas till' },
  ],
};

/** What each written statement is called on paper, and the words before its clauses or its grounds; '' for none. */
export const statementWords: Readonly<Record<StatementKind, { readonly label: string; readonly leadIn: string }>> = {
  yrkande: { label: 'Skriftligt yrkande', leadIn: 'Vi yrkar' },
  reservation: { label: 'Skriftlig reservation', leadIn: 'Vi reserverar oss mot beslutet.' },
  separateStatement: { label: 'Särskilt yttrande', leadIn: '' },
};

export const templates: readonly MunicipalityTemplate[] = [bjorkvik, huddinge];

/** The template with this id, or null when there is none. */
export function templateById(id: string): MunicipalityTemplate | null {
  return templates.find((template) => template.id === id) ?? null;
}
