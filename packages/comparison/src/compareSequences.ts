import diff from 'fast-diff';
import { longestRising } from './longestRising.ts';

/** Neighbours that are in both sequences, or in one of them. */
export type Stretch = { readonly kind: 'same' | 'removed' | 'added'; readonly count: number };

/**
 * What must be removed from one sequence and added to it to get the other, in order: the fewest where they are short. Of
 * long ones what is alone of its kind in both is found first, and the rest between; what is long and has nothing of that
 * kind is another text.
 */
export function compareSequences(before: readonly string[], after: readonly string[]): readonly Stretch[] {
  const found: Stretch[] = [];
  const tell = (kind: Stretch['kind'], count: number) => {
    if (count === 0) return;
    const last = found.at(-1);
    if (last?.kind === kind) found[found.length - 1] = { kind, count: last.count + count };
    else found.push({ kind, count });
  };
  // Not by recursion: what is alone of its kind may be found between what is, as deep as the text is long.
  const open: (Gap | number)[] = [{ from: 0, to: before.length, from2: 0, to2: after.length }];
  for (let gap = open.pop(); gap !== undefined; gap = open.pop()) {
    if (typeof gap === 'number') {
      tell('same', gap);
      continue;
    }
    let { from, to, from2, to2 } = gap;
    const first = from;
    while (from < to && from2 < to2 && before[from] === after[from2]) [from, from2] = [from + 1, from2 + 1];
    tell('same', from - first);
    const last = to;
    while (to > from && to2 > from2 && before[to - 1] === after[to2 - 1]) [to, to2] = [to - 1, to2 - 1];
    if (last > to) open.push(last - to);
    const length = to - from + (to2 - from2);
    if (from === to || from2 === to2) {
      tell('removed', to - from);
      tell('added', to2 - from2);
    } else if (length <= mostCompared) {
      for (const { kind, count } of shortest(before.slice(from, to), after.slice(from2, to2))) tell(kind, count);
    } else {
      const anchors = aloneInBoth(before, after, { from, to, from2, to2 });
      if (anchors.length === 0) {
        tell('removed', to - from);
        tell('added', to2 - from2);
      }
      const gaps: Gap[] = anchors.map(([at, at2], index) => {
        const [next, next2] = anchors[index + 1] ?? [to, to2];
        return { from: at, to: next, from2: at2, to2: next2 };
      });
      const [begin, begin2] = anchors[0] ?? [to, to2];
      if (anchors.length > 0) open.push(...gaps.reverse(), { from, to: begin, from2, to2: begin2 });
    }
  }
  return found;
}

type Gap = { readonly from: number; readonly to: number; readonly from2: number; readonly to2: number };

/** Of both together: the fewest changes are looked for, which for twice as much takes up to four times as long (10 ms at this length). */
const mostCompared = 2_000;

function shortest(before: readonly string[], after: readonly string[]): Stretch[] {
  const letters = new Map<string, string>();
  const spell = (sequence: readonly string[]) => sequence.map((one) => letters.get(one) ?? newLetter(letters, one)).join('');
  return diff(spell(before), spell(after)).map(([kind, text]) => ({
    kind: kind === diff.EQUAL ? 'same' : kind === diff.DELETE ? 'removed' : 'added',
    count: text.length,
  }));
}

/** None of them half of a letter: there are fewer than there are letters below the surrogates. */
function newLetter(letters: Map<string, string>, one: string): string {
  const letter = String.fromCharCode(letters.size + 1);
  letters.set(one, letter);
  return letter;
}

/** Where stand those that are alone of their kind in both gaps, and in the same order. */
function aloneInBoth(before: readonly string[], after: readonly string[], { from, to, from2, to2 }: Gap): readonly (readonly [number, number])[] {
  const [places, places2] = [alone(before, from, to), alone(after, from2, to2)];
  const both = [...places].flatMap(([one, at]) => {
    const at2 = places2.get(one);
    return at2 === undefined ? [] : [[at, at2] as const];
  });
  return longestRising(both.map(([, at2]) => at2)).flatMap((index) => (both[index] === undefined ? [] : [both[index]]));
}

function alone(sequence: readonly string[], from: number, to: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  for (let at = from; at < to; at++) {
    const one = sequence[at] ?? '';
    if (places.has(one)) twice.add(one);
    places.set(one, at);
  }
  for (const one of twice) places.delete(one);
  return places;
}
