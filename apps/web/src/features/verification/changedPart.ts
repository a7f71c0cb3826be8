/** A wording in three: what it begins with like another, what is only in it, what it ends with like the other. */
export type ChangedPart = { readonly before: string; readonly changed: string; readonly after: string };

/** Whole words: who reads a correction looks for the word, not for the letter. */
export function changedPart(wording: string, other: string): ChangedPart {
  const [own, others] = [wordsOf(wording), wordsOf(other)];
  const shorter = Math.min(own.length, others.length);
  let start = 0;
  while (start < shorter && own[start] === others[start]) start++;
  let end = 0;
  while (end < shorter - start && own.at(-1 - end) === others.at(-1 - end)) end++;
  const join = (from: number, to: number) => own.slice(from, to).join('');
  return { before: join(0, start), changed: join(start, own.length - end), after: join(own.length - end, own.length) };
}

/** Words and what is between them. */
const wordsOf = (text: string) => text.match(/\s+|[^\s]+/gu) ?? [];
