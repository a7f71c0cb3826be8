import * as Y from 'yjs';
import { orderedChildren, type Parent, rootOf } from './tree.ts';

/** Mulberry32: small, and the same everywhere for a seed. Numbers from 0 up to a limit. */
export function randomBelow(seed: number): (limit: number) => number {
  let state = seed | 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

/**
 * Edits texts of a document, all of them if none are named, at random places, each in a transaction of its own: what is typed and what is
 * taken away are of one length on the whole, so that the text grows to `letters` and stays about there.
 */
export function churn(ydoc: Y.Doc, edits: number, letters: number, below: (limit: number) => number, texts = textsIn(rootOf(ydoc))): void {
  const share = Math.ceil(letters / Math.max(1, texts.length));
  for (let edit = 0; edit < edits; edit++) {
    const text = texts[below(texts.length)];
    if (text === undefined) return;
    const at = below(text.length + 1);
    if (text.length > share || (at < text.length && below(8) === 0))
      text.delete(Math.min(at, text.length - 1), Math.min(1 + below(5), text.length - Math.min(at, text.length - 1)));
    else text.insert(at, 'abcdefghij klmnopqr'.slice(below(12)).slice(0, 1 + below(4)));
  }
}

function textsIn(parent: Parent): Y.XmlText[] {
  return orderedChildren(parent).flatMap((child) => (child instanceof Y.XmlElement ? textsIn(child) : [child]));
}
