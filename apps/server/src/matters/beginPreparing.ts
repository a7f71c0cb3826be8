import type { MatterRow } from '@yrka/storage';
import type { Acting } from '../acts/acting.ts';
import { performOnMatter } from '../acts/matterActs.ts';
import { Refusal } from '../refusal.ts';

/** Who begins a report begins to prepare the matter. */
export async function beginPreparing(acting: Acting, matter: MatterRow): Promise<void> {
  try {
    await performOnMatter(acting, 'prepare', matter, {});
  } catch (error) {
    // Somebody else moved the matter on in the same moment; the report is there all the same.
    if (!(error instanceof Refusal && error.code === 'conflict')) throw error;
  }
}
