import type { NewJournalEntry } from '../contract.ts';

/**
 * Journal entries as they go between the threads: however many they are, one buffer. To copy each as a thing of its own
 * costs more than to store it.
 */
export type PackedEntries = {
  readonly count: number;
  /** The documents and people that are named, each once; null for the server itself. */
  readonly names: readonly (string | null)[];
  /** Five numbers an entry, of 8 bytes each: which of the names is its document, which its person, when, its epoch or 0, the length of its update; then all updates. */
  readonly buffer: ArrayBuffer;
};

const numbersEach = 5;
const headerBytes = (count: number) => count * numbersEach * Float64Array.BYTES_PER_ELEMENT;

/** Copies the updates: who sends them goes on using theirs. */
export function packEntries(entries: readonly NewJournalEntry[]): PackedEntries {
  const names = new Map<string | null, number>();
  const placeOf = (name: string | null): number => {
    const place = names.get(name) ?? names.size;
    names.set(name, place);
    return place;
  };
  const count = entries.length;
  const buffer = new ArrayBuffer(headerBytes(count) + entries.reduce((sum, { update }) => sum + update.length, 0));
  const numbers = new Float64Array(buffer, 0, count * numbersEach);
  const bytes = new Uint8Array(buffer, headerBytes(count));
  let [at, to] = [0, 0];
  for (const { documentId, personId, at: when, epoch, update } of entries) {
    numbers[at++] = placeOf(documentId);
    numbers[at++] = placeOf(personId);
    numbers[at++] = when.getTime();
    numbers[at++] = epoch ?? 0;
    numbers[at++] = update.length;
    bytes.set(update, to);
    to += update.length;
  }
  return { count, names: [...names.keys()], buffer };
}

/** An entry as it is stored: times in milliseconds, an epoch of 0 where none begins. */
export type PackedEntry = {
  readonly documentId: string;
  readonly personId: string | null;
  readonly at: number;
  readonly epoch: number;
  /** A part of the buffer, not a copy. */
  readonly update: Uint8Array;
};

/** In the order in which they were packed. */
export function unpackEntries({ count, names, buffer }: PackedEntries): readonly PackedEntry[] {
  const numbers = new Float64Array(buffer, 0, count * numbersEach);
  let [at, from] = [0, headerBytes(count)];
  const next = () => numbers[at++] ?? 0;
  return Array.from({ length: count }, () => {
    const [documentId, personId = null] = [names[next()], names[next()]];
    if (typeof documentId !== 'string') throw new TypeError('An entry is of no document');
    const [when, epoch, length] = [next(), next(), next()];
    const update = new Uint8Array(buffer, from, length);
    from += length;
    return { documentId, personId, at: when, epoch, update };
  });
}
