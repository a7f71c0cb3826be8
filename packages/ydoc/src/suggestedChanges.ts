import {
  placeName,
  readPlace,
  readSuggestionWord,
  shownValue,
  type SuggestedChange,
  suggestedChanges,
  suggestionAttributes,
  suggestionWord,
} from '@yrka/schema';
import type { NodeType } from 'prosemirror-model';
import type * as Y from 'yjs';
import { setAttribute } from './tree.ts';

/*
 * What a block would be stands beside what it is, in hidden attributes of its own: one for each
 * suggestion and each thing that it changes, so that none takes the place of another's, or of
 * another of the same person, when two are made at once. Accepted it is written into the attribute
 * itself, and the hidden one goes.
 */

const prefix = '_s ';

/** Whether a Yjs attribute says what somebody suggests that its block would be. */
export function isSuggestedName(name: string): boolean {
  return readName(name) !== null;
}

/** Whose suggestion a Yjs attribute is that says what its block would be; null for any other. */
export function suggesterNamed(name: string): string | null {
  return readName(name)?.by ?? null;
}

/** What is suggested of an element, as an attribute of its node. What does not have the form of a suggestion is none. */
export function shownChanges(type: NodeType, element: Y.XmlElement): readonly SuggestedChange[] | null {
  const changes: SuggestedChange[] = [];
  for (const [stored, item] of element._map) {
    if (item.deleted || !stored.startsWith(prefix)) continue;
    const read = readName(stored);
    const value: unknown = element.getAttribute(stored);
    if (read !== null && isValue(type, read.name, value)) changes.push({ ...read, value });
  }
  return suggestedChanges(changes);
}

/** Makes the hidden attributes of an element say what `changes` does. Those that are not shown stay. */
export function writeChanges(element: Y.XmlElement, shown: readonly SuggestedChange[] | null, changes: readonly SuggestedChange[] | null): void {
  const wanted = new Map((changes ?? []).map((change) => [nameOf(change), change.value]));
  for (const change of shown ?? []) {
    const name = nameOf(change);
    if (!wanted.has(name)) element.removeAttribute(name);
    else if (JSON.stringify(wanted.get(name)) === JSON.stringify(change.value)) wanted.delete(name);
  }
  for (const [name, value] of wanted) setAttribute(element, name, value);
}

function nameOf({ name, id, by }: SuggestedChange): string {
  return `${prefix}${name} ${suggestionWord({ id, by })}`;
}

function readName(stored: string): Omit<SuggestedChange, 'value'> | null {
  const parts = /^_s ([A-Za-z]{1,40}) (.+)$/.exec(stored);
  const maker = readSuggestionWord(parts?.[2]);
  return parts === null || maker === null ? null : { ...maker, name: parts[1] as string };
}

function isValue(type: NodeType, name: string, value: unknown): boolean {
  if (name === placeName) return readPlace(value) !== null;
  const spec = type.spec.attrs?.[name];
  if (spec === undefined || name === 'id' || suggestionAttributes.has(name)) return false;
  return JSON.stringify(shownValue(type.name, name, value, spec.default)) === JSON.stringify(value);
}
