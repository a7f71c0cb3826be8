import * as Y from 'yjs';

/**
 * Updates that no Yjs writes, for tests of the guard: made byte by byte, because any Y.Doc would
 * refuse to make them.
 */
type Id = readonly [client: number, clock: number];
type Place = { readonly left?: Id; readonly right?: Id; readonly parent?: 'document' | Id; readonly name?: string };
type Write = (encoder: Y.UpdateEncoderV1) => void;
type Run = readonly [client: number, clock: number, ...structs: readonly Write[]];
type Deletion = readonly [client: number, clock: number, length: number];

export function forge(runs: readonly Run[], deletions: readonly Deletion[] = []): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  // In the first version of the encoding every number is written as this one is.
  const number = (value: number) => encoder.writeLen(value);
  number(runs.length);
  for (const [client, clock, ...structs] of runs) {
    for (const value of [structs.length, client, clock]) number(value);
    for (const write of structs) write(encoder);
  }
  number(deletions.length);
  for (const [client, clock, length] of deletions) for (const value of [client, 1, clock, length]) number(value);
  return encoder.toUint8Array();
}

/** The same structs with the lowest client first, as other programs than Yjs may write them. Without deletions. */
export function lowestFirst(update: Uint8Array): Uint8Array {
  const runs = [...Map.groupBy(Y.decodeUpdate(update).structs, ({ id }) => id.client)].toSorted(([one], [other]) => one - other);
  return forge(
    runs.map(([client, structs]) => [
      client,
      structs[0]?.id.clock ?? 0,
      ...structs.map(
        (struct): Write =>
          (encoder) =>
            struct.write(encoder, 0),
      ),
    ]),
  );
}

export const collected =
  (length: number): Write =>
  (encoder) => {
    encoder.writeInfo(0);
    encoder.writeLen(length);
  };
export const letters = (place: Place, text: string) => item(4, place, (encoder) => encoder.writeString(text));
export const element = (place: Place, name: string) =>
  item(7, place, (encoder) => {
    encoder.writeTypeRef(3);
    encoder.writeKey(name);
  });
export const text = (place: Place) => item(7, place, (encoder) => encoder.writeTypeRef(6));
export const mark = (place: Place, name: string, value: unknown) =>
  item(6, place, (encoder) => {
    encoder.writeKey(name);
    encoder.writeJSON(value);
  });
export const value = (place: Place, ...values: readonly unknown[]) =>
  item(8, place, (encoder) => {
    encoder.writeLen(values.length);
    for (const each of values) encoder.writeAny(each);
  });

function item(kind: number, { left, right, parent, name }: Place, content: Write): Write {
  return (encoder) => {
    encoder.writeInfo(kind | (left ? 128 : 0) | (right ? 64 : 0) | (name === undefined ? 0 : 32));
    if (left) encoder.writeLeftID(Y.createID(...left));
    if (right) encoder.writeRightID(Y.createID(...right));
    if (!left && !right) {
      encoder.writeParentInfo(typeof parent === 'string');
      if (typeof parent === 'string') encoder.writeString(parent);
      else if (parent !== undefined) encoder.writeLeftID(Y.createID(...parent));
      if (name !== undefined) encoder.writeString(name);
    }
    content(encoder);
  };
}

/**
 * An update that is well formed and holds whoever takes it in: letters that all stand behind the
 * same one and each before another, so that Yjs compares each with all. 4,000 are 44 kB, and more
 * than ten seconds of a processor.
 */
export function holdingUpdate(client: number, count = 4_000): Uint8Array {
  const crossed = Array.from({ length: count }, (_, index) => letters({ left: [client, 2], right: [client, 3 + index] }, 'x'));
  return forge([
    [
      client,
      0,
      element({ parent: 'document' }, 'paragraph'),
      text({ parent: [client, 0] }),
      letters({ parent: [client, 1] }, 'a'.repeat(count + 1)),
      ...crossed,
    ],
  ]);
}
