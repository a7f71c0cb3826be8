import { updateFromDocument } from '@yrka/ydoc';
import { expect, test } from 'vitest';
import { settle } from '../../../apps/server/src/rooms/socketPair.ts';
import { seeded } from '../convergence/random.ts';
import { everyOperation, Letters, startDocument } from '../convergence/session.ts';
import { ReviewedRooms } from './reviewedRooms.ts';

const sessions = Number(process.env.YRKA_CASES ?? 1);
const firstSeed = Number(process.env.YRKA_SEED ?? 20_387_831);
const undoing = everyOperation.filter(([name]) => name === 'undo' || name === 'redo');

/** Others' work is seen before each act: what crosses an undo unseen, a client cannot know of. */
test('[UND3] the server refuses no undo or redo of two who only suggest, while two write in the same words', { timeout: 600_000 }, async () => {
  let [undone, left] = [0, 0];
  const refused: string[] = [];
  for (let index = 0; index < sessions; index++) {
    const seed = firstSeed + index * 7_919;
    const random = seeded(seed);
    const letters = new Letters();
    const start = updateFromDocument(startDocument(letters), 1);
    const open = await ReviewedRooms.with(start);
    open.rights = { anna: 'write', omar: 'write', eva: 'suggest', rut: 'suggest' };
    let client = 1_000;
    const enter = (name: string) => {
      client += 7;
      return open.edit(name, client, start, open.rights[name] === 'suggest');
    };
    const editors = new Map(Object.keys(open.rights).map((name) => [name, enter(name)]));
    const seen = () => settle(open.rooms, ...[...editors.values()].map(({ hand }) => hand));
    await seen();
    for (let turn = 0; turn < 72; turn++) {
      const name = random.pick(Object.keys(open.rights));
      const editor = editors.get(name);
      if (editor === undefined) continue;
      const isSuggesting = open.rights[name] === 'suggest';
      const [what, run] = random.pick(isSuggesting && random.below(3) === 0 ? undoing : everyOperation);
      const before = editor.replica.document;
      run(editor.replica, random, letters);
      await seen();
      if (!isSuggesting) continue;
      if (what === 'undo' || what === 'redo') {
        if (editor.replica.document === before) left++;
        else undone++;
      }
      if (!editor.hand.notices.some(({ type }) => type === 'refused')) continue;
      refused.push(`seed ${seed}, turn ${turn}: ${name} ${what}`);
      editor.replica.binding.destroy();
      editors.set(name, enter(name));
      await seen();
    }
    for (const { replica } of editors.values()) replica.binding.destroy();
    await open.close();
  }
  console.info(
    `undoing: ${sessions} sessions, seeds ${firstSeed} + 7919 n; ${undone} undone or done again, ${left} changed nothing, refused: ${refused.length}`,
  );
  expect(refused.filter((act) => /undo|redo/.test(act))).toEqual([]);
});
