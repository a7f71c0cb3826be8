import * as Y from 'yjs';

/**
 * More than any text needs (a book's keys, pressed one by one in turn with another's), and as many
 * as are taken apart in a tenth of a second. A collected struct is two bytes and some eighty in
 * memory: a large update of nothing else would take the memory of the process.
 */
const maxParts = 250_000;

/**
 * Reads the first version of the encoding, and throws as soon as there are too many structs, deletions and values, and at a
 * number that is none: from some hundred and fifty bytes that say nothing lib0 makes a NaN, which is beyond no limit.
 */
export class LimitedDecoder extends Y.UpdateDecoderV1 {
  private left = maxParts;

  override readLeftID(): Y.ID {
    return wholeId(super.readLeftID());
  }

  override readRightID(): Y.ID {
    return wholeId(super.readRightID());
  }

  override readClient(): number {
    return whole(super.readClient());
  }

  override readLen(): number {
    return whole(super.readLen());
  }

  override readInfo(): number {
    this.count();
    return super.readInfo();
  }

  override readDsClock(): number {
    this.count();
    return super.readDsClock();
  }

  override readAny(): unknown {
    this.count();
    return super.readAny() as unknown;
  }

  private count(): void {
    if (--this.left < 0) throw new RangeError('The update has too many parts');
  }
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('The update has a number that is none');
  return value;
}

function wholeId(id: Y.ID): Y.ID {
  whole(id.client);
  whole(id.clock);
  return id;
}
