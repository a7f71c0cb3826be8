import * as Y from 'yjs';
import { newDoc } from './newDoc.ts';
import { inlineNode, isProvenanceName, type Letter, type Move, movesOf, movesToldBy, spell } from './provenance.ts';
import { type AcceptedLetters, acceptedIn, lettersWithin, suggestedBefore } from './acceptance.ts';
import { ClockRanges } from './clockRanges.ts';
import { type GoneBlock, GoneBlocks } from './goneBlocks.ts';
import { compareItems, rootName, rootOf } from './tree.ts';

/**
 * Letters that one person wrote in a block which another took away without having seen them:
 * neighbouring clocks of one client in one block, white space alone too. Words are what the
 * stretches of several updates make together.
 */
export type RescuedText = {
  /** The Yjs client id that wrote the letters, and the clock of the first: letter `i` has `clock + i`. */
  readonly client: number;
  readonly clock: number;
  readonly text: string;
  /** The block they stood in and whose update took it away; null when it was gone before what this integration remembers. */
  readonly block: GoneBlock | null;
  /**
   * Whose suggestion the block was, where it was no more than that and was taken away by someone who saw
   * the letters: of others than that person and the one who took it away they are still to be offered.
   */
  readonly suggestedBy?: string;
};

/**
 * What the worker behind a room knows of a document: the integrated Y.Doc, and which words each
 * update swallowed. Never on the path between two people (DESIGN.md §3).
 */
export class Integration {
  readonly doc: Y.Doc;
  /** For each letter that was moved, the copy of it that stands; and for each copy, what it is a copy of. */
  private readonly copies = new Map<string, Letter>();
  private readonly origins = new Map<string, string>();
  /** Whose origin is known: what a letter is a copy of is told once. */
  private readonly told = new ClockRanges();
  private readonly gone = new GoneBlocks();
  /** Whether every update of the document went through `apply`: a block that is not remembered then, is not known to anybody. */
  private remembersAll: boolean;
  private repairs: Uint8Array[] = [];
  private accepted: AcceptedLetters[] = [];

  constructor(updates: readonly Uint8Array[] = []) {
    this.remembersAll = updates.length === 0;
    this.doc = newDoc();
    this.doc.getXmlFragment(rootName);
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update);
    });
    this.takeBackDoubles(blocksIn(rootOf(this.doc)).flatMap((block) => movesOf(block)));
  }

  /**
   * Updates that the server itself makes, to be stored and sent like any other: they take back
   * the later of two copies that two people made of the same letters, and what no document holds.
   * Each is handed out once.
   */
  takeRepairs(): readonly Uint8Array[] {
    const repairs = this.repairs;
    this.repairs = [];
    return repairs;
  }

  /**
   * Integrates an update and returns the letters that are dead after it although nobody who saw
   * them deleted them: swallowed with a block that another deleted, joined, retyped or moved
   * elsewhere. In order of client and clock; empty in nearly every case.
   *
   * @param by whose update it is, as it is to be told of blocks that it takes away.
   */
  apply(update: Uint8Array, by: string | null = null): readonly RescuedText[] {
    const { structs, ds } = Y.decodeUpdate(update);
    let stateBefore: ReadonlyMap<number, number> | null = null;
    const swallowed: Swallowed[] = [];
    const collect = (transaction: Y.Transaction) => {
      // Yjs tidies marks in a transaction of its own afterwards: the first is the update's.
      if (stateBefore === null) this.accepted.push(...acceptedIn(transaction));
      stateBefore ??= transaction.beforeState;
      const blocks = new Map<string | null, GoneBlock>();
      const blockAround = (parent: unknown): GoneBlock => {
        const blockId = blockIdOf(parent);
        const block = blocks.get(blockId) ?? { blockId, by };
        blocks.set(blockId, block);
        return block;
      };
      transaction.deleteSet.clients.forEach((ranges, client) => {
        for (const { clock, len } of ranges) {
          for (let at = clock; at < clock + len; ) {
            const struct = Y.getItem(transaction.doc.store, Y.createID(client, at));
            const stop = Math.min(struct.id.clock + struct.length, clock + len);
            if (struct instanceof Y.Item && struct.content instanceof Y.ContentString)
              addUnnamed(swallowed, struct, struct.content.str, at, stop, ds, blockAround(struct.parent));
            else if (struct instanceof Y.Item && struct.content instanceof Y.ContentType) {
              this.remember(struct, struct.content.type, blockAround);
              addSuggested(swallowed, transaction, struct.content.type, ds, blockAround(struct.content.type));
            }
            at = stop;
          }
        }
      });
    };
    this.doc.on('afterTransaction', collect);
    try {
      Y.applyUpdate(this.doc, update);
    } finally {
      this.doc.off('afterTransaction', collect);
    }
    const held: ReadonlyMap<number, number> = stateBefore ?? new Map();
    // Words that arrive for a block already gone and collected are never integrated as items.
    const collected: Stretch[] = [];
    const newIds = idsTold(structs);
    for (const struct of structs) {
      if (!(struct instanceof Y.Item)) continue;
      const { client, clock } = struct.id;
      const from = Math.max(clock, held.get(client) ?? 0);
      if (from >= clock + struct.length || Y.getState(this.doc.store, client) < clock + struct.length) continue;
      if (!(Y.getItem(this.doc.store, Y.createID(client, from)) instanceof Y.GC)) continue;
      const block = this.blockBeside(struct, newIds);
      if (block !== null) this.gone.note(client, from, clock + struct.length - from, block);
      if (!(struct.content instanceof Y.ContentString)) continue;
      collected.push({ client, from, to: clock + struct.length });
      addUnnamed(swallowed, struct, struct.content.str, from, clock + struct.length, ds, block);
    }
    this.takeBackDoubles(
      structs.flatMap((struct) => newMoves(this.doc, struct)),
      collected,
    );
    swallowed.push(...this.takeBackMisplaced(structs));
    return gather(swallowed.flatMap((stretch) => this.unsaved(stretch)));
  }

  /** What the updates applied since this was last asked accepted of what others had suggested. */
  takeAccepted(): readonly AcceptedLetters[] {
    return this.accepted.splice(0);
  }

  /** The block that a letter stood in and that is gone; null when nothing is remembered of it. */
  blockOf(letter: Letter): GoneBlock | null {
    return this.gone.find(letter);
  }

  /** Takes over what another remembers, which was given every update from the document's first on. */
  rememberLike(other: Integration): void {
    this.gone.addAll(other.gone);
    this.remembersAll ||= other.remembersAll;
  }

  /** Remembers which block everything in an element or a text stood in that is about to be collected. */
  private remember(item: Y.Item, type: Y.AbstractType<unknown>, blockAround: (parent: unknown) => GoneBlock): void {
    const block = blockAround(type);
    this.gone.note(item.id.client, item.id.clock, item.length, block);
    for (let child = type._start; child !== null; child = child.right) {
      if (!(child.content instanceof Y.ContentType)) this.gone.note(child.id.client, child.id.clock, child.length, block);
    }
  }

  /** The block of what came for a block already gone, by what it was written beside or in. */
  private blockBeside(struct: Y.Item, newIds: ReadonlyMap<string, string>): GoneBlock | null {
    const parent: unknown = struct.parent;
    const known = [struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null];
    const beside = known.reduce<GoneBlock | null>((found, id) => found ?? (id === null ? null : this.gone.find(id)), null);
    const ownId = newIds.get(nameOf(struct.id));
    if (ownId !== undefined) return { blockId: ownId, by: beside?.by ?? null };
    return beside ?? (this.remembersAll ? { blockId: null, by: null } : null);
  }

  /** The parts of a swallowed stretch that stand nowhere else, as a moved copy or as what was moved. */
  private unsaved(stretch: Swallowed): Swallowed[] {
    const { client, clock, text } = stretch;
    const parts: Swallowed[] = [];
    let from = 0;
    for (let index = 0; index <= text.length; index++) {
      const isEnd = index === text.length;
      if (!isEnd && !this.standsElsewhere(nameOf({ client, clock: clock + index }), text[index])) continue;
      if (index > from) parts.push({ ...stretch, clock: clock + from, text: text.slice(from, index) });
      from = index + 1;
    }
    return parts;
  }

  /** Only the same letter is a copy, whatever its writer says of it. */
  private standsElsewhere(name: string, letter: string | undefined): boolean {
    const copy = this.copies.get(this.origins.get(name) ?? name);
    return copy !== undefined && this.liveLetter(copy) === letter;
  }

  private takeBackDoubles(moves: readonly Move[], collected: readonly Stretch[] = []): void {
    const doubles: Letter[] = [];
    const doubleNodes: Letter[] = [];
    for (const move of moves) {
      for (const copy of this.untold(move, collected)) {
        const origin = nameOf({ client: move.from.client, clock: move.from.clock + copy.clock - move.to.clock });
        this.origins.set(nameOf(copy), origin);
        const letter = this.liveLetter(copy);
        if (letter === null) continue;
        const standing = this.copies.get(origin);
        const standingLetter = standing === undefined ? null : this.liveLetter(standing);
        if (standingLetter === null) this.copies.set(origin, copy);
        else if (standingLetter === letter) (letter === inlineNode ? doubleNodes : doubles).push(copy);
      }
    }
    if (doubles.length + doubleNodes.length === 0) return;
    this.takeBack((transaction) => {
      // Footnotes last: one in which another has written since stays, with those words.
      for (const { client, clock } of [...doubles, ...doubleNodes]) {
        if (isWrittenIn(Y.getItem(this.doc.store, Y.createID(client, clock)))) continue;
        Y.getItemCleanStart(transaction, Y.createID(client, clock));
        const item = Y.getItemCleanEnd(transaction, this.doc.store, Y.createID(client, clock));
        const block = item.parent instanceof Y.XmlText ? item.parent.parent : null;
        item.delete(transaction);
        if (block instanceof Y.XmlElement) deleteIfEmptyDouble(this.doc, block, transaction);
      }
    });
  }
  /**
   * The letters of a move of which nothing was told before. Goes by the structs that are there, so
   * that a claim of 2^50 letters costs no more than the letters that its writer has typed.
   *
   * @param collected letters that came for a block already gone, of which the store keeps only that they were.
   */
  private untold({ to, length }: Move, collected: readonly Stretch[]): Letter[] {
    const letters: Letter[] = [];
    const end = Math.min(to.clock + length, Y.getState(this.doc.store, to.client));
    for (const { from, to: until } of this.told.add(to.client, to.clock, end)) {
      for (let at = from; at < until; ) {
        const struct = Y.getItem(this.doc.store, Y.createID(to.client, at));
        const stop = Math.min(struct.id.clock + struct.length, until);
        const carried = struct instanceof Y.Item ? (spell(struct) === null ? [] : [{ client: to.client, from: at, to: stop }]) : collected;
        for (const stretch of carried) {
          if (stretch.client !== to.client) continue;
          for (let clock = Math.max(at, stretch.from); clock < Math.min(stop, stretch.to); clock++) letters.push({ client: to.client, clock });
        }
        at = stop;
      }
    }
    return letters;
  }

  /**
   * Takes back what passed the guard but stands where no document has such a thing: values and
   * marks that are not in a text or letters that are not, which nobody sees and which shift the
   * places of what stands beside them. Words among it are rescued for their writer.
   */
  private takeBackMisplaced(structs: readonly (Y.Item | Y.GC | Y.Skip)[]): Swallowed[] {
    const misplaced: Y.Item[] = [];
    const words: Swallowed[] = [];
    for (const { id, length } of structs) {
      if (Y.getState(this.doc.store, id.client) < id.clock + length) continue;
      for (let at = id.clock; at < id.clock + length; ) {
        const item = Y.getItem(this.doc.store, Y.createID(id.client, at));
        at = item.id.clock + item.length;
        if (!(item instanceof Y.Item) || item.deleted || isInPlace(item)) continue;
        misplaced.push(item);
        if (item.content instanceof Y.ContentString)
          words.push({ client: id.client, clock: item.id.clock, text: item.content.str, block: { blockId: blockIdOf(item.parent), by: null } });
      }
    }
    if (misplaced.length === 0) return words;
    this.takeBack((transaction) => {
      for (const item of misplaced) item.delete(transaction);
    });
    return words;
  }

  private takeBack(change: (transaction: Y.Transaction) => void): void {
    const keep = (update: Uint8Array) => this.repairs.push(update);
    this.doc.on('update', keep);
    this.doc.transact(change, this);
    this.doc.off('update', keep);
  }

  /** The letter that stands at a clock; null when it is deleted, or never was one. */
  private liveLetter({ client, clock }: Letter): string | null {
    if (Y.getState(this.doc.store, client) <= clock) return null;
    const struct = Y.getItem(this.doc.store, Y.createID(client, clock));
    if (!(struct instanceof Y.Item) || struct.deleted) return null;
    return spell(struct)?.[clock - struct.id.clock] ?? null;
  }

  destroy(): void {
    this.doc.destroy();
  }
}

/** Whether an item is a footnote with words in it. */
function isWrittenIn(item: Y.Item | Y.GC): boolean {
  if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentType) || !(item.content.type instanceof Y.XmlElement)) return false;
  return item.content.type.toArray().some((child) => child instanceof Y.XmlText && child.length > 0);
}

/** Attributes are values; letters and marks are in texts; blocks may stand anywhere. */
function isInPlace({ content, parent, parentSub }: Y.Item): boolean {
  if (parentSub !== null) return content instanceof Y.ContentAny;
  return content instanceof Y.ContentType || ((content instanceof Y.ContentString || content instanceof Y.ContentFormat) && parent instanceof Y.XmlText);
}

const nameOf = ({ client, clock }: Letter) => `${client}:${clock}`;

type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds'];

/** Letters [from, to) of a client. */
type Stretch = { readonly client: number; readonly from: number; readonly to: number };

type Swallowed = RescuedText;

/** The stretches of a string item that the update's own delete set does not name. */
function addUnnamed(swallowed: Swallowed[], item: Y.Item, text: string, from: number, to: number, named: DeleteSet, block: GoneBlock | null): void {
  const { client, clock: itemClock } = item.id;
  for (let at = from; at < to; ) {
    const isNamed = Y.isDeleted(named, Y.createID(client, at));
    let stop = at + 1;
    while (stop < to && Y.isDeleted(named, Y.createID(client, stop)) === isNamed) stop++;
    if (!isNamed) swallowed.push({ client, clock: at, text: text.slice(at - itemClock, stop - itemClock), block });
    at = stop;
  }
}

/** The letters that were in a block which somebody had only suggested, and which went with it: perhaps another wrote some of them in the text itself. */
function addSuggested(swallowed: Swallowed[], transaction: Y.Transaction, type: Y.AbstractType<unknown>, named: DeleteSet, block: GoneBlock): void {
  const maker = type instanceof Y.XmlElement ? suggestedBefore(transaction, type) : null;
  if (maker === null) return;
  for (const { client, clock, text } of lettersWithin(transaction, type))
    if (Y.isDeleted(named, Y.createID(client, clock))) swallowed.push({ client, clock, text, block, suggestedBy: maker.by });
}

/** Neighbouring clocks of one client in one block are one stretch. */
function gather(swallowed: readonly Swallowed[]): RescuedText[] {
  const sorted = [...swallowed].sort((a, b) => a.client - b.client || a.clock - b.clock);
  const rescued: RescuedText[] = [];
  for (const stretch of sorted) {
    const last = rescued.at(-1);
    const continues =
      last?.client === stretch.client &&
      last.clock + last.text.length === stretch.clock &&
      last.block?.blockId === stretch.block?.blockId &&
      last.suggestedBy === stretch.suggestedBy;
    if (last !== undefined && continues) rescued[rescued.length - 1] = { ...last, text: last.text + stretch.text };
    else rescued.push(stretch);
  }
  return rescued;
}

/** The id of the nearest block around or at a type, read even from a block that is deleted; null when it has none. */
function blockIdOf(type: unknown): string | null {
  let parent: unknown = type;
  while (parent instanceof Y.AbstractType) {
    const id = parent._map.get('id');
    if (id?.content instanceof Y.ContentAny) {
      const value: unknown = id.content.arr.at(-1);
      if (typeof value === 'string') return value;
    }
    parent = parent._item?.parent ?? null;
  }
  return null;
}

/** By the name of an element, the id that the same update gives it. */
function idsTold(structs: readonly (Y.Item | Y.GC | Y.Skip)[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || struct.parentSub !== 'id' || !(struct.content instanceof Y.ContentAny)) continue;
    const [parent, value]: unknown[] = [struct.parent, struct.content.arr.at(-1)];
    if (parent instanceof Y.ID && typeof value === 'string') ids.set(nameOf(parent), value);
  }
  return ids;
}

/** The moves that a struct of an update tells of; none when it is not such an attribute. */
function newMoves(ydoc: Y.Doc, struct: Y.Item | Y.GC | Y.Skip): Move[] {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) return [];
  if (Y.getState(ydoc.store, struct.id.client) <= struct.id.clock) return [];
  const item = Y.getItem(ydoc.store, struct.id);
  // Told on a block that is gone and collected, it is true all the same: its words may stand elsewhere.
  const name = item instanceof Y.Item ? item.parentSub : struct.parentSub;
  return name !== null && isProvenanceName(name) ? movesToldBy(struct) : [];
}

/** Every block, each before those in it. Without recursion: how deep blocks nest is not ours to choose. */
function blocksIn(root: Y.XmlFragment): Y.XmlElement[] {
  const blocks: Y.XmlElement[] = [];
  const open = elementsOf(root).reverse();
  for (let block = open.pop(); block !== undefined; block = open.pop()) {
    blocks.push(block);
    open.push(...elementsOf(block).reverse());
  }
  return blocks;
}

const elementsOf = (parent: Y.XmlFragment) => parent.toArray().filter((child) => child instanceof Y.XmlElement);

/** A block that was dragged twice at once leaves a second one with its id; once its letters are taken back it goes too. */
function deleteIfEmptyDouble(ydoc: Y.Doc, block: Y.XmlElement, transaction: Y.Transaction): void {
  if (block._item === null || block._item.deleted || block.toArray().some((child) => !(child instanceof Y.XmlText) || child.length > 0)) return;
  const id: unknown = block.getAttribute('id');
  const twin = blocksIn(rootOf(ydoc)).find((other) => other !== block && other.getAttribute('id') === id);
  if (typeof id === 'string' && twin !== undefined && compareItems(twin, block) !== 0) block._item.delete(transaction);
}
