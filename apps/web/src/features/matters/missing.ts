import type { MatterDetails } from '@yrka/server/api';

export type Missing =
  | { readonly what: 'number' | 'announcement' | 'responsible' | 'report' | 'meeting' }
  | { readonly what: 'answers'; readonly count: number }
  | { readonly what: 'clauses'; readonly numbers: readonly number[] };

const undecided: ReadonlySet<MatterDetails['stage']> = new Set(['received', 'registered', 'announced', 'referred', 'inPreparation']);

/** What a matter lacks before the assembly can answer it, in the order of its way; nothing for one that is decided or a draft. */
export function missingIn(matter: MatterDetails): readonly Missing[] {
  const { stage, documents, handlings, openReferrals, responsible, announcedOn, unansweredClauses } = matter;
  if (!undecided.has(stage)) return [];
  if (stage === 'received') return [{ what: 'number' }];
  const isMeant = handlings.some(({ purpose, handledOn }) => purpose === 'decision' && handledOn === null);
  return [
    ...(announcedOn === null ? [{ what: 'announcement' } as const] : []),
    ...(responsible === null ? [{ what: 'responsible' } as const] : []),
    ...(openReferrals > 0 ? [{ what: 'answers', count: openReferrals } as const] : []),
    ...(documents.some(({ kind }) => kind === 'officerReport') ? [] : [{ what: 'report' } as const]),
    ...(unansweredClauses !== null && unansweredClauses.length > 0 ? [{ what: 'clauses', numbers: unansweredClauses } as const] : []),
    ...(isMeant ? [] : [{ what: 'meeting' } as const]),
  ];
}
