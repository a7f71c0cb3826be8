import { readSuggestionWord, suggestionAttributes } from '@yrka/schema';
import * as Y from 'yjs';
import { isProvenanceName } from './provenance.ts';
import { maxNesting } from './structOrder.ts';
import { suggesterNamed } from './suggestedChanges.ts';

/** Through whose eyes a tree is told, and what of it was there before they did something. */
export type Teller = {
  readonly by: string;
  /** Whether an item came with what they did. */
  readonly isNew: (item: Y.Item) => boolean;
  /** The id that a block is shown under. */
  readonly shownId: (element: Y.XmlElement) => string | null;
};

type Words = { readonly client: number; readonly clock: number; length: number; readonly format: string };

/** What of a block, or of the root around the blocks, a person who may only suggest must leave as it is. */
export type Standing = {
  /**
   * All that their own suggestions leave as it is, item by item: which letters stand, in which order and with
   * which marks, which blocks, and every attribute, shown or hidden; what others suggest is part of it, also
   * within that person's own suggestions. Where two lists are equal, the text is one and the same, of the same
   * letters: one that was removed and typed anew is another.
   */
  readonly told: readonly string[];
  /** By letter or block of their own adding, what others suggest to it: that goes with it, and otherwise stays. */
  readonly struck: ReadonlyMap<string, string>;
};

export function standingIn(block: Y.XmlElement, teller: Teller): Standing {
  const telling = new Telling(teller);
  if (block._item?.deleted === false) telling.element(block, false, 1);
  return telling.done();
}

/** The same of the document's root, without what is in its blocks. */
export function standingAround(root: Y.XmlFragment, teller: Teller): Standing {
  const telling = new Telling(teller);
  telling.attributes(root);
  for (let item = root._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    const element = elementOf(item);
    if (element === null || !telling.isOwn(element, false)) telling.say(nameOf(item));
  }
  return telling.done();
}

class Telling {
  private readonly teller: Teller;
  private readonly told: string[] = [];
  private readonly struck = new Map<string, string>();
  private words: Words | null = null;

  constructor(teller: Teller) {
    this.teller = teller;
  }

  done(): Standing {
    this.endWords();
    return { told: this.told, struck: this.struck };
  }

  say(what: string): void {
    this.endWords();
    this.told.push(what);
  }

  isOwn(element: Y.XmlElement, isWithinOwn: boolean): boolean {
    const maker = readSuggestionWord(element.getAttribute('inserted'));
    return maker === null ? isWithinOwn : maker.by === this.teller.by;
  }

  element(element: Y.XmlElement, isWithinOwn: boolean, depth: number): void {
    const item = element._item as Y.Item;
    const isOwn = this.isOwn(element, isWithinOwn);
    if (isOwn) {
      const others = [...suggestionAttributes].flatMap((name) => {
        const word: unknown = element.getAttribute(name);
        return this.isOthers(word) ? [[name, word]] : [];
      });
      others.push(...this.othersChanges(element));
      if (others.length > 0) this.struck.set(nameOf(item), JSON.stringify(others));
    } else {
      this.say(`<${element.nodeName} ${nameOf(item)}`);
      this.attributes(element);
    }
    // What lies deeper is shown to nobody.
    if (depth > maxNesting) this.say(`… ${nameOf(item)}`);
    else this.children(element, isOwn, depth + 1);
    if (!isOwn) this.say('>');
  }

  attributes(type: Y.XmlElement | Y.XmlFragment | Y.XmlText): void {
    for (const name of [...type._map.keys()].sort()) {
      const item = type._map.get(name);
      if (item === undefined || item.deleted) continue;
      const value: unknown = item.content instanceof Y.ContentAny ? item.content.arr.at(-1) : nameOf(item);
      if (suggestionAttributes.has(name) && (value === null || value === undefined || readSuggestionWord(value)?.by === this.teller.by)) continue;
      if (suggesterNamed(name) === this.teller.by) continue;
      // Which letters were moved is looked into apart (proof.ts); what was told before stays.
      if (isProvenanceName(name) && this.teller.isNew(item)) continue;
      // A duplicate may be given the id that it is shown under (SPEC.md, IDS2).
      const told = name === 'id' && type instanceof Y.XmlElement ? this.teller.shownId(type) : value;
      this.say(`${name}=${JSON.stringify(told)}`);
    }
  }

  /** What others suggest that a block would be, in the order of its names. */
  private othersChanges(element: Y.XmlElement): [string, unknown][] {
    const names = [...element._map].filter(([name, item]) => !item.deleted && ![null, this.teller.by].includes(suggesterNamed(name)));
    return names.map(([name]): [string, unknown] => [name, element.getAttribute(name)]).sort(byName);
  }

  private children(parent: Y.XmlElement, isOwn: boolean, depth: number): void {
    for (let item = parent._start; item !== null; item = item.right) {
      if (item.deleted) continue;
      const element = elementOf(item);
      if (element !== null) this.element(element, isOwn, depth);
      else if (item.content instanceof Y.ContentType && item.content.type instanceof Y.XmlText) this.text(item.content.type, isOwn, depth);
      else this.say(nameOf(item)); // where no document has such a thing
    }
  }

  private text(text: Y.XmlText, isWithinOwn: boolean, depth: number): void {
    const item = text._item as Y.Item;
    // An empty block is given its text by whoever writes in it first.
    if (!isWithinOwn && !this.teller.isNew(item)) this.say(`text ${nameOf(item)}`);
    this.attributes(text);
    const format = new Map<string, unknown>();
    /** What another would strike of the letter before that is not of this person's own adding. */
    let strikeBefore = '';
    for (let at = text._start; at !== null; at = at.right) {
      if (at.deleted) continue;
      if (at.content instanceof Y.ContentFormat) {
        const { key, value } = at.content as { readonly key: string; readonly value: unknown };
        if (value === null) format.delete(key);
        else format.set(key, value);
        continue;
      }
      const [insertion, deletion] = [makerIn(format.get('insertion')), makerIn(format.get('deletion'))];
      const isOwn = insertion === null ? isWithinOwn : insertion === this.teller.by;
      const strike = deletion === null || deletion === this.teller.by ? '' : JSON.stringify(format.get('deletion'));
      const element = elementOf(at);
      if (!isOwn) {
        strikeBefore = strike;
        if (element === null) this.letters(at, this.formatOf(format));
        else this.say(`in words ${this.formatOf(format)}`);
      } else if (strike !== '' && !(this.teller.isNew(at) && (strike === strikeBefore || this.isStruckBehind(at, format, strike)))) {
        for (let index = 0; index < at.length; index++) this.struck.set(`${at.id.client}:${at.id.clock + index}`, strike);
      }
      if (element !== null) this.element(element, isOwn, depth + 1);
    }
    // What is open at the end would be said of letters that another writes there.
    if (!isWithinOwn && format.size > 0) this.say(`end ${JSON.stringify([...format].sort(byName))}`);
  }

  /**
   * Whether the next letter that is not of this person's own adding is struck by the same suggestion. Letters that
   * come into what another strikes at that moment, or beside it, are struck with it: Yjs spreads a mark.
   */
  private isStruckBehind(from: Y.Item, formats: ReadonlyMap<string, unknown>, strike: string): boolean {
    const format = new Map(formats);
    for (let at = from.right; at !== null; at = at.right) {
      if (at.deleted) continue;
      if (at.content instanceof Y.ContentFormat) {
        const { key, value } = at.content as { readonly key: string; readonly value: unknown };
        format.set(key, value);
      } else if (makerIn(format.get('insertion')) !== this.teller.by) return JSON.stringify(format.get('deletion')) === strike;
    }
    return false;
  }

  /** Marks but for this person's own. */
  private formatOf(format: ReadonlyMap<string, unknown>): string {
    const told = [...format].filter(([name, value]) => (name !== 'insertion' && name !== 'deletion') || makerIn(value) !== this.teller.by);
    return told.length === 0 ? '' : JSON.stringify(told.sort(byName));
  }

  /** Neighbouring letters of one client with the same marks are told as one, however they are stored. */
  private letters(item: Y.Item, format: string): void {
    const { client, clock } = item.id;
    if (!(item.content instanceof Y.ContentString)) return this.say(`${nameOf(item)} ${format}`);
    const { words } = this;
    if (words?.client === client && words.clock + words.length === clock && words.format === format) {
      words.length += item.length;
      return;
    }
    this.endWords();
    this.words = { client, clock, length: item.length, format };
  }

  private endWords(): void {
    if (this.words === null) return;
    const { client, clock, length, format } = this.words;
    this.told.push(`${client}:${clock}+${length} ${format}`);
    this.words = null;
  }

  private isOthers(word: unknown): boolean {
    const maker = readSuggestionWord(word);
    return maker !== null && maker.by !== this.teller.by;
  }
}

/** Whose suggestion a mark's value is; null for what no version of ours wrote, which then is told as it is. */
function makerIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('by' in value)) return null;
  const { id, by } = value;
  if (typeof id !== 'string' || typeof by !== 'string' || Object.keys(value).length !== 2) return null;
  return readSuggestionWord(`${id} ${by}`) === null ? null : by;
}

function elementOf({ content }: Y.Item): Y.XmlElement | null {
  return content instanceof Y.ContentType && content.type instanceof Y.XmlElement ? content.type : null;
}

const nameOf = ({ id }: Y.Item) => `${id.client}:${id.clock}`;

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);
