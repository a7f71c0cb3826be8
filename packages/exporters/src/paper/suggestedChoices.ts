import { changesOf, placeName, readPlace, suggestionWord } from '@yrka/schema';
import { Fragment, type Node } from 'prosemirror-model';
import type { LostInExport } from '../report.ts';

/**
 * A document in which a block that would stand elsewhere is struck where it stands and put in where it would stand, as
 * formats that show suggestions have it; the block at its new place keeps the id. What else a block would be than it is
 * (a heading, an answer) has no form there, and is told.
 */
export function withSuggestedPlaces(document: Node, lose: (lost: LostInExport) => void): Node {
  if (changesOf(document).length === 0 && document.isTextblock) return document;
  const children: Node[] = [];
  const moved: { readonly node: Node; readonly after: string | null; readonly before: string | null }[] = [];
  document.forEach((child) => {
    const inner = child.isTextblock || child.isLeaf ? child : withSuggestedPlaces(child, lose);
    const changes = changesOf(child);
    if (changes.some(({ name }) => name !== placeName)) lose({ code: 'notCarried', what: 'suggestions' });
    const change = changes.find(({ name, value }) => name === placeName && readPlace(value) !== null);
    const place = change === undefined ? null : readPlace(change.value);
    if (change === undefined || place === null) {
      children.push(inner);
      return;
    }
    const word = suggestionWord(change);
    children.push(inner.type.create({ ...inner.attrs, id: null, suggested: null, deleted: inner.attrs.deleted ?? word }, inner.content));
    moved.push({ node: inner.type.create({ ...inner.attrs, inserted: inner.attrs.inserted ?? word }, inner.content), after: place[0], before: place[1] });
  });
  for (const { node, after, before } of moved) {
    const behind = after === null ? -1 : children.findLastIndex(({ attrs }) => attrs.id === after);
    const next = before === null ? -1 : children.findIndex(({ attrs }) => attrs.id === before);
    children.splice(behind !== -1 ? behind + 1 : next !== -1 ? next : children.length, 0, node);
  }
  return document.copy(Fragment.fromArray(children));
}
