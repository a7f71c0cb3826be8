import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type NamedPerson,
  readDate,
  readDeliberation,
  readAmount,
  readPeople,
  readReservation,
  readVoteMeanings,
  readVoteResult,
  readYrkande,
  writeDate,
  writeDeliberation,
  writeAmount,
  writePeople,
  writeReservation,
  writeVoteMeanings,
  writeVoteResult,
  writeYrkande,
  type YrkandeStructure,
} from './index.ts';

// read(write(x)) = x. A failing run prints its seed and path; YRKA_SEED runs it again.
const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const runs = 500;
let cases = 0;

function holds<T>(arbitrary: fc.Arbitrary<T>, predicate: (value: T) => void): void {
  fc.assert(
    fc.property(arbitrary, (value) => {
      cases++;
      predicate(value);
    }),
    { seed, numRuns: runs },
  );
}

const firstName = fc.constantFrom('Agnes', 'Bo', 'Karl-Gustav', 'Lars', 'Åsa', 'Ulla Britt', 'Örjan', 'Élise');
const lastName = fc.constantFrom('Källström', 'Marx', 'Dietz', 'Heelge Vikmång', 'ben Salem Dynehäll', 'von Essen', 'Ek', 'Lindh-Öberg', "O'Dowd", 'Rosinski');
const party = fc.constantFrom('S', 'M', 'SD', 'KD', 'MP', 'FoAr', 'BD', 'ÖrP', '-');
const person: fc.Arbitrary<NamedPerson> = fc.record({
  name: fc.tuple(firstName, lastName).map((names) => names.join(' ')),
  party: fc.option(party, { nil: null }),
});
const partied: fc.Arbitrary<NamedPerson> = fc.record({ name: fc.tuple(firstName, lastName).map((names) => names.join(' ')), party });
const people = fc.array(partied, { minLength: 1, maxLength: 6 });

const yrkande: fc.Arbitrary<YrkandeStructure> = fc.oneof(
  fc.record({
    by: people,
    kind: fc.constantFrom('approval' as const, 'rejection' as const),
    target: fc.constantFrom('motion' as const, 'proposedDecision' as const),
    rank: fc.constantFrom(null, 'first' as const, 'second' as const),
  }),
  fc.record({
    by: people,
    kind: fc.constantFrom('approval' as const, 'rejection' as const),
    target: fc.constant('clause' as const),
    clause: fc.integer({ min: 1, max: 20 }),
  }),
  fc.record({
    by: people,
    kind: fc.constantFrom('approval' as const, 'rejection' as const),
    target: fc.constant('yrkande' as const),
    targetBy: fc.array(partied, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ by: people, kind: fc.constant('answered' as const), target: fc.constant('motion' as const), rank: fc.constantFrom(null, 'second' as const) }),
  fc.record({
    by: people,
    kind: fc.constantFrom('referralBack' as const, 'deferral' as const, 'decideToday' as const),
    target: fc.constant('matter' as const),
    rank: fc.constantFrom(null, 'first' as const),
  }),
);

test('[PER2][PER7] people come back from the list that names them', () => {
  holds(fc.array(person, { minLength: 1, maxLength: 6 }), (value) => {
    expect(readPeople(writePeople(value))).toEqual(value);
  });
});

test('[YRK1]–[YRK9] a yrkande comes back from its sentence', () => {
  holds(yrkande, (value) => {
    const read = readYrkande(writeYrkande(value) ?? '');
    expect(read).toMatchObject({ by: value.by, kind: value.kind, target: value.target, rank: value.rank ?? null, clause: value.clause ?? null });
  });
});

test('[DEL1][DEL2] speakers come back from their sentence', () => {
  holds(people, (value) => {
    expect(readDeliberation(writeDeliberation(value) ?? '')).toEqual(value);
  });
});

test('[RES1]–[RES5] a reservation comes back from its sentence', () => {
  holds(fc.record({ by: people, form: fc.constantFrom('oral' as const, 'written' as const, 'blank' as const), own: fc.boolean() }), ({ by, form, own }) => {
    const read = readReservation(writeReservation({ by, form, inFavourOf: own ? by : null }) ?? '');
    expect(read).toEqual({ by, form, inFavourOf: own && form === 'oral' ? { own: true } : null });
  });
});

test('[VOT1]–[VOT5] counts and meanings of a vote come back', () => {
  const countOrNone = fc.option(fc.integer({ min: 1, max: 101 }), { nil: null });
  holds(fc.record({ yes: fc.nat(101), no: fc.nat(101), abstain: countOrNone, absent: countOrNone }), (value) => {
    expect(readVoteResult(writeVoteResult(value) ?? '')).toEqual(value);
  });
  const meaning = fc.constantFrom('bifall till motionen', 'kommunstyrelsens förslag', 'Linus Marx (S) yrkande', 'ärendets återremiss');
  holds(fc.record({ yesMeans: meaning, noMeans: meaning }), (value) => {
    expect(readVoteMeanings(writeVoteMeanings(value.yesMeans, value.noMeans) ?? '')).toEqual(value);
  });
});

test('[DAT1][DAT2][NUM1][NUM2] dates and numbers come back', () => {
  holds(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }), (value) => {
    const iso = value.toISOString().slice(0, 10);
    expect(readDate(writeDate(iso) ?? '')).toBe(iso);
  });
  holds(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (value) => {
    expect(readAmount(writeAmount({ value, unit: '' }))?.value === value).toBe(true);
  });
});

test('the number of cases is told', () => {
  console.log(`formal-text round trip: ${cases} cases, seed ${seed}`);
  expect(cases).toBeGreaterThan(0);
});
