/** The indices of a longest rising sequence among numbers that are all different, in order: what need not have moved. */
export function longestRising(numbers: readonly number[]): readonly number[] {
  /** For each length, the index of the smallest number that ends a sequence as long as that. */
  const ends: number[] = [];
  const before: (number | null)[] = [];
  numbers.forEach((number, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before[index] = ends[low - 1] ?? null;
    ends[low] = index;
  });
  const rising: number[] = [];
  for (let index = ends.at(-1) ?? null; index !== null; index = before[index] ?? null) rising.push(index);
  return rising.reverse();
}
