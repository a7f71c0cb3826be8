import { blockIds } from '@yrka/editor';
import { readDocument, restoringUpdate } from '@yrka/ydoc';
import type { Node } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { yrkasBinding } from './replicas.ts';
import { playSession, type ServerAct } from './session.ts';

const sessions = Number(process.env.YRKA_CASES ?? 40);
const firstSeed = Number(process.env.YRKA_SEED ?? 20_261_126);

let restorations = 0;
let wrong = 0;

/** Remembers how the text stands, or makes it stand again as it once did: for somebody, while all the others write on. */
function restoring(): ServerAct {
  const versions: Node[] = [];
  let nextClient = 50_000;
  return (server, random, letters) => {
    const before = readDocument(server.doc);
    versions.push(before);
    if (random.next() < 0.5) return;
    const then = random.pick(versions);
    const update = restoringUpdate(server.doc, then, nextClient++);
    if (update === null) return;
    server.apply(update);
    restorations++;
    const after = readDocument(server.doc);
    if (!after.eq(then)) wrong++;
    // The version before it is kept, and has them.
    letters.delete([...before.textContent].filter((letter) => !after.textContent.includes(letter)).join(''));
  };
}

test('[RST1, RST3] three people who write while older versions are restored end with one document, and every word stands, was seen to go, or is offered back', {
  timeout: 120_000,
}, () => {
  const outcomes = Array.from({ length: sessions }, (_, index) => playSession(firstSeed + index * 7_919, () => [blockIds()], yrkasBinding, [], restoring()));
  const typed = outcomes.reduce((sum, outcome) => sum + outcome.typed, 0);
  const rescued = outcomes.reduce((sum, outcome) => sum + outcome.rescued, 0);
  const missing = outcomes.reduce((sum, outcome) => sum + outcome.missing.length, 0);
  console.info(
    `restoring: ${sessions} sessions, seeds ${firstSeed} + 7919 n; ${restorations} restorations; of ${typed} letters ${rescued} were offered back and ${missing} lost`,
  );
  expect(wrong).toBe(0);
  expect(outcomes.filter(({ replicasEqual, stateIsDocument, doubleIds }) => !replicasEqual || !stateIsDocument || doubleIds > 0)).toEqual([]);
  expect(outcomes.flatMap(({ seed, missing: gone }) => (gone.length > 0 ? [`${seed}: ${gone.join('')}`] : []))).toEqual([]);
  expect(restorations).toBeGreaterThan(sessions / 2);
});
