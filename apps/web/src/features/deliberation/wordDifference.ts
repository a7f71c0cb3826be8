/** Words that two sentences share, or that only one of them has, in the order in which one reads them. */
export type Difference = readonly { readonly kind: 'same' | 'added' | 'removed'; readonly words: string }[];

/** What somebody's own words have other than the sentence that they were written over. Sentences, not documents: it compares every word with every other. */
export function wordDifference(before: string, after: string): Difference {
  const [old, now] = [split(before), split(after)];
  const lengths = commonLengths(old, now);
  const parts: { kind: Difference[number]['kind']; words: string }[] = [];
  const put = (kind: Difference[number]['kind'], word: string) => {
    const last = parts.at(-1);
    if (last?.kind === kind) last.words += ` ${word}`;
    else parts.push({ kind, words: word });
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      put('same', old[i] ?? '');
      i++;
      j++;
    } else if (j >= now.length || (i < old.length && (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) put('removed', old[i++] ?? '');
    else put('added', now[j++] ?? '');
  }
  return parts;
}

const split = (text: string) => text.split(/\s+/u).filter((word) => word !== '');

/** How many words in a row each pair of rests has in common. */
function commonLengths(old: readonly string[], now: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    const [row, below] = [lengths[i] ?? [], lengths[i + 1] ?? []];
    for (let j = now.length - 1; j >= 0; j--) row[j] = old[i] === now[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return lengths;
}
