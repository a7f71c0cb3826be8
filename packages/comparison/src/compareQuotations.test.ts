import { schema } from '@yrka/schema';
import { att, clauses, decisions, doc, hardBreak, heading, inline, p, point, quote, section, yrkande, yrkanden } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { compareQuotations } from './compareQuotations.ts';
import { applyComparison, nodeOn, versionOf } from './comparison.ts';
import { changesIn } from './layOut.ts';

const lights = 'sätta upp belysning längs gångvägen vid ån senast 2028.';
const benches = 'ställa ut minst tio bänkar i Stadsparken.';
const report = 'redovisa kostnaden för fullmäktige i september.';
const motion = doc(p('Det är mörkt.'), clauses(att(lights, { id: 'a' }), att(benches, { id: 'b' }), att(report, { id: 'c' })));

const quotations = (...content: readonly Node[]) => compareQuotations(motion, doc(section('matter', null, ...content)));
/** What a quotation says otherwise: the kind, and the words there and in the motion. */
const told = (...content: readonly Node[]) =>
  quotations(...content).map(({ comparison }) =>
    changesIn(comparison).map((change) => `${change.kind}: ${nodeOn(change, 'before')?.textContent ?? ''} → ${nodeOn(change, 'after')?.textContent ?? ''}`),
  );
const item = (words: string) => schema.node('paragraph', { list: 'bullet' }, [schema.text(words)]);

test('[CMP14] what is quoted is found as a quotation, a list, lines that begin with att, and between quotation marks', () => {
  const ways: readonly (readonly Node[])[] = [
    [quote(`att ${lights}`), quote(`att ${benches}`), quote(`att ${report}`)],
    [item(lights), item(benches), item(report)],
    [p('Motionären yrkar'), p(`att ${lights}`), p(`Att ${benches}`), p(`3. att ${report}`)],
    [p(`Hon yrkar att ”${lights}”, att ”${benches}” och att ”${report}”`)],
    [schema.node('paragraph', { quote: true }, [schema.text(lights), hardBreak(), schema.text(benches), hardBreak(), schema.text(report)])],
    [clauses(att(lights), att(benches), att(report))],
  ];
  expect(ways.map((content) => quotations(...content).map(({ exact, comparison }) => [exact, changesIn(comparison).length]))).toEqual(
    ways.map(() => [[[1, 2, 3], 0]]),
  );
});

test('[CMP14] what the document proposes, tells in its own words or quotes from elsewhere is no quotation of the motion', () => {
  const others: readonly Node[] = [
    decisions(point(lights)),
    yrkanden(yrkande('proposal', 'other', p(`att ${lights}`))),
    heading(1, `att ${lights}`),
    p('Kontoret anser att belysningen kan sättas upp.'),
    quote('att ställa ut krukor vid torget nästa vår.'),
  ];
  for (const other of others) expect([other.textContent, quotations(other)]).toEqual([other.textContent, []]);
  expect(compareQuotations(doc(p('Utan att-satser.')), doc(quote(lights)))).toEqual([]);
});

test('[CMP14] what is only suggested is not quoted, and what is to be struck still is', () => {
  const suggested = (words: string, mark: 'insertion' | 'deletion') => inline(words, schema.mark(mark, { id: 's', by: 'anna' }));
  const line = (mark: 'insertion' | 'deletion') =>
    schema.node('paragraph', { quote: true }, [schema.text('ställa ut minst tio '), suggested('gröna ', mark), schema.text('bänkar i Stadsparken.')]);
  expect(quotations(line('insertion')).map(({ exact }) => exact)).toEqual([[2]]);
  expect(quotations(line('deletion')).map(({ exact }) => exact)).toEqual([[]]);
});

test('[CMP15] a clause is told in other words, elsewhere, left out, or as one that the motion has not', () => {
  expect(told(quote(`att ${lights.replace('2028', '2029')}`), quote(benches), quote(report))).toEqual([
    [`changed: ${lights} → ${lights.replace('2028', '2029')}`],
  ]);
  expect(told(quote(report), quote(lights), quote(benches))).toEqual([[`movedHere:  → ${report}`]]);
  expect(told(quote(lights), quote(report))).toEqual([[`removed: ${benches} → `]]);
  expect(told(quote(lights), quote(benches), quote('att dra ner på personalen.'), quote(report))).toEqual([['added:  → dra ner på personalen.']]);
});

test('[CMP15] each line is taken for the clause that it is likest, and no clause for two', () => {
  const twins = doc(clauses(att('bygga en väg i norr.', { id: 'n' }), att('bygga en väg i söder.', { id: 's' })));
  const [only] = compareQuotations(twins, doc(quote('bygga en väg i söder.'), quote('bygga en bred väg i norr.')));
  expect(told(quote(benches.replace('tio', 'elva')), quote(benches))).toEqual([
    [`removed: ${lights} → `, `added:  → ${benches.replace('tio', 'elva')}`, `removed: ${report} → `],
  ]);
  expect(only && [only.exact, changesIn(only.comparison).map(({ kind }) => kind)]).toEqual([[2], ['movedHere', 'changed']]);
});

test('[CMP15] a clause that is quoted once more begins another quotation', () => {
  expect(quotations(p(`Hon vill ”${benches}”`), p('Ärendet.'), quote(lights), quote(benches), quote(report)).map(({ exact }) => exact)).toEqual([
    [2],
    [1, 2, 3],
  ]);
  expect(quotations(p(`Hon vill ”${lights}”`), p('Dessutom.'), p(`Hon vill ”${benches}”`)).map(({ exact }) => exact)).toEqual([[1, 2]]);
});

test('[CMP16] how it is set and what ends it is no other wording, and everything else is', () => {
  const nbsp = benches.replace('tio bänkar', 'tio\u00a0bänkar').replace('.', ', och');
  expect(quotations(quote(nbsp), p(inline(`att ${lights.replace('.', ';')}`, schema.mark('emphasis')))).map(({ exact }) => exact)).toEqual([[1, 2]]);
  expect(quotations(quote(`${benches}${'.'.repeat(200_000)}`)).map(({ exact }) => exact)).toEqual([[2]]);
  expect(quotations(quote(benches.replace('tio', '10'))).map(({ exact }) => exact)).toEqual([[]]);
  expect(quotations(quote(benches.replace('minst tio', 'minst, tio'))).map(({ exact }) => exact)).toEqual([[]]);
  expect(quotations(quote(benches.replace('Stads', 'stads'))).map(({ exact }) => exact)).toEqual([[]]);
});

test('[CMP17] it is a comparison like others: of the motion and the quotation, in their orders', () => {
  const [quotation] = quotations(quote(report), quote('att bänkarna målas.'), quote(lights.replace('ån', 'sjön')));
  expect(quotation).toBeDefined();
  if (quotation === undefined) return;
  const before = versionOf(quotation.comparison, 'before');
  expect(before.firstChild?.children.map((node) => [node.attrs.id, node.textContent])).toEqual([
    ['a', lights],
    ['b', benches],
    ['c', report],
  ]);
  expect(applyComparison(before, quotation.comparison).firstChild?.children.map(({ textContent }) => textContent)).toEqual([
    report,
    'bänkarna målas.',
    lights.replace('ån', 'sjön'),
  ]);
});
