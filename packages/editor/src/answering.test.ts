import { decisions, doc, p, point, section } from '@yrka/test-builders';
import type { ClauseReference } from '@yrka/schema';
import { expect, test } from 'vitest';
import { answerClause, changePoint } from './answering.ts';
import { after, applies, shown, stateOf } from './stateForTests.ts';

const clauses = ['one', 'two', 'three'];
const reference = (clause: string): ClauseReference => ({ document: 'motion', version: 7, clause });
const answer = (clause: string, outcome: 'rejected' | 'answered' | 'noPosition' | 'approved' = 'rejected') =>
  answerClause({ reference: reference(clause), outcome, clauses });
const proposed = (...points: readonly ReturnType<typeof point>[]) =>
  doc(section('summary', null, p('x|')), section('proposedDecision', null, decisions(...points)));
const points = (state: ReturnType<typeof after>) => shown(state).replace(/^section\(p\(x\)\) /, '');

test('[CLA3] answers in the empty point, in the form of the municipality, and the caret stands where the reasons go', () => {
  const state = after(stateOf(proposed(point('', { att: true }))), answer('two'));
  expect(points(state)).toBe('section(list(point(avslå motionens andra att-sats|)))');
  const written = state.doc.lastChild?.firstChild?.firstChild;
  expect(written?.attrs).toMatchObject({ att: true, outcome: 'rejected', answers: [reference('two')] });
  expect(points(after(stateOf(proposed(point('', { att: false }))), answer('two', 'answered')))).toBe(
    'section(list(point(Motionens andra att-sats anses besvarad.|)))',
  );
});

test('keeps the order of the clauses, whichever is answered first', () => {
  let state = after(stateOf(proposed(point('', { att: true }))), answer('three'));
  state = after(state, answer('one', 'approved'));
  state = after(state, answer('two', 'noPosition'));
  expect(points(state)).toBe(
    'section(list(point(bifalla motionens första att-sats) point(lämna motionens andra att-sats utan ställningstagande|) point(avslå motionens tredje att-sats)))',
  );
});

test('an only clause is the motion itself, and points that answer nothing stay first', () => {
  const only = answerClause({ reference: reference('one'), outcome: 'rejected', clauses: ['one'] });
  expect(points(after(stateOf(proposed(point('tacka för motionen', { att: true }))), only))).toBe(
    'section(list(point(tacka för motionen) point(avslå motionen|)))',
  );
});

test('does nothing where the document has no list of points', () => {
  expect(applies(stateOf(doc(p('x|'))), answer('one'))).toBe(false);
});

test('the words follow another outcome while nobody has written in them', () => {
  const state = after(stateOf(proposed(point('', { att: true }))), answer('two'));
  const at = state.selection.$head.before();
  expect(points(after(state, changePoint(at, { outcome: 'approved' }, clauses)))).toContain('point(bifalla motionens andra att-sats');
  expect(points(after(state, changePoint(at, { answers: [reference('two'), reference('three')] }, clauses)))).toContain(
    'point(avslå motionens andra och tredje att-satser',
  );
  const continued = after(state, (now, dispatch) => {
    dispatch?.(now.tr.insertText(' med hänvisning till budgeten'));
    return true;
  });
  expect(points(after(continued, changePoint(at, { outcome: 'approved' }, clauses)))).toContain(
    'point(avslå motionens andra att-sats med hänvisning till budgeten',
  );
});
