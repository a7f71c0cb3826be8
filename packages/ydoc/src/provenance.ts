import * as Y from 'yjs';
import { setAttribute } from './tree.ts';

/**
 * Which letters are moved copies of which. Yjs cannot move text: a split, a join or a dragged
 * block deletes letters in one place and types them anew in another, so two people who split the
 * same paragraph at once would double its end. Whoever moves letters therefore says so on the
 * block that receives them, and the worker behind the room takes back the later of two copies
 * (integration.ts). Hidden attributes, never shown and never edited.
 */
const prefix = '_m';

/** Whether an attribute tells of moved letters. */
export function isProvenanceName(name: string): boolean {
  return /^_m[0-9a-z]{1,12}_[0-9a-z]{1,12}$/.test(name);
}

/** Letters [clock, clock + length) of a client: where they stand now, and what they are copies of. */
export type Move = { readonly to: Letter; readonly from: Letter; readonly length: number };
export type Letter = { readonly client: number; readonly clock: number };

type Stretch = { readonly text: string; readonly letters: readonly Letter[]; readonly home: Y.XmlText };
/** What was removed, and by index which of its letters are found to stand elsewhere. */
type Source = Stretch & { readonly moved: Set<number> };

/** Shorter texts than this stand in nearly any other by chance, unless at its end, as what stood behind a split does. */
const meaningful = 4;

/**
 * Notes, within a transaction, which of the letters typed in it since `clockBefore` are copies of
 * letters that it deleted from another text. A move moves a whole: all of a stretch that was typed,
 * or all that was removed from a text. Words that merely end alike were typed anew, and no letter is
 * moved twice: the worker would take back what it was told is the second copy.
 */
export function noteMoves(transaction: Y.Transaction, clockBefore: number): void {
  const { doc, deleteSet } = transaction;
  if (deleteSet.clients.size === 0) return;
  const typed = typedStretches(doc, clockBefore);
  if (typed.length === 0) return;
  const sources: Source[] = removedStretches(transaction).map((stretch) => ({ ...stretch, moved: new Set() }));
  // Of a list that is made anew each line is first of all what it was, and not the end of another that ends alike.
  const rest = typed.filter((stretch) => {
    const same = sources.find(({ text, home, moved }) => text === stretch.text && home !== stretch.home && moved.size === 0);
    return same === undefined || !tell(stretch, same);
  });
  const pairs: { readonly stretch: Stretch; readonly source: Source; readonly length: number }[] = [];
  for (const stretch of rest) {
    for (const source of sources) {
      if (source.home === stretch.home) continue;
      const found = wholeOf(stretch.text, source);
      if (found !== null) pairs.push({ stretch, source, length: found.length });
    }
  }
  pairs.sort((a, b) => b.length - a.length);
  const told = new Set<Stretch>();
  for (const { stretch, source } of pairs) if (!told.has(stretch) && tell(stretch, source)) told.add(stretch);
}

/** Says of a stretch which letters it is a copy of; false where it is none of those that are not moved yet. */
function tell(stretch: Stretch, source: Source): boolean {
  const found = wholeOf(stretch.text, source);
  if (found === null) return false;
  const moves: Move[] = [];
  for (let index = 0; index < found.length; index++) {
    const [to, from] = [stretch.letters[found.inTyped + index], source.letters[found.inRemoved + index]];
    source.moved.add(found.inRemoved + index);
    if (to !== undefined && from !== undefined) moves.push({ to, from: originOf(source.home, from), length: 1 });
  }
  writeMoves(stretch.home, moves);
  return true;
}

/** Notes that letters brought back by undo are copies of those that had been deleted, so that two who undo one deletion do not double it. */
export function noteRestored(ydoc: Y.Doc, deletions: Parameters<typeof Y.iterateDeletedStructs>[1]): void {
  ydoc.transact((transaction) => {
    const byHome = new Map<Y.XmlText, Move[]>();
    Y.iterateDeletedStructs(transaction, deletions, (struct) => {
      if (!(struct instanceof Y.Item) || struct.redone === null || spell(struct) === null) return;
      const copy = Y.getItem(ydoc.store, struct.redone);
      const [home, source]: unknown[] = [copy.parent, struct.parent];
      if (!(home instanceof Y.XmlText) || copy.deleted) return;
      const moves = byHome.get(home) ?? [];
      byHome.set(home, moves);
      for (let index = 0; index < struct.length; index++) {
        const letter = { client: struct.id.client, clock: struct.id.clock + index };
        moves.push({
          to: { client: struct.redone.client, clock: struct.redone.clock + index },
          from: source instanceof Y.AbstractType ? originOf(source, letter) : letter,
          length: 1,
        });
      }
    });
    for (const [home, moves] of byHome) writeMoves(home, moves);
  }, noteRestored);
}

/**
 * The moves that an attribute item tells of; none for a value that is not of the form. One can
 * tell of letters that one typed oneself before, so that nobody's words are taken back on
 * another's word, and that nothing is told of letters still to come.
 */
export function movesToldBy(item: Y.Item): Move[] {
  const value: unknown = item.content instanceof Y.ContentAny ? item.content.arr.at(-1) : null;
  return movesFrom(value).filter(({ to, length }) => to.client === item.id.client && to.clock + length <= item.id.clock);
}

function movesFrom(value: unknown): Move[] {
  if (!Array.isArray(value) || value.length % 5 !== 0 || !value.every((part) => Number.isSafeInteger(part) && part >= 0)) return [];
  const numbers = value as number[];
  const moves: Move[] = [];
  for (let index = 0; index < numbers.length; index += 5) {
    const [toClient = 0, toClock = 0, fromClient = 0, fromClock = 0, length = 0] = numbers.slice(index, index + 5);
    moves.push({ to: { client: toClient, clock: toClock }, from: { client: fromClient, clock: fromClock }, length });
  }
  return moves;
}

/** Every move that an element tells of, deleted or not. */
export function movesOf(element: { readonly _map: ReadonlyMap<string, Y.Item> }): Move[] {
  const moves: Move[] = [];
  for (const [name, item] of element._map) {
    if (isProvenanceName(name)) moves.push(...movesToldBy(item));
  }
  return moves;
}

/**
 * Moves to be asked of every letter of a block. Whoever writes there can say as many as they like, and of the same letters;
 * each letter is found in the time that it takes to look one up, so that nobody holds up who asks.
 */
export class Moves {
  /** Per client that they are told of, by clock; no two of one letter. */
  private readonly told: ReadonlyMap<number, readonly Move[]>;

  /** @param moves of those that tell of one letter the one counts that begins before it, then the first. */
  constructor(moves: readonly Move[]) {
    this.told = new Map(
      [...Map.groupBy(moves, ({ to }) => to.client)].map(([client, ofClient]) => {
        const apart: Move[] = [];
        let end = 0;
        for (const { to, from, length } of ofClient.toSorted((a, b) => a.to.clock - b.to.clock)) {
          const by = Math.max(0, end - to.clock);
          if (by >= length) continue;
          apart.push({ to: { client, clock: to.clock + by }, from: { client: from.client, clock: from.clock + by }, length: length - by });
          end = to.clock + length;
        }
        return [client, apart];
      }),
    );
  }

  get isEmpty(): boolean {
    return this.told.size === 0;
  }

  /** What a letter is a copy of; the same object when it was typed where it stands. */
  firstTypedAs(ydoc: Y.Doc | null, letter: Letter): Letter {
    const moves = this.told.get(letter.client) ?? [];
    let [low, high] = [0, moves.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((moves[middle]?.to.clock ?? 0) <= letter.clock) low = middle + 1;
      else high = middle;
    }
    const move = moves[low - 1];
    const by = move === undefined ? 0 : letter.clock - move.to.clock;
    if (move === undefined || by >= move.length) return letter;
    const origin = { client: move.from.client, clock: move.from.clock + by };
    return stands(ydoc, origin) ? letter : origin;
  }
}

function stands(ydoc: Y.Doc | null, { client, clock }: Letter): boolean {
  if (ydoc === null || Y.getState(ydoc.store, client) <= clock) return true;
  return !Y.getItem(ydoc.store, Y.createID(client, clock)).deleted;
}

function writeMoves(home: Y.XmlText, moves: readonly Move[]): void {
  const block: unknown = home.parent;
  const first = moves[0];
  if (!(block instanceof Y.XmlElement) || first === undefined) return;
  const numbers: number[] = [];
  let open: { to: Letter; from: Letter; length: number } | null = null;
  const close = () => {
    if (open !== null) numbers.push(open.to.client, open.to.clock, open.from.client, open.from.clock, open.length);
  };
  for (const { to, from } of moves) {
    if (
      open !== null &&
      open.to.client === to.client &&
      open.from.client === from.client &&
      open.to.clock + open.length === to.clock &&
      open.from.clock + open.length === from.clock
    ) {
      open.length++;
      continue;
    }
    close();
    open = { to, from, length: 1 };
  }
  close();
  // A name of its own for each move, so that two who join to one block do not overwrite each other's word.
  const name = `${prefix}${first.to.client.toString(36)}_${first.to.clock.toString(36)}`;
  setAttribute(block, name, numbers);
}

/** What a letter is a copy of, itself when it was typed where it stands. */
function originOf(home: { readonly parent: unknown }, letter: Letter): Letter {
  const block: unknown = home.parent;
  if (!(block instanceof Y.AbstractType)) return letter;
  for (const { to, from, length } of movesOf(block)) {
    if (to.client === letter.client && letter.clock >= to.clock && letter.clock < to.clock + length)
      return { client: from.client, clock: from.clock + letter.clock - to.clock };
  }
  return letter;
}

/** What was typed since a clock of one's own, each run of neighbouring letters by itself, whatever marks they bear. */
function typedStretches(doc: Y.Doc, clock: number): Stretch[] {
  const structs = doc.store.clients.get(doc.clientID) ?? [];
  const homes = new Set<Y.XmlText>();
  for (let index = structs.length - 1; index >= 0; index--) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock < clock) break;
    if (struct instanceof Y.Item && !struct.deleted && struct.content instanceof Y.ContentString && struct.parent instanceof Y.XmlText)
      homes.add(struct.parent);
  }
  const stretches: Stretch[] = [];
  for (const home of homes) {
    let [text, letters]: [string, Letter[]] = ['', []];
    const close = () => {
      if (text !== '') stretches.push({ text, letters, home });
      [text, letters] = ['', []];
    };
    for (let item = home._start; item !== null; item = item.right) {
      if (item.deleted || item.content instanceof Y.ContentFormat) continue;
      const spelt = spell(item);
      if (item.id.client !== doc.clientID || item.id.clock < clock || spelt === null) close();
      else {
        text += spelt;
        letters.push(...lettersOf(item));
      }
    }
    close();
  }
  return stretches;
}

/** What a line break or a footnote is among letters: moved with them, it is a copy as they are. */
export const inlineNode = '\ufffc';

/** What stands in a text at an item, deleted or not; null for what is no letter (a mark). */
export function spell({ content, parent }: Y.Item): string | null {
  if (content instanceof Y.ContentString) return content.str;
  return content instanceof Y.ContentType && parent instanceof Y.XmlText ? inlineNode : null;
}

function lettersOf({ id, length }: Y.Item): Letter[] {
  return Array.from({ length }, (_, index) => ({ client: id.client, clock: id.clock + index }));
}

/** For each text, the letters that the transaction deleted from it, in their order. */
function removedStretches({ doc, deleteSet }: Y.Transaction): Stretch[] {
  const gone = new Set<Y.Item>();
  const homes = new Set<Y.XmlText>();
  deleteSet.clients.forEach((ranges, client) => {
    for (const { clock, len } of ranges) {
      for (let at = clock; at < clock + len; ) {
        const struct = Y.getItem(doc.store, Y.createID(client, at));
        const home: unknown = struct instanceof Y.Item ? struct.parent : null;
        if (struct instanceof Y.Item && home instanceof Y.XmlText && spell(struct) !== null) {
          gone.add(struct);
          homes.add(home);
        }
        at = struct.id.clock + struct.length;
      }
    }
  });
  return [...homes].map((home) => {
    let text = '';
    const letters: Letter[] = [];
    for (let item = home._start; item !== null; item = item.right) {
      if (!gone.has(item)) continue;
      text += spell(item) ?? '';
      letters.push(...lettersOf(item));
    }
    return { text, letters, home };
  });
}

/** Where the shorter of two texts stands whole in the other, among letters that are not moved yet; null where it does not. */
function wholeOf(typed: string, { text: removed, moved }: Source): { inTyped: number; inRemoved: number; length: number } | null {
  if (typed.length < removed.length) {
    const inRemoved = placeIn(removed, typed, (from) => {
      for (let index = from; index < from + typed.length; index++) if (moved.has(index)) return false;
      return true;
    });
    return inRemoved < 0 ? null : { inTyped: 0, inRemoved, length: typed.length };
  }
  const inTyped = moved.size > 0 ? -1 : placeIn(typed, removed, () => true);
  return inTyped < 0 ? null : { inTyped, inRemoved: 0, length: removed.length };
}

/** Where a text stands in one that is as long or longer, at its end rather than elsewhere; -1 where it does not. */
function placeIn(text: string, part: string, isFree: (from: number) => boolean): number {
  const end = text.length - part.length;
  if (text.endsWith(part) && isFree(end)) return end;
  if (part.length < meaningful) return -1;
  let from = text.indexOf(part);
  while (from >= 0 && !isFree(from)) from = text.indexOf(part, from + 1);
  return from;
}
