import type { AttendanceChanges, AttendingPerson } from '@yrka/server/api';

type Part = AttendanceChanges['people'][number];

/** What one press makes of somebody's part: a member serves or is absent; a substitute is not there, is there, serves. */
export function nextPart(person: AttendingPerson, people: readonly AttendingPerson[]): readonly Part[] {
  if (person.seat !== 'substitute') {
    if (person.presence === 'serving') return [part(person, { presence: 'absent', fromItem: null, untilItem: null })];
    // Whoever served in their place waits again.
    const stoodIn = people.filter(({ inPlaceOf, presence }) => inPlaceOf === person.personId && presence === 'serving');
    return [part(person, { presence: 'serving' }), ...stoodIn.map((one) => part(one, { presence: 'present', inPlaceOf: null }))];
  }
  if (person.presence === 'absent') return [part(person, { presence: 'present' })];
  if (person.presence === 'serving') return [part(person, { presence: 'absent', inPlaceOf: null, fromItem: null, untilItem: null })];
  return [part(person, { presence: 'serving', inPlaceOf: emptySeats(people, person)[0]?.personId ?? null })];
}

/** Members whose seat nobody serves on, those of the substitute's party first. */
export function emptySeats(people: readonly AttendingPerson[], substitute: Pick<AttendingPerson, 'party'>): readonly AttendingPerson[] {
  const taken = new Set(people.filter(({ presence }) => presence === 'serving').map(({ inPlaceOf }) => inPlaceOf));
  const empty = people.filter(({ seat, presence, personId }) => seat !== 'substitute' && presence === 'absent' && !taken.has(personId));
  return [...empty.filter(({ party }) => party === substitute.party), ...empty.filter(({ party }) => party !== substitute.party)];
}

export function part({ personId, presence, inPlaceOf, fromItem, untilItem }: AttendingPerson, change: Partial<Omit<Part, 'personId'>> = {}): Part {
  return { personId, presence, inPlaceOf, fromItem, untilItem, ...change };
}

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
