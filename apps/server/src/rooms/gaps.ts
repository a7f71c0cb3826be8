import type { UpdateShape } from '@yrka/ydoc';

type Gap = { readonly number: number; readonly missing: UpdateShape };

/** Messages of one client that build on words which the room has not seen, until a sync step 2 repeats them. */
export class Gaps {
  #open: Gap[] = [];
  #size = 0;
  #isOverfull = false;

  /** Whether there is none, noted or not. */
  get isEmpty(): boolean {
    return this.#open.length === 0 && !this.#isOverfull;
  }

  /** @param missing what of the message the room has not got. Beyond so much nothing more is noted, and the message never acknowledged. */
  add(number: number, missing: UpdateShape): void {
    const size = sizeOf(missing);
    if (this.#size + size > mostMissing) {
      this.#isOverfull = true;
      return;
    }
    this.#open.push({ number, missing });
    this.#size += size;
  }

  /** Closes those that a later message has repeated; returns their numbers. */
  close(repeatedBy: number, isRepeated: (missing: UpdateShape) => boolean): readonly number[] {
    const open: Gap[] = [];
    const closed: number[] = [];
    for (const gap of this.#open) {
      // Who says less now than before has not repeated it, and is not told that it is stored.
      if (gap.number > repeatedBy || !isRepeated(gap.missing)) {
        open.push(gap);
        continue;
      }
      closed.push(gap.number);
      this.#size -= sizeOf(gap.missing);
    }
    this.#open = open;
    return closed;
  }
}

const sizeOf = ({ carries, needs, deletes }: UpdateShape) => 1 + carries.size + needs.size + deletes.length;

/** Stretches of clocks, over all messages. */
const mostMissing = 2_000;
