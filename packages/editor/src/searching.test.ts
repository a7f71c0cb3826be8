import { schema } from '@yrka/schema';
import { att, clauses, doc, footnote, inline, p, title } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { remoteChange } from './remoteChange.ts';
import { findNext, findPrevious, replaceAllMatches, replaceMatch, search, searching, searchState } from './searching.ts';
import { after, applies, shown, stateOf } from './stateForTests.ts';

const words =
  (...blocks: Parameters<typeof stateOf>[0][]) =>
  (query: string) => {
    const state = after(stateOf(doc(...blocks), searching()), search(query));
    return searchState(state).matches.map(({ from, to }) => state.doc.textBetween(from, to));
  };

test('[FIN1] finds words in any case, in every block', () => {
  expect(words(title('Cykelväg'), p('en cykelVÄG'), clauses(att('bygga cykelvägar')))('cykelväg')).toEqual(['Cykelväg', 'cykelVÄG', 'cykelväg']);
});
test('[FIN1] å is not a, however it is written', () => {
  expect(words(p('bar bår ba\u030ar'))('bår')).toEqual(['bår', 'ba\u030ar']);
  expect(words(p('bar bår ba\u030ar'))('bar')).toEqual(['bar']);
  expect(words(p('Åsa'))('åsa')).toEqual(['Åsa']);
});
test('[FIN1] finds across bold, over non-breaking spaces, and signs as they stand', () => {
  expect(words(p('cyk', inline('elväg', schema.mark('strong'))))('cykelväg')).toEqual(['cykelväg']);
  expect(words(p('5\u00a0kap.\u00a035\u00a0§'))('kap. 35 §')).toHaveLength(1);
  expect(words(p('a.c abc (x)-[y]'))('a.c')).toEqual(['a.c']);
  expect(words(p('a.c abc (x)-[y]'))('(x)-[')).toEqual(['(x)-[']);
});
test('[FIN1] a footnote is read by itself', () => {
  expect(words(p('före', footnote('noten'), 'efter'))('noten')).toEqual(['noten']);
  expect(words(p('före', footnote('noten'), 'efter'))('efter')).toEqual(['efter']);
});
test('goes through the matches from the caret and round', () => {
  let state = after(stateOf(doc(p('a x'), p('|x x')), searching()), search('x'));
  expect(searchState(state).current).toBe(1);
  const at = () => shown(state);
  state = after(state, findNext);
  expect(at()).toBe('p(a x) p(|x| x)');
  state = after(state, findNext);
  expect(at()).toBe('p(a x) p(x |x|)');
  state = after(state, findNext);
  expect(at()).toBe('p(a |x|) p(x x)');
  state = after(state, findPrevious);
  expect(at()).toBe('p(a x) p(x |x|)');
});
test('replaces one and goes on', () => {
  const state = after(stateOf(doc(p('|x och x')), searching()), search('x'), findNext, replaceMatch('ny'));
  expect(shown(state)).toBe('p(ny och |x|)');
  expect(shown(after(state, replaceMatch('')))).toBe('p(ny och |)');
});
test('does not replace forever when the new words hold the old', () => {
  expect(shown(after(stateOf(doc(p('|x x')), searching()), search('x'), replaceMatch('xx'), replaceMatch('xx')))).toBe('p(|xx| xx)'.replace('|xx|', '|x|x'));
});
test('[FIN2] replaces all in one transaction and touches only the matches', () => {
  const state = after(stateOf(doc(p('kommun och Kommun'), p('annat|')), searching()), search('kommun'));
  let count = 0;
  replaceAllMatches('stad')(state, (tr) => {
    count++;
    expect(tr.doc.textContent).toBe('stad och stadannat');
    expect(tr.doc.child(1)).toBe(state.doc.child(1));
  });
  expect(count).toBe(1);
});
test('[FIN2] the new words keep the marks of the old', () => {
  const state = after(stateOf(doc(p('|', inline('fet', schema.mark('strong')))), searching()), search('fet'), replaceAllMatches('stark'));
  expect(state.doc.nodeAt(1)?.marks.map((mark) => mark.type.name)).toEqual(['strong']);
});
test('follows what others write, and ends when nothing is sought', () => {
  let state = after(stateOf(doc(p('|x')), searching()), search('x'));
  state = state.apply(state.tr.insertText('x ', 1).setMeta(remoteChange, true));
  expect(searchState(state).matches).toHaveLength(2);
  state = after(state, search(''));
  expect(searchState(state).matches).toEqual([]);
  expect(applies(state, findNext)).toBe(false);
});
