import * as Y from 'yjs';
import { LimitedDecoder } from './limitedDecoder.ts';

/**
 * The same update with its clients in the order in which Yjs writes them, the highest first: the very same structs and
 * deletions in as many bytes. Null for one that cannot be read, or of which something would be lost. Other programs write
 * another order, which Yjs takes in and does not merge; the guard refuses it.
 */
export function inClientOrder(update: Uint8Array): Uint8Array | null {
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  try {
    decoded = Y.decodeUpdateV2(update, LimitedDecoder);
  } catch {
    return null;
  }
  const encoder = new Y.UpdateEncoderV1();
  // In the first version of the encoding every number is written as this one is.
  const numbers = (...values: readonly number[]) => {
    for (const value of values) encoder.writeLen(value);
  };
  const highestFirst = <Value>(clients: ReadonlyMap<number, Value>) => [...clients].toSorted(([one], [other]) => other - one);

  const runs = highestFirst(Map.groupBy(decoded.structs, ({ id }) => id.client));
  numbers(runs.length);
  for (const [client, structs] of runs) {
    numbers(structs.length, client, structs[0]?.id.clock ?? 0);
    for (const struct of structs) struct.write(encoder, 0);
  }
  const deletions = highestFirst(decoded.ds.clients);
  numbers(deletions.length);
  for (const [client, ranges] of deletions) {
    numbers(client, ranges.length);
    for (const { clock, len } of ranges) numbers(clock, len);
  }
  const ordered = encoder.toUint8Array();
  // Less where it says a thing twice, of which Yjs takes in the last; or where a number or a value is written otherwise than Yjs does.
  return ordered.length === update.length ? ordered : null;
}
