import fc from 'fast-check';

/** Something that befalls bytes on their way, at a place that is counted around their end. */
export type ByteChange = { readonly at: number } & (
  | { readonly kind: 'flip'; readonly bit: number }
  | { readonly kind: 'cut'; readonly count: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'insert'; readonly bytes: readonly number[] }
  | { readonly kind: 'replace'; readonly bytes: readonly number[] }
  /** What follows is other bytes'. */
  | { readonly kind: 'splice'; readonly other: Uint8Array; readonly from: number }
);

/** What lib0 reads as a number that is none, as 0 in more bytes than it takes, and as one that is nearly too large. */
const strangeNumbers = [
  [...Array.from({ length: 160 }, () => 128), 0],
  [128, 128, 0],
  [255, 255, 255, 255, 255, 255, 255, 15],
];

/** One to three of them. @param others what an end may be taken from; without any no bytes become another's */
export function byteChanges(others: fc.Arbitrary<Uint8Array> | null = null): fc.Arbitrary<ByteChange[]> {
  const change: fc.Arbitrary<ByteChange> = fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat(7) }),
    fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), count: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ kind: fc.constant('end' as const), at: fc.nat() }),
    fc.record({
      kind: fc.constant('insert' as const),
      at: fc.nat(),
      bytes: fc.oneof(fc.array(fc.nat(255), { maxLength: 8 }), fc.constantFrom(...strangeNumbers)),
    }),
    fc.record({ kind: fc.constant('replace' as const), at: fc.nat(), bytes: fc.constantFrom(...strangeNumbers) }),
    ...(others === null ? [] : [fc.record({ kind: fc.constant('splice' as const), at: fc.nat(), other: others, from: fc.nat() })]),
  );
  return fc.array(change, { minLength: 1, maxLength: 3 });
}

/** The bytes after all of them. @param head with it they befall no place after so many bytes */
export function changedBytes(given: Uint8Array, changes: readonly ByteChange[], head = Number.POSITIVE_INFINITY): Uint8Array {
  let bytes = [...given];
  for (const one of changes) {
    const at = one.at % Math.min(head, bytes.length + 1);
    switch (one.kind) {
      case 'flip':
        bytes = bytes.map((byte, index) => (index === at ? byte ^ (1 << one.bit) : byte));
        break;
      case 'cut':
        bytes.splice(at, one.count);
        break;
      case 'end':
        bytes.length = at;
        break;
      case 'insert':
        bytes.splice(at, 0, ...one.bytes);
        break;
      case 'replace':
        bytes.splice(at, 1, ...one.bytes);
        break;
      case 'splice':
        bytes = [...bytes.slice(0, at), ...one.other.subarray(one.from % one.other.length)];
        break;
    }
  }
  return Uint8Array.from(bytes);
}
