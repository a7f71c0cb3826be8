import { readSuggestionWord, type SuggestionMaker } from '@yrka/schema';
import * as Y from 'yjs';
import { spell } from './provenance.ts';

/** Letters that one person suggested to add or to take away, where another's update has just made it so. */
export type AcceptedLetters = {
  /** Neighbouring clocks of one Yjs client: letter `i` has `clock + i`. */
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  /** Whose suggestion it was, as the document says. */
  readonly suggestedBy: string;
};

/**
 * What a transaction accepted of what was suggested before it: letters that stand and bear no insertion any more, and
 * letters that bore a deletion and are gone. Nobody says so; it is seen in the tree, and only before what was deleted is
 * collected. What is rejected leaves no trace here: its removal is one like any other.
 */
export function acceptedIn(transaction: Y.Transaction): AcceptedLetters[] {
  const found: AcceptedLetters[] = [];
  for (const [type, keys] of transaction.changed as ReadonlyMap<unknown, ReadonlySet<string | null>>) {
    if (type instanceof Y.XmlText && type._hasFormatting) inText(transaction, type, found);
    if (type instanceof Y.XmlElement && keys.has('inserted')) {
      const suggestion = readSuggestionWord(attributeBefore(transaction, type, 'inserted'));
      const isStanding = type._item?.deleted === false && readSuggestionWord(type.getAttribute('inserted')) === null;
      if (suggestion !== null && isStanding) inBlock(transaction, type, suggestion.by, found);
    }
  }
  transaction.deleteSet.clients.forEach((ranges, client) => {
    for (const { clock, len } of ranges) {
      for (let at = clock; at < clock + len; ) {
        const struct = Y.getItem(transaction.doc.store, Y.createID(client, at));
        at = struct.id.clock + struct.length;
        if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType) || !(struct.content.type instanceof Y.XmlElement)) continue;
        const suggestion = readSuggestionWord(attributeBefore(transaction, struct.content.type, 'deleted'));
        if (suggestion !== null) inBlock(transaction, struct.content.type, suggestion.by, found);
      }
    }
  });
  return found;
}

type Marks = { insertion: string | null; deletion: string | null };

/** Goes along the text as it was and as it is at once. */
function inText(transaction: Y.Transaction, text: Y.XmlText, found: AcceptedLetters[]): void {
  const before: Marks = { insertion: null, deletion: null };
  const after: Marks = { insertion: null, deletion: null };
  for (let item = text._start; item !== null; item = item.right) {
    const wasThere = stoodBefore(transaction, item);
    const { content } = item;
    if (content instanceof Y.ContentFormat) {
      if (content.key !== 'insertion' && content.key !== 'deletion') continue;
      const by = makerIn(content.value);
      if (wasThere) before[content.key] = by;
      if (!item.deleted) after[content.key] = by;
      continue;
    }
    if (!wasThere || spell(item) === null) continue;
    const by = item.deleted ? before.deletion : after.insertion === null ? before.insertion : null;
    if (by !== null) add(found, item, by);
  }
}

/** Who suggested to add a block, as it was before a transaction; null for one that stood. */
export function suggestedBefore(transaction: Y.Transaction, block: Y.XmlElement): SuggestionMaker | null {
  return readSuggestionWord(attributeBefore(transaction, block, 'inserted'));
}

/** The letters that stood before a transaction in a block and the blocks in it, a stretch at a time. */
export function lettersWithin(
  transaction: Y.Transaction,
  block: Y.AbstractType<unknown>,
): { readonly client: number; readonly clock: number; readonly text: string }[] {
  const found: { readonly client: number; readonly clock: number; readonly text: string }[] = [];
  const open: Pick<Y.XmlElement, '_start'>[] = [block];
  for (let type = open.pop(); type !== undefined; type = open.pop()) {
    for (let item: Y.Item | null = type._start; item !== null; item = item.right) {
      if (!stoodBefore(transaction, item)) continue;
      if (type instanceof Y.XmlText && item.content instanceof Y.ContentString) found.push({ ...item.id, text: item.content.str });
      if (item.content instanceof Y.ContentType) open.push(item.content.type);
    }
  }
  return found;
}

/** All letters of a block that was suggested as a whole, and of the blocks in it. */
function inBlock(transaction: Y.Transaction, block: Y.XmlElement, by: string, found: AcceptedLetters[]): void {
  const open: Pick<Y.XmlElement, '_start'>[] = [block];
  for (let type = open.pop(); type !== undefined; type = open.pop()) {
    for (let item: Y.Item | null = type._start; item !== null; item = item.right) {
      if (!stoodBefore(transaction, item)) continue;
      if (type instanceof Y.XmlText && spell(item) !== null) add(found, item, by);
      if (item.content instanceof Y.ContentType) open.push(item.content.type);
    }
  }
}

const stoodBefore = ({ beforeState, deleteSet }: Y.Transaction, { id, deleted }: Y.Item) =>
  id.clock < (beforeState.get(id.client) ?? 0) && (!deleted || Y.isDeleted(deleteSet, id));

function makerIn(value: unknown): string | null {
  const by: unknown = typeof value === 'object' && value !== null && 'by' in value ? value.by : null;
  return typeof by === 'string' ? by : null;
}

function attributeBefore(transaction: Y.Transaction, element: Y.XmlElement, name: string): unknown {
  let item = element._map.get(name) ?? null;
  while (item !== null && item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0)) item = item.left;
  return item !== null && stoodBefore(transaction, item) && item.content instanceof Y.ContentAny ? item.content.arr.at(-1) : null;
}

function add(found: AcceptedLetters[], { id: { client, clock }, length }: Y.Item, suggestedBy: string): void {
  const last = found.at(-1);
  if (last?.client === client && last.clock + last.length === clock && last.suggestedBy === suggestedBy)
    found[found.length - 1] = { ...last, length: last.length + length };
  else found.push({ client, clock, length, suggestedBy });
}
