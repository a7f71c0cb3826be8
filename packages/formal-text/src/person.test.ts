import { expect, test } from 'vitest';
import { findPeople, genitive, genitiveOf, genitiveOfPeople, isSamePerson, readPeople, readPerson, writePeople } from './index.ts';

const bo = { name: 'Bo Källström', party: 'L' };
const eva = { name: 'Eva Ek', party: 'M' };
const kim = { name: 'Kim Ståhl', party: null };

test('[PER1][PER2] people are joined with och before the last and no comma before it', () => {
  expect(writePeople([])).toBe('');
  expect(writePeople([bo])).toBe('Bo Källström (L)');
  expect(writePeople([bo, eva])).toBe('Bo Källström (L) och Eva Ek (M)');
  expect(writePeople([bo, eva, kim])).toBe('Bo Källström (L), Eva Ek (M) och Kim Ståhl');
});

test.each([
  ['Källström', 'Källströms'],
  ['Lars', 'Lars'],
  ['Marx', 'Marx'],
  ['Dietz', 'Dietz'],
  ['Ida Alm', 'Ida Alms'],
])('[PER3] the genitive of %s is %s', (name, expected) => {
  expect(genitive(name)).toBe(expected);
});

test('[PER4][PER5] the s stands on the name, before the party, on each of several', () => {
  expect(genitiveOf(bo)).toBe('Bo Källströms (L)');
  expect(genitiveOfPeople([bo, { name: 'Linus Marx', party: 'S' }])).toBe('Bo Källströms (L) och Linus Marx (S)');
});

test.each([
  ['Bo Källström (L) väckte en motion.', ['Bo Källström (L)']],
  ['Ordföranden Jonas Attenius (S) ställer', ['Jonas Attenius (S)']],
  ['Anders Svensson (M), Mariah ben Salem Dynehäll (L) och Kalle Bäck (KD)', ['Anders Svensson (M)', 'Mariah ben Salem Dynehäll (L)', 'Kalle Bäck (KD)']],
  ['mot Bo Källströms (L) yrkande', ['Bo Källströms (L)']],
  ['Per-Anders Nutti (FoAr) och Ove Rask (-)', ['Per-Anders Nutti (FoAr)', 'Ove Rask (-)']],
  ['barnkonventionen (SFS 2018:1197) gäller', []],
])('[PER6] the people in "%s" are found', (text, expected) => {
  expect(findPeople(text).map(({ name, party }) => `${name} (${party})`)).toEqual(expected);
});

test('[PER6] a found person says where the words stand', () => {
  const text = 'Ordföranden Eva Ek (M) talar';
  const [found] = findPeople(text);
  expect(text.slice(found?.from, found?.to)).toBe('Eva Ek (M)');
});

test.each([
  ['Bo Källström (L)', [bo]],
  ['Bo Källström (L), Eva Ek (M) och Kim Ståhl', [bo, eva, kim]],
  ['Bo Källström (L) samt Eva Ek (M)', [bo, eva]],
  ['Bo Källström (L), med instämmande av Eva Ek (M),', [bo, eva]],
  [
    'Disa Fors och Anders Matz (båda V)',
    [
      { name: 'Disa Fors', party: 'V' },
      { name: 'Anders Matz', party: 'V' },
    ],
  ],
  ['tjänstgörande ersättaren Eva Ek (M)', [eva]],
  ['Motionären', null],
  ['Ledamöterna från SD', null],
  ['Bo Källström (L) och andra', null],
  ['', null],
])('[PER7] "%s" is read as a list of people or as none', (text, expected) => {
  expect(readPeople(text)).toEqual(expected);
});

test('[PER7] a list of very many spaces is read at once', () => {
  expect(readPeople(`Anna Lind (L),${' '.repeat(100_000)}Bo Ek (S)`)).toEqual([
    { name: 'Anna Lind', party: 'L' },
    { name: 'Bo Ek', party: 'S' },
  ]);
  expect(readPeople(`Anna Lind (L) yrkar${' '.repeat(100_000)}b`)).toBeNull();
});

test('[PER7] one word without a party is no person', () => {
  expect(readPerson('Sundsvall')).toBeNull();
});

test('two ways of naming are one person when the name is and no party speaks against it', () => {
  expect(isSamePerson(bo, { name: 'Bo Källström', party: null })).toBe(true);
  expect(isSamePerson(bo, { name: 'Bo Källström', party: 'S' })).toBe(false);
});
