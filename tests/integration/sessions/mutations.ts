import { bearsUpdate } from '@yrka/protocol';
import type { RecordedFrame } from './recordedSession.ts';

/** What a network, a broken client or a hostile one can make of what somebody sent. */
export const mutationNames = ['drop', 'duplicate', 'reorder', 'truncate', 'flip', 'swapClient', 'swapSocket'] as const;
export type MutationName = (typeof mutationNames)[number];

export type Random = (below: number) => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    // As in mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** The frames with one of the broken connections' changed, and those of everybody else as they were. */
export function mutate(
  frames: readonly RecordedFrame[],
  name: MutationName,
  broken: ReadonlySet<number>,
  clientIds: readonly number[],
  random: Random,
): RecordedFrame[] {
  // What bears words is what there is to break; presence comes along now and then.
  const choices = frames.flatMap(({ socket, bytes }, index) => (broken.has(socket) && (bearsUpdate(bytes) || random(10) === 0) ? [index] : []));
  const index = choices[random(choices.length)];
  const frame = index === undefined ? undefined : frames[index];
  if (index === undefined || frame === undefined) return [...frames];
  const others = frames.toSpliced(index, 1);
  const withBytes = (bytes: Uint8Array) => frames.with(index, { ...frame, bytes });
  switch (name) {
    case 'drop':
      return others;
    case 'duplicate':
      return frames.toSpliced(index + random(frames.length - index), 0, frame);
    case 'reorder':
      return others.toSpliced(Math.max(0, Math.min(others.length, index - 4 + random(9))), 0, frame);
    case 'truncate':
      return withBytes(frame.bytes.slice(0, random(frame.bytes.length)));
    case 'flip': {
      const bytes = frame.bytes.slice();
      const at = random(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
      return withBytes(bytes);
    }
    case 'swapClient': {
      const [from, to] = [clientIds[random(clientIds.length)] ?? 0, clientIds[random(clientIds.length)] ?? 0];
      return withBytes(replaced(frame.bytes, varint(from), varint(to)));
    }
    case 'swapSocket': {
      // What another sent, over this one's connection.
      const foreign = frames.filter(({ socket, bytes }) => !broken.has(socket) && bearsUpdate(bytes));
      const chosen = foreign[random(foreign.length)];
      return chosen === undefined ? [...frames] : frames.toSpliced(index, 0, { socket: frame.socket, bytes: chosen.bytes });
    }
    default:
      return name satisfies never;
  }
}

/** Every place where some bytes stand, with others of the same length; as it is where the lengths differ. */
function replaced(bytes: Uint8Array, from: readonly number[], to: readonly number[]): Uint8Array {
  const changed = bytes.slice();
  if (from.length !== to.length) return changed;
  for (let at = 0; at + from.length <= changed.length; at++) if (from.every((byte, index) => changed[at + index] === byte)) changed.set(to, at);
  return changed;
}

/** As lib0 writes a number: seven bits a byte, the last first. */
function varint(number: number): number[] {
  const bytes: number[] = [];
  for (let rest = number; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest < 128 ? rest : (rest % 128) + 128);
    if (rest < 128) return bytes;
  }
}
