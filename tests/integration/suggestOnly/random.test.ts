import { readDocument, rejectAll, updateFromDocument } from '@yrka/ydoc';
import { expect, test } from 'vitest';
import type { HandClient } from '../../../apps/server/src/rooms/socketPair.ts';
import { settle } from '../../../apps/server/src/rooms/socketPair.ts';
import { type Random, seeded } from '../convergence/random.ts';
import type { Replica } from '../convergence/replicas.ts';
import { everyOperation, Letters, startDocument } from '../convergence/session.ts';
import { documentId, ReviewedRooms } from './reviewedRooms.ts';

const sessions = Number(process.env.YRKA_CASES ?? 2);
const firstSeed = Number(process.env.YRKA_SEED ?? 20_261_126);
/** An undo goes by Yjs' history, and what others have changed of it meanwhile is not proved (docs/adr/0021-suggest-only.md). */
const acts = everyOperation.filter(([name]) => name !== 'undo' && name !== 'redo');

type Editor = { readonly hand: HandClient; readonly replica: Replica };

function act({ replica }: Editor, random: Random, letters: Letters): string {
  const [name, run] = random.pick(acts);
  run(replica, random, letters);
  return name;
}

const refusalsOf = ({ hand }: Editor) => hand.notices.filter(({ type }) => type === 'refused').length;

test('[WIRE38, WIRE34] takes all that real editors suggest, live and in a shared version, while an author writes', { timeout: 300_000 }, async () => {
  let [suggested, written] = [0, 0];
  for (let index = 0; index < sessions; index++) {
    const seed = firstSeed + index * 7_919;
    const random = seeded(seed);
    const letters = new Letters();
    const start = updateFromDocument(startDocument(letters), 1);
    const open = await ReviewedRooms.with(start);
    open.rights = { anna: 'write', eva: 'suggest', rut: { access: 'suggest', share: { id: 's', seq: 1 } } };
    const [anna, eva, rut] = [open.edit('anna', 1_000, start, false), open.edit('eva', 1_007, start, true), open.edit('rut', 1_014, start, true)];
    const log: string[] = [];
    await settle(open.rooms, anna.hand, eva.hand, rut.hand);
    for (let round = 0; round < 12; round++) {
      // The author goes on while nobody suggests: what crosses it is tried where it is overtaken (proof.test.ts).
      for (const [who, editor] of Object.entries({ anna, eva })) {
        const text = rejectAll(readDocument(anna.replica.ydoc));
        log.push(`${round} ${who} ${act(editor, random, letters)}`);
        await settle(open.rooms, anna.hand, eva.hand, rut.hand);
        if (who === 'anna') written++;
        else {
          suggested++;
          expect(rejectAll(readDocument(anna.replica.ydoc)).eq(text), `seed ${seed}: ${log.slice(-3).join(', ')}`).toBe(true);
        }
      }
      // One who sees what was shared writes where the live text may be another already: blocks of their own.
      const before = rejectAll(readDocument(anna.replica.ydoc));
      rut.replica.dispatch(rut.replica.state.tr.insertText(letters.word(), 1));
      await settle(open.rooms, anna.hand, eva.hand, rut.hand);
      suggested++;
      expect(rejectAll(readDocument(anna.replica.ydoc)).eq(before)).toBe(true);
    }
    expect([refusalsOf(eva), refusalsOf(rut)], `seed ${seed}: ${log.join(', ')}`).toEqual([0, 0]);
    expect(readDocument(eva.replica.ydoc).eq(readDocument(anna.replica.ydoc)), `seed ${seed}`).toBe(true);
    // Then the reviewer is shown what the others have, with what was suggested.
    open.rights.rut = { access: 'suggest', share: { id: 't', seq: await open.lastSeq() } };
    open.rooms.rightsChanged(documentId);
    await settle(open.rooms, anna.hand, eva.hand, rut.hand);
    expect(readDocument(rut.replica.ydoc).eq(readDocument(anna.replica.ydoc)), `seed ${seed}`).toBe(true);
    for (const { replica } of [anna, eva, rut]) replica.binding.destroy();
    await open.close();
  }
  console.info(`suggest-only: ${sessions} sessions, seeds ${firstSeed} + 7919 n; ${suggested} acts suggested, ${written} written, none refused`);
});
