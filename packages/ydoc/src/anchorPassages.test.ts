import { schema } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { anchorPassages, type ToldPassage } from './anchorPassages.ts';
import { findAnchorsIn } from './anchors.ts';
import { updateFromDocument } from './seed.ts';

const by = { id: 'AAAAAAAAAAAA', by: 'eva' };
const text = (words: string, mark?: 'insertion' | 'deletion') => schema.text(words, mark === undefined ? [] : [schema.mark(mark, by)]);
const p = (id: string, ...words: readonly Node[]) => schema.node('paragraph', { id }, words);
const clause = (id: string, words: string) => schema.node('yrkandeList', { id: 'list' }, [schema.node('attClause', { id, att: true }, [text(words)])]);
const at = (id: string | null, before: string, words: string, after: string): ToldPassage => ({ id, before, words, after });

/** Where what a file tells of is found: block and offsets of each passage. Else the quote that is kept, or null. */
function found(blocks: readonly Node[], ...passages: readonly ToldPassage[]) {
  const updates = [updateFromDocument(schema.node('doc', null, blocks), 7)];
  const [anchor = null] = anchorPassages(updates, [passages]);
  if (anchor === null) return null;
  const [place] = findAnchorsIn(updates, [anchor]);
  return place?.map(({ blockId, from, to }) => `${blockId} ${from}–${to}${anchor.isBlock ? ' whole' : ''}`).join(', ') ?? anchor.quote;
}

test('[ANC6] of equal words those are meant around which the same stands, however many spaces that is', () => {
  const block = p('one', text('en bil och en buss och en båt'));
  expect(found([block], at('one', 'en bil  och en buss och ', 'en', ' båt'))).toBe('one 23–25');
  expect(found([block], at('one', '', 'en', ' bil'))).toBe('one 0–2');
});

test('[ANC6] words are read with what is suggested, or else without', () => {
  const block = p('one', text('på '), text('stigen', 'deletion'), text('vägen', 'insertion'), text(' hem'));
  expect(found([block], at('one', '', 'på vägen hem', ''))).toBe('one 0–18');
  expect(found([block], at('one', 'på ', 'stigen', ' hem'))).toBe('one 3–9');
});

test('[ANC6] the word that paper puts before a clause is none of its own', () => {
  expect(found([clause('one', 'nämnden bygger ljus')], at('one', '', 'att nämnden', ' bygger ljus'))).toBe('one 0–7');
});

test('[ANC6] over several blocks it goes from the first word to the last', () => {
  const blocks = [p('one', text('Ett stycke.')), p('two', text('Ett till.'))];
  expect(found(blocks, at('one', 'Ett ', 'stycke.', ''), at('two', '', 'Ett', ' till.'))).toBe('one 4–11, two 0–3');
});

test('[ANC6] a block that the file has no id for is known by all of its words, and one in which no words are meant is meant whole', () => {
  expect(found([p('one', text('Ett nytt stycke.'))], at(null, 'Ett ', 'nytt', ' stycke.'))).toBe('one 4–8');
  expect(found([p('one', text('Ett stycke.'))], at('one', 'Ett ', '', 'stycke.'))).toBe('one 0–11 whole');
});

test('[ANC6] words that are gone keep their quote and are no other words; without a block there is no anchor', () => {
  expect(found([p('one', text('Ett stycke.'))], at('one', 'Ett ', 'blad', '.'))).toBe('blad');
  expect(found([p('one', text('Ett stycke.'))], at(null, '', 'Bilagor', ''))).toBeNull();
  expect(found([p('one', text('Ett stycke.'))])).toBeNull();
});
