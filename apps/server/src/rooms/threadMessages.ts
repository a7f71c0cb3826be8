import type { Run } from '@yrka/storage';
import type { AcceptedLetters, GoneBlock, Kept, Objection, Rebased, RebaseOptions, RescuedText } from '@yrka/ydoc';
import type { Place } from '../documents/places.ts';
import type { DocumentSummary } from '../documents/summary.ts';

/** What the rooms ask of the thread behind them. A document has a number for as long as it is open there. */
export type Request =
  /** `base` is what needs no looking through. */
  | { readonly type: 'open'; readonly document: number; readonly base: Bundle; readonly use: Use }
  | { readonly type: 'add'; readonly added: readonly { readonly document: number; readonly updates: Bundle }[] }
  /** Answered when all that was added before is taken in. */
  | { readonly type: 'ask'; readonly document: number; readonly id: number; readonly question: Question }
  | { readonly type: 'close'; readonly document: number };

/** What a document is in the thread for: to find what its updates do, or to prove what those of some people do not. */
export type Use = 'integrating' | 'proving';

export type Question =
  | { readonly type: 'summary' }
  | { readonly type: 'compacted' }
  /** The document as it stands, without what is suggested; asked of one that is there for proving. */
  | { readonly type: 'record' }
  /** What the document's next epoch begins with. */
  | RebaseQuestion
  /** Whether an update is nothing but its sender's own suggestions; asked of a document that is there for proving. */
  | { readonly type: 'prove'; readonly update: Uint8Array<ArrayBuffer>; readonly personId: string; readonly clients: readonly number[] }
  | { readonly type: 'blocks'; readonly letters: readonly LetterId[] }
  /** Finds out which blocks are gone and who took them, from every update that the document ever had. */
  | { readonly type: 'lookBack'; readonly updates: Bundle }
  /** What differs between the document of the first `seen` updates and that of all, where those from `anew` on, if any, are of another epoch. */
  | { readonly type: 'changes'; readonly updates: Bundle; readonly seen: number; readonly anew: number | null }
  | RestorationQuestion;

/** What would make the document say again what it said; `content` in ProseMirror JSON, its letters under a client id of their own. */
export type RestorationQuestion = { readonly type: 'restored'; readonly content: unknown; readonly clientId: number };

/** `runs`: who did what to which letters of the document. */
export type RebaseQuestion = RebaseOptions & { readonly type: 'rebased'; readonly runs: readonly Run[] };

export type LetterId = { readonly client: number; readonly clock: number };

export type Answers = {
  readonly summary: DocumentSummary;
  /** The whole document in its most compact form; null when words are missing in it. */
  readonly compacted: Uint8Array<ArrayBuffer> | null;
  readonly record: Uint8Array<ArrayBuffer>;
  /** Null when words are missing in the document. */
  readonly rebased: NextEpoch | Kept | null;
  readonly prove: 'proved' | Objection;
  readonly blocks: readonly (GoneBlock | null)[];
  readonly lookBack: null;
  readonly changes: readonly Place[];
  /** Null when words are missing in the document; and of the update, when it says so already. */
  readonly restored: { readonly update: Uint8Array<ArrayBuffer> | null } | null;
};

/** The document written anew, where the anchors that were given are in it, and who wrote what of it. */
export type NextEpoch = Pick<Rebased, 'type' | 'anchors'> & { readonly update: Uint8Array<ArrayBuffer>; readonly runs: readonly Run[] };

export type Reply =
  /** `count` updates more are taken in, or were passed over; `index` counts from the first of these. */
  | {
      readonly type: 'taken';
      readonly document: number;
      readonly count: number;
      readonly losses: readonly { readonly index: number; readonly rescued: readonly RescuedText[] }[];
      readonly acceptances: readonly { readonly index: number; readonly letters: readonly AcceptedLetters[] }[];
      readonly failures: readonly { readonly index: number; readonly error: Error }[];
      readonly repairs: readonly Uint8Array[];
    }
  /** The base could not be taken in: nothing more is answered for the document. */
  | { readonly type: 'unopened'; readonly document: number; readonly error: Error }
  | { readonly type: 'answer'; readonly document: number; readonly id: number; readonly answer: Answers[keyof Answers] }
  /** Nobody could tell: reading the document threw. */
  | { readonly type: 'unanswered'; readonly document: number; readonly id: number; readonly error: Error }
  | { readonly type: 'closed'; readonly document: number };

/** Updates with those who made them, in one buffer, which can change hands without being copied. */
export type Bundle = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly lengths: readonly number[];
  readonly people: readonly (string | null)[];
};

export type AuthoredUpdate = { readonly update: Uint8Array; readonly personId: string | null };

/** Copies: the room goes on using its bytes, which may be part of a larger buffer. */
export function bundle(updates: readonly AuthoredUpdate[]): Bundle {
  const lengths = updates.map(({ update }) => update.length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const { update } of updates) {
    bytes.set(update, at);
    at += update.length;
  }
  return { bytes, lengths, people: updates.map(({ personId }) => personId) };
}

export function unbundle({ bytes, lengths, people }: Bundle): readonly AuthoredUpdate[] {
  let at = 0;
  return lengths.map((length, index) => {
    const update = bytes.subarray(at, at + length);
    at += length;
    return { update, personId: people[index] ?? null };
  });
}

/** What the thread is at: an update by its place among those that its document was given, a question by its id. */
export type Step = {
  readonly document: number;
  readonly kind: 'base' | 'update' | 'lookBack' | 'compare' | 'answer';
  /** For `lookBack` and `compare` the place among the updates of the question. */
  readonly number: number;
};

const kinds = ['none', 'base', 'update', 'lookBack', 'compare', 'answer'] as const;

/** The step under way, in memory that both threads see: one that is held can tell nobody. */
export class UnderWay {
  readonly memory: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(memory = new SharedArrayBuffer(4 * Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#cells = new Int32Array(memory);
  }

  begin({ document, kind, number }: Step): void {
    Atomics.store(this.#cells, 1, kinds.indexOf(kind));
    Atomics.store(this.#cells, 2, document);
    Atomics.store(this.#cells, 3, number);
    Atomics.add(this.#cells, 0, 1);
  }

  end(): void {
    Atomics.store(this.#cells, 1, 0);
    Atomics.add(this.#cells, 0, 1);
  }

  /** Another number whenever a step has begun or ended; 0 before the first. */
  get beats(): number {
    return Atomics.load(this.#cells, 0);
  }

  /** Only to be believed when it has not moved meanwhile, or the thread is dead. */
  get step(): Step | null {
    const kind = kinds[Atomics.load(this.#cells, 1)] ?? 'none';
    return kind === 'none' ? null : { kind, document: Atomics.load(this.#cells, 2), number: Atomics.load(this.#cells, 3) };
  }
}
