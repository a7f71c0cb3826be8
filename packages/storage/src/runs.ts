/**
 * What a person did to neighbouring letters of one Yjs client in one burst: the clocks
 * [clock, clock + length) of the client. A clock is a letter, or a mark, an attribute or a block; what
 * stands where, only the document knows.
 *
 * - `wrote`: they came with this person's update
 * - `removed`: this person's update named them as deleted
 * - `accepted`: another had suggested to add or to remove them, and this person made it so
 */
export type Run = {
  readonly did: 'wrote' | 'removed' | 'accepted';
  readonly clientId: number;
  readonly clock: number;
  readonly length: number;
  /** Who did it; null for the server itself, and for one who was forgotten. */
  readonly personId: string | null;
  /** The server's time of the first of them. */
  readonly at: Date;
  /** What it came from, beside the hand of `personId`; null for their own words and their own removal. */
  readonly source: RunSource | null;
};

export type RunSource =
  /** What a new document of this kind begins with. */
  | { readonly kind: 'template' }
  /** A file that `personId` read in. */
  | { readonly kind: 'import' }
  /** The locked text of a draft: filing is a wall, and nothing behind it is told. */
  | { readonly kind: 'filing' }
  /** The finalised report that `personId` made a new version of. */
  | { readonly kind: 'revision'; readonly documentId: string }
  /** An older version that `personId` made to stand again: its journal sequence, and when it had stood. */
  | { readonly kind: 'restoration'; readonly version: number; readonly at: string }
  /** The suggestion of this person. */
  | { readonly kind: 'suggestion'; readonly by: string }
  /** What the server itself brought or took back: a sample, a repair, a text of which the history was cleared. */
  | { readonly kind: 'server' };

/** Who did what to which letters of a document. Derived from the journal; kept when that is compressed. */
export interface Runs {
  /** Up to which journal sequence they are written: 0 for a document of which none are; null where none are kept any more. */
  progress(documentId: string): Promise<number | null>;
  /**
   * Adds runs, and says up to where they are written then: all or nothing. A letter is written once and removed
   * once, so what was told before of the same letters stays, and telling it again changes nothing; accepted it may
   * be again (after an undo), and the last counts. Neighbours of one burst become one. Does nothing where none are kept.
   */
  put(documentId: string, runs: readonly Run[], upTo: number): Promise<void>;
  /**
   * In place of all that is told of the letters of one client: those of a document that is to be written anew. In parts,
   * so that nobody waits for many: nothing else may be told of them meanwhile. Does nothing where none are kept, or there
   * is no such document any more.
   */
  replace(documentId: string, clientId: number, runs: readonly Run[]): Promise<void>;
  /**
   * By kind, client and clock; none of them overlaps another of its kind. Without kinds, of all. Read in parts, so that
   * nobody waits for many: what is told meanwhile is perhaps among them.
   */
  of(documentId: string, kinds?: readonly Run['did'][]): Promise<readonly Run[]>;
  /** Whether those who write in the document see them; false until `show`. */
  areShown(documentId: string): Promise<boolean>;
  /** False when they are so already, or none are kept. */
  show(documentId: string, areShown: boolean): Promise<boolean>;
  /** Takes them away, and keeps none again: the text is filed, or its working material cleared. */
  end(documentId: string): Promise<void>;
}

/** Longer than this after its first letter, a burst is over: what is shown of it is the minute. */
const longestBurstMs = 60_000;

/** Two as one run, where they are neighbours in one burst of one person; else null. */
export function joinedRuns(one: Run, other: Run): Run | null {
  const [first, second] = one.clock <= other.clock ? [one, other] : [other, one];
  const isOne =
    first.did === second.did &&
    first.clientId === second.clientId &&
    first.clock + first.length === second.clock &&
    first.personId === second.personId &&
    Math.abs(first.at.getTime() - second.at.getTime()) < longestBurstMs &&
    (first.source === second.source || JSON.stringify(first.source) === JSON.stringify(second.source));
  const earlier = second.at < first.at ? second : first;
  return isOne ? { ...first, length: first.length + second.length, at: earlier.at } : null;
}

/** The parts of a run in which none of the others, sorted by clock, has a letter. */
export function runWithout(run: Run, others: readonly Run[]): Run[] {
  const parts: Run[] = [];
  const end = run.clock + run.length;
  let at = run.clock;
  for (const other of others) {
    if (other.clock > at && at < end) parts.push({ ...run, clock: at, length: Math.min(other.clock, end) - at });
    at = Math.max(at, other.clock + other.length);
  }
  if (at < end) parts.push({ ...run, clock: at, length: end - at });
  return parts;
}
