import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { element, forge } from './forgedUpdatesForTests.ts';
import { compacted, documentFromUpdates, inspectUpdate, Integration, readDocument, rootOf } from './index.ts';

test('[DOC6] whatever stands under an attribute’s name, it is shown in the form of one', () => {
  const shown = (name: string, held: Readonly<Record<string, unknown>>) => {
    const ydoc = new Y.Doc();
    const block = new Y.XmlElement(name);
    for (const [key, stored] of Object.entries(held)) store(block, key, stored);
    rootOf(ydoc).insert(0, [block]);
    const { attrs } = readDocument(ydoc).child(0);
    return Object.fromEntries(Object.keys(held).map((key) => [key, attrs[key] as unknown]));
  };
  expect(shown('paragraph', { level: 99, depth: -5, list: 'evil', quote: 'yes' })).toEqual({ level: 0, depth: 0, list: null, quote: false });
  expect(shown('paragraph', { level: 1.5, depth: 1e9 })).toEqual({ level: 0, depth: 0 });
  expect(shown('paragraph', { level: 2, depth: 3, list: 'ordered', quote: true })).toEqual({ level: 2, depth: 3, list: 'ordered', quote: true });
  expect(shown('vote', { yes: Number.NaN, no: 12, abstain: {} })).toEqual({ yes: null, no: 12, abstain: null });
  expect(shown('section', { part: 'constructor', heading: 5 })).toEqual({ part: 'other', heading: 5 });
});

test('a clause reference that is none is not shown, and those beside it are', () => {
  const ydoc = new Y.Doc();
  const [list, point] = [new Y.XmlElement('decisionList'), new Y.XmlElement('decisionPoint')];
  const reference = { document: 'd', version: 1, clause: 'c' };
  store(point, 'answers', [null, {}, reference, { ...reference, version: 'x' }]);
  list.insert(0, [point]);
  rootOf(ydoc).insert(0, [list]);
  expect(readDocument(ydoc).child(0).child(0).attrs.answers).toEqual([reference]);
});

test('a compacted document holds nothing that was removed, and who has the whole meets nothing new in it', () => {
  const ydoc = new Y.Doc();
  const updates: Uint8Array[] = [];
  ydoc.on('update', (update: Uint8Array) => updates.push(update));
  const text = new Y.XmlText('Behålls. Hemligheten. Också.');
  const block = new Y.XmlElement('paragraph');
  block.insert(0, [text]);
  rootOf(ydoc).insert(0, [block]);
  text.delete(9, 13);
  const compact = compacted(updates);
  const holds = (bytes: Uint8Array) => new TextDecoder().decode(bytes).includes('Hemligheten');
  expect([updates.some(holds), holds(compact)]).toEqual([true, false]);
  expect(documentFromUpdates([compact]).toJSON()).toEqual(readDocument(ydoc).toJSON());
  const before = Y.encodeStateVector(ydoc);
  Y.applyUpdate(ydoc, compact);
  expect(Y.encodeStateVector(ydoc)).toEqual(before);
  expect(readDocument(ydoc).textContent).toBe('Behålls. Också.');
});

test('blocks that nest without end, sent a few at a time, end in something not understood', () => {
  const integration = new Integration([]);
  for (let from = 0; from < 6_000; from += 20) {
    const run = Array.from({ length: 20 }, (_, index) => element(from + index === 0 ? { parent: 'document' } : { parent: [50, from + index - 1] }, 'section'));
    const update = forge([[50, from, ...run]]);
    expect(inspectUpdate(update).ok).toBe(true);
    integration.apply(update);
  }
  expect(() => readDocument(integration.doc).check()).not.toThrow();
  expect(() => new Integration([Y.encodeStateAsUpdate(integration.doc)])).not.toThrow();
});

/** Yjs stores any JSON; its types speak of strings only. */
function store(block: Y.XmlElement, name: string, held: unknown): void {
  block.setAttribute(name, held as string);
}

test.each([
  ['without an id', { id: '', by: 'eva' }],
  ['with an id of several words', { id: 'a b', by: 'eva' }],
  ['with an id without end', { id: 'a'.repeat(41), by: 'eva' }],
  ['of somebody without end', { id: 'a', by: 'e'.repeat(101) }],
  ['with an id that is a number', { id: 1, by: 'eva' }],
])('[SUG1] words in a suggestion %s stand', (_name, mark) => {
  const ydoc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  rootOf(ydoc).insert(0, [paragraph]);
  paragraph.insert(0, [text]);
  text.insert(0, 'ord', { insertion: { id: 'a', by: 'eva' }, deletion: mark });
  expect(readDocument(ydoc).firstChild?.firstChild?.marks.map(({ type }) => type.name)).toEqual(['insertion']);
});
