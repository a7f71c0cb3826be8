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
