import { decide, ProvingCopy, readDocument, rejectAll, rootOf } from '@yrka/ydoc';
import { suggestionWord } from '@yrka/schema';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Random, seeded } from '../convergence/random.ts';
import { edit } from '../rights/hostile.ts';
import { ali, attackedBytes, eva, evasClient } from './attacks.ts';

const runs = Number(process.env.YRKA_RUNS ?? 50);
const firstSeed = Number(process.env.YRKA_SEED ?? 20_261_126);
const makers = [
  { id: 'Eva1Eva1Eva1', by: eva },
  { id: 'NyttNytt1234', by: eva },
  { id: 'Ali1Ali1Ali1', by: ali },
];

/** One thing that a program may do to a document, most of it wrong. */
function forge(ydoc: Y.Doc, random: Random): void {
  const elements = [...rootOf(ydoc).createTreeWalker((type) => type instanceof Y.XmlElement)] as Y.XmlElement[];
  const texts = [...rootOf(ydoc).createTreeWalker((type) => type instanceof Y.XmlText)] as Y.XmlText[];
  const [element, text, maker] = [random.pick(elements), random.pick(texts), random.pick(makers)];
  const at = random.below(text.length + 1);
  const length = Math.min(1 + random.below(5), text.length - at);
  const marks = () => ({ [random.pick(['insertion', 'deletion', 'strong'])]: random.pick([null, maker, maker, {}]) });
  switch (random.below(8)) {
    case 0:
    case 1:
      return text.insert(at, 'ord', random.pick([{}, { insertion: maker }, { insertion: maker }, marks()]));
    case 2:
    case 3:
      return length > 0 ? text.format(at, length, random.pick([{ deletion: maker }, marks()])) : undefined;
    case 4:
      return length > 0 ? text.delete(at, length) : undefined;
    case 5:
      return element.setAttribute(random.pick(['inserted', 'deleted', '_o', 'id', 'level']), random.pick([suggestionWord(maker), 'a1', 'dolt']));
    case 6: {
      const made = new Y.XmlElement('paragraph');
      for (const [name, value] of Object.entries({ id: `Ny${random.below(100_000)}`, ...random.pick([{}, { inserted: suggestionWord(maker) }]) }))
        made.setAttribute(name, value);
      made.insert(0, [new Y.XmlText('stycke')]);
      return rootOf(ydoc).insert(random.below(rootOf(ydoc).length + 1), [made]);
    }
    default:
      return rootOf(ydoc).delete(random.below(rootOf(ydoc).length), 1);
  }
}

test('[WIRE33] of what is forged at random nothing is proved that leaves another text or another suggestion', { timeout: 120_000 }, () => {
  let [proved, refused] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const random = seeded(firstSeed + run * 7_919);
    let stored = [attackedBytes()];
    const copy = new ProvingCopy(stored);
    for (let step = 0; step < 5; step++) {
      const before = documentOf(stored);
      const update = edit(Y.mergeUpdates(stored), (ydoc) => forge(ydoc, random));
      const objection = copy.prove(update, { personId: eva, isTheirClient: (client) => client === evasClient });
      if (objection !== null) {
        refused++;
        continue;
      }
      proved++;
      stored = [...stored, update];
      const after = documentOf(stored);
      const isEvas = ({ by }: { readonly by: string }) => by === eva;
      expect(rejectAll(after).eq(rejectAll(before)), `seed ${firstSeed + run * 7_919}, step ${step}`).toBe(true);
      expect(decide(after, 'reject', isEvas).eq(decide(before, 'reject', isEvas)), `seed ${firstSeed + run * 7_919}, step ${step}`).toBe(true);
    }
  }
  console.info(`suggest-only: ${runs} runs of forged updates, seeds ${firstSeed} + 7919 n; ${proved} proved, ${refused} refused`);
  expect([proved > 0, refused > proved]).toEqual([true, true]);
});

/** As one reads it who takes in what was stored, in one and without what Yjs tidies between. */
function documentOf(updates: readonly Uint8Array[]) {
  const ydoc = new Y.Doc();
  Y.applyUpdate(ydoc, Y.mergeUpdates([...updates]));
  return readDocument(ydoc);
}
