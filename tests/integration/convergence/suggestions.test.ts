import { blockIds, decideSuggestions, suggestAs } from '@yrka/editor';
import { suggestionsIn } from '@yrka/ydoc';
import { expect, test } from 'vitest';
import { suggesting } from '../../../packages/editor/src/suggesting/suggesting.ts';
import { yrkasBinding } from './replicas.ts';
import { type NamedOperation, playSession } from './session.ts';

const sessions = Number(process.env.YRKA_CASES ?? 75);
const firstSeed = Number(process.env.YRKA_SEED ?? 20_261_125);

let decided = 0;
let suggested = 0;
const decide =
  (verdict: 'accept' | 'reject'): NamedOperation[1] =>
  (replica, random) => {
    const all = suggestionsIn(replica.document);
    if (all.length > 0 && replica.run(decideSuggestions(verdict, [random.pick(all)]))) decided++;
  };
const suggest: NamedOperation[1] = (replica) => {
  suggested++;
  // A person of their own for each: the Yjs client tells them apart here.
  replica.run(suggestAs(String(replica.ydoc.clientID)));
};
const more: readonly NamedOperation[] = [
  ...Array.from({ length: 8 }, (): NamedOperation => ['suggest', suggest]),
  ...Array.from({ length: 4 }, (): NamedOperation => ['write', (replica) => void replica.run(suggestAs(null))]),
  ...Array.from({ length: 3 }, (): NamedOperation => ['accept', decide('accept')]),
  ...Array.from({ length: 3 }, (): NamedOperation => ['reject', decide('reject')]),
];

test('[SUG1, SUG3] three people who write, suggest and decide at once, offline too, end with one and the same document', { timeout: 120_000 }, () => {
  const outcomes = Array.from({ length: sessions }, (_, index) => playSession(firstSeed + index * 7_919, () => [blockIds(), suggesting()], yrkasBinding, more));
  console.info(`suggestions: ${sessions} sessions, seeds ${firstSeed} + 7919 n; ${suggested} times somebody began to suggest, ${decided} decisions`);
  expect(outcomes.filter(({ replicasEqual, stateIsDocument, doubleIds }) => !replicasEqual || !stateIsDocument || doubleIds > 0)).toEqual([]);
  expect(suggested).toBeGreaterThan(sessions);
  expect(decided).toBeGreaterThan(0);
});
