import { leavesGap, shapeOf, type UpdateShape } from '@yrka/ydoc';
import * as Y from 'yjs';
import { Deletions } from './deletions.ts';

/** What of a document has been taken, stored or on its way there: how far each client has written, and what is deleted. */
export class Held {
  readonly #state: Map<number, number>;
  /** The same as it is sent, until more is taken: after a restart everybody is sent it. */
  #stateVector: Uint8Array | null;
  readonly #stored: () => Uint8Array | null;
  #deletions: Deletions | null = null;
  /** What was deleted since it was loaded, until the first who needs to know it has it all looked up. */
  #newDeletions: UpdateShape['deletes'][number][] = [];

  /** @param stored all that is stored, as one update; null when nothing is. */
  constructor(stateVector: Uint8Array | null, stored: () => Uint8Array | null) {
    this.#stateVector = stateVector;
    this.#state = stateVector === null ? new Map() : Y.decodeStateVector(stateVector);
    this.#stored = stored;
  }

  /** The clock below which all of a client's is here. */
  stateOf(client: number): number {
    return this.#state.get(client) ?? 0;
  }

  /** Whether a client has written anything. */
  has(client: number): boolean {
    return this.#state.has(client);
  }

  stateVector(): Uint8Array {
    this.#stateVector ??= Y.encodeStateVector(this.#state);
    return this.#stateVector;
  }

  /** The clients of which an update brings something new. */
  news(shape: UpdateShape): readonly number[] {
    const clients: number[] = [];
    for (const [client, { to }] of shape.carries) if (to > this.stateOf(client)) clients.push(client);
    return clients;
  }

  /** Whether all that an update brings and takes away is here. */
  holds(shape: UpdateShape): boolean {
    return this.news(shape).length === 0 && (shape.deletes.length === 0 || (!this.leavesGap(shape) && this.knowsDeletions(shape)));
  }

  /** Whether something that an update builds on is missing. */
  leavesGap(shape: UpdateShape): boolean {
    return leavesGap(shape, this.#state);
  }

  /** What of an update is not here. */
  missing({ carries, needs, deletes }: UpdateShape): UpdateShape {
    const known = this.#knownDeletions();
    return {
      carries: new Map([...carries].filter(([client, { to }]) => to > this.stateOf(client))),
      needs: new Map([...needs].filter(([client, clock]) => clock > this.stateOf(client))),
      deletes: deletes.filter((deletion) => !known.has(deletion)),
    };
  }

  /** A copy of an update, which as a rule is part of a larger buffer; without the structs that are here already, so that they cannot be told differently. */
  newOf(update: Uint8Array, shape: UpdateShape): Uint8Array<ArrayBuffer> {
    return this.#repeats(shape) ? new Uint8Array(Y.diffUpdate(update, this.stateVector())) : new Uint8Array(update);
  }

  note({ carries, deletes }: UpdateShape): void {
    this.#stateVector = null;
    for (const [client, { to }] of carries) this.#state.set(client, Math.max(to, this.stateOf(client)));
    if (this.#deletions === null) this.#newDeletions.push(...deletes);
    else for (const deletion of deletes) this.#deletions.add(deletion);
  }

  knowsDeletions({ deletes }: UpdateShape): boolean {
    const known = this.#knownDeletions();
    return deletes.every((deletion) => known.has(deletion));
  }

  /** Whether an update repeats something that is here. */
  #repeats(shape: UpdateShape): boolean {
    for (const [client, { from }] of shape.carries) if (from < this.stateOf(client)) return true;
    return false;
  }

  #knownDeletions(): Deletions {
    if (this.#deletions !== null) return this.#deletions;
    const stored = this.#stored();
    const deletions = new Deletions();
    for (const deletion of [...(stored === null ? [] : shapeOf(stored).deletes), ...this.#newDeletions]) deletions.add(deletion);
    this.#newDeletions = [];
    this.#deletions = deletions;
    return deletions;
  }
}
