import { schema, suggestionWord } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { fromRelativePosition, readDocument, Reader, rejectAll, restored, restoringUpdate, rootOf, toRelativePosition, updateFromDocument } from './index.ts';
import { writeDocument } from './write.ts';

const { doc, title, paragraph, yrkandeList, attClause, footnote } = schema.nodes;
const p = (id: string, ...content: readonly (string | Node)[]) =>
  paragraph.create(
    { id },
    content.map((part) => (typeof part === 'string' ? schema.text(part) : part)),
  );
const clause = (id: string, text: string) => attClause.create({ id }, schema.text(text));
const list = (...clauses: readonly Node[]) => yrkandeList.create({ id: 'y' }, clauses);

const then = doc.create(null, [title.create({ id: 't' }, schema.text('Ljus')), p('a', 'Det är mörkt.'), list(clause('A', 'ett'), clause('B', 'två'))]);
const now = doc.create(null, [
  title.create({ id: 't' }, schema.text('Ljus')),
  p('n', 'Nytt.'),
  p('a', 'Det är mycket mörkt.'),
  list(clause('B', 'två'), clause('A', 'ett')),
]);

function documentWith(content: Node): Y.Doc {
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, updateFromDocument(content, 7));
  return ydoc;
}

function restore(ydoc: Y.Doc, wanted: Node): void {
  const update = restoringUpdate(ydoc, wanted, 900);
  if (update !== null) Y.applyUpdate(ydoc, update);
}

test('[RST1] an older version stands again, and what both have are the letters that they were', () => {
  const ydoc = documentWith(now);
  // Before the ö of "mörkt", which both have.
  const reader = new Reader(rootOf(ydoc), schema);
  const anchor = toRelativePosition(reader, reader.read(), 6 + 7 + 1 + 'Det är mycket m'.length);
  restore(ydoc, then);
  expect(readDocument(ydoc).eq(then)).toBe(true);
  const after = new Reader(rootOf(ydoc), schema);
  const document = after.read();
  const at = fromRelativePosition(after, anchor);
  expect(at === null ? null : document.textBetween(at, at + 4)).toBe('örkt');
});

test('[RST1] what says so already is left alone, and the document that was asked of is not changed', () => {
  const ydoc = documentWith(now);
  const before = Y.encodeStateAsUpdate(ydoc);
  expect(restoringUpdate(ydoc, now, 900)).toBeNull();
  expect(restoringUpdate(ydoc, then, 900)).not.toBeNull();
  expect(Y.encodeStateAsUpdate(ydoc)).toEqual(before);
});

test('[RST2] suggestions stay in what is the same, and go with what is not', () => {
  const eva = { id: 's1', by: 'eva' };
  const word = schema.text(' sent', [schema.mark('insertion', eva)]);
  const suggested = p('s', 'Föreslaget stycke.').type.create({ id: 's', inserted: suggestionWord(eva) }, schema.text('Föreslaget stycke.'));
  const withSuggestions = doc.create(null, [
    title.create({ id: 't' }, [schema.text('Ljus'), word]),
    suggested,
    p('a', 'Det är mycket', word, ' mörkt.'),
    list(attClause.create({ id: 'A', deleted: suggestionWord(eva) }, schema.text('ett')), clause('B', 'två')),
  ]);
  const again = restored(withSuggestions, then);
  expect(rejectAll(again).eq(then)).toBe(true);
  expect(again.child(0).eq(withSuggestions.child(0))).toBe(true);
  expect(again.child(1).eq(suggested)).toBe(true);
  expect(again.child(2).textContent).toBe('Det är mörkt.');
  expect(again.child(3).eq(withSuggestions.child(3))).toBe(true);
  const ydoc = documentWith(withSuggestions);
  restore(ydoc, then);
  expect(readDocument(ydoc).eq(again)).toBe(true);
});

test('[RST1] a footnote between words that change on both sides stays that footnote', () => {
  const note = footnote.create({ id: 'f' }, schema.text('not'));
  const [one, other] = [doc.create(null, [p('a', 'ett två tre ', note, ' fyra fem')]), doc.create(null, [p('a', 'helt andra ord ', note, ' som är fler')])];
  const ydoc = documentWith(one);
  const reader = new Reader(rootOf(ydoc), schema);
  reader.read();
  ydoc.clientID = 12;
  ydoc.transact(() => writeDocument(reader, other));
  expect(readDocument(ydoc).eq(other)).toBe(true);
});
