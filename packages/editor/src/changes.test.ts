import { DecorationSet } from '@tiptap/pm/view';
import { att, clauses, doc, p } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { changePlaces, changes, type ShownChange, showChanges } from './changes.ts';
import { after, stateOf } from './stateForTests.ts';

const state = () => stateOf(doc(p('Det är mörkt.', ''), clauses(att('utreda', { id: 'aaaaaaaaaaaa' }), att('redovisa', { id: 'bbbbbbbbbbbb' }))), changes());
const showing = { current: null, isFocusable: false, removed: 'Borttaget:' };
const first = String(state().doc.firstChild?.attrs.id);
const list = String(state().doc.lastChild?.attrs.id);

const removed = (blockId: string, afterId: string | null, parentId: string | null): ShownChange => ({
  kind: 'removed',
  blockId,
  afterId,
  parentId,
  quote: 'ord',
});

/** Where each change stands: the words before its caret in its block, or what it stands behind. */
const places = (of: ReturnType<typeof state>, shown: readonly ShownChange[]) =>
  changePlaces(of, shown).map(
    ({ change, caret, node }) => `${change.blockId}: ${of.doc.resolve(caret).parent.textContent || '–'}${node === null ? ' (first)' : ''}`,
  );

test('[CHA1] a change stands where its block is, in the order of the document, and goes with it', () => {
  const shown: readonly ShownChange[] = [
    { kind: 'moved', blockId: 'bbbbbbbbbbbb', at: 0 },
    { kind: 'changed', blockId: first, at: 400 },
    { kind: 'added', blockId: 'nowhere', at: 0 },
  ];
  const before = after(state(), showChanges(shown, showing));
  expect(places(before, shown)).toEqual([`${first}: Det är mörkt.`, 'bbbbbbbbbbbb: redovisa']);
  const written = before.apply(before.tr.insertText('Nu: ', 1));
  expect(places(written, shown)).toEqual([`${first}: Nu: Det är mörkt.`, 'bbbbbbbbbbbb: redovisa']);
  const gone = written.apply(written.tr.delete(0, written.doc.firstChild?.nodeSize ?? 0));
  expect(places(gone, shown)).toEqual(['bbbbbbbbbbbb: redovisa']);
});

test('[CHA1] what was removed stands behind the block before it, else first in its parent, and nowhere once it is back', () => {
  const shown = [
    removed('x', 'aaaaaaaaaaaa', list),
    removed('y', null, list),
    removed('z', null, null),
    removed('w', null, 'gone'),
    removed(first, null, null),
  ];
  expect(changePlaces(state(), shown).map(({ change, from }) => [change.blockId, from])).toEqual([
    ['z', 0],
    ['y', 16],
    ['x', 24],
  ]);
});

test('[CHA1] marks change nothing in the document, go along with what is written, and are taken away', () => {
  const before = state();
  const shown = after(before, showChanges([{ kind: 'changed', blockId: 'aaaaaaaaaaaa', at: 0 }], { ...showing, current: 'aaaaaaaaaaaa' }));
  expect(shown.doc).toBe(before.doc);
  const marks = (of: typeof before) =>
    of.plugins.flatMap((plugin) => {
      const set = plugin.props.decorations?.call(plugin, of);
      return set instanceof DecorationSet ? set.find().map(({ from, to }) => of.doc.textBetween(from, to)) : [];
    });
  expect(marks(shown)).toEqual(['utreda']);
  const written = shown.apply(shown.tr.insertText(' noga', shown.doc.content.size - 12).insertText('Nu: ', 1));
  expect(marks(written)).toEqual([written.doc.lastChild?.firstChild?.textContent]);
  expect(marks(after(written, showChanges([], showing)))).toEqual([]);
});
