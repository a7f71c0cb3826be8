import { schema, type SuggestionMaker } from '@yrka/schema';
import { Fragment, type Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { newDoc } from './newDoc.ts';
import { isProvenanceName, type Letter, type Move, movesToldBy } from './provenance.ts';
import { Reader } from './read.ts';
import { type Standing, standingAround, standingIn, type Teller } from './standing.ts';
import { maxNesting } from './structOrder.ts';
import { decide, rejectAll } from './suggestions.ts';
import { rootOf } from './tree.ts';

/** Who is to have done no more than suggest. */
export type Suggester = {
  /** As the server knows them: the only name that their suggestions may bear. */
  readonly personId: string;
  /** Whether a Yjs client id is theirs in this document. */
  readonly isTheirClient: (client: number) => boolean;
};

/**
 * Why an update is not proved to be nothing but its sender's own suggestions; for logs and tests.
 *
 * - `incomplete` it builds on what is not there
 * - `text` the text beneath all suggestions would be another
 * - `others` what others suggest would be another, or would seem to be by somebody else
 * - `letters` letters or blocks that stand would be others than they are, though they may read the same; or
 *   something hidden would change: an order key, an attribute that is not shown, a mark that goes on at the end
 * - `moves` it says of letters that stand that they were moved
 * - `deep` it touches what is nested deeper than anybody is shown
 */
export type Objection = 'incomplete' | 'text' | 'others' | 'letters' | 'moves' | 'deep';

/**
 * A copy of a document on which updates of those who may only suggest are tried, before anybody else
 * sees them (packages/schema SPEC.md, SUG; docs/adr/0021-suggest-only.md). What was refused is not in
 * it: the copy in which it was tried is thrown away, and made anew when the next is.
 */
export class ProvingCopy {
  /** What the copy is made of. */
  private held: Uint8Array[];
  private tried: Trial | null = null;

  constructor(updates: readonly Uint8Array[] = []) {
    this.held = [...updates];
  }

  /** Integrates what it was given, so that the first proof need not. */
  open(): void {
    this.trial();
  }

  /** Takes in what others wrote, who may write. */
  add(update: Uint8Array): void {
    this.held.push(update);
    this.tried?.add(update);
  }

  /** Null when the update is proved, and then it is in the copy. */
  prove(update: Uint8Array, suggester: Suggester): Objection | null {
    const trial = this.trial();
    let objection: Objection | null = 'incomplete';
    try {
      objection = trial.objectionTo(update, suggester);
    } finally {
      if (objection === null) this.held.push(update);
      else this.forgetTrial();
    }
    return objection;
  }

  /** The whole document as one update. */
  compacted(): Uint8Array {
    const { doc } = this.trial();
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error('Words are missing in the document');
    return Y.encodeStateAsUpdate(doc);
  }

  destroy(): void {
    this.forgetTrial();
    this.held = [];
  }

  private trial(): Trial {
    this.tried ??= new Trial(this.held);
    // Thousands of key presses are taken in sooner as one.
    if (this.held.length > mostHeld && this.tried.isWhole) this.held = [Y.encodeStateAsUpdate(this.tried.doc)];
    return this.tried;
  }

  private forgetTrial(): void {
    this.tried?.destroy();
    this.tried = null;
  }
}

const mostHeld = 500;

class Trial {
  readonly doc = newDoc();
  private readonly root: Y.XmlFragment;
  private readonly reader: Reader;

  constructor(updates: readonly Uint8Array[]) {
    this.root = rootOf(this.doc);
    this.reader = new Reader(this.root, schema);
    this.doc.transact(() => {
      for (const update of updates) this.add(update);
    });
    this.root.observeDeep((events) => this.reader.forget(events as Y.YEvent<Y.XmlElement | Y.XmlText>[]));
  }

  add(update: Uint8Array): void {
    try {
      this.apply(update);
    } catch {
      // Passed over, as it is where it is integrated.
    }
  }

  /**
   * Without what Yjs tidies after an update of others: it removes marks that say nothing, here alone, and
   * what is judged is the document that is stored. A mark's end that is gone here would end it everywhere else.
   */
  private apply(update: Uint8Array): void {
    this.doc.transact((transaction) => {
      try {
        Y.applyUpdate(this.doc, update);
      } finally {
        transaction.local = true;
      }
    });
  }

  get isWhole(): boolean {
    return this.doc.store.pendingStructs === null && this.doc.store.pendingDs === null;
  }

  destroy(): void {
    this.doc.destroy();
  }

  /** Leaves the update in the document, whatever is found. */
  objectionTo(update: Uint8Array, { personId, isTheirClient }: Suggester): Objection | null {
    const decoded = Y.decodeUpdate(update);
    const state = Y.decodeStateVector(Y.encodeStateVector(this.doc));
    const teller: Teller = {
      by: personId,
      isNew: ({ id }) => id.clock >= (state.get(id.client) ?? 0),
      shownId: (element) => this.reader.shownId(element),
    };
    const shown = this.reader.read().children;
    const around = standingAround(this.root, teller);
    const before = new Map([...this.blocksTouched(decoded, state)].map((block) => [block, standingIn(block, teller)]));
    const moves = movesIn(this.doc, decoded);

    const changed = this.take(update);
    if (changed === null || !this.isWhole) return 'incomplete';
    if (changed.some((type) => depthOf(type) > maxNesting)) return 'deep';
    for (const block of changed.map((type) => this.blockAround(type))) {
      if (block === null || before.has(block)) continue;
      // Nothing of what came with it was there before; anything else would have been foreseen.
      if (block._item === null || !teller.isNew(block._item)) return 'letters';
      before.set(block, nothing);
    }
    const shownAfter = this.reader.read().children;
    const [was, is] = apart(shown, shownAfter);
    if (!rejectAll(was).eq(rejectAll(is))) return 'text';
    const isOwn = ({ by }: SuggestionMaker) => by === personId;
    if (!decide(was, 'reject', isOwn).eq(decide(is, 'reject', isOwn))) return 'others';
    if (!this.isLeft(around, standingAround(this.root, teller))) return 'letters';
    for (const [block, standing] of before) if (!this.isLeft(standing, standingIn(block, teller))) return 'letters';
    return this.tellsOfMoved(moves, isTheirClient) ? 'moves' : null;
  }

  /** Whether all stands as it did, and what others suggest to this person's own words is gone only where the words are. */
  private isLeft(before: Standing, after: Standing): boolean {
    if (before.told.length !== after.told.length || !before.told.every((told, index) => told === after.told[index])) return false;
    for (const [name, strike] of after.struck) if (before.struck.get(name) !== strike) return false;
    for (const name of before.struck.keys()) if (!after.struck.has(name) && this.isAlive(name)) return false;
    return true;
  }

  private isAlive(name: string): boolean {
    const [client = 0, clock = 0] = name.split(':').map(Number);
    const struct = Y.getItem(this.doc.store, Y.createID(client, clock));
    return struct instanceof Y.Item && !struct.deleted;
  }

  /** The types in which something changed; null when Yjs threw. */
  private take(update: Uint8Array): readonly Y.AbstractType<unknown>[] | null {
    const changed = new Set<Y.AbstractType<unknown>>();
    const collect = (transaction: Y.Transaction) => {
      for (const type of transaction.changed.keys()) changed.add(type as Y.AbstractType<unknown>);
    };
    this.doc.on('afterTransaction', collect);
    try {
      this.apply(update);
      return [...changed];
    } catch {
      return null;
    } finally {
      this.doc.off('afterTransaction', collect);
    }
  }

  /** The blocks of the document in which an update may change something that is there already. */
  private blocksTouched({ structs, ds }: Decoded, state: ReadonlyMap<number, number>): ReadonlySet<Y.XmlElement> {
    const { store } = this.doc;
    const blocks = new Set<Y.XmlElement>();
    const touch = (type: unknown) => {
      const block = type instanceof Y.AbstractType ? this.blockAround(type) : null;
      if (block !== null) blocks.add(block);
    };
    const beside = (id: unknown) => {
      if (!(id instanceof Y.ID) || id.clock >= (state.get(id.client) ?? 0)) return;
      const item = Y.getItem(store, id);
      if (!(item instanceof Y.Item)) return;
      touch(item.parent);
      if (item.content instanceof Y.ContentType) touch(item.content.type);
    };
    for (const struct of structs) {
      if (struct instanceof Y.Item) for (const id of [struct.origin, struct.rightOrigin, struct.parent]) beside(id);
    }
    for (const item of heldIn(this.doc, ds)) {
      if (item.deleted) continue;
      touch(item.parent);
      if (item.content instanceof Y.ContentType) touch(item.content.type);
    }
    return blocks;
  }

  /** The block of the document that a type is, or is in; null for the root itself, and for what is nowhere. */
  private blockAround(type: Y.AbstractType<unknown>): Y.XmlElement | null {
    let at: unknown = type;
    while (at instanceof Y.AbstractType) {
      const parent: unknown = at._item?.parent ?? null;
      if (parent === this.root) return at instanceof Y.XmlElement ? at : null;
      at = parent;
    }
    return null;
  }

  /**
   * Whether it says that letters that stand were moved by its sender: the later of two copies is taken
   * back (integration.ts), and so would be what their writer moves.
   */
  private tellsOfMoved(moves: readonly TellsOf[], isTheirClient: Suggester['isTheirClient']): boolean {
    return moves.some(({ move, stood }) => {
      if (move === null) return true;
      const { from, length } = move;
      if (!stood && !isTheirClient(from.client)) return true;
      return from.clock + length > Y.getState(this.doc.store, from.client) || lettersIn(this.doc, from, length).some(({ deleted }) => !deleted);
    });
  }
}

type Decoded = ReturnType<typeof Y.decodeUpdate>;

/** A move that an update tells of; null for what has not the form of one. `stood`: whether all of its letters did. */
type TellsOf = { readonly move: Move | null; readonly stood: boolean };

function movesIn(doc: Y.Doc, { structs }: Decoded): readonly TellsOf[] {
  return structs.flatMap((struct): TellsOf[] => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny) || !isProvenance(doc, struct)) return [];
    const moves = movesToldBy(struct);
    if (moves.length === 0) return [{ move: null, stood: false }];
    return moves.map((move) => {
      const { from, length } = move;
      const isHeld = from.clock + length <= Y.getState(doc.store, from.client);
      return { move, stood: isHeld && lettersIn(doc, from, length).every(({ deleted }) => !deleted) };
    });
  });
}

/** Of one that overwrites another the name is not sent: it is that of what stands before it. */
function isProvenance(doc: Y.Doc, { parentSub, origin }: Y.Item): boolean {
  if (parentSub !== null) return isProvenanceName(parentSub);
  if (origin === null || origin.clock >= Y.getState(doc.store, origin.client)) return false;
  const item = Y.getItem(doc.store, origin);
  return item instanceof Y.Item && item.parentSub !== null && isProvenanceName(item.parentSub);
}

function lettersIn(doc: Y.Doc, from: Letter, length: number): readonly (Y.Item | Y.GC)[] {
  const found: (Y.Item | Y.GC)[] = [];
  for (let at = from.clock; at < from.clock + length; ) {
    const struct = Y.getItem(doc.store, Y.createID(from.client, at));
    found.push(struct);
    at = struct.id.clock + struct.length;
  }
  return found;
}

/** What of a delete set is in the document. */
function heldIn(doc: Y.Doc, { clients }: Decoded['ds']): readonly Y.Item[] {
  const found: Y.Item[] = [];
  clients.forEach((ranges, client) => {
    const end = Y.getState(doc.store, client);
    for (const { clock, len } of ranges) {
      for (const struct of lettersIn(doc, { client, clock }, Math.max(0, Math.min(end - clock, len)))) if (struct instanceof Y.Item) found.push(struct);
    }
  });
  return found;
}

function depthOf(type: Y.AbstractType<unknown>): number {
  let depth = 0;
  for (let at: unknown = type; at instanceof Y.AbstractType; at = at._item?.parent ?? null) depth++;
  return depth;
}

/** Two documents of those blocks in which two readings differ: what is the same node at both ends is left out. */
function apart(before: readonly Node[], after: readonly Node[]): readonly [Node, Node] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const between = (blocks: readonly Node[]) => schema.topNodeType.create(null, Fragment.fromArray(blocks.slice(start, blocks.length - end)));
  return [between(before), between(after)];
}

const nothing: Standing = { told: [], struck: new Map() };
