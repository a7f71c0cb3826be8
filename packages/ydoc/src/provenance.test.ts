import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { randomBelow } from './churnForTests.ts';
import { type Letter, type Move, Moves } from './provenance.ts';

/** Letters that nobody has typed here are taken to stand, so the first client has them all, taken away. */
const gone = new Y.Doc();
gone.clientID = 9;
const text = gone.getText('gone');
text.insert(0, 'x'.repeat(1_000));
text.delete(0, 1_000);

it('finds what each letter was first typed as, however many moves are told of it, as one who goes through them all', () => {
  const seed = Number(process.env['YRKA_SEED'] ?? Date.now() % 1_000_000);
  const below = randomBelow(seed);
  for (let time = 0; time < 200; time++) {
    const told = Array.from(
      { length: below(12) },
      (): Move => ({ to: { client: 1 + below(2), clock: below(20) }, from: { client: 9, clock: below(900) }, length: below(8) }),
    );
    const moves = new Moves(told);
    for (const client of [1, 2, 3]) {
      for (let clock = 0; clock < 30; clock++) {
        const letter = { client, clock };
        expect(moves.firstTypedAs(gone, letter), `seed ${seed}`).toEqual(goneThrough(told, letter));
      }
    }
    expect(moves.isEmpty).toBe(told.length === 0);
  }
});

it('takes nobody’s word for letters that still stand', () => {
  const ydoc = new Y.Doc();
  ydoc.clientID = 9;
  ydoc.getText('here').insert(0, 'hej');
  const letter = { client: 1, clock: 5 };
  expect(new Moves([{ to: letter, from: { client: 9, clock: 0 }, length: 1 }]).firstTypedAs(ydoc, letter)).toBe(letter);
});

/** Of those that tell of a letter the one counts that begins first, then the one that was told first. */
function goneThrough(told: readonly Move[], letter: Letter): Letter {
  let found: Move | null = null;
  for (const move of told) {
    const { to, length } = move;
    const tells = to.client === letter.client && to.clock <= letter.clock && letter.clock < to.clock + length;
    if (tells && (found === null || to.clock < found.to.clock)) found = move;
  }
  return found === null ? letter : { client: found.from.client, clock: found.from.clock + letter.clock - found.to.clock };
}
