import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { personalDetailsIn } from './personalDetails.ts';

const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.YRKA_RUNS ?? 1_000);

/** What is found, in words. */
const found = (text: string) => personalDetailsIn(text).map(({ kind, certainty, from, to }) => `${kind} ${certainty} ${text.slice(from, to)}`);

// Numbers that nobody has: those that Skatteverket gives for tests, or with a wrong last figure.
describe('[PER1] personnummer and samordningsnummer', () => {
  test.each([
    ['Personnummer 19121212-1212.', 'personalNumber certain 19121212-1212'],
    ['född 121212-1212,', 'personalNumber certain 121212-1212'],
    ['(121212+1212)', 'personalNumber certain 121212+1212'],
    ['nr 191212121212 i akten', 'personalNumber certain 191212121212'],
    ['nr 1212121212 i akten', 'personalNumber likely 1212121212'],
    ['121212–1212 med tankstreck', 'personalNumber certain 121212–1212'],
    ['121212 - 1212 som OCR läser', 'personalNumber certain 121212 - 1212'],
    ['121212\u00ad-1212 med mjukt bindestreck', 'personalNumber certain 121212\u00ad-1212'],
    ['skrivet fel: 121212-1213', 'personalNumber possible 121212-1213'],
    ['121212-XXXX', 'personalNumber possible 121212-XXXX'],
    ['samordningsnummer 701063-2391', 'coordinationNumber certain 701063-2391'],
  ])('%s', (text, expected) => expect(found(text)).toEqual([expected]));

  test.each([
    'Organisationsnummer 212000-1355 och 556036-0793.',
    'KS-2024-00219, GA-2024-00095 och KF 2024-06-10 § 88',
    'bankgiro 5050-1055, 1 212 121 212 kronor',
    'SLK-121212-1212-3',
    '121312-1212 och 121232-1212 har inga sådana dagar',
    '1212121213 utan tecken och med fel sista siffra',
    'år 1912-12-12 kl. 12.12',
    '31KS220, 2011/KS 0144 001, TN 2031/0219',
  ])('none in: %s', (text) => expect(found(text).filter((one) => /Number/u.test(one))).toEqual([]));
});

describe('[PER2] telephone numbers', () => {
  test.each([
    ['Ring 070-123 45 67.', 'telephone certain 070-123 45 67'],
    ['0701234567', 'telephone certain 0701234567'],
    ['070 123 45 67', 'telephone certain 070 123 45 67'],
    ['+46 70 123 45 67', 'telephone certain +46 70 123 45 67'],
    ['+46 (0)8-123 456 78', 'telephone certain +46 (0)8-123 456 78'],
    ['0046-8-12345678', 'telephone certain 0046-8-12345678'],
    ['08-123 456 78', 'telephone certain 08-123 456 78'],
    ['031–365 00 00', 'telephone certain 031–365 00 00'],
    ['0304-33 40 00', 'telephone certain 0304-33 40 00'],
    ['08/12 34 56', 'telephone certain 08/12 34 56'],
    ['031\u00a0365\u00a000\u00a000', 'telephone likely 031\u00a0365\u00a000\u00a000'],
    ['Telefon: 0501755000', 'telephone likely 0501755000'],
    ['+45 33 12 34 56', 'telephone likely +45 33 12 34 56'],
  ])('%s', (text, expected) => expect(found(text)).toEqual([expected]));

  test.each([
    'den 08-12-24 och 2024-08-12',
    '0496/22, 0036/23 och § 65, diarienummer 0036/23',
    '0144-2024-12',
    'summan 1 050 000 000 kronor, 0 kr och 0,5 procent',
    'Dnr KS-2024-00219',
    'kl. 08.00–16.30',
    'bankgiro 5050-1055 och plusgiro 12 34 56-7',
    'Protokoll 2023-0712-3456789',
    '§§ 070-123',
    'ISBN 978-91-0-012345-6',
  ])('none in: %s', (text) => expect(found(text).filter((one) => one.startsWith('telephone'))).toEqual([]));
});

describe('[PER3] e-mail addresses', () => {
  test.each([
    ['anna.lind@example.se.', 'email certain anna.lind@example.se'],
    ['<Åsa-K+moten@mail.kommun.example.se>', 'email certain Åsa-K+moten@mail.kommun.example.se'],
    ['anna (at) example.se', 'email likely anna (at) example.se'],
    ['kansli@bjorkvik.se', 'email possible kansli@bjorkvik.se'],
    ['anna@exem\u00adpel.se', 'email certain anna@exem\u00adpel.se'],
  ])('%s', (text, expected) => expect(found(text)).toEqual([expected]));

  test.each(['@bjorkvik', 'pris 5 kr @ styck', 'anna@', 'vid (at) torget', 'anna@localhost'])('none in: %s', (text) => expect(found(text)).toEqual([]));
});

describe('[PER4] postal addresses', () => {
  test.each([
    ['Storgatan 12 B, 123 45 Björkvik', 'postalAddress likely Storgatan 12 B, 123 45 Björkvik'],
    ['c/o Lind, Stora vägen 3 lgh 1101, 123 45 Sandvik', 'postalAddress likely c/o Lind, Stora vägen 3 lgh 1101, 123 45 Sandvik'],
    ['Box 12, 123 45 Björkvik', 'postalAddress possible Box 12, 123 45 Björkvik'],
    ['Familjen är bosatt på Ekvägen 4.', 'postalAddress likely Ekvägen 4'],
    ['Ekvägen 4\ufffc123 45 Björkvik', 'postalAddress likely Ekvägen 4\ufffc123 45 Björkvik'],
  ])('%s', (text, expected) => expect(found(text)).toEqual([expected]));

  test.each(['cykelbanan längs Storgatan 12 till torget', 'Bilaga 3, 120 00 kronor', 'Beslut 12 den 3 mars'])('none in: %s', (text) =>
    expect(found(text)).toEqual([]),
  );
});

test('[PER5] what a signing service left behind is found', () => {
  expect(found('Det här dokumentet är digitalt signerat av Anna Lind. Transaktionsidentitet 09222115557504634331')).toEqual([
    'signature possible digitalt signerat av Anna Lind',
    'signature possible Transaktionsidentitet 09222115557504634331',
  ]);
  expect(found('Motionen är undertecknad av Anna Lind.')).toEqual([]);
});

test('several in one text come in its order, none over another', () => {
  expect(found('Anna, 121212-1212, 070-123 45 67, anna@example.se, Storgatan 1, 123 45 Sandvik.')).toEqual([
    'personalNumber certain 121212-1212',
    'telephone certain 070-123 45 67',
    'email certain anna@example.se',
    'postalAddress likely Storgatan 1, 123 45 Sandvik',
  ]);
});

const pieces = fc.oneof(
  fc.constantFrom(
    '070-123 45 67',
    'anna@example.se',
    '19121212-1212',
    'Box 1, 123 45 Sandvik',
    '070',
    '-',
    ' ',
    '123',
    '45 67',
    '@',
    'anna',
    '.se',
    '121212',
    '1212',
    '+46',
    '(0)',
    '\u00ad',
    '§',
    'Storgatan 1',
    ',',
    '123 45',
    'Sandvik',
    '\ufffc',
  ),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);
test(`[PER6] whatever the text, each place is there, none lies over another (seed ${seed}, ${runs} texts)`, () => {
  let count = 0;
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
      (text) => {
        let end = 0;
        for (const { from, to } of personalDetailsIn(text)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
          end = to;
          count += 1;
        }
      },
    ),
    { seed, numRuns: runs },
  );
  console.log(`personal: ${count} found in ${runs} random texts, seed ${seed}`);
  expect(count).toBeGreaterThan(runs / 20);
});

test('[PER6] a long text without an end to its words or figures is read in a moment', () => {
  for (const piece of ['a', '1', '0701', 'Aa ', '@', 'a.', '1 ', 'Storgatan ', '07 0-'])
    expect(personalDetailsIn(piece.repeat(20_000)).length).toBeLessThan(20_000);
});
