import { TextSelection } from '@tiptap/pm/state';
import { blockIds } from '@yrka/editor';
import { schema } from '@yrka/schema';
import { updateFromDocument } from '@yrka/ydoc';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Replica, yrkasBinding } from './replicas.ts';
import { type Outcome, playSession } from './session.ts';
import { stockBinding } from './stockBinding.ts';

// More sessions, or another beginning, for whoever looks for what these did not find.
const sessions = Number(process.env.YRKA_CASES ?? 100);
const firstSeed = Number(process.env.YRKA_SEED ?? 20_261_125);
const stockSessions = 40;

const seeds = (count: number) => Array.from({ length: count }, (_, index) => firstSeed + index * 7_919);
const isWhole = ({ missing, doubled, needlesslyRescued, doubleIds, replicasEqual, stateIsDocument }: Outcome) =>
  missing.length + doubled.length + needlesslyRescued.length + doubleIds === 0 && replicasEqual && stateIsDocument;

test('[ORD1, RES1, IDS2] in random sessions of three people every letter is in the text once, deleted by one who saw it, or rescued', {
  timeout: 120_000,
}, () => {
  const outcomes = seeds(sessions).map((seed) => playSession(seed, () => [blockIds()], yrkasBinding));
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const failed = outcomes.filter((outcome) => !isWhole(outcome));
  console.info(
    `convergence: ${sessions} sessions, seeds ${firstSeed} + 7919 n; ${sum(({ typed }) => typed)} letters typed, ${sum(({ rescued }) => rescued)} rescued (${sum(({ needlesslyRescued }) => needlesslyRescued.length)} of them needlessly), ${sum(({ missing }) => missing.length)} missing, ${sum(({ doubled }) => doubled.length)} doubled`,
  );
  expect(failed).toEqual([]);
});

test('two who write at the same place each keep their words in one piece', () => {
  const { doc, paragraph } = schema.nodes;
  const start = updateFromDocument(doc.create(null, paragraph.create({ id: 'p' }, schema.text('Början slut'))), 1);
  for (const [first, second] of [
    [1_000, 2_000],
    [2_000, 1_000],
  ] as const) {
    const [rakel, jonas] = [first, second].map((client) => new Replica(client, start, [blockIds()], yrkasBinding));
    if (rakel === undefined || jonas === undefined) throw new Error('nobody writes');
    for (const [from, to] of [
      [rakel, jonas],
      [jonas, rakel],
    ] as const) {
      from.ydoc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== 'network') Y.applyUpdate(to.ydoc, update, 'network');
      });
      from.dispatch(from.state.tr.setSelection(TextSelection.create(from.document, 8)));
    }
    for (let index = 0; index < 12; index++) {
      rakel.dispatch(rakel.state.tr.insertText('Rakels ord. '.charAt(index)));
      jonas.dispatch(jonas.state.tr.insertText('Jonas ord.   '.charAt(index)));
    }
    expect(rakel.document.textContent).toContain('Rakels ord. ');
    expect(rakel.document.textContent).toContain('Jonas ord. ');
    expect(jonas.document.textContent).toBe(rakel.document.textContent);
  }
});

test('the same sessions find what the stock binding loses', { timeout: 60_000 }, () => {
  const outcomes = seeds(stockSessions).map((seed) => playSession(seed, () => [blockIds()], stockBinding));
  const failed = outcomes.filter((outcome) => !isWhole(outcome));
  const doubled = outcomes.reduce((total, outcome) => total + outcome.doubled.length, 0);
  console.info(`convergence, stock binding: ${stockSessions} sessions, ${failed.length} not whole; ${doubled} letters doubled`);
  expect(failed.length).toBeGreaterThan(stockSessions / 2);
  expect(doubled).toBeGreaterThan(0);
});
