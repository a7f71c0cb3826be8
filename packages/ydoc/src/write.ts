import { generateKeyBetween } from 'fractional-indexing';
import type { SuggestedChange } from '@yrka/schema';
import type { Attrs, Node } from 'prosemirror-model';
import * as Y from 'yjs';
import { type Format, inlinePieces, type Piece } from './inline.ts';
import { haveRoom, keptOf, sortable, unmoved } from './keptPlaces.ts';
import { noteMoves } from './provenance.ts';
import type { Reader } from './read.ts';
import { changedLetters, type Edit } from './spelling.ts';
import { writeChanges } from './suggestedChanges.ts';
import { type Child, isKeyed, keyOf, orderedChildren, orderKey, type Parent, setAttribute } from './tree.ts';

/**
 * Makes the Y tree say what `document` says, with the fewest changes: blocks are found again by
 * identity and id, a move in a keyed list is one attribute, text is changed where it differs.
 * What the screen shows as opaque is never touched, unless a person deleted it. Joins the
 * transaction that is open, so that its origin stands.
 *
 * @param caret where the writer stands in `document`; tells which of two equal letters was typed.
 */
export function writeDocument(reader: Reader, document: Node, caret: number | null = null): void {
  write(reader, document, caret, noteMoves);
}

/**
 * The same for a text that stood before and is to stand again: of the letters that come back none is told to be a copy of
 * one that goes. Two people's joins of the same blocks leave one of two copies standing, and it could be the one that went.
 */
export function writeAgain(reader: Reader, document: Node): void {
  write(reader, document, null, () => undefined);
}

function write(reader: Reader, document: Node, caret: number | null, note: typeof noteMoves): void {
  const { doc } = reader.root;
  if (doc === null) throw new Error('the document is not in a Y.Doc');
  doc.transact((transaction) => {
    const clock = Y.getState(doc.store, doc.clientID);
    new Writer(reader, caret).children(reader.root, document, 0);
    reader.storeRenamed();
    note(transaction, clock);
  });
}

class Writer {
  private readonly reader: Reader;
  private readonly caret: number | null;

  constructor(reader: Reader, caret: number | null) {
    this.reader = reader;
    this.caret = caret;
  }

  /** @param start the position before the first child of `node` in the document */
  children(parent: Parent, node: Node, start: number): void {
    const now = orderedChildren(parent);
    const wanted = node.children;
    // Most edits touch one block: what is the same at both ends is left alone.
    let [from, end, wantedEnd] = [0, now.length, wanted.length];
    // Keys that are equal or broken leave no room between: the whole list is then looked at, and re-keyed if its order changes.
    const trims = !isKeyed(parent) || haveRoom(now.map(keyOf));
    while (trims && from < end && from < wantedEnd && this.isShownAs(now[from], wanted[from])) from++;
    while (trims && end > from && wantedEnd > from && this.isShownAs(now[end - 1], wanted[wantedEnd - 1])) {
      end--;
      wantedEnd--;
    }
    const positions: number[] = [];
    let position = start;
    wanted.forEach((child, index) => {
      positions[index] = position;
      position += child.nodeSize;
    });

    const matches = this.match(now.slice(from, end), wanted.slice(from, wantedEnd));
    const stays = new Set(matches.filter((child) => child !== null));
    for (const child of now.slice(from, end)) if (!stays.has(child)) removeChild(parent, child);

    const unmoved = matches.length === end - from && matches.every((child, index) => child === now[from + index]);
    if (!unmoved && isKeyed(parent)) this.placeByKey(parent, now, matches, wanted.slice(from, wantedEnd), from, end);
    else if (!unmoved) this.placeInOrder(parent, matches, wanted.slice(from, wantedEnd), from);

    for (let index = from; index < wantedEnd; index++) {
      const [child, block] = [matches[index - from], wanted[index]];
      if (child instanceof Y.XmlElement && block !== undefined) this.block(child, block, (positions[index] ?? 0) + 1);
    }
  }

  private isShownAs(child: Child | undefined, node: Node | undefined): boolean {
    return child !== undefined && this.reader.nodeOf(child) === node;
  }

  /** For each wanted block the child that is it already: by identity, then by id, then (where blocks bear none) by order. */
  private match(now: readonly Child[], wanted: readonly Node[]): (Child | null)[] {
    const free = new Set(now);
    const take = (child: Child | undefined): Child | null => {
      if (child === undefined) return null;
      free.delete(child);
      return child;
    };
    const byNode = new Map(now.map((child) => [this.reader.nodeOf(child), child]));
    const matches = wanted.map((node) => {
      const child = byNode.get(node);
      byNode.delete(node);
      return take(child);
    });
    const byId = new Map<string, Child>();
    for (const child of free) {
      const id = child instanceof Y.XmlElement ? this.reader.shownId(child) : null;
      if (id !== null && !byId.has(id)) byId.set(id, child);
    }
    wanted.forEach((node, index) => {
      const id: unknown = node.attrs.id;
      if (matches[index] !== null || typeof id !== 'string') return;
      const child = byId.get(id);
      if (child instanceof Y.XmlElement && child.nodeName === node.type.name && free.has(child)) matches[index] = take(child);
    });
    wanted.forEach((node, index) => {
      if (matches[index] !== null || (typeof node.attrs.id === 'string' && !isOpaque(node))) return;
      for (const child of free) {
        const shown = this.reader.nodeOf(child);
        const same = isOpaque(node)
          ? shown !== null && isOpaque(shown)
          : child instanceof Y.XmlElement && child.nodeName === node.type.name && this.reader.shownId(child) === null;
        if (same) {
          matches[index] = take(child);
          return;
        }
      }
    });
    return matches;
  }

  /** New and moved children of a keyed list get keys between those that stay; where they stand in Yjs is nobody's concern. */
  private placeByKey(parent: Y.XmlElement, now: readonly Child[], matches: (Child | null)[], wanted: readonly Node[], from: number, end: number): void {
    const before = now[from - 1];
    const after = now[end];
    const keys = matches.map((child) => (child === null ? null : keyOf(child)));
    let low = before === undefined ? null : keyOf(before) || null;
    const high = after === undefined ? null : keyOf(after) || null;
    const kept = unmoved(now.slice(from, end), matches, keys, low, high) ?? keptOf(keys, wanted, low, high);
    for (const [index, node] of wanted.entries()) {
      if (kept.has(index)) {
        low = keys[index] ?? null;
        continue;
      }
      let next: string | null = high;
      for (let later = index + 1; later < wanted.length; later++) {
        if (!kept.has(later)) continue;
        next = keys[later] ?? null;
        break;
      }
      low = generateKeyBetween(low, next);
      const child = matches[index];
      if (child instanceof Y.XmlElement) child.setAttribute(orderKey, low);
      else if (child === null && !isOpaque(node)) {
        const element = this.create(node);
        element.setAttribute(orderKey, low);
        parent.insert(parent.length, [element]);
        this.keepCreated(element, node);
      }
    }
  }

  /** New children are inserted where they stand; one that moved is made anew, since Yjs cannot move. */
  private placeInOrder(parent: Parent, matches: (Child | null)[], wanted: readonly Node[], from: number): void {
    const places = new Map(orderedChildren(parent).map((child, index) => [child, index]));
    const kept = keptOf(
      matches.map((child) => (child === null ? null : sortable(places.get(child) ?? 0))),
      wanted,
      null,
      null,
    );
    matches.forEach((child, index) => {
      const node = wanted[index];
      if (child === null || kept.has(index) || node === undefined || isOpaque(node)) return;
      removeChild(parent, child);
      matches[index] = null;
    });
    let before: Child | null = null;
    wanted.forEach((node, index) => {
      const there = matches[index] ?? null;
      if (there !== null) before = there;
      else if (!isOpaque(node)) {
        const element = this.create(node);
        // By its number Yjs counts up to a place from the first: for a file of thousands of blocks that takes seconds.
        if (before === null) parent.insert(from, [element]);
        else parent.insertAfter(before, [element]);
        this.keepCreated(element, node);
        before = element;
      }
    });
  }

  private block(element: Y.XmlElement, node: Node, contentStart: number): void {
    if (this.reader.nodeOf(element) === node || isOpaque(node)) return;
    const shown = this.reader.attributes(node.type, element);
    for (const [name, value] of Object.entries(node.attrs)) {
      if (sameValue(shown[name], value)) continue;
      if (name === 'suggested') {
        writeChanges(element, changesOf(shown), changesOf(node.attrs));
        continue;
      }
      if (value === null || value === undefined) element.removeAttribute(name);
      else setAttribute(element, name, value);
    }
    if (node.type.inlineContent) this.inline(element, node, contentStart);
    else this.children(element, node, contentStart);
    this.reader.keep(element, node);
  }

  private create(node: Node): Y.XmlElement {
    const element = new Y.XmlElement(node.type.name);
    for (const [name, spec] of Object.entries(node.type.spec.attrs ?? {})) {
      const value: unknown = node.attrs[name];
      if (name === 'suggested') writeChanges(element, null, changesOf(node.attrs));
      else if (value !== null && value !== undefined && !sameValue(value, spec.default)) setAttribute(element, name, value);
    }
    if (node.type.inlineContent) {
      const text = new Y.XmlText();
      element.insert(0, [text]);
      this.appendInline(text, node);
    } else {
      let key: string | null = null;
      const children: Y.XmlElement[] = [];
      node.forEach((child) => {
        if (isOpaque(child)) return;
        const made = this.create(child);
        if (isKeyed(element)) {
          key = generateKeyBetween(key, null);
          made.setAttribute(orderKey, key);
        }
        children.push(made);
      });
      element.insert(0, children);
    }
    return element;
  }

  private appendInline(text: Y.XmlText, node: Node): void {
    const delta: { insert: string | Y.XmlElement; attributes?: Format }[] = [];
    node.forEach((child) => {
      if (isOpaque(child)) return;
      delta.push(child.isText ? { insert: child.text ?? '', attributes: formatOf(child) } : { insert: this.create(child), attributes: formatOf(child) });
    });
    if (delta.length > 0) text.applyDelta(delta, { sanitize: false });
  }

  /** Remembers what was just made, so that the next key press finds it again by identity. */
  private keepCreated(element: Y.XmlElement, node: Node): void {
    this.reader.keep(element, node);
    if (node.type.inlineContent) return;
    const made = orderedChildren(element);
    node.children
      .filter((child) => !isOpaque(child))
      .forEach((child, index) => {
        const type = made[index];
        if (type instanceof Y.XmlElement) this.keepCreated(type, child);
      });
  }

  private inline(block: Y.XmlElement, node: Node, contentStart: number): void {
    if (block.length === 0) {
      const text = new Y.XmlText();
      block.insert(0, [text]);
      this.appendInline(text, node);
      return;
    }
    const pieces = inlinePieces(block);
    const { now, wanted, fresh, staying } = this.spell(pieces, node);
    const caret = this.caret === null ? null : lettersBefore(node, this.caret - contentStart);
    for (const edit of changedLetters({ now, wanted, caret, staying }, pieces, node).reverse()) this.applyEdit(block, edit, fresh);
    this.format(block, node);
    // Footnotes that stayed may have changed inside.
    let offset = contentStart;
    const elements = inlinePieces(block).filter((piece) => piece.kind === 'element');
    let next = 0;
    node.forEach((child) => {
      if (!child.isText && !isUnknown(child)) {
        const piece = elements[next++];
        if (piece !== undefined && !isOpaque(child)) this.block(piece.element, child, offset + 1);
      }
      offset += child.nodeSize;
    });
  }

  /**
   * Both contents as strings of equal alphabets, where a letter that occurs in neither stands for
   * each inline node, so that a text difference finds nodes that stayed, came and went.
   */
  private spell(pieces: readonly Piece[], node: Node): { now: string; wanted: string; fresh: Map<string, Node>; staying: ReadonlySet<string> } {
    const text = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
    // Nearly every block is nothing but text, and a key press in one need not look at each letter of it.
    if (text !== '' && pieces.every(({ kind }) => kind === 'text') && node.children.every(({ isText }) => isText))
      return { now: text, wanted: node.textContent, fresh: new Map(), staying: new Set() };
    const letters = new Set(text + node.textContent);
    let code = 0xe000;
    const letter = (): string => {
      while (letters.has(String.fromCharCode(code))) code++;
      return String.fromCharCode(code++);
    };
    const free: { letter: string; element: Y.XmlElement | null }[] = [];
    const now = pieces
      .map((piece) => {
        if (piece.kind === 'text') return piece.text;
        const standsFor = { letter: letter(), element: piece.kind === 'element' ? piece.element : null };
        free.push(standsFor);
        return standsFor.letter;
      })
      .join('');
    // Only what stands after the one found last: of nodes that changed places one stays and the other is made anew.
    const take = (is: (element: Y.XmlElement | null) => boolean): string | null => {
      const index = free.findIndex(({ element }) => is(element));
      return index < 0 ? null : (free.splice(0, index + 1)[index]?.letter ?? null);
    };
    const bearers = new Set(node.children);
    const isTaken = (element: Y.XmlElement | null) => {
      const shown = element === null ? null : this.reader.nodeOf(element);
      return shown !== null && bearers.has(shown);
    };
    const fresh = new Map<string, Node>();
    const staying = new Set<string>();
    const wanted = node.children
      .map((child) => {
        if (child.isText) return child.text ?? '';
        const found =
          take((element) => element !== null && this.reader.nodeOf(element) === child) ??
          take((element) =>
            isOpaque(child)
              ? element === null || isOpaqueNow(this.reader, element)
              : element !== null && !isTaken(element) && element.nodeName === child.type.name && this.reader.shownId(element) === (child.attrs.id ?? null),
          );
        if (found !== null) {
          staying.add(found);
          return found;
        }
        if (isOpaque(child)) return '';
        const made = letter();
        fresh.set(made, child);
        return made;
      })
      .join('');
    return { now, wanted, fresh, staying };
  }

  private applyEdit(block: Y.XmlElement, { at, remove, insert }: Edit, fresh: ReadonlyMap<string, Node>): void {
    let left = remove;
    while (left > 0) {
      const place = placeOf(block, at, 'delete');
      if (place === null) break;
      const length = Math.min(left, place.room);
      if (place.home === null) removeChild(block, place.child);
      else place.home.delete(place.offset, length);
      left -= length;
    }
    if (insert === '') return;
    const place = placeOf(block, at, 'insert');
    let home = place?.home ?? null;
    let offset = place?.offset ?? 0;
    if (home === null) {
      home = new Y.XmlText();
      block.insert(place === null ? block.length : block.toArray().indexOf(place.child), [home]);
      offset = 0;
    }
    let run = '';
    const flush = () => {
      if (run === '' || home === null) return;
      home.insert(offset, run, {});
      offset += run.length;
      run = '';
    };
    for (const letter of insert.split('')) {
      const node = fresh.get(letter);
      if (node === undefined) run += letter;
      else {
        flush();
        home.insertEmbed(offset, this.create(node), {});
        offset += 1;
      }
    }
    flush();
  }

  /** Marks, once the letters agree. Only marks that the schema knows are taken away. */
  private format(block: Y.XmlElement, node: Node): void {
    const pieces = inlinePieces(block);
    const isPlain = pieces.every((piece) => piece.kind === 'unknown' || Object.keys(piece.format).length === 0);
    if (isPlain && node.children.every((child) => isUnknown(child) || child.marks.length === 0)) return;
    const known = Object.keys(this.reader.schema.marks);
    const wanted: Format[] = [];
    node.forEach((child) => {
      if (isUnknown(child)) return;
      const format = formatOf(child);
      for (let letter = child.isText ? (child.text ?? '').length : 1; letter > 0; letter--) wanted.push(format);
    });
    let at = 0;
    for (const piece of pieces) {
      if (piece.kind === 'unknown') continue;
      const length = piece.kind === 'text' ? piece.text.length : 1;
      for (let start = 0; start < length; ) {
        const format = wanted[at + start] ?? null;
        let stop = start + 1;
        while (stop < length && (wanted[at + stop] ?? null) === format) stop++;
        const change: Record<string, unknown> = {};
        for (const name of known) {
          const value = format?.[name] ?? null;
          if (!sameValue(piece.format[name] ?? null, value)) change[name] = value;
        }
        if (Object.keys(change).length > 0) piece.home?.format(piece.offset + start, stop - start, change);
        start = stop;
      }
      at += length;
    }
  }
}

type Place =
  | { readonly home: Y.XmlText; readonly offset: number; readonly room: number; readonly child: Child }
  | { readonly home: null; readonly offset: 0; readonly room: 1; readonly child: Y.XmlElement };

/** Where letter `at` of a text block stands. For an insertion the text before it is preferred; null past the end of no text. */
function placeOf(block: Y.XmlElement, at: number, purpose: 'delete' | 'insert'): Place | null {
  let before = 0;
  let lastText: Place | null = null;
  for (const child of orderedChildren(block)) {
    const length = child instanceof Y.XmlText ? child.length : 1;
    const inside = purpose === 'delete' ? at < before + length : at <= before + length;
    if (child instanceof Y.XmlText) {
      const place: Place = { home: child, offset: Math.min(at - before, length), room: before + length - at, child };
      if (inside) return place;
      lastText = place;
    } else if (inside && at < before + 1) return { home: null, offset: 0, room: 1, child };
    before += length;
  }
  return purpose === 'insert' ? lastText : null;
}

/** How many letters (an inline node counts as one) stand before an offset in a text block; null when it lies elsewhere. */
function lettersBefore(node: Node, offset: number): number | null {
  if (offset < 0 || offset > node.content.size) return null;
  let letters = 0;
  let position = 0;
  for (const child of node.children) {
    if (position >= offset) break;
    letters += child.isText ? Math.min(child.nodeSize, offset - position) : 1;
    position += child.nodeSize;
  }
  return letters;
}

function removeChild(parent: Parent, child: Child): void {
  const index = parent.toArray().indexOf(child);
  if (index >= 0) {
    parent.delete(index, 1);
    return;
  }
  // An element embedded in the block's text.
  for (const text of parent.toArray()) {
    if (!(text instanceof Y.XmlText)) continue;
    const piece = inlinePieces(parent).find((candidate) => candidate.kind === 'element' && candidate.element === child);
    if (piece?.home) piece.home.delete(piece.offset, 1);
  }
}

function formatOf(text: Node): Format {
  return Object.fromEntries(text.marks.map((mark) => [mark.type.name, mark.attrs]));
}

const isOpaque = (node: Node) => node.type.name === 'opaque' || node.type.name === 'opaqueInline';
/** An opaque that stands for something without an element of its own. */
const isUnknown = (node: Node) => node.type.name === 'opaqueInline' && node.attrs.name === '';

function isOpaqueNow(reader: Reader, element: Y.XmlElement): boolean {
  const shown = reader.nodeOf(element);
  return shown !== null && isOpaque(shown);
}

const changesOf = (attrs: Attrs) => attrs.suggested as readonly SuggestedChange[] | null;

function sameValue(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b));
}
