import type { DocumentKind } from '@yrka/schema';

/**
 * Where a document stands.
 *
 * - motion: `draft` → `signing` (locked, each signs what stands) → `filed` (the party's own copy, for ever
 *   locked). The municipality's copy is `received` from the start: filing is a wall, and it is another document.
 * - officerReport: `working` → `approval` (locked, an approver reads) → `approved` → `finalised`. A finalised
 *   one is never reopened: a late change is a new, dated one.
 * - minutesItem: `working` → `sentForVerification` (locked, its verifiers read what will be the minutes) → `verified`
 *   (justerad: public, and never changed) → `announced` (that it is verified stands on the noticeboard).
 * - writtenStatement: `draft` → `filed`, and `received` in the municipality, as a motion.
 * - `published`: a public sample.
 */
export const documentStages = [
  'draft',
  'signing',
  'filed',
  'received',
  'working',
  'approval',
  'approved',
  'finalised',
  'sentForVerification',
  'verified',
  'announced',
  'published',
] as const;
export type DocumentStage = (typeof documentStages)[number];

/** The stages that a document of a kind can be in, first to last. */
export const stagesOf: Readonly<Record<DocumentKind, readonly DocumentStage[]>> = {
  motion: ['draft', 'signing', 'filed', 'received', 'published'],
  officerReport: ['working', 'approval', 'approved', 'finalised', 'published'],
  writtenStatement: ['draft', 'filed', 'received', 'published'],
  minutesItem: ['working', 'sentForVerification', 'verified', 'announced', 'published'],
};

/**
 * Where a matter stands. `drafting` is the party group's; every other stage is the municipality's.
 * A matter is `decided` by the assembly alone (a committee's or the board's word is a handling on
 * the way), `withdrawn` by its movers, and `closed` by the registrar.
 */
export const matterStages = [
  'drafting',
  'received',
  'registered',
  'announced',
  'referred',
  'inPreparation',
  'decided',
  'withdrawn',
  'closed',
  'published',
] as const;
export type MatterStage = (typeof matterStages)[number];

/** Stages in which the assembly has not had its say. */
export const undecidedStages: ReadonlySet<MatterStage> = new Set(['received', 'registered', 'announced', 'referred', 'inPreparation']);

/** The stages in which a document's text may change, by those who may write at all. */
export const writableStages: ReadonlySet<DocumentStage> = new Set(['draft', 'working', 'published']);

/** The stages whose text is stored as canonical bytes with their SHA-256 (DESIGN: locking). */
export const lockedStages: ReadonlySet<DocumentStage> = new Set([
  'signing',
  'filed',
  'received',
  'approval',
  'approved',
  'finalised',
  'sentForVerification',
  'verified',
  'announced',
]);

/**
 * The stages in which what was drawn up in the municipality is a public record: a report when it is finalised, minutes
 * when they are verified (tryckfrihetsförordningen 2:10, read 2026-11-26). Nothing more is said of it then.
 */
export const publicStages: ReadonlySet<DocumentStage> = new Set(['finalised', 'verified', 'announced']);

/**
 * What stands across each page that is printed of a document in this stage: that it is a draft, or no more than working
 * material; null for what is finished.
 */
export function pageMarkOf(stage: DocumentStage): 'draft' | 'workingMaterial' | null {
  if (stage === 'draft') return 'draft';
  return ['working', 'approval', 'approved', 'sentForVerification'].includes(stage) ? 'workingMaterial' : null;
}
