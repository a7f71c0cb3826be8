import type { BroughtCopy } from '@yrka/server/api';

export type CopyChange = BroughtCopy['changes'][number];

/** Whether something of the change becomes a suggestion. */
export const isToBePlaced = ({ outcome }: CopyChange) => outcome === 'placed' || outcome === 'partly';
/** Whether nothing of it is left out. */
export const isSettled = ({ outcome }: CopyChange) => outcome === 'placed' || outcome === 'there';
