import { joinedKeyPresses } from '@yrka/ydoc';
import * as Y from 'yjs';
import { longBytes, skim, skimmedState } from './skimming.ts';

/**
 * A document's stored updates as bytes: what is sent to those who join. No Y.Doc is built; what
 * was merged once is kept (PERF.md, techniques 1 and 7).
 */
export class UpdateLog {
  /** Older updates as few large ones, then those since the last merge. */
  #updates: Uint8Array[];
  #bytes: number;
  #stateVector: Uint8Array | null = null;
  /** What those lack who asked since the last change, by their state vectors: after a restart everybody in a document asks with the same. */
  readonly #lacking = new Map<string, Uint8Array>();

  constructor(updates: readonly Uint8Array[]) {
    this.#updates = [...updates];
    this.#bytes = updates.reduce((bytes, update) => bytes + update.length, 0);
  }

  /** How many there are in memory: more than the document's most compact form has. */
  get bytes(): number {
    return this.#bytes;
  }

  add(update: Uint8Array): void {
    this.#updates.push(update);
    this.#bytes += update.length;
    this.#stateVector = null;
    this.#lacking.clear();
  }

  /** Puts the same content in its most compact form, but for what came later. */
  replace(update: Uint8Array, later: Uint8Array): void {
    this.#updates = isNothing(later) ? [update] : [update, later];
    this.#bytes = update.length + later.length;
    this.#stateVector = null;
    this.#lacking.clear();
  }

  /** Everything, as one update. */
  merged(): Uint8Array {
    const merged = mergeUpdates(this.#updates);
    this.#updates = [merged];
    this.#bytes = merged.length;
    return merged;
  }

  /** Everything that a client with this state vector lacks. Throws when the vector is malformed. */
  since(stateVector: Uint8Array): Uint8Array {
    if (isEmptyVector(stateVector)) return this.merged();
    const key = stateVector.length > mostRemembered ? null : Buffer.from(stateVector).toString('latin1');
    const known = key === null ? undefined : this.#lacking.get(key);
    if (known !== undefined) return known;
    // Merging takes everything apart and writes it once more, and then it is taken apart for the difference: a few are taken one by one.
    const parts = this.#updates.length > 0 && this.#updates.length <= fewParts ? this.#updates : [this.merged()];
    const state = Y.decodeStateVector(stateVector);
    const lacking = mergeUpdates(
      parts.map((update) => deletionsAlone(update, state) ?? Y.diffUpdate(update, stateVector)).filter((update) => !isNothing(update)),
    );
    if (key !== null && lacking.length <= mostRemembered && this.#lacking.size < mostAsking) this.#lacking.set(key, lacking);
    return lacking;
  }

  stateVector(): Uint8Array {
    if (this.#stateVector === null) {
      const state = skimmedState(this.#updates);
      this.#stateVector = state === null ? Y.encodeStateVectorFromUpdate(this.merged()) : Y.encodeStateVector(state);
    }
    return this.#stateVector;
  }
}

const fewParts = 20;
const mostAsking = 8;
const mostRemembered = 16 * 1024;

/** Whether it is the state vector of one who has nothing. */
export const isEmptyVector = (stateVector: Uint8Array) => stateVector.length === 1 && stateVector[0] === 0;

/** What one lacks of an update who has all that is written in it: what it deletes, which no state vector tells. Null for all others. */
function deletionsAlone(update: Uint8Array, state: ReadonlyMap<number, number>): Uint8Array | null {
  // In a short one Yjs finds it as quickly.
  const skimmed = update.length < longBytes ? null : skim(update);
  if (skimmed === null || skimmed.runs.some(({ client, to }) => (state.get(client) ?? 0) < to)) return null;
  const deletions = update.subarray(skimmed.deletionsAt);
  const lacking = new Uint8Array(1 + deletions.length); // no structs
  lacking.set(deletions, 1);
  return lacking;
}

/** Merges as a tree: `Y.mergeUpdates` is quadratic in the number of updates (59 ms for 2,000). */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  if (only === undefined) return emptyUpdate;
  if (updates.length === 1) return only;
  const joined = joinedKeyPresses(updates);
  if (joined !== null) return joined;
  if (updates.length <= branching) return Y.mergeUpdates([...updates]);
  const merged: Uint8Array[] = [];
  for (let at = 0; at < updates.length; at += branching) merged.push(Y.mergeUpdates(updates.slice(at, at + branching)));
  return mergeUpdates(merged);
}

const branching = 50;

/** No structs, no deletions. */
const emptyUpdate = Uint8Array.of(0, 0);
const isNothing = (update: Uint8Array) => update.length === 2 && update[0] === 0 && update[1] === 0;
