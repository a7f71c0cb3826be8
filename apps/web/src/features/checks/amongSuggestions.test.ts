import { checkMotion } from '@yrka/checks';
import { schema } from '@yrka/schema';
import { att, clauses, doc, inline, p, title } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { amongSuggestions } from './amongSuggestions.ts';

const whose = { id: 'a', by: 'eva' };
const added = (words: string) => inline(words, schema.mark('insertion', whose));
const struck = (words: string) => inline(words, schema.mark('deletion', whose));
const check = (document: Parameters<typeof checkMotion>[0]) => checkMotion(document, { parties: null, seats: null, rules: null });
const wordsAt = (document: ReturnType<typeof doc>) =>
  amongSuggestions(document, check)
    .filter(({ code }) => code === 'wordToAvoid')
    .map(({ place }) => document.children.find(({ attrs }) => attrs.id === place.blockId)?.textBetween(place.from, place.to));

test('what somebody suggests is not looked at, and what stands is found where it is shown', () => {
  expect(wordsAt(doc(title('x'), p('Vi vill att ', added('erforderliga '), 'medel ges, ', struck('erforderliga'), ' nu.')))).toEqual(['erforderliga']);
  expect(wordsAt(doc(title('x'), p(added('Erforderliga medel.'))))).toEqual([]);
  expect(wordsAt(doc(title('x'), p('Erforderliga medel.'), p(added('ja'))))).toEqual(['Erforderliga']);
});

test('a clause that one would strike is still a clause', () => {
  const document = doc(title('x'), clauses(att('ett'), schema.node('attClause', { deleted: 'a eva' })));
  expect(amongSuggestions(document, check).map(({ code }) => code)).toContain('emptyClause');
});

test('one click mends a clause only where nobody suggests anything in it', () => {
  const words = 'bygga ett övergångsställe och att införa en vintercykeldag';
  const fixes = (document: ReturnType<typeof doc>) =>
    amongSuggestions(document, check).flatMap(({ code, fix }) => (code === 'twoDecisions' ? [fix?.kind ?? null] : []));
  expect(fixes(doc(title('x'), clauses(att(words))))).toEqual(['splitClause']);
  expect(fixes(doc(title('x'), clauses(att(words)), p(added('ja'))))).toEqual(['splitClause']);
  expect(fixes(doc(title('x'), clauses(schema.node('attClause', null, [schema.text(words), added(' nu')]))))).toEqual([null]);
});
