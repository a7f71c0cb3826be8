import type { ItemPerson } from './attendance.ts';

/** What one who sits in the body does at a meeting. */
export type SeatPart = {
  readonly personId: string;
  /** `present` is a substitute who is there and does not serve. */
  readonly presence: 'serving' | 'present' | 'absent';
  /** Whose seat a substitute serves on; null for none in particular, and for a member. */
  readonly inPlaceOf: string | null;
  readonly fromItem: string | null;
  readonly untilItem: string | null;
};

/** `seat`: which one it is; only whether it is a substitute's matters here. */
export type SeatHolder = SeatPart & { readonly party: string | null; readonly seat: string };

/** [ATT6] What one press makes of somebody's part: a member serves or is absent; a substitute is not there, is there, serves. */
export function nextPart(person: SeatHolder, people: readonly SeatHolder[]): readonly SeatPart[] {
  if (!isSubstitute(person)) {
    if (person.presence === 'serving') return [partOf(person, { presence: 'absent', fromItem: null, untilItem: null })];
    // Whoever served in their place waits again.
    const stoodIn = people.filter(({ inPlaceOf, presence }) => inPlaceOf === person.personId && presence === 'serving');
    return [partOf(person, { presence: 'serving' }), ...stoodIn.map((one) => partOf(one, { presence: 'present', inPlaceOf: null }))];
  }
  if (person.presence === 'absent') return [partOf(person, { presence: 'present' })];
  if (person.presence === 'serving') return [partOf(person, { presence: 'absent', inPlaceOf: null, fromItem: null, untilItem: null })];
  return [partOf(person, { presence: 'serving', inPlaceOf: emptySeats(people, person)[0]?.personId ?? null })];
}

/** [ATT7] Members whose seat nobody serves on, those of the substitute's party first. */
export function emptySeats<Person extends SeatHolder>(people: readonly Person[], { party }: Pick<SeatHolder, 'party'>): readonly Person[] {
  const taken = new Set(people.filter(({ presence }) => presence === 'serving').map(({ inPlaceOf }) => inPlaceOf));
  return ofPartyFirst(
    people.filter((one) => !isSubstitute(one) && one.presence === 'absent' && !taken.has(one.personId)),
    party,
  );
}

/** [ATT7] Who could serve instead of somebody, the next one first: of the same party before the others, each in their own order. */
export function nextSubstitutes<Person extends ItemPerson>(waiting: readonly Person[], { party }: Pick<ItemPerson, 'party'>): readonly Person[] {
  return ofPartyFirst(waiting, party);
}

/** A part with some of it changed, and nothing else of the person. */
export function partOf({ personId, presence, inPlaceOf, fromItem, untilItem }: SeatPart, change: Partial<Omit<SeatPart, 'personId'>> = {}): SeatPart {
  return { personId, presence, inPlaceOf, fromItem, untilItem, ...change };
}

const isSubstitute = ({ seat }: Pick<SeatHolder, 'seat'>) => seat === 'substitute';

function ofPartyFirst<Person extends { readonly party: string | null }>(people: readonly Person[], party: string | null): readonly Person[] {
  return [...people.filter((one) => one.party === party), ...people.filter((one) => one.party !== party)];
}
