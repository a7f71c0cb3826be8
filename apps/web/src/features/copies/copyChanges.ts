import type { BroughtCopy } from '@yrka/server/api';
import type { Suggestion, Verdict } from '@yrka/ydoc';

export type CopyChange = BroughtCopy['changes'][number];

/** Whether something of the change becomes a suggestion. */
export const isToBePlaced = ({ outcome }: CopyChange) => outcome === 'placed' || outcome === 'partly';
/** Whether nothing of it is left out. */
export const isSettled = ({ outcome }: CopyChange) => outcome === 'placed' || outcome === 'there';
/** Those of the suggestions that stand here which a copy says were decided so. */
export const decidedHere = (decided: BroughtCopy['decided'], all: readonly Suggestion[], verdict: Verdict): readonly Suggestion[] =>
  all.filter((one) => decided.some(({ id, by, verdict: said }) => said === verdict && id === one.id && by === one.by));
