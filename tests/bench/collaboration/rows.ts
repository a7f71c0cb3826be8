import type { Goal } from './goals.ts';

/** One line of a scenario's table: what is measured of every server. */
export type Row = {
  readonly id: string;
  readonly label: string;
  readonly better: 'low' | 'high';
  readonly digits: number;
  /** `lost`: how many of how many, over all rounds. */
  readonly kind: 'measure' | 'lost';
  /** What ours does for what it costs; told where a peer is ahead. */
  readonly why?: string;
  /** What ours is to reach. */
  readonly goals: readonly Goal[];
};

type Details = { readonly digits?: number; readonly why?: string; readonly goals?: readonly Goal[] };

/** A row in which less is better. */
export function low(id: string, label: string, { digits = 1, goals = [], ...more }: Details = {}): Row {
  return { id, label, better: 'low', digits, kind: 'measure', goals, ...more };
}

/** A row in which more is better. */
export function high(id: string, label: string, { digits = 0, goals = [], ...more }: Details = {}): Row {
  return { id, label, better: 'high', digits, kind: 'measure', goals, ...more };
}

/** How many of how many: nought is right, and the goal. */
export function lost(id: string, label: string): Row {
  return { id, label, better: 'low', digits: 0, kind: 'lost', goals: [{ is: '≤', value: 0, beside: null }] };
}

/** What ours does for what it costs, where a peer was ahead. */
export const whys = {
  fsync: 'A letter is shown once it is on the disk, with an fsync of its own where nobody else writes at that moment.',
  thread:
    'Each letter wakes the thread that waits for the disk, and that wakes the loop again: on a virtual machine some 0.4 ms of processor time, more than all else that is done for it.',
  application: 'It is the whole application, with a thread that stores and one that takes in what was written; the peers are nothing but their engines.',
  integrating:
    'Each edit is checked, stored beside its writer, and taken into a document for lists, search and lost words; Hocuspocus writes the whole every ten seconds.',
  heap: 'The heap keeps for the next round what it grew to in the last; over five rounds it levels off.',
  window: 'Many moves go together, a window of 33 ms after the last at most: that is what the processor time above is less by.',
  farewell:
    'What waits is stored and acknowledged before anybody is told to go, and a client is told when its connection has closed; Hocuspocus sends them a message first and stores then.',
  rights: 'What each person may read is asked of the store when they come.',
} as const;
