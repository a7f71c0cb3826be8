import type { Mark, Node } from 'prosemirror-model';

/** One change that somebody suggests: its id, twelve base-58 characters, and the id of the person. */
export type SuggestionMaker = { readonly id: string; readonly by: string };

/** How a block says, in its attributes `inserted` and `deleted`, which suggestion would add it or take it away (SPEC.md, SUG2). */
export function suggestionWord({ id, by }: SuggestionMaker): string {
  return `${id} ${by}`;
}

/** What such a word says; null for a block of which nothing is suggested, and for what no version of ours wrote. */
export function readSuggestionWord(word: unknown): SuggestionMaker | null {
  const parts = typeof word === 'string' ? /^(\S{1,40}) (\S{1,100})$/.exec(word) : null;
  return parts === null ? null : { id: parts[1] as string, by: parts[2] as string };
}

/**
 * Something else that a block would be: another value of one of its attributes, or with the name
 * `placeName` another place among its siblings. Several people may suggest several things of one block.
 */
export type SuggestedChange = SuggestionMaker & { readonly name: string; readonly value: unknown };

/** No attribute of a block has this name. */
export const placeName = 'place';

/** Between which siblings a block would stand, by their ids; null for none on that side. */
export type Place = readonly [after: string | null, before: string | null];

/** What a `SuggestedChange` named `placeName` says; null for what no version of ours wrote. */
export function readPlace(value: unknown): Place | null {
  if (!Array.isArray(value) || value.length !== 2 || !value.every((id) => id === null || (typeof id === 'string' && id.length <= 40))) return null;
  const [after, before] = value as readonly (string | null)[];
  return after === before ? null : [after ?? null, before ?? null];
}

/** What is suggested that a block would be, in the order in which it is accepted; empty for nothing. */
export function changesOf(node: Node): readonly SuggestedChange[] {
  return (node.attrs.suggested as readonly SuggestedChange[] | null | undefined) ?? [];
}

/** The attribute `suggested` that says these changes: in one order, whoever wrote them, and null for none. */
export function suggestedChanges(changes: readonly SuggestedChange[]): readonly SuggestedChange[] | null {
  const key = ({ name, id, by }: SuggestedChange) => `${name} ${id} ${by}`;
  return changes.length === 0 ? null : changes.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Which suggestion a mark belongs to; null for marks of other kinds. */
export function makerOf(mark: Mark): SuggestionMaker | null {
  return isSuggestionMark(mark) ? { id: String(mark.attrs.id), by: String(mark.attrs.by) } : null;
}

export function isSuggestionMark({ type }: Mark): boolean {
  return type.name === 'insertion' || type.name === 'deletion';
}

/** Which suggestion would add these words, or this block; null for what stands already. */
export function insertionOf(node: Node): SuggestionMaker | null {
  return markOf(node, 'insertion') ?? readSuggestionWord(node.attrs.inserted);
}

/** Which suggestion would take away these words, or this block; null for what nobody suggests to. */
export function deletionOf(node: Node): SuggestionMaker | null {
  return markOf(node, 'deletion') ?? readSuggestionWord(node.attrs.deleted);
}

function markOf(node: Node, name: 'insertion' | 'deletion'): SuggestionMaker | null {
  const mark = node.marks.find(({ type }) => type.name === name);
  return mark === undefined ? null : makerOf(mark);
}
