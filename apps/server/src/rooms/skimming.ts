import * as decoding from 'lib0/decoding';

/** What one update has: of each client in it the clocks from one up to another, and where in its bytes what it deletes begins. */
export type Skimmed = {
  readonly runs: readonly { readonly client: number; readonly from: number; readonly to: number }[];
  readonly deletionsAt: number;
};

/**
 * How far each client has written in updates that the guard let in, each of which goes on where those before it ended, as those of
 * a journal do. Null where something is missing between or in them.
 */
export function skimmedState(updates: readonly Uint8Array[]): Map<number, number> | null {
  const state = new Map<number, number>();
  for (const update of updates) {
    const skimmed = skim(update);
    if (skimmed === null) return null;
    for (const { client, from, to } of skimmed.runs) {
      const known = state.get(client) ?? 0;
      if (from > known) return null;
      if (to > known) state.set(client, to);
    }
  }
  return state;
}

/**
 * Goes through an update that the guard let in. Its structs are counted and not made: to make them all is a tenth of what it takes
 * to open a document. Null where something is missing in it.
 */
export function skim(update: Uint8Array): Skimmed | null {
  if (update.length < longBytes) return skimmedOf(update);
  const known = skimmedLong.get(update);
  if (known !== undefined) return known;
  const skimmed = skimmedOf(update);
  skimmedLong.set(update, skimmed);
  return skimmed;
}

/** It is worth remembering what was found in one that is as long. */
export const longBytes = 1_024;
const skimmedLong = new WeakMap<Uint8Array, Skimmed | null>();

function skimmedOf(update: Uint8Array): Skimmed | null {
  const decoder = decoding.createDecoder(update);
  const runs: { client: number; from: number; to: number }[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    let structs = decoding.readVarUint(decoder);
    const client = decoding.readVarUint(decoder);
    const from = decoding.readVarUint(decoder);
    let to = from;
    for (; structs > 0; structs--) {
      const length = lengthOfStruct(decoder);
      if (length === null) return null;
      to += length;
    }
    runs.push({ client, from, to });
  }
  return { runs, deletionsAt: decoder.pos };
}

/** Reads past a struct (the first version of Yjs' encoding); how many clocks it has, null for a gap or for what Yjs has not today. */
function lengthOfStruct(decoder: decoding.Decoder): number | null {
  const info = decoding.readUint8(decoder);
  const kind = info & 0b1_1111;
  if (kind === 0) return decoding.readVarUint(decoder);
  if (info === skip) return null;
  const [hasOrigin, hasRightOrigin, hasKey] = [(info & 0x80) !== 0, (info & 0x40) !== 0, (info & 0x20) !== 0];
  if (hasOrigin) passId(decoder);
  if (hasRightOrigin) passId(decoder);
  if (!hasOrigin && !hasRightOrigin) {
    if (decoding.readVarUint(decoder) === 1) passBytes(decoder);
    else passId(decoder);
    if (hasKey) passBytes(decoder);
  }
  return lengthOfContent(decoder, kind);
}

const skip = 10;

function lengthOfContent(decoder: decoding.Decoder, kind: number): number | null {
  switch (kind) {
    case 1: // deleted
      return decoding.readVarUint(decoder);
    case 2: // JSON
      return times(decoder, passBytes);
    case 4: // string
      return lengthOfString(decoder);
    case 3: // binary
    case 5: // embed
      passBytes(decoder);
      return 1;
    case 6: // format
      passBytes(decoder);
      passBytes(decoder);
      return 1;
    case 7: {
      const type = decoding.readVarUint(decoder);
      if (type === xmlElement || type === xmlHook) passBytes(decoder);
      return 1;
    }
    case 8: // any
      return times(decoder, decoding.readAny);
    case 9: // document
      passBytes(decoder);
      decoding.readAny(decoder);
      return 1;
    default:
      return null;
  }
}

const xmlElement = 3;
const xmlHook = 5;

function times(decoder: decoding.Decoder, pass: (decoder: decoding.Decoder) => unknown): number {
  const count = decoding.readVarUint(decoder);
  for (let passed = 0; passed < count; passed++) pass(decoder);
  return count;
}

function passId(decoder: decoding.Decoder): void {
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
}

function passBytes(decoder: decoding.Decoder): void {
  const length = decoding.readVarUint(decoder);
  decoder.pos += length;
}

/** In UTF-16, as Yjs counts. */
function lengthOfString(decoder: decoding.Decoder): number {
  const end = decoding.readVarUint(decoder) + decoder.pos;
  const { arr, pos } = decoder;
  decoder.pos = end;
  if (end - pos > mostCountedHere) return Buffer.from(arr.buffer, arr.byteOffset + pos, end - pos).toString().length;
  // What is three bytes at most in UTF-8 is one there, and what is four is two.
  let length = 0;
  for (let at = pos; at < end; at++) {
    const byte = arr[at] ?? 0;
    if ((byte & 0xc0) !== 0x80) length += byte >= 0xf0 ? 2 : 1;
  }
  return length;
}

/** Bytes: of more it costs less to have Node decode them. */
const mostCountedHere = 48;
