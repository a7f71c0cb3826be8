import { bjorkvik, schema } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { carryOver } from './carryOver.ts';
import { readDocument, Reader } from './read.ts';
import { epochClientId, rebase } from './rebase.ts';
import { seedDocument } from './seed.ts';
import { rootOf } from './tree.ts';
import { writeDocument } from './write.ts';

let [copy, next] = [new Y.Doc(), new Y.Doc()];

beforeEach(() => {
  [copy, next] = [new Y.Doc(), new Y.Doc()];
  Y.applyUpdate(copy, seedDocument('motion', bjorkvik));
  change(copy, (document) => [...document.children, paragraph('first', 'Barnen vet bäst'), paragraph('second', 'Vi ser inte de små')]);
  const rebased = rebase(copy, { clientId: epochClientId(2), maxBytes: Infinity, anchors: [] });
  if (rebased.type !== 'rebased') throw new Error(rebased.type);
  Y.applyUpdate(next, rebased.update);
});

describe('what was done in a copy when the next epoch had begun', () => {
  it.each<[string, (blocks: readonly Node[]) => readonly Node[]]>([
    ['letters', (blocks) => blocks.with(-2, paragraph('first', 'Barnen vet nog bäst'))],
    ['a deletion', (blocks) => blocks.with(-2, paragraph('first', 'Barnen'))],
    ['a mark', (blocks) => blocks.with(-1, paragraph('second', 'Vi ser', 'strong'))],
    ['a block more', (blocks) => [...blocks, paragraph('third', 'Och mer')]],
    ['a split', (blocks) => [...blocks.slice(0, -2), paragraph('first', 'Barnen'), paragraph('third', ' vet bäst'), ...blocks.slice(-1)]],
    ['a block less', (blocks) => blocks.slice(0, -1)],
  ])('[EPO5] is there in that one too: %s', (_what, doIt) => {
    change(copy, ({ children }) => doIt(children));
    expect(readDocument(next).toJSON()).not.toEqual(readDocument(copy).toJSON());
    expect(carryOver(copy, next, 2)).toBe(true);
    expect(readDocument(next).toJSON()).toEqual(readDocument(copy).toJSON());
  });

  it('[EPO5] is the least: the others’ letters keep their names', () => {
    change(copy, ({ children }) => children.with(-2, paragraph('first', 'Barnen vet nog bäst')));
    carryOver(copy, next, 2);
    expect(Y.getState(next.store, next.clientID)).toBe('nog '.length);
  });

  it('[EPO5] is left where somebody has written there, or taken something away', () => {
    change(copy, ({ children }) => [...children, paragraph('third', 'Och mer')]);
    const before = Y.encodeStateAsUpdate(next);
    change(next, ({ children }) => children.slice(0, -1));
    expect(carryOver(copy, next, 2)).toBe(false);
    const written = new Y.Doc();
    Y.applyUpdate(written, before);
    change(written, ({ children }) => [...children, paragraph('fourth', 'Annat')]);
    expect(carryOver(copy, written, 2)).toBe(false);
    expect(readDocument(written).textContent).toContain('Annat');
    expect(carryOver(copy, new Y.Doc(), 2)).toBe(false);
  });
});

function change(ydoc: Y.Doc, to: (document: Node) => readonly Node[]): void {
  const reader = new Reader(rootOf(ydoc), schema);
  const document = reader.read();
  writeDocument(reader, document.type.create(null, to(document)));
}

function paragraph(id: string, words: string, mark?: 'strong'): Node {
  return schema.nodes.paragraph.create({ id }, schema.text(words, mark === undefined ? [] : [schema.mark(mark)]));
}
