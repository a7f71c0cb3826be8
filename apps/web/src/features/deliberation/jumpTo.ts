import type { AttendingPerson } from '@yrka/server/api';

/** Where letters lead: the first after the one that one is at, round to it again, of whom a name begins so. -1 for nobody. */
export function jumpTo(people: readonly Pick<AttendingPerson, 'name'>[], typed: string, from: number): number {
  const wanted = typed.toLocaleLowerCase('sv');
  const begins = ({ name }: Pick<AttendingPerson, 'name'>) =>
    name
      .toLocaleLowerCase('sv')
      .split(/[\s-]+/u)
      .some((_, index, words) => words.slice(index).join(' ').startsWith(wanted));
  // A word that goes on stays at whom it has found; another letter goes on to the next.
  const first = wanted.length > 1 ? from : from + 1;
  for (let step = 0; step < people.length; step++) {
    const index = (Math.max(first, 0) + step) % people.length;
    const person = people[index];
    if (person !== undefined && begins(person)) return index;
  }
  return -1;
}
