import type { ImportableKind } from '@yrka/schema';
import { partOfHeading } from './headings.ts';
import type { Line } from './lines.ts';

/** Words that speak for a kind, each with its weight; the head of a document says more than its text. */
const signs: readonly { readonly kind: ImportableKind; readonly weight: number; readonly within: number; readonly pattern: RegExp }[] = [
  { kind: 'officerReport', weight: 8, within: 12, pattern: /\b(?:tjänsteutlåtande|tjänsteskrivelse)\b/iu },
  { kind: 'officerReport', weight: 3, within: 12, pattern: /\bhandläggare\b/iu },
  { kind: 'officerReport', weight: 2, within: 400, pattern: /^förslag till beslut\b/iu },
  { kind: 'motion', weight: 6, within: 6, pattern: /^motion$/iu },
  { kind: 'motion', weight: 2, within: 8, pattern: /^till kommunfullmäktige\b/iu },
  { kind: 'motion', weight: 3, within: 8, pattern: /^motion (?:om|av|från)\b/iu },
  {
    kind: 'motion',
    weight: 4,
    within: 400,
    pattern: /(?:föreslår|yrkar) (?:vi|jag|undertecknade?)\b|^förslag till beslut i kommunfullmäktige:|föreslås(?: att)? besluta/iu,
  },
  { kind: 'minutesItem', weight: 7, within: 4, pattern: /^(?:\p{L}+ )?§ ?\d+/u },
  { kind: 'minutesItem', weight: 4, within: 400, pattern: /\) (?:yrkar|yrkade|reserverar sig|reserverade sig)\b/u },
  { kind: 'minutesItem', weight: 3, within: 400, pattern: /^ordföranden (?:ställer|framställde|finner|konstaterar)\b/iu },
  { kind: 'minutesItem', weight: 1, within: 12, pattern: /\bsammanträde\b|\bprotokoll\b|^yttrande över motion/iu },
];

/** What a text most likely is; a motion when nothing speaks, since that has the fewest parts. */
export function kindOf(lines: readonly Line[]): ImportableKind {
  const points: Record<ImportableKind, number> = { motion: 0, officerReport: 0, minutesItem: 0 };
  for (const { kind, weight, within, pattern } of signs) if (lines.slice(0, within).some(({ text }) => pattern.test(text))) points[kind] += weight;
  points.minutesItem += 2 * new Set(lines.map(({ text }) => partOfHeading(text, 'minutesItem')).filter((part) => part !== null && ownToMinutes.has(part))).size;
  return (Object.keys(points) as ImportableKind[]).reduce((best, kind) => (points[kind] > points[best] ? kind : best), 'motion');
}

const ownToMinutes = new Set<string>([
  'decision',
  'proposalToAssembly',
  'yrkanden',
  'beslutsgang',
  'vote',
  'reservations',
  'deliberation',
  'minutesNotes',
  'conflictOfInterest',
]);
