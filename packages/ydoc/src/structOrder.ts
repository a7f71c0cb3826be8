import * as Y from 'yjs';

type Struct = Y.Item | Y.GC | Y.Skip;

/** How deep an update may nest its own blocks. The deepest honest one is about ten: a footnote in a cell in a section. */
export const maxNesting = 32;

/**
 * Whether Yjs can take in the structs of an update one after another, each after what it stands
 * beside or in, and none too deep. Structs that wait for each other would be pending at every
 * client for ever, one that waits for itself throws in every client, and blocks in blocks a
 * thousand deep are more than any reader's stack. What the update does not carry is not looked at.
 */
export function canBeTakenIn(structs: readonly Struct[]): boolean {
  const [first] = structs;
  // A key press is one struct, which has nothing to wait for but itself.
  if (first !== undefined && structs.length === 1) return !neighbours(first).some((id) => isIn(first, id));
  const runs = new Map<number, Struct[]>();
  for (const struct of structs) {
    const run = runs.get(struct.id.client);
    if (run === undefined) runs.set(struct.id.client, [struct]);
    else run.push(struct);
  }
  const done = new Map<number, number>();
  const depths = new Map<Struct, number>();
  /** Clients whose next struct waits for one of another client's. */
  const waiting = new Map<Struct, number[]>();
  const ready = [...runs.keys()];
  let left = structs.length;
  for (let client = ready.pop(); client !== undefined; client = ready.pop()) {
    const run = runs.get(client) ?? [];
    let at = done.get(client) ?? 0;
    for (; at < run.length; at++) {
      const struct = run[at] as Struct;
      const before = neighbours(struct)
        .map((id) => carried(runs, id))
        .filter((other) => other !== null);
      const missing = before.find((other) => !depths.has(other));
      if (missing !== undefined) {
        if (missing.id.client === client) return false; // itself, or one after it
        const others = waiting.get(missing);
        if (others === undefined) waiting.set(missing, [client]);
        else others.push(client);
        break;
      }
      const depth = depthOf(struct, runs, depths);
      if (depth > maxNesting) return false;
      depths.set(struct, depth);
      left--;
      const released = waiting.get(struct);
      if (released !== undefined) ready.push(...released);
    }
    done.set(client, at);
  }
  return left === 0;
}

const isIn = ({ id, length }: Struct, { client, clock }: Y.ID) => client === id.client && clock >= id.clock && clock < id.clock + length;

/** What must be there before a struct. */
function neighbours(struct: Struct): readonly Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const parent: unknown = struct.parent;
  return [struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null].filter((id) => id !== null);
}

/** The depth of a struct below what the update does not carry. */
function depthOf(struct: Struct, runs: ReadonlyMap<number, readonly Struct[]>, depths: ReadonlyMap<Struct, number>): number {
  if (!(struct instanceof Y.Item)) return 0;
  const parent: unknown = struct.parent;
  const home = parent instanceof Y.ID ? carried(runs, parent) : null;
  if (home !== null) return (depths.get(home) ?? 0) + 1;
  // One that names no parent is where its neighbour is.
  const beside = [struct.origin, struct.rightOrigin].map((id) => (id === null ? null : carried(runs, id))).find((other) => other !== null);
  return beside ? (depths.get(beside) ?? 0) : 0;
}

/** The struct of the update that holds an id; null when it carries none. */
function carried(runs: ReadonlyMap<number, readonly Struct[]>, { client, clock }: Y.ID): Struct | null {
  const run = runs.get(client);
  const [first, last] = [run?.[0], run?.at(-1)];
  if (run === undefined || first === undefined || last === undefined || clock < first.id.clock || clock >= last.id.clock + last.length) return null;
  let [low, high] = [0, run.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((run[middle] as Struct).id.clock <= clock) low = middle;
    else high = middle - 1;
  }
  return run[low] ?? null;
}
