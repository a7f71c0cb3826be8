import { promisify } from 'node:util';
import { brotliCompressSync, brotliDecompress, brotliDecompressSync, constants, crc32 } from 'node:zlib';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { type Seq, StorageError } from '../contract.ts';

/** A journal entry as it stands in the file: its time in milliseconds. */
export type StoredEntry = { readonly seq: Seq; readonly person: string | null; readonly at: number; readonly bytes: Uint8Array };

/**
 * Neighbouring entries of one document as one value: the format's number, a CRC-32 of the content, and
 * the content in Brotli. A column for each of person, sequence, time and length, then the updates.
 * An update stands there as its difference, byte by byte, from the one before it of the same person
 * and length: of two key presses in a row only the letter and the last digits of a clock differ, and
 * that halves what is left after compression.
 */
export function packSegment(entries: readonly StoredEntry[]): Uint8Array {
  const content = contentOf(entries);
  const packed = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
  const segment = Buffer.alloc(headBytes + packed.length);
  segment.writeUInt8(format, 0);
  segment.writeUInt32LE(crc32(content), 1);
  packed.copy(segment, headBytes);
  return segment;
}

/** The entries of a segment, oldest first. Decompressed in a thread of Node's own: nobody waits for it. Rejects when the segment is damaged. */
export async function unpackSegment(segment: Uint8Array): Promise<readonly StoredEntry[]> {
  const content = await decompress(bodyOf(segment)).catch((cause: unknown) => Promise.reject(damaged(cause)));
  return readContent(segment, content);
}

/** The same at once, for the journal's own thread. */
export function unpackSegmentSync(segment: Uint8Array): readonly StoredEntry[] {
  let content: Buffer;
  try {
    content = brotliDecompressSync(bodyOf(segment));
  } catch (cause) {
    throw damaged(cause);
  }
  return readContent(segment, content);
}

const format = 1;
const headBytes = 5;
/** The number of who is null; people are numbered from 1. */
const nobody = 0;
/** At 9 Brotli takes 30 times as long for a hundredth less. */
const quality = 5;

const decompress = promisify(brotliDecompress);

function contentOf(entries: readonly StoredEntry[]): Uint8Array {
  const people = [...new Set(entries.flatMap(({ person }) => (person === null ? [] : [person])))];
  const numbers = new Map(people.map((person, index) => [person, index + 1]));
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, people.length);
  for (const person of people) encoding.writeVarString(encoder, person);
  encoding.writeVarUint(encoder, entries.length);
  for (const { person } of entries) encoding.writeVarUint(encoder, person === null ? nobody : (numbers.get(person) ?? nobody));
  entries.forEach(({ seq }, index) => {
    encoding.writeVarUint(encoder, seq - (entries[index - 1]?.seq ?? 0));
  });
  // A clock can be set back.
  entries.forEach(({ at }, index) => {
    encoding.writeVarInt(encoder, at - (entries[index - 1]?.at ?? 0));
  });
  for (const { bytes } of entries) encoding.writeVarUint(encoder, bytes.length);
  const likes = new Likes();
  for (const { person, bytes } of entries) {
    const like = likes.replace(person, bytes);
    encoding.writeUint8Array(encoder, like === null ? bytes : bytes.map((byte, index) => byte - (like[index] ?? 0)));
  }
  return encoding.toUint8Array(encoder);
}

function bodyOf(segment: Uint8Array): Uint8Array {
  if (segment[0] !== format) throw damaged(new Error(`Format ${segment[0]} is unknown`));
  return segment.subarray(headBytes);
}

function readContent(segment: Uint8Array, content: Buffer): readonly StoredEntry[] {
  const expected = Buffer.from(segment.buffer, segment.byteOffset, segment.byteLength).readUInt32LE(1);
  if (crc32(content) !== expected) throw damaged(new Error('The checksum is another'));
  const decoder = decoding.createDecoder(content);
  const column = (length: number, read: (decoder: decoding.Decoder) => number) => Array.from({ length }, () => read(decoder));
  const people = Array.from({ length: decoding.readVarUint(decoder) }, () => decoding.readVarString(decoder));
  const count = decoding.readVarUint(decoder);
  const persons = column(count, decoding.readVarUint);
  const seqSteps = column(count, decoding.readVarUint);
  const atSteps = column(count, decoding.readVarInt);
  const lengths = column(count, decoding.readVarUint);
  const likes = new Likes();
  let [seq, at] = [0, 0];
  return lengths.map((length, index) => {
    seq += seqSteps[index] ?? 0;
    at += atSteps[index] ?? 0;
    const person = people[(persons[index] ?? nobody) - 1] ?? null;
    const bytes = decoding.readUint8Array(decoder, length);
    const like = likes.replace(person, bytes);
    if (like !== null) for (let place = 0; place < length; place++) bytes[place] = (bytes[place] ?? 0) + (like[place] ?? 0);
    return { seq, person, at, bytes };
  });
}

/** Of each person and length the update that came last. */
class Likes {
  readonly #last = new Map<string | null, Map<number, Uint8Array>>();

  /** Takes in the next update. Returns the one that it is told by; null when it stands as it is. */
  replace(person: string | null, bytes: Uint8Array): Uint8Array | null {
    const ofPerson = this.#last.get(person) ?? new Map<number, Uint8Array>();
    this.#last.set(person, ofPerson);
    const before = ofPerson.get(bytes.length) ?? null;
    ofPerson.set(bytes.length, bytes);
    return before;
  }
}

function damaged(cause: unknown): StorageError {
  return new StorageError('failed', 'A segment of the journal is damaged', { cause });
}
