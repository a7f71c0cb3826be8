import type { Line } from '../lines.ts';
import type { CopyLine } from './line.ts';

/** What stands on a page beside its text: the line at the top, the page's number, numbers of clauses, a mark. In letters. */
const lettersPerPage = 200;
/** Where words are parted, by the end of a page or by the number of a note, no part is shorter. In letters. */
const shortestPart = 6;
/** What stands where the fonts of a page have no letter. */
const placeholder = '□';

/**
 * Whether the pages of a PDF say what the document that it carries says, letter by letter: whoever opens the file sees its pages, and
 * nothing else may come in by it. Spaces, signs and divided words are no difference, nor what stands on each page beside the text.
 */
export function isSameText(carried: readonly CopyLine[], pages: readonly Line[]): boolean {
  const text = pages.map((line) => line.text).join('');
  const shown = lettersOf(text);
  const there = new Set(shown);
  const said = carried
    .flatMap(({ segments }) => segments)
    .flatMap(({ runs }) => joined(runs).map(lettersOf))
    .map((letters) => (text.includes(placeholder) ? [...letters].filter((letter) => there.has(letter)).join('') : letters));
  const pageCount = 1 + pages.filter(({ beginsPage }) => beginsPage).length;
  return said.every((letters) => isIn(letters, shown)) && beyond(shown, said.join('')) <= lettersPerPage * pageCount;
}

/** The words between notes, which stand at the foot of a page, and the notes themselves. */
function joined(runs: CopyLine['segments'][number]['runs']): readonly string[] {
  const parts = [''];
  for (const run of runs) {
    if ('note' in run) parts.push(run.note, '');
    else if ('text' in run) parts[parts.length - 1] += run.text;
  }
  return parts;
}

const lettersOf = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

function isIn(letters: string, shown: string): boolean {
  let rest = letters;
  while (!shown.includes(rest)) {
    let [found, missing] = [0, rest.length];
    while (missing - found > 1) {
      const middle = Math.floor((found + missing) / 2);
      if (shown.includes(rest.slice(0, middle))) found = middle;
      else missing = middle;
    }
    if (found < shortestPart) return false;
    rest = rest.slice(found);
  }
  return true;
}

/** How many letters of one are not in the other, whatever the order. */
function beyond(one: string, other: string): number {
  const counts = new Map<string, number>();
  for (const letter of other) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let count = 0;
  for (const letter of one) {
    const left = counts.get(letter) ?? 0;
    if (left === 0) count++;
    else counts.set(letter, left - 1);
  }
  return count;
}
