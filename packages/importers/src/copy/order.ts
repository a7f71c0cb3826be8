/**
 * Of blocks that stood in one order and stand in another: those that must have moved, the fewest, each with the block that
 * it stands behind now (null for the beginning), in their new order. Blocks that are gone, or new, are in one list alone.
 */
export function inReadingOrder(before: readonly string[], now: readonly string[]): readonly (readonly [id: string, behind: string | null])[] {
  const place = new Map(before.map((id, index) => [id, index]));
  const both = now.filter((id) => place.has(id));
  const stayed = new Set(longestRising(both.map((id) => place.get(id) ?? 0)).map((index) => both[index]));
  return both.flatMap((id, index) => (stayed.has(id) ? [] : [[id, both[index - 1] ?? null] as const]));
}

/** The indices of a longest rising sequence among numbers that are all different, in order; `comparison`, which has one too, is tested with what is imported. */
function longestRising(numbers: readonly number[]): readonly number[] {
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  numbers.forEach((number, index) => {
    const at = ends.findLastIndex((end) => (numbers[end] ?? 0) < number) + 1;
    before[index] = ends[at - 1];
    ends[at] = index;
  });
  const rising: number[] = [];
  for (let index = ends.at(-1); index !== undefined; index = before[index]) rising.push(index);
  return rising.reverse();
}

/** The parts of a line that stands at two sides, as the head does. */
export const wordsBetween = (text: string) =>
  text
    .split('\t')
    .map((part) => part.replace(/\s+/gu, ' ').trim())
    .filter((part) => part !== '');
