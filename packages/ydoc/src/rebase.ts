import { hasId, schema } from '@yrka/schema';
import type { NodeType } from 'prosemirror-model';
import * as Y from 'yjs';
import { type Anchor, standingLetters } from './anchors.ts';
import { type Format, inlinePieces } from './inline.ts';
import { newDoc } from './newDoc.ts';
import { isProvenanceName, type Letter, Moves, movesOf, spell } from './provenance.ts';
import { Reader } from './read.ts';
import { lastReservedClientId } from './seed.ts';
import { type Child, orderedChildren, orderKey, type Parent, rootOf } from './tree.ts';
import { writeDocument } from './write.ts';

/** Letters [clock, clock + length) of a client: what they are called in the new epoch, what they were called before, and what they were copies of then. */
export type Renamed = { readonly to: Letter; readonly from: Letter; readonly origin: Letter; readonly length: number };

/** A document written anew (SPEC.md, EPO). */
export type Rebased = {
  readonly type: 'rebased';
  /** The whole document as one update, under the client id that was given. */
  readonly update: Uint8Array;
  /** Every letter and inline node, in the order of the document; neighbours in both are one. */
  readonly letters: readonly Renamed[];
  /** For each anchor that was given the letters at its ends as they are called now; null where they do not both stand. */
  readonly anchors: readonly Anchor['letters'][];
};

/** `lean`: it would hardly be smaller. `unknownContent`: it holds what no version of this program writes, and that would be lost. */
export type Kept = { readonly type: 'lean' | 'unknownContent' };

/**
 * Writes what a document says into a new one, without anything that was ever removed from it. Changes
 * nothing in the document itself.
 *
 * @param maxBytes what the new one may have at most, to be worth it.
 */
export function rebase(ydoc: Y.Doc, { clientId, maxBytes, anchors }: RebaseOptions): Rebased | Kept {
  const reader = new Reader(rootOf(ydoc), schema);
  const document = reader.read();
  const fresh = newDoc();
  try {
    fresh.clientID = clientId;
    const freshReader = new Reader(rootOf(fresh), schema);
    fresh.transact(() => writeDocument(freshReader, document));
    const update = Y.encodeStateAsUpdate(fresh);
    if (update.length > maxBytes) return { type: 'lean' };
    const letters: Renamed[] = [];
    const isSame = new Comparison(reader, freshReader, letters).ofBlocks(rootOf(ydoc), rootOf(fresh));
    if (!isSame) return { type: 'unknownContent' };
    const names = new NewNames(letters);
    return {
      type: 'rebased',
      update,
      letters,
      anchors: anchors.map((anchor) => {
        const standing = standingLetters(reader, anchor);
        const [first, last] = standing === null ? [null, null] : [names.of(standing.first), names.of(standing.last)];
        return first === null || last === null ? null : { first, last };
      }),
    };
  } finally {
    fresh.destroy();
  }
}

export type RebaseOptions = { readonly clientId: number; readonly maxBytes: number; readonly anchors: readonly Anchor[] };

/**
 * The Yjs client id under which an epoch begins. Whoever has anything of the epoch has all that is
 * written under it. Below 128 a client id is one byte wherever an update names it. After 112 epochs they begin again.
 */
export function epochClientId(epoch: number): number {
  return firstEpochClientId + ((epoch - 2) % (lastReservedClientId + 1 - firstEpochClientId));
}

const firstEpochClientId = 16;

/**
 * Two Y trees, side by side. Not what is shown of them is compared, but all that is stored: what the
 * screen does not show, or shows otherwise than it is stored, would be lost unseen.
 */
class Comparison {
  private readonly now: Reader;
  private readonly fresh: Reader;
  private readonly letters: Renamed[];

  constructor(now: Reader, fresh: Reader, letters: Renamed[]) {
    this.now = now;
    this.fresh = fresh;
    this.letters = letters;
  }

  ofBlocks(now: Parent, fresh: Parent): boolean {
    const [old, made] = [orderedChildren(now), orderedChildren(fresh)];
    return (
      old.length === made.length &&
      old.every((child, index) => {
        const other = made[index];
        return child instanceof Y.XmlElement && other instanceof Y.XmlElement && this.ofElements(child, other);
      })
    );
  }

  private ofElements(now: Y.XmlElement, fresh: Y.XmlElement): boolean {
    const type = schema.nodes[now.nodeName];
    if (type === undefined || now.nodeName !== fresh.nodeName || !this.haveSameAttributes(type, now, fresh)) return false;
    return type.inlineContent ? this.ofInline(now, fresh) : this.ofBlocks(now, fresh);
  }

  private haveSameAttributes(type: NodeType, now: Y.XmlElement, fresh: Y.XmlElement): boolean {
    const [old, made] = [attributesOf(type, now, this.now), attributesOf(type, fresh, this.fresh)];
    return old.size === made.size && [...old].every(([name, value]) => made.get(name) === value);
  }

  private ofInline(now: Y.XmlElement, fresh: Y.XmlElement): boolean {
    const [old, made] = [runsOf(now), runsOf(fresh)];
    if (old === null || made === null || old.length !== made.length) return false;
    if (!old.every((run, index) => run.text === made[index]?.text && run.format === made[index].format)) return false;
    this.rename(this.withOrigins(now), lettersIn(fresh));
    return old.every(({ element }, index) => {
      const other = made[index]?.element ?? null;
      return element === null || (other !== null && this.ofElements(element, other));
    });
  }

  /** Where letters were moved, each by itself. */
  private withOrigins(block: Y.XmlElement): readonly Moved[] {
    const moves = new Moves(movesOf(block));
    const stretches = lettersIn(block);
    if (moves.isEmpty) return stretches.map((stretch) => ({ ...stretch, origin: stretch }));
    return stretches.flatMap((stretch) =>
      Array.from({ length: stretch.length }, (_, index) => {
        const letter = after(stretch, index);
        return { ...letter, length: 1, origin: moves.firstTypedAs(this.now.root.doc, letter) };
      }),
    );
  }

  /** Both have as many letters. */
  private rename(now: readonly Moved[], fresh: readonly Stretch[]): void {
    let [index, used] = [0, 0];
    for (const stretch of fresh) {
      for (let done = 0; done < stretch.length; ) {
        const old = now[index];
        if (old === undefined) return;
        const length = Math.min(stretch.length - done, old.length - used);
        this.add({ to: after(stretch, done), from: after(old, used), origin: after(old.origin, used), length });
        done += length;
        used += length;
        if (used === old.length) [index, used] = [index + 1, 0];
      }
    }
  }

  private add(next: Renamed): void {
    const last = this.letters.at(-1);
    const continues = last !== undefined && (['to', 'from', 'origin'] as const).every((name) => follows(last[name], last.length, next[name]));
    if (continues) this.letters[this.letters.length - 1] = { ...last, length: last.length + next.length };
    else this.letters.push(next);
  }
}

const follows = (first: Letter, length: number, next: Letter) => first.client === next.client && first.clock + length === next.clock;
const after = ({ client, clock }: Letter, by: number): Letter => ({ client, clock: clock + by });

/** Letters or one inline node, as they are stored. */
type Run = { readonly text: string; readonly format: string; readonly element: Y.XmlElement | null };

/** Neighbours of one format are one; null where something has no name. */
function runsOf(block: Y.XmlElement): readonly Run[] | null {
  const runs: Run[] = [];
  for (const piece of inlinePieces(block)) {
    if (piece.kind === 'unknown') return null;
    const format = formatName(piece.format);
    const last = runs.at(-1);
    if (piece.kind === 'element') runs.push({ text: '', format, element: piece.element });
    else if (last?.element === null && last.format === format) runs[runs.length - 1] = { ...last, text: last.text + piece.text };
    else runs.push({ text: piece.text, format, element: null });
  }
  return runs;
}

/** The marks of a run with their attributes, in one order; those that are as by default are left out. */
function formatName(format: Format): string {
  const marks = Object.entries(format)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => {
      const specs = schema.marks[name]?.spec.attrs ?? {};
      const isFlat = typeof value === 'object' && value !== null && !Array.isArray(value);
      const attributes = isFlat ? Object.entries(value).filter(([key, stored]) => stored !== specs[key]?.default) : value;
      return [name, Array.isArray(attributes) ? attributes.sort(byName) : attributes];
    });
  return JSON.stringify(marks.sort(byName));
}

const byName = ([a]: readonly unknown[], [b]: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);

/** All that is stored of an element but its place and what was moved into it; by name, as JSON. Nothing where a value is as by default. */
function attributesOf(type: NodeType, element: Y.XmlElement, reader: Reader): ReadonlyMap<string, string> {
  const stored = new Map<string, string>();
  // Yjs stores any JSON value as an attribute; its types speak of strings only.
  for (const [name, value] of Object.entries(element.getAttributes() as Readonly<Record<string, unknown>>)) {
    if (name === orderKey || isProvenanceName(name) || value === null || value === undefined) continue;
    const said = JSON.stringify(name === 'id' && hasId(type.name) ? reader.shownId(element) : value);
    if (said !== JSON.stringify(type.spec.attrs?.[name]?.default)) stored.set(name, said);
  }
  return stored;
}

type Stretch = Letter & { readonly length: number };
type Moved = Stretch & { readonly origin: Letter };

/** What the letters and inline nodes of a text block are called, in its order. */
function lettersIn(block: Y.XmlElement): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const child of orderedChildren(block)) {
    if (child instanceof Y.XmlElement) stretches.push(stretchOf(child));
    else
      for (let item = child._start; item !== null; item = item.right) {
        const spelt = item.deleted ? null : spell(item);
        if (spelt !== null) stretches.push({ client: item.id.client, clock: item.id.clock, length: spelt.length });
      }
  }
  return stretches;
}

function stretchOf({ _item: item }: Child): Stretch {
  if (item === null) throw new Error('An element in a text has no item');
  return { client: item.id.client, clock: item.id.clock, length: 1 };
}

/** What letters are called now, by what they were called. */
class NewNames {
  /** Per client, in order of clock. */
  private readonly runs: ReadonlyMap<number, readonly Renamed[]>;

  constructor(letters: readonly Renamed[]) {
    this.runs = Map.groupBy(
      letters.toSorted((a, b) => a.from.clock - b.from.clock),
      ({ from }) => from.client,
    );
  }

  /** Null for one that does not stand. */
  of(letter: Letter): Letter | null {
    const runs = this.runs.get(letter.client) ?? [];
    let [low, high] = [0, runs.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((runs[middle]?.from.clock ?? 0) <= letter.clock) low = middle + 1;
      else high = middle;
    }
    const run = runs[low - 1];
    const by = run === undefined ? 0 : letter.clock - run.from.clock;
    return run === undefined || by >= run.length ? null : after(run.to, by);
  }
}
