import type { MatterSummary } from '@yrka/server/api';

/** A matter of which only what a test is about is said. */
export function matterForTests(matter: Partial<MatterSummary>): MatterSummary {
  return {
    id: 'm',
    title: '',
    matterTitle: null,
    diarienummer: null,
    label: null,
    movers: [],
    updatedAt: '2026-11-23T08:00:00.000Z',
    documents: [],
    mayCreate: [],
    stage: 'registered',
    acts: [],
    isFiledDraft: false,
    isMine: false,
    waiting: [],
    responsible: null,
    receivedAt: null,
    year: null,
    openReferrals: 0,
    bodies: [],
    next: null,
    outcome: null,
    log: null,
    ...matter,
  };
}
