import type { AssignmentRow, BodyRow, PartyRow, PersonRow } from '@yrka/storage';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysAfter } from './civil.ts';
import { overlap } from './register.ts';
import { planRegister, type Register, registerCsv } from './registerCsv.ts';

const body = (id: string, shortName: string, name: string, kind: BodyRow['kind']): BodyRow => ({ id, name, shortName, kind, parentId: null, isActive: true });
const party = (code: string, name: string): PartyRow => ({ code, name, isLocal: false, isActive: true });
const person = (id: string, name: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id,
  name,
  party: 'L',
  roles: ['member'],
  title: null,
  email: null,
  isProtected: false,
  isActive: true,
  ...more,
});
const seat = (personId: string, bodyId: string, more: Partial<AssignmentRow> = {}): AssignmentRow => ({
  id: `${bodyId}-${personId}`,
  personId,
  bodyId,
  role: 'member',
  from: '2026-10-15',
  to: '2030-10-14',
  ...more,
});

const empty: Register = {
  people: [],
  seats: [],
  bodies: [
    body('kf', 'KF', 'Kommunfullmäktige', 'assembly'),
    body('ks', 'KS', 'Kommunstyrelsen', 'executiveBoard'),
    body('tn', 'TN', 'Tekniska nämnden', 'committee'),
  ],
  parties: [party('L', 'Liberalerna'), party('S', 'Socialdemokraterna'), party('ÖrP', 'Örebropartiet')],
  terms: [{ id: '2026', from: '2026-10-15', to: '2030-10-14' }],
  today: '2026-11-25',
};
const anna = person('anna', 'Anna Lind', { email: 'anna@bjorkvik.example' });
const withAnna: Register = { ...empty, people: [anna], seats: [seat('anna', 'kf')] };

const headers = 'Namn;Parti;E-post;Organ;Uppdrag;Från;Till;Skyddade uppgifter\n';
const plan = (rows: readonly string[], register = empty) => planRegister(headers + rows.join('\n'), register);
const outcome = (rows: readonly string[], register?: Register) => {
  const { problems, good } = plan(rows, register);
  return [
    ...problems.map(({ line, code, column, value }) => ({
      line,
      text: `${line} ${code}${column === null ? '' : ` ${column}`}${value === null ? '' : `: ${value}`}`,
    })),
    ...good.map(({ line, change }) => ({ line, text: `${line} ${change}` })),
  ]
    .sort((a, b) => a.line - b.line)
    .map(({ text }) => text);
};
/** "Anna Lind (L) member: kf chair 2026-10-15–" */
const written = (rows: readonly string[], register?: Register) =>
  plan(rows, register).write.map(
    ({ person, seats }) =>
      `${person.name} (${person.party ?? '-'}) ${person.roles.join()}: ${seats.map(({ bodyId, role, from, to }) => `${bodyId} ${role} ${from}–${to ?? ''}`).join(', ')}`,
  );

describe('the register from a file', () => {
  it('makes people with their seats, and the role that these give', () => {
    expect(
      written([
        'Anna Lind;L;anna@bjorkvik.example;KF;Ledamot;2026-10-15;2030-10-14',
        'Anna Lind;L;;Kommunstyrelsen;Ersättare;;',
        'Eva Ek;Liberalerna;;KF;ersättare;2026-10-15;',
        'Per Roos;ÖrP;;TN;2:e vice ordförande;2027-01-01;',
        'Bo Fri;-;;TN;Ordf.;;',
      ]),
    ).toEqual([
      'Anna Lind (L) member: kf member 2026-10-15–2030-10-14, ks substitute 2026-10-15–',
      'Eva Ek (L) substitute: kf substitute 2026-10-15–',
      'Per Roos (ÖrP) guest: tn viceChair 2027-01-01–', // not yet
      'Bo Fri (-) electedRepresentative: tn chair 2026-10-15–',
    ]);
  });

  it('names each row that it cannot take, and keeps the others', () => {
    const official = person('rakel', 'Rakel Dal', { party: null, roles: ['officer'], email: 'rakel@bjorkvik.example' });
    expect(
      outcome(
        [
          'Anna Lind;L;anna@bjorkvik.example;KF;Ledamot;;',
          ';L;;KF;Ledamot;;',
          'Eva Ek;Piratpartiet;;KF;Ledamot;;',
          'Eva Ek;L;eva(at)bjorkvik;KF;Ledamot;;',
          'Eva Ek;L;;Byggnadsnämnden;Ledamot;;',
          'Eva Ek;L;;KF;Kassör;;',
          'Eva Ek;L;;KF;Ledamot;2026-10-15;2026-10-14',
          'Eva Ek;L;;KF;;;',
          'Eva Ek;L;;;Ledamot;;',
          'Anna Lind;L;anna@bjorkvik.example;KF;Ledamot;;',
          'Anna Lind;L;anna@bjorkvik.example;KF;Ersättare;2027-01-01;',
          'Rakel Dal;L;rakel@bjorkvik.example;KF;Ledamot;;',
          'Bo Ek;L;anna@bjorkvik.example;KF;Ledamot;;',
          'Eva Ek;L;;KF;Ledamot;2026-13-01;',
          'Eva Ek;L;;KF;Ledamot;;;kanske',
          'Eva Ek;L;;KF;Ledamot;;;ja',
        ],
        { ...withAnna, people: [anna, official] },
      ),
    ).toEqual([
      '2 same',
      '3 missing Namn',
      '4 unknownParty Parti: Piratpartiet',
      '5 wrongEmail E-post: eva(at)bjorkvik',
      '6 unknownBody Organ: Byggnadsnämnden',
      '7 unknownRole Uppdrag: Kassör',
      '8 endsBeforeItBegins Till: 2026-10-14',
      '9 missing Uppdrag',
      '10 seatWithoutBody Organ',
      '11 sameAsLine: 2',
      '12 overlaps Från: 2027-01-01',
      '13 isOfficial Namn: Rakel Dal',
      '14 addressOfAnother E-post: anna@bjorkvik.example',
      '15 wrongDate Från: 2026-13-01',
      '16 wrongYesNo Skyddade uppgifter: kanske',
      '17 added',
    ]);
  });

  it('changes whom it knows by address, whatever they are called now', () => {
    expect(outcome(['Anna Lind Ek;S;ANNA@bjorkvik.example;KF;Ledamot;;'], withAnna)).toEqual(['2 changed']);
    const [change] = plan(['Anna Lind Ek;S;ANNA@bjorkvik.example;KF;Ledamot;;'], withAnna).write;
    expect(change?.person).toMatchObject({ id: 'anna', name: 'Anna Lind Ek', party: 'S', roles: ['member'] });
  });

  it('knows by name and party whom it has no address of, and learns it', () => {
    const register = { ...withAnna, people: [{ ...anna, email: null }] };
    expect(plan(['anna  LIND;L;anna@bjorkvik.example;KF;Ledamot;2026-10-15;2030-10-14'], register).write[0]?.person).toMatchObject({
      id: 'anna',
      email: 'anna@bjorkvik.example',
    });
    expect(plan(['Anna Lind;L;;KF;Ledamot;2026-10-15;2028-12-31'], register).write[0]).toMatchObject({
      person: { id: 'anna' },
      seats: [{ id: 'kf-anna', to: '2028-12-31' }],
    });
  });

  it('makes another person of the same name in another party', () => {
    expect(outcome(['Anna Lind;S;;KF;Ledamot;;'], withAnna)).toEqual(['2 added']);
  });

  it('tells namesakes of one party apart by their addresses alone', () => {
    const both = ['Anna Lind;L;anna@bjorkvik.example;KF;Ledamot;;', 'Anna Lind;L;anna2@bjorkvik.example;TN;Ledamot;;'];
    expect(outcome(both, withAnna)).toEqual(['2 same', '3 added']);
    expect(outcome([...both, 'Anna Lind;L;;KS;Ledamot;;'], withAnna)).toEqual(['2 same', '3 added', '4 severalPeople Namn: Anna Lind']);
    const namesakes = { ...withAnna, people: [anna, person('anna2', 'Anna Lind')] };
    expect(outcome(['Anna Lind;L;anna@bjorkvik.example;KF;Ledamot;;', 'Anna Lind;L;;TN;Ledamot;;'], namesakes)).toEqual(['2 same', '3 added']);
    expect(plan(['Anna Lind;L;anna@bjorkvik.example;KF;Ledamot;;', 'Anna Lind;L;;TN;Ledamot;;'], namesakes).write[0]?.person.id).toBe('anna2');
    const without = { ...withAnna, people: [person('a', 'Anna Lind'), person('b', 'Anna Lind')] };
    expect(outcome(['Anna Lind;L;;KF;Ledamot;;'], without)).toEqual(['2 severalPeople Namn: Anna Lind']);
  });

  it('keeps no address of somebody who is protected, and never lifts the protection by silence', () => {
    const row = plan(['Siv Dold;L;siv@bjorkvik.example;KF;Ledamot;;;Ja']);
    expect(row.write[0]?.person).toMatchObject({ name: 'Siv Dold', email: null, isProtected: true });
    expect(row.notes).toEqual([{ line: 2, code: 'emailLeftOut' }]);
    const register = { ...empty, people: [person('siv', 'Siv Dold', { isProtected: true })], seats: [seat('siv', 'kf')] };
    const again = plan(['Siv Dold;L;siv@bjorkvik.example;KF;Ledamot;2026-10-15;2029-12-31'], register);
    expect(again.write[0]?.person).toMatchObject({ id: 'siv', email: null, isProtected: true });
    expect(plan(['Siv Dold;L;;KF;Ledamot;;;Nej'], register).write[0]?.person.isProtected).toBe(false);
  });

  it('lets one who had left come back, and says so', () => {
    const register = { ...withAnna, people: [{ ...anna, isActive: false }] };
    const { write, notes } = plan(['Anna Lind;L;anna@bjorkvik.example;KF;Ledamot;;'], register);
    expect(write[0]?.person).toMatchObject({ id: 'anna', isActive: true, roles: ['member'] });
    expect(notes).toEqual([{ line: 2, code: 'comesBack' }]);
  });

  it('gives a seat that follows on another its own row', () => {
    const rows = ['Anna Lind;L;anna@bjorkvik.example;KF;Ersättare;2026-10-15;2026-12-31', 'Anna Lind;L;anna@bjorkvik.example;KF;Ledamot;2027-01-01;'];
    expect(written(rows)).toEqual(['Anna Lind (L) substitute: kf substitute 2026-10-15–2026-12-31, kf member 2027-01-01–']);
  });

  it('needs the first day where no term of office is on', () => {
    expect(outcome(['Anna Lind;L;;KF;Ledamot;;'], { ...empty, terms: [] })).toEqual(['2 missing Från']);
  });

  it('gives nobody a formula to open: what begins like one is words again when it is read', () => {
    const people = [person('x', '=HYPERLINK("http://x")'), person('y', "'=1+1"), person('z', '+46')];
    const text = registerCsv({ people, seats: [], bodies: empty.bodies });
    expect(text).not.toMatch(/(^|;)"?[=+\-@]/m);
    expect(planRegister(text, { ...empty, people }).good.map(({ change }) => change)).toEqual(['same', 'same', 'same']);
  });

  it('gives back what was written: read in again it changes nothing, and in an empty register it makes the same', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => daysAfter('2026-10-15', days));
    const word = fc.stringMatching(/^[A-Za-zÅÄÖåäöé;,"'=+@-]{1,12}$/);
    const name = fc.tuple(word, word).map((parts) => parts.join(' '));
    const persons = fc.uniqueArray(
      fc.record({ name, party: fc.constantFrom('L', 'S', 'ÖrP', null), hasEmail: fc.boolean(), isProtected: fc.boolean(), title: fc.option(word) }),
      { selector: ({ name }) => name.toLocaleLowerCase('sv'), maxLength: 8 },
    );
    const seats = fc.array(
      fc.record({
        who: fc.nat(7),
        bodyId: fc.constantFrom('kf', 'ks', 'tn'),
        role: fc.constantFrom('member', 'substitute', 'chair', 'viceChair'),
        from: day,
        days: fc.option(fc.nat(500)),
      }),
      { maxLength: 16 },
    );
    fc.assert(
      fc.property(persons, seats, (persons, seats) => {
        const people = persons.map(({ hasEmail, ...rest }, index) =>
          person(`p${index}`, rest.name, { ...rest, email: hasEmail && !rest.isProtected ? `p${index}@bjorkvik.example` : null }),
        );
        const held: AssignmentRow[] = [];
        for (const [index, { who, bodyId, role, from, days }] of seats.entries()) {
          const personId = people[who]?.id;
          if (personId === undefined) continue;
          const next = { id: `s${index}`, personId, bodyId, role, from, to: days === null ? null : daysAfter(from, days) };
          if (!held.some((other) => overlap(next, other))) held.push(next);
        }
        const register = { ...empty, people, seats: held };
        const text = registerCsv(register);
        const again = planRegister(text, register);
        expect(again.problems).toEqual([]);
        expect(again.good.filter(({ change }) => change !== 'same')).toEqual([]);
        const anew = planRegister(text, empty);
        expect(anew.problems).toEqual([]);
        const shown = (persons: readonly PersonRow[], seats: readonly AssignmentRow[]) =>
          persons.map(({ id, name, party, email, isProtected, title }) => ({
            name,
            party,
            email,
            isProtected,
            title,
            seats: seats.filter(({ personId }) => personId === id).map(({ bodyId, role, from, to }) => `${bodyId} ${role} ${from} ${to}`),
          }));
        expect(
          shown(
            anew.write.map(({ person }) => person),
            anew.write.flatMap(({ seats }) => seats),
          ),
        ).toEqual(shown(people, held));
      }),
    );
  });
});

it('takes a letter that nobody sees, in a name or an address, for none', () => {
  const there = { ...empty, people: [person('anna', 'Anna Lind')], seats: [seat('anna', 'kf')] };
  const { good, problems, write } = planRegister('Namn;Parti;E-post;Organ;Uppdrag\nAnna\u200b Lind\u202e;L;anna@bjorkvik.example\u200b;KF;Ledamot\n', there);
  expect(problems).toEqual([]);
  expect(good.map(({ change }) => change)).toEqual(['changed']);
  expect(write.map((change) => change.person)).toMatchObject([{ id: 'anna', name: 'Anna Lind', email: 'anna@bjorkvik.example' }]);
});

it('is planned in a second or two, however many rows and columns it has', () => {
  const headers = 'Namn;Parti;E-post;Organ;Uppdrag;Från;Till';
  const text = (wide = '') => `${headers}${wide}\n${Array.from({ length: 10_000 }, (_, nth) => `Person Nummer${nth};L;;KF;Ledamot;;\n`).join('')}`;
  const { write, problems } = planRegister(text(), empty);
  expect(problems).toEqual([]);
  const there = { ...empty, people: write.map(({ person }) => person), seats: write.flatMap(({ seats }) => seats) };
  expect(planRegister(text(';'.repeat(1_000_000)), there).good.filter(({ change }) => change === 'same')).toHaveLength(10_000);
});
