import { basis, decisions, doc, p, point, section, title } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { checkReport, type ReportFacts } from './checkReport.ts';

const facts: ReportFacts = {
  clauses: [
    { document: 'motion', id: 'first' },
    { document: 'motion', id: 'second' },
  ],
  everyClauseIsAnswered: true,
  requiredParts: ['proposedDecision', 'summary'],
};
const answering = (text: string, ...clauses: string[]) => point(text, { answers: clauses.map((clause) => ({ document: 'motion', version: 1, clause })) });
const report = (...points: readonly Node[]) =>
  doc(title('Svar på motion'), section('proposedDecision', null, decisions(...points)), section('summary', null, p('Motionen handlar om vägar.')));
const told = (document: Node, given = facts) => checkReport(document, given).map(({ code, params }) => [code, params]);

test('a report that answers each clause once gives nothing', () => {
  expect(told(report(answering('Första att-satsen bifalls.', 'first'), answering('Andra att-satsen avslås.', 'second')))).toEqual([]);
});

test('[REP2] a clause without an answer is told, unless the whole motion is answered or the municipality has it so', () => {
  const one = report(answering('Första att-satsen bifalls.', 'first'));
  expect(told(one)).toEqual([['clauseUnanswered', { number: 2 }]]);
  expect(told(one, { ...facts, everyClauseIsAnswered: false })).toEqual([]);
  expect(told(one, { ...facts, clauses: null })).toEqual([]);
  expect(told(report(point('Motionen avslås.')))).toEqual([]);
  expect(told(report(point('Motionens första att-sats avslås.')))).toHaveLength(2);
});

test('[REP3] a clause that two points answer is told at the second', () => {
  const document = report(answering('Bifalls.', 'first'), answering('Avslås.', 'first', 'second'));
  const [finding] = checkReport(document, facts);
  expect(finding).toMatchObject({
    code: 'clauseAnsweredTwice',
    params: { number: 1, times: 2 },
    place: { blockId: document.child(1).child(0).child(1).attrs.id },
  });
});

test('[REP4] words that point elsewhere are not the decision', () => {
  const document = report(answering('Nämnden beslutar enligt föreliggande förslag.', 'first', 'second'));
  expect(checkReport(document, facts)).toMatchObject([
    { code: 'wordsNotWrittenOut', params: { words: 'enligt föreliggande förslag' }, place: { from: 17, to: 44 } },
  ]);
  expect(told(report(answering('Anta upprättat förslag till detaljplan.', 'first', 'second')))).toEqual([]);
});

test('[REP5] avslås och anses besvarad are two outcomes', () => {
  expect(told(report(point('Motionen avslås och anses besvarad.')))).toEqual([['contradictoryOutcome', { words: 'avslås och anses besvarad' }]]);
  expect(told(report(point('Motionens första att-sats avslås och motionen anses i övrigt besvarad.')), { ...facts, clauses: null })).toEqual([]);
});

test('[REP6] the basis is named with a date', () => {
  const document = (item: string) => doc(title('Svar'), section('decisionBasis', null, basis(item)));
  const given = { ...facts, clauses: null };
  for (const dated of ['Motion, inkommen 2031-02-14', 'KF 2024-06-10 § 88', 'Tjänsteskrivelse den 4 oktober 2023', 'Karta 27/1 2022', ''])
    expect(told(document(dated), given), dated).toEqual([]);
  for (const undated of ['Motion om vägar', 'Budget 2031', 'Karta 31 februari'])
    expect(told(document(undated), given), undated).toEqual([['basisWithoutDate', { words: undated }]]);
});

test('[REP1] a part that is asked for does not stand empty', () => {
  const document = doc(title('Svar'), section('proposedDecision', null, decisions(point(''))), section('summary', null, p('')), section('matter', null, p('')));
  expect(told(document, { ...facts, clauses: null })).toEqual([
    ['partEmpty', { part: 'proposedDecision' }],
    ['partEmpty', { part: 'summary' }],
  ]);
  expect(told(doc(), { ...facts, clauses: null })).toEqual([['titleMissing', {}]]);
});

const summarised = (summary: string, decision: string, ...more: readonly Node[]) =>
  doc(title('Svar'), section('proposedDecision', null, decisions(point(decision))), section('summary', null, p(summary)), ...more);
const alone = { ...facts, clauses: null };

test('[REP7] the summary says what the proposal says', () => {
  const given = (summary: string, decision: string) => told(summarised(summary, decision), alone);
  expect(given('Förvaltningen föreslår att motionen avslås.', 'Motionen anses besvarad.')).toEqual([
    ['summaryAgainstProposal', { says: 'avslag', proposes: 'besvarad' }],
  ]);
  expect(given('Mot bakgrund av ovanstående bör motionen avslås.', 'Motionen avslås.')).toEqual([]);
  // What another body said, and answers to single clauses, are no contradiction.
  expect(given('Nämnden har föreslagit att motionen avslås.', 'Motionen anses besvarad.')).toEqual([]);
  expect(given('Förvaltningen föreslår att motionen avslås.', 'Motionens första att-sats bifalls.')).toEqual([]);
});

test('[REP8] no sum stands in the summary alone, where the text gives sums', () => {
  const matter = (words: string) => section('matter', null, p(words));
  const given = (summary: string, ...more: readonly Node[]) => told(summarised(summary, 'Motionen avslås.', ...more), alone);
  expect(given('Kostnaden är 480 000 kronor.', matter('Kostnaden är 380 000 kronor.'))).toEqual([['summaryAlone', { words: '480 000 kronor' }]]);
  expect(given('Kostnaden är 480 000 kronor.', matter('Kostnaden beräknas till 480\u00a0000 kr per år.'))).toEqual([]);
  expect(given('Kostnaden är 480 000 kronor.', matter('Ingen kostnad anges.'))).toEqual([]);
});

test('[NAM3, NAM7, DAT3] a report is held to names and dates as minutes are', () => {
  const text = 'Bo Ek (M) har i en motion föreslagit vägar. Eva Ström (S) förslag prövades KF 2031-02-10 § 12 och KF 2031-02-11 § 12.';
  const document = doc(title('Svar på motion av Anna Lind (L) om vägar'), section('matter', null, p(text)));
  expect(checkReport(document, alone).map(({ code }) => code)).toEqual(['moversDiffer', 'genitiveMissing', 'decisionWithTwoDates']);
});
