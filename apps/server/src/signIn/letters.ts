import { randomBytes } from 'node:crypto';

/** Without 0, O, 1, I and L, which are read for each other. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** For codes that people read and type; nearly five bits in each place. */
export function randomLetters(count: number): string {
  return Array.from({ length: count }, randomLetter).join('');
}

function randomLetter(): string {
  for (;;) {
    // Of 32 values the last has no letter: taking the rest of a division instead would make the first likelier.
    const letter = letters[randomBytes(1).readUInt8() & 31];
    if (letter !== undefined) return letter;
  }
}
