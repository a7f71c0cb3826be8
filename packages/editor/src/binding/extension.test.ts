// @vitest-environment happy-dom
import { Editor } from '@tiptap/core';
import { bjorkvik } from '@yrka/schema';
import { epochClientId, rebase, rootOf, seedDocument } from '@yrka/ydoc';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { afterEach, expect, test } from 'vitest';
import { coreExtensions, schemaExtensions } from '../extensions.ts';
import { rebind, type TakenAway, whoRemoved, yrkaBinding } from './index.ts';

const open: Editor[] = [];

afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

test('[UND1] undo by command takes back what one typed, and redo does it again', () => {
  const { editor, ydoc } = edit();
  const before = editor.getText();
  editor.commands.insertContentAt(endOfText(editor), 'Mina ord');
  expect(editor.getText()).toContain('Mina ord');
  expect(editor.commands.undo()).toBe(true);
  expect(editor.getText()).toBe(before);
  expect(editor.commands.redo()).toBe(true);
  expect(editor.getText()).toContain('Mina ord');
  expect(rootOf(ydoc).toString()).toContain('Mina ord');
});

test('[UND1] undo at opening does nothing', () => {
  const { editor } = edit();
  const before = editor.getJSON();
  expect(editor.commands.undo()).toBe(false);
  expect(editor.getJSON()).toEqual(before);
});

test('[UND2] undo spares what another wrote', () => {
  const [mine, theirs] = [edit(), edit()];
  connect(mine.ydoc, theirs.ydoc);
  mine.editor.commands.insertContentAt(endOfText(mine.editor), 'Mina ord');
  theirs.editor.commands.insertContentAt(endOfText(theirs.editor), ' och deras');
  mine.editor.commands.undo();
  expect(mine.editor.getText()).not.toContain('Mina ord');
  expect(mine.editor.getText()).toContain('och deras');
  expect(theirs.editor.getJSON()).toEqual(mine.editor.getJSON());
});

test('showing a document writes nothing to it', () => {
  const ydoc = seeded();
  const updates: Uint8Array[] = [];
  ydoc.on('update', (update: Uint8Array) => updates.push(update));
  edit(ydoc);
  expect(updates).toEqual([]);
});

test('[schema RES1] a block that another removes while one writes in it is handed back, with who removed it', () => {
  const taken: TakenAway[] = [];
  const mine = edit(seeded(), (block) => taken.push(block));
  const theirs = edit();
  connect(mine.ydoc, theirs.ydoc);
  share(theirs.awareness, mine.awareness);
  const position = endOfText(mine.editor);
  mine.editor
    .chain()
    .insertContentAt(position, 'Ord på väg')
    .setTextSelection(position + 3)
    .run();
  const { node, at } = blockWith(theirs.editor, 'Ord på väg');
  theirs.editor.view.dispatch(theirs.editor.state.tr.delete(at, at + node.nodeSize));
  expect(taken.map(({ node }) => node.textContent)).toEqual([expect.stringContaining('Ord på väg')]);
  expect(whoRemoved(mine.awareness, taken[0]?.blockId ?? '')).toBe('Anna Lind');
});

test('[schema RES1] a block that another empties while one writes in it is handed back too', () => {
  const taken: TakenAway[] = [];
  const mine = edit(seeded(), (block) => taken.push(block));
  const theirs = edit();
  connect(mine.ydoc, theirs.ydoc);
  share(theirs.awareness, mine.awareness);
  const position = endOfText(mine.editor);
  mine.editor
    .chain()
    .insertContentAt(position, 'Ord på väg')
    .setTextSelection(position + 3)
    .run();
  const { node, at } = blockWith(theirs.editor, 'Ord på väg');
  theirs.editor.view.dispatch(theirs.editor.state.tr.delete(at + 1, at + node.nodeSize - 1));
  expect(taken.map(({ node }) => node.textContent)).toEqual([expect.stringContaining('Ord på väg')]);
  expect(whoRemoved(mine.awareness, taken[0]?.blockId ?? '')).toBe('Anna Lind');
});

test('[schema EPO5] an editor goes over to another document that says the same, and stays as it is', () => {
  const { editor, ydoc, awareness } = edit();
  editor.commands.insertContentAt(endOfText(editor), 'Mina ord');
  editor.commands.setTextSelection(endOfText(editor) - 2);
  const { doc, selection } = editor.state;
  const shown = editor.view.dom.innerHTML;
  const other = anew(ydoc);
  const updates: Uint8Array[] = [];
  other.on('update', (update: Uint8Array) => updates.push(update));
  rebind(editor.view, { ydoc: other, awareness: new Awareness(other), onTakenAway: null });
  expect([updates, editor.state.doc.eq(doc), editor.view.dom.innerHTML]).toEqual([[], true, shown]);
  expect(editor.state.selection.eq(selection)).toBe(true);
  expect([editor.commands.undo(), awareness.getLocalState()?.caret ?? null]).toEqual([false, null]);
  // What is written now is in the other alone, in the fewest letters; and what comes there is shown.
  editor.commands.insertContent('!');
  expect([rootOf(other).toString().includes('Mina o!rd'), rootOf(ydoc).toString().includes('!')]).toEqual([true, false]);
  expect(Y.getState(other.store, other.clientID)).toBe(1);
  const theirs = edit(copyOf(other));
  connect(other, theirs.ydoc);
  theirs.editor.commands.insertContentAt(endOfText(theirs.editor), ' och deras');
  expect(editor.getText()).toContain('Mina o!rd och deras');
  expect(editor.commands.undo()).toBe(true);
  expect(editor.getText()).toContain('Mina ord och deras');
});

test('[schema EPO5] where the other document says something else, that is shown, and the caret stays with its words', () => {
  const { editor, ydoc } = edit();
  editor.commands.insertContentAt(endOfText(editor), 'Mina ord');
  editor.commands.setTextSelection(endOfText(editor) - 2);
  const other = anew(ydoc);
  const theirs = edit(copyOf(other));
  connect(other, theirs.ydoc);
  const { at } = blockWith(theirs.editor, 'Mina ord');
  theirs.editor.commands.insertContentAt(at + 1, 'Deras. ');
  rebind(editor.view, { ydoc: other, awareness: null, onTakenAway: null });
  expect(editor.getText()).toContain('Deras. ');
  editor.commands.insertContent('!');
  expect(theirs.editor.getText()).toContain('Mina o!rd');
  expect(theirs.editor.getJSON()).toEqual(editor.getJSON());
});

/** The same document in its next epoch. */
function anew(ydoc: Y.Doc): Y.Doc {
  const rebased = rebase(ydoc, { clientId: epochClientId(2), maxBytes: Number.POSITIVE_INFINITY, anchors: [] });
  if (rebased.type !== 'rebased') throw new Error(rebased.type);
  const other = new Y.Doc();
  Y.applyUpdate(other, rebased.update);
  return other;
}

function copyOf(ydoc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(ydoc));
  return copy;
}

function edit(ydoc: Y.Doc = seeded(), onTakenAway: ((block: TakenAway) => void) | null = null) {
  const awareness = new Awareness(ydoc);
  awareness.setLocalStateField('user', { name: 'Anna Lind', colour: 0 });
  const editor = new Editor({
    element: document.createElement('div'),
    enableCoreExtensions: coreExtensions,
    extensions: [...schemaExtensions(), yrkaBinding.configure({ ydoc, awareness, onTakenAway })],
  });
  open.push(editor);
  return { editor, ydoc, awareness };
}

function seeded(): Y.Doc {
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, seedDocument('motion', bjorkvik));
  return ydoc;
}

function connect(a: Y.Doc, b: Y.Doc): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    from.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== connect) Y.applyUpdate(to, update, connect);
    });
  }
}

/** What one says of oneself reaches the other, as awareness would carry it. */
function share(from: Awareness, to: Awareness): void {
  from.on('change', () => to.states.set(from.clientID, from.getLocalState() ?? {}));
}

function endOfText(editor: Editor): number {
  let end = 0;
  editor.state.doc.forEach((node, offset) => {
    if (node.type.name === 'paragraph') end = offset + node.nodeSize - 1;
  });
  return end;
}

function blockWith(editor: Editor, text: string) {
  let found: { node: typeof editor.state.doc; at: number } | null = null;
  editor.state.doc.forEach((node, at) => {
    if (node.textContent.includes(text)) found = { node, at };
  });
  if (found === null) throw new Error(`no block with ${text}`);
  return found as { node: typeof editor.state.doc; at: number };
}
