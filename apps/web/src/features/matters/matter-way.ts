import type { MatterSummary } from '@yrka/server/api';

/** The way of a motion, as far as every municipality shares it. */
export const waySteps = ['draft', 'submitted', 'preparation', 'board', 'assembly'] as const;
export type WayStep = (typeof waySteps)[number];

/**
 * The step a matter has come to: by its stage, and within the preparation by what one may read in
 * it. A sample has no stage of its own, and stands where its documents say.
 */
export function matterStep({ stage, documents }: Pick<MatterSummary, 'stage' | 'documents'>): WayStep {
  const kinds = new Set(documents.map(({ kind }) => kind));
  switch (stage) {
    case 'drafting':
      return 'draft';
    case 'received':
    case 'registered':
    case 'announced':
      return kinds.has('minutesItem') ? 'board' : 'submitted';
    case 'referred':
    case 'inPreparation':
      return kinds.has('minutesItem') ? 'board' : 'preparation';
    case 'decided':
    case 'withdrawn':
    case 'closed':
      return 'assembly';
    case 'published':
      return kinds.has('minutesItem') ? 'board' : kinds.has('officerReport') ? 'preparation' : 'submitted';
  }
}
