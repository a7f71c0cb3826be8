import { Fragment, Slice } from '@tiptap/pm/model';
import { schema } from '@yrka/schema';
import { att, block, by, clauses, doc, field, p, sentence, table, title, yrkande, yrkanden } from '@yrka/test-builders';
import type { EditorState } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { shown, stateOf } from '../stateForTests.ts';
import { sliceOfText, textOfSlice } from './clipboard.ts';
import { pasteSlice } from './pasteSlice.ts';

const paste = (state: EditorState, slice: Slice) => state.apply(pasteSlice(state, slice).setMeta('uiEvent', 'paste'));
const pasteText = (state: EditorState, text: string) => {
  const after = paste(state, sliceOfText(schema, text));
  after.doc.check();
  return shown(after);
};
const three = 'att bygga\natt riva\natt måla';

test('[PAS5] words go into words', () => {
  expect(pasteText(stateOf(doc(p('Ett |två'))), 'nytt ')).toBe('p(Ett nytt |två)');
});
test('[PAS5] paragraphs go into running text', () => {
  expect(pasteText(stateOf(doc(p('Ett|'))), 'a\n\nb')).toMatch(/^p\(Etta\) p\(b\|?\)$/);
});
test('[PAS5] a heading pasted in front of a text is a heading', () => {
  const pasted = new Slice(Fragment.from([block('paragraph', { level: 1 }, 'Bakgrund'), p('ett '), p('två ')]), 1, 1);
  const before = stateOf(doc(p('|tre')));
  expect(shown(before.apply(pasteSlice(before, pasted)))).toBe('h1(Bakgrund) p(ett ) p(två |tre)');
});
test('[PAS5] lines become clauses, and att is not doubled', () => {
  expect(pasteText(stateOf(doc(clauses(att('|')))), three)).toBe('list(att(bygga) att(riva) att(måla|))');
  expect(pasteText(stateOf(doc(clauses(att('före |efter')))), three)).toBe('list(att(före att bygga) att(riva) att(måla|efter))');
});
test('[ATT1] in whole sentences att is kept', () => {
  expect(pasteText(stateOf(doc(clauses(sentence('|')))), three)).toBe('list(att(att bygga) att(att riva) att(att måla|))');
});
test('[ATT1] one line pasted into an empty clause loses its att, in the middle it keeps it', () => {
  expect(pasteText(stateOf(doc(clauses(att('|')))), 'att bygga')).toBe('list(att(bygga|))');
  expect(pasteText(stateOf(doc(clauses(att('bygga och |')))), 'att riva')).toBe('list(att(bygga och att riva|))');
});
test('[PAS5] in running text lines that begin with att stay words', () => {
  expect(pasteText(stateOf(doc(p('|'))), three)).toMatch(/^p\(att bygga\) p\(att riva\) p\(att måla\|?\)$/);
});
test('[PAS5] a title and a field take one line', () => {
  expect(pasteText(stateOf(doc(title('Ny |'))), 'motion\n\nom vägar')).toBe('title(Ny motion om vägar|)');
  expect(pasteText(stateOf(doc(block('fieldList', {}, field('date', '|')))), 'a\nb')).toBe('fieldList(field(a b|))');
});
test('[PAS5] a page pasted into an empty title gives title and text', () => {
  const page = new Slice(Fragment.from([p('Motion'), p('Ett'), table(['a'])]), 0, 0);
  expect(shown(paste(stateOf(doc(title('|'), by('Anna'), p(), clauses(att('')))), page))).toBe(
    'title(Motion|) people(person(Anna)) p(Ett) table(tr(td(a))) list(att())',
  );
});
test('[PAS5] a whole document goes into one where nothing is written', () => {
  const written = doc(title('Motion'), by('Anna'), p('Ett'), clauses(att('två')));
  const state = paste(stateOf(doc(title('|'), by(''), clauses(att('')))), new Slice(written.content, 0, 0));
  expect(shown(state)).toBe('title(Motion) people(person(Anna)) p(Ett) list(att(två|))');
});
test('[PAS5] lines become persons with their party', () => {
  const state = stateOf(doc(by('|')));
  const after = paste(state, sliceOfText(schema, 'Anna Lind (L)\nOmar Said'));
  expect(shown(after)).toBe('people(person(Anna Lind) person(Omar Said|))');
  expect(after.doc.firstChild?.firstChild?.attrs.party).toBe('L');
});
test('[PAS5] a cell takes lines', () => {
  expect(pasteText(stateOf(doc(table(['|', 'x']))), 'a\nb')).toBe('table(tr(td(a⏎b|) td(x)))');
});
test('[PAS5] words of a cell go into a cell, a clause and running text as words', () => {
  // As the clipboard gives them, with the row and the table around.
  const copied = new Slice(Fragment.from(table(['650'])), 3, 3);
  expect(shown(paste(stateOf(doc(table(['2|', 'x']))), copied))).toBe('table(tr(td(2650|) td(x)))');
  expect(shown(paste(stateOf(doc(clauses(att('köpa |')))), copied))).toBe('list(att(köpa 650|))');
  expect(shown(paste(stateOf(doc(p('Det kostar |'))), copied))).toBe('p(Det kostar 650|)');
});
test('[PAS5] cells come as words where no table can stand', () => {
  const cells = new Slice(Fragment.from(table(['ett', 'två'])), 3, 3);
  expect(shown(paste(stateOf(doc(table(['|', 'x']))), cells))).toBe('table(tr(td(ett⏎två|) td(x)))');
  expect(shown(paste(stateOf(doc(title('|'))), cells))).toBe('title(ett två|)');
});
test('[PAS5] a table pasted in a clause follows the list', () => {
  const slice = new Slice(Fragment.from([p('ett'), table(['a'])]), 0, 0);
  expect(shown(paste(stateOf(doc(clauses(att('|')), p('efter'))), slice))).toBe('list(att(ett|)) table(tr(td(a))) p(efter)');
});
test('[PAS5] the frame of another document comes as text', () => {
  const slice = new Slice(
    Fragment.from([title('Rubrik'), block('fieldList', {}, field('date', '2026')), block('section', { part: 'summary' }, p('Text'))]),
    0,
    0,
  );
  expect(shown(paste(stateOf(doc(title('Min'), p('|'))), slice))).toMatch(/^title\(Min\) h1\(Rubrik\) p\(2026\) p\(Text\|?\)/);
});
test('[PAS5] clauses copied with other text go into the list that is there', () => {
  const { doc: other, selection } = stateOf(doc(title('Bänkar'), by('Anna Lind'), p('|Det saknas bänkar.'), clauses(att('köpa'), att('ställa ut'))));
  const all = new Slice(other.content, 0, 0);
  expect(shown(paste(stateOf(doc(title('Min'), by('Bo'), p('Ett|'), clauses(att('')))), all))).toMatch(
    /^title\(Min\) people\(person\(Bo\)\) p\(Ett\) h1\(Bänkar\) p\(Anna Lind\) p\(Det saknas bänkar.\) list\(att\(köpa\) att\(ställa ut\|\)\)$/,
  );
  const fromText = other.slice(selection.from, other.content.size - 2);
  expect(shown(paste(stateOf(doc(p('Ett |två'), clauses(att('bygga')))), fromText))).toBe(
    'p(Ett Det saknas bänkar.|två) list(att(bygga) att(köpa) att(ställa ut))',
  );
});
test('[PAS5] clauses alone, copied into running text, go into the list that is there and take the caret along', () => {
  const both = stateOf(doc(clauses(att('köpa'), att('ställa ut')))).doc.slice(2, 17);
  expect(shown(paste(stateOf(doc(p('Ett|'), clauses(att('')))), both))).toBe('p(Ett) list(att(köpa) att(ställa ut|))');
  expect(shown(paste(stateOf(doc(p('Ett|'))), new Slice(doc(clauses(att('köpa'), att('ställa'))).content, 0, 0)))).toContain('list(att(köpa) att(ställa');
});
test('[PAS5] clauses do not become those of somebody who moved their own', () => {
  const minutes = stateOf(doc(p('Ett|'), yrkanden(yrkande('proposal', 'motion', by('Bo'), clauses(att('bygga'))))));
  const after = shown(paste(minutes, new Slice(doc(clauses(att('köpa'), att('ställa ut'))).content, 0, 0)));
  expect(after).toBe('p(Ett) list(att(köpa) att(ställa ut)) list(yrkande(people(person(|Bo)) list(att(bygga))))');
});
test('[PAS5] words of a clause go into running text as words', () => {
  const words = stateOf(doc(clauses(att('köpa')))).doc.slice(3, 5);
  expect(shown(paste(stateOf(doc(p('Ett |'), clauses(att('')))), words))).toBe('p(Ett öp|) list(att())');
});
test('[ID4] clauses cut here keep their ids when pasted into a list', () => {
  const before = stateOf(doc(clauses(att('ett'), att('två'), att('|'))));
  const list = before.doc.firstChild;
  if (!list) throw new Error();
  const slice = before.doc.slice(1, 11);
  const cut = before.apply(before.tr.delete(1, 11).setMeta('uiEvent', 'cut'));
  const after = paste(cut, slice);
  expect(shown(after)).toBe('list(att(ett) att(två|))');
  expect([0, 1].map((index) => after.doc.firstChild?.child(index).attrs.id)).toEqual([0, 1].map((index) => list.child(index).attrs.id));
});
test('copied as text a clause has its att, and words out of it have not', () => {
  const state = stateOf(doc(p('Vi yrkar'), clauses(att('bygga'), att('riva'))));
  expect(textOfSlice(state.doc.slice(0, state.doc.content.size))).toBe('Vi yrkar\n\natt bygga\natt riva');
  expect(textOfSlice(state.doc.slice(13, 15))).toBe('yg');
});
