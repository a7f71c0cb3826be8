import { toFile } from '@yrka/exporters';
import { editedCopy, readCopy } from '@yrka/importers';
import { bjorkvik, schema, suggestionWord } from '@yrka/schema';
import { acceptAll, suggestionsIn } from '@yrka/ydoc';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { decidedInCopy } from './decidedInCopy.ts';

const [omar, eva] = [
  { id: 'AAAAAAAAAAAA', by: 'omar' },
  { id: 'BBBBBBBBBBBB', by: 'eva' },
];
const text = (words: string, mark?: 'insertion' | 'deletion', maker = omar) => schema.text(words, mark === undefined ? [] : [schema.mark(mark, maker)]);
const p = (id: string, attributes: object, ...words: readonly Node[]) => schema.node('paragraph', { id, ...attributes }, words);
const base = schema.node('doc', null, [
  schema.node('title', { id: 'title' }, [text('Ljus')]),
  p('one', {}, text('Vi '), text('kräver', 'deletion'), text('ber', 'insertion'), text(' om ljus '), text('nu ', 'insertion', eva), text('på stigen.')),
  p('come', { inserted: suggestionWord({ id: 'CCCCCCCCCCCC', by: 'eva' }) }, text('Ett till.')),
  p('gone', { deleted: suggestionWord({ id: 'DDDDDDDDDDDD', by: 'eva' }) }, text('Ett mindre.')),
]);
const names: Readonly<Record<string, string>> = { AAAAAAAAAAAA: 'words', BBBBBBBBBBBB: 'nu', CCCCCCCCCCCC: 'come', DDDDDDDDDDDD: 'gone' };

const made = await toFile('docx', base, {
  template: bjorkvik,
  kind: 'motion',
  createdAt: new Date('2027-01-12T20:14:00Z'),
  source: { documentId: 'd1', version: 7 },
  marks: { changeOf: ({ id }) => ({ author: names[id] ?? '', at: null }), comments: [] },
});

/** As Word does it: those of these authors are accepted, those of others rejected, and of all others they stand. */
function decidedInWord(accepted: readonly string[], rejected: readonly string[], change: (xml: string) => string = (xml) => xml): Uint8Array {
  const parts = unzipSync(made.bytes);
  let xml = strFromU8(parts['word/document.xml'] as Uint8Array);
  const of = (author: string, tag: string) => new RegExp(`<w:${tag} [^>]*w:author="${author}"[^>]*>((?:(?!</w:${tag}>).)*)</w:${tag}>`, 'gsu');
  const mark = (author: string, tag: string) => new RegExp(`<w:${tag} [^>]*w:author="${author}"[^>]*/>`, 'gu');
  const paragraph = (author: string, tag: string) => new RegExp(`<w:p>(?:(?!</w:p>).)*<w:${tag} [^>]*w:author="${author}"[^>]*/>(?:(?!</w:p>).)*</w:p>`, 'gsu');
  const keep = (author: string, tag: string) => {
    xml = xml.replace(mark(author, tag), '').replace(of(author, tag), (_all, inner: string) => inner.replaceAll('w:delText', 'w:t'));
  };
  const drop = (author: string, tag: string) => {
    xml = xml.replace(paragraph(author, tag), '').replace(of(author, tag), '');
  };
  for (const author of accepted) {
    drop(author, 'del');
    keep(author, 'ins');
  }
  for (const author of rejected) {
    drop(author, 'ins');
    keep(author, 'del');
  }
  return zipSync({ ...parts, 'word/document.xml': strToU8(change(xml)) });
}

async function held(file: Uint8Array) {
  const copy = await readCopy(file);
  if (copy === null) throw new Error('no copy');
  const { base: known, decided } = decidedInCopy(base, copy.lines, copy.untracked);
  const { document } = editedCopy({ ...copy.source, document: known }, copy.lines);
  return { known, document, decided: decided.map(({ id, verdict }) => `${verdict} ${names[id] ?? id}`).sort() };
}

const all = Object.values(names);

test('[CMP19] of a copy in which nobody decided anything nothing is told', async () => {
  const { decided, known } = await held(decidedInWord([], []));
  expect(decided).toEqual([]);
  expect(known.eq(base)).toBe(true);
});

test.each([
  ['all accepted', all, []],
  ['all rejected', [], all],
  ['of two in one block one of each', ['nu'], ['words']],
  ['one accepted beside one that stands', ['words', 'come'], []],
  ['one rejected beside one that stands', [], ['nu', 'gone']],
])('[CMP19] %s', async (_name, accepted, rejected) => {
  const { decided, known, document } = await held(decidedInWord(accepted, rejected));
  expect(decided).toEqual([...accepted.map((name) => `accept ${name}`), ...rejected.map((name) => `reject ${name}`)].sort());
  // What was rejected is no edit.
  expect(document.eq(known)).toBe(true);
  expect(suggestionsIn(known).map(({ id }) => names[id] ?? '')).toEqual(all.filter((name) => !rejected.some((one) => one === name)));
});

test('[CMP19] where words were edited as well nothing is decided, and the edit is one', async () => {
  const { decided, document } = await held(decidedInWord([], ['nu', 'come'], (xml) => xml.replace('på stigen', 'på vägen')));
  expect(decided).toEqual(['reject come']);
  expect(acceptAll(document).textContent).toContain('på vägen');
});
