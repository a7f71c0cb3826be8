/** Whether the name has words, one after another, of which the first begins the query: all do where nothing is written. */
export function isNamedBy(name: string, query: string): boolean {
  const wanted = query.trim().toLocaleLowerCase('sv');
  return name
    .toLocaleLowerCase('sv')
    .split(/[\s-]+/u)
    .some((_, index, words) => words.slice(index).join(' ').startsWith(wanted));
}
