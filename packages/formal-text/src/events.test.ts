import { expect, test } from 'vitest';
import {
  defaultWording,
  type NamedPerson,
  readCastVotes,
  readDeliberation,
  readOutcome,
  readReservation,
  readStatement,
  readSupport,
  readVoteMeanings,
  readVoteResult,
  readYrkande,
  writeCastVotes,
  writeConflictOfInterest,
  writeDecision,
  writeDeliberation,
  writeReservation,
  writeSeparateStatement,
  writeSupport,
  writeVoteMeanings,
  writeVoteResult,
  writeYrkande,
} from './index.ts';

const bo: NamedPerson = { name: 'Bo Källström', party: 'L' };
const eva: NamedPerson = { name: 'Eva Ek', party: 'M' };

// [YRK]
test.each([
  [writeYrkande({ by: [bo], kind: 'approval', target: 'motion' }), 'Bo Källström (L) yrkar bifall till motionen.'],
  [writeYrkande({ by: [bo], kind: 'approval', target: 'proposedDecision' }), 'Bo Källström (L) yrkar bifall till förvaltningens förslag till beslut.'],
  [
    writeYrkande({ by: [bo], kind: 'approval', target: 'proposedDecision' }, { ...defaultWording, proposedDecision: 'kommunstyrelsens förslag' }),
    'Bo Källström (L) yrkar bifall till kommunstyrelsens förslag.',
  ],
  [writeYrkande({ by: [bo, eva], kind: 'rejection', target: 'motion' }), 'Bo Källström (L) och Eva Ek (M) yrkar avslag på motionen.'],
  [writeYrkande({ by: [bo], kind: 'rejection', target: 'clause', clause: 2 }), 'Bo Källström (L) yrkar avslag på motionens andra att-sats.'],
  [writeYrkande({ by: [eva], kind: 'approval', target: 'yrkande', targetBy: [bo] }), 'Eva Ek (M) yrkar bifall till Bo Källströms (L) yrkande.'],
  [
    writeYrkande({ by: [eva], kind: 'approval', target: 'other', targetWords: 'förslaget från M, D och L i kommunstyrelsen' }),
    'Eva Ek (M) yrkar bifall till förslaget från M, D och L i kommunstyrelsen.',
  ],
  [writeYrkande({ by: [bo], kind: 'answered', target: 'motion' }), 'Bo Källström (L) yrkar att motionen ska anses besvarad.'],
  [writeYrkande({ by: [bo], kind: 'referralBack', target: 'matter', rank: 'first' }), 'Bo Källström (L) yrkar i första hand att ärendet ska återremitteras.'],
  [writeYrkande({ by: [bo], kind: 'rejection', target: 'motion', rank: 'second' }), 'Bo Källström (L) yrkar i andra hand avslag på motionen.'],
  [writeYrkande({ by: [bo], kind: 'deferral', target: 'matter' }), 'Bo Källström (L) yrkar att ärendet ska bordläggas.'],
  [writeYrkande({ by: [bo], kind: 'decideToday', target: 'matter' }), 'Bo Källström (L) yrkar att ärendet ska avgöras i dag.'],
  [writeYrkande({ by: [bo], kind: 'adjournment', target: 'matter' }), 'Bo Källström (L) yrkar ajournering.'],
])('[YRK1, YRK2, YRK3, YRK4, YRK5, YRK6, YRK7] %s', (sentence, expected) => {
  expect(sentence).toBe(expected);
});

test('[YRK8] nothing is said while it would be a guess', () => {
  expect(writeYrkande({ by: [], kind: 'approval', target: 'motion' })).toBeNull();
  expect(writeYrkande({ by: [bo], kind: 'addition', target: 'proposedDecision' })).toBeNull();
  expect(writeYrkande({ by: [bo], kind: 'approval', target: 'clause' })).toBeNull();
  expect(writeYrkande({ by: [bo], kind: 'approval', target: 'other' })).toBeNull();
  expect(writeYrkande({ by: [bo], kind: 'answered', target: 'proposedDecision' })).toBeNull();
});

test.each([
  ['Harriet Ek (M): Avslag på motionen', 'rejection', 'motion'],
  ['Harriet Ek (M) och Ann Hult (V): Bifall till kommunstyrelsens förslag', 'approval', 'proposedDecision'],
  ['Tuva Frost (V) tillstyrker motionen.', 'approval', 'motion'],
  ['Per Ek (M) tillstyrker kommunstyrelsens förslag.', 'approval', 'proposedDecision'],
  ['Greta Ek (V) yrkar bifall till motionen i dess helhet.', 'approval', 'motion'],
  ['Ida Fors (V) yrkade att motionen skulle avstyrkas.', 'rejection', 'motion'],
  ['Ida Fors (V) yrkade att motionen skulle anses besvarad med hänvisning till yttrandet.', 'answered', 'motion'],
  ['Britta Ek (C) föreslår, med biträde av Inga Sarri (FoAr), att ärendet återremitteras till kommunstyrelsen för att utreda hyran.', 'referralBack', 'matter'],
  ['Per Sjö (C) yrkar, med instämmande av Anna Berg (KD), som tillägg att zonindelningen ses över.', 'addition', 'proposedDecision'],
  ['Kurt Ek (S) föreslår att ärendet avgörs idag.', 'decideToday', 'matter'],
  ['Axel Ek (M) yrkar att ärendet ska avgöras vid dagens sammanträde.', 'decideToday', 'matter'],
  ['Kalle Nordin (SJV): Bordläggning till nästa sammanträde', 'deferral', 'matter'],
  ['Folkpartiet genom Rune Ax (SD) yrkar avslag på motionens första att-sats.', 'rejection', 'clause'],
  ['Emma Ek (C) yrkar bifall till yrkande från C den 30 januari 2024.', 'approval', 'other'],
  ['Eva Ek (M) yrkar bifall till Bo Källströms (L) yrkande.', 'approval', 'yrkande'],
  ['Bo Ek (L) yrkar att kommunen tar fram en plan.', 'proposal', 'other'],
  ['Bo Ek (L) yrkar följande tillägg: att planen redovisas.', 'addition', 'proposedDecision'],
])('[YRK9] "%s" is read', (sentence, kind, target) => {
  expect(readYrkande(sentence)).toMatchObject({ kind, target });
});

test('[YRK9] those who support are among those who move', () => {
  expect(
    readYrkande('Britta Ek (C) föreslår, med biträde av Inga Sarri (FoAr) och Erik Omma (V), att ärendet återremitteras.')?.by.map(({ party }) => party),
  ).toEqual(['C', 'FoAr', 'V']);
});

test.each([
  'Motionären yrkar bifall till motionen.',
  'Ordföranden ställer yrkandena mot varandra.',
  'Motionen avslås.',
  'Miljöpartiet genom Eva Ek (MP) lämnar ett särskilt yttrande.',
])('[YRK9] "%s" is no yrkande of the meeting', (sentence) => {
  expect(readYrkande(sentence)).toBeNull();
});

// [DEL]
test.each(['I ärendet yttrar sig även Anna Lind (S) och Per Ek (M).', 'Vid kommunfullmäktiges behandling av ärendet yttrar sig Anna Lind (S), Per Ek (M)'])(
  '[DEL2] "%s" tells who spoke',
  (sentence) => {
    expect(readDeliberation(sentence)).toMatchObject([{ name: 'Anna Lind' }, { name: 'Per Ek' }]);
  },
);

test('[DEL1][DEL2] who spoke is written and read', () => {
  const sentence = 'Eva Ek (M) och Bo Källström (L) yttrar sig i ärendet innan överläggningen förklaras avslutad.';
  expect(writeDeliberation([eva, bo])).toBe(sentence);
  expect(readDeliberation(sentence)).toEqual([eva, bo]);
  expect(readDeliberation('I ärendet yttrade sig Disa Fors, Leif Brännström och Nadja Palm.')).toHaveLength(3);
  expect(writeDeliberation([])).toBeNull();
  expect(readDeliberation('Överläggningen förklaras avslutad.')).toBeNull();
});

// [RES]
test.each([
  [writeReservation({ by: [bo], form: 'oral', inFavourOf: [bo] }), 'Bo Källström (L) reserverar sig mot beslutet till förmån för eget yrkande.'],
  [writeReservation({ by: [bo], form: 'oral', inFavourOf: null }), 'Bo Källström (L) reserverar sig mot beslutet.'],
  [
    writeReservation({ by: [bo, eva], form: 'oral', inFavourOf: [bo] }),
    'Bo Källström (L) och Eva Ek (M) reserverar sig mot beslutet till förmån för Bo Källströms (L) yrkande.',
  ],
  [writeReservation({ by: [bo], form: 'written', inFavourOf: [bo] }), 'Bo Källström (L) lämnar en skriftlig reservation.'],
  [writeReservation({ by: [bo], form: 'blank', inFavourOf: null }), 'Blank reservation anmäls av Bo Källström (L).'],
  [writeReservation({ by: [], form: 'oral', inFavourOf: null }), null],
])('[RES1]–[RES4] %s', (sentence, expected) => {
  expect(sentence).toBe(expected);
});

test.each([
  ['Bo Källström (L) reserverar sig mot beslutet till förmån för eget yrkande.', { by: [bo], form: 'oral', inFavourOf: { own: true } }],
  ['Ledamöterna från SD reserverar sig mot beslutet till förmån för det egna yrkandet.', { by: [], form: 'oral', inFavourOf: { own: true } }],
  [
    'Ledamöterna i Vänsterpartiet reserverar sig till förmån för Tuva Frosts (V) yrkande.',
    { by: [], inFavourOf: { own: false, words: 'Tuva Frosts (V) yrkande' } },
  ],
  ['Skriftlig reservation lämnas av SJV, se bilaga 2.', { by: [], form: 'written' }],
  ['Blank reservation anmäls av Eva Ek (M).', { by: [eva], form: 'blank' }],
  ['Eva Ek (M) reserverade sig mot beslutet.', { by: [eva], form: 'oral', inFavourOf: null }],
  ['Mot beslutet reserverade sig Eva Ek (M) och Bo Källström (L).', { by: [eva, bo] }],
  [
    'Mot beslutet reserverade sig Eva Ek och övriga närvarande ledamöter i Moderaterna med hänvisning till bilaga 1.',
    { by: [{ name: 'Eva Ek', party: null }] },
  ],
])('[RES5] "%s" is read', (sentence, expected) => {
  expect(readReservation(sentence)).toMatchObject(expected);
});

test('[RES5] an account of a reservation is none', () => {
  expect(readReservation('Motionen avslås.')).toBeNull();
});

// [STA] [JAV]
test('[STA1][JAV1] statements and conflicts of interest are written of those named', () => {
  expect(writeSeparateStatement([bo])).toBe('Bo Källström (L) lämnar ett särskilt yttrande.');
  expect(writeConflictOfInterest([bo])).toBe('Bo Källström (L) deltar inte i handläggningen av ärendet på grund av jäv.');
  expect([writeSeparateStatement([]), writeConflictOfInterest([])]).toEqual([null, null]);
});

test.each([
  ['Eva Ek (M) antecknar följande till protokollet: Det är anmärkningsvärt.', 'minutesNote', 1],
  ['Miljöpartiet genom Eva Ek (MP) lämnar ett särskilt yttrande, se bilaga 3.', 'separateStatement', 1],
  ['Representanterna från M, L och KD antecknade som yttrande en skrivelse.', 'separateStatement', 0],
  ['Eva Ek (M) anmäler jäv och deltar inte i handläggningen av ärendet.', 'conflictOfInterest', 1],
])('[STA2] "%s" is read as %s', (sentence, kind, people) => {
  const read = readStatement(sentence);
  expect([read?.kind, read?.by.length]).toEqual([kind, people]);
});

test('[SUP1] those who agree with a motion are written and read, a substitute as such', () => {
  const tore = { name: 'Tore Lex', party: 'S', role: 'substitute' as const };
  expect(writeSupport([tore])).toBe('Ersättare Tore Lex (S) instämmer i motionen');
  expect(readSupport('Ersättare Tore Lex (S) instämmer i motionen')).toEqual([tore]);
  expect(readSupport('Alla instämmer i motionen')).toBeNull();
});

// [VOT]
test('[VOT1] both meanings are needed', () => {
  expect(writeVoteMeanings('bifall till motionen', 'avslag på motionen')).toBe('Ja-röst för bifall till motionen. Nej-röst för avslag på motionen.');
  expect(writeVoteMeanings('avslå motionen', 'bifalla motionen')).toBe('Ja-röst för att avslå motionen. Nej-röst för att bifalla motionen.');
  expect(writeVoteMeanings('bifall till motionen', '')).toBeNull();
});

test.each([
  [{ yes: 67, no: 14, abstain: null, absent: null }, 'Omröstningen utfaller med 67 Ja mot 14 Nej.'],
  [{ yes: 43, no: 34, abstain: 1, absent: 3 }, 'Omröstningen utfaller med 43 Ja mot 34 Nej. 1 ledamot avstår från att rösta. 3 ledamöter är frånvarande.'],
  [{ yes: 7, no: 6, abstain: 0, absent: 0 }, 'Omröstningen utfaller med 7 Ja mot 6 Nej.'],
  [{ yes: 7, no: null, abstain: 1, absent: null }, null],
])('[VOT2] %o', (counts, expected) => {
  expect(writeVoteResult(counts)).toBe(expected);
});

test('[VOT3] those who voted are named by their answer', () => {
  expect(
    writeCastVotes([
      { ...bo, answer: 'yes' },
      { ...eva, answer: 'no' },
      { name: 'Kim Ståhl', party: 'C', answer: 'yes' },
    ]),
  ).toBe('Bo Källström (L) och Kim Ståhl (C) röstar ja. Eva Ek (M) röstar nej.');
  expect(writeCastVotes([{ ...bo, answer: null }])).toBeNull();
});

test.each([
  ['Omröstningen utfaller med 43 Ja mot 34 Nej. 1 ledamot avstår från att rösta. 3 ledamöter är frånvarande.', [43, 34, 1, 3]],
  ['Resultat: 12 ja, 19 nej, 20 avstår.', [12, 19, 20, null]],
  ['Med 6 ja-röster, 4 nej-röster och 1 som avstår konstaterar ordföranden', [6, 4, 1, null]],
  ['Med 49 ja-röster, 14 nej-röster och 7 nedlagda röster beslutar', [49, 14, 7, null]],
  ['Fem ja-röster mot sex nej-röster.', [5, 6, null, null]],
  ['Ja: 22, Nej: 22.', [22, 22, null, null]],
  ['omröstningen hade utfallit med 58 ja mot 31 nej. 4 ledamöter avstod från att rösta och 8 ledamöter var frånvarande.', [58, 31, 4, 8]],
])('[VOT4] "%s" is read', (text, [yes, no, abstain, absent]) => {
  expect(readVoteResult(text)).toEqual({ yes, no, abstain, absent });
});

test.each([
  [
    'Godkänd voteringsproposition: ”Ja för bifall till kommunstyrelsens förslag. Nej för bifall till motionen.”',
    ['bifall till kommunstyrelsens förslag', 'bifall till motionen'],
  ],
  ['Ja-röst för kommunstyrelsens förslag. Nej-röst för Eva Eks (M) yrkande.', ['kommunstyrelsens förslag', 'Eva Eks (M) yrkande']],
  ['Den som vill avslå motionens andra att-sats röstar ja, den som vill bifalla den röstar nej.', ['avslå motionens andra att-sats', 'bifalla den']],
])('[VOT5] what the answers mean in "%s" is read', (text, [yesMeans, noMeans]) => {
  expect(readVoteMeanings(text)).toEqual({ yesMeans, noMeans });
});

test.each([
  ['Bo Källström (L) och ordföranden Eva Ek (M) röstar Ja (2).', ['yes', 'yes']],
  ['Nej röstar Eva Ek (M).', ['no']],
  ['Ja-röster: Bo Källström (L), Eva Ek (M)', ['yes', 'yes']],
  ['Avstår gör Eva Ek (M).', ['abstain']],
  ['Hur var och en röstar framgår av bilaga 8.', null],
])('[VOT6] the votes in "%s" are read', (text, expected) => {
  expect(readCastVotes(text)?.map(({ answer }) => answer) ?? null).toEqual(expected);
});

// [DEC]
test.each([
  [writeDecision({ outcome: 'rejected', clauses: [], clauseCount: 0, att: false }), 'Motionen avslås.'],
  [writeDecision({ outcome: 'rejected', clauses: [2], clauseCount: 4, att: false }), 'Motionens andra att-sats avslås.'],
  [writeDecision({ outcome: 'answered', clauses: [3, 4], clauseCount: 4, att: false }), 'Motionens tredje och fjärde att-satser anses besvarade.'],
  [writeDecision({ outcome: 'approved', clauses: [1, 2], clauseCount: 2, att: false }), 'Motionen bifalls.'],
  [writeDecision({ outcome: 'noPosition', clauses: [3], clauseCount: 4, att: false }), 'Motionens tredje att-sats lämnas utan ställningstagande.'],
  [writeDecision({ outcome: 'answered', clauses: [3, 4], clauseCount: 4, att: true }), 'anse motionens tredje och fjärde att-satser besvarade'],
  [writeDecision({ outcome: 'tillstyrkan', clauses: [], clauseCount: 0, att: true }), 'tillstyrka motionen'],
  [writeDecision({ outcome: 'approved', clauses: [21], clauseCount: 30, att: true }), null],
])('[DEC1][DEC2] %s', (sentence, expected) => {
  expect(sentence).toBe(expected);
});

test.each([
  ['Mot bakgrund av vad som framgår av tjänsteutlåtandet anses motionen besvarad.', 'answered'],
  ['Den av Axel Darvik väckta motionen avslås.', 'rejected'],
  ['Motionens första att-sats bifalls inom befintlig ram.', 'approved'],
  ['Kommunfullmäktige beslutar att delvis bifalla motionen så att', 'partlyApproved'],
  ['Motionens tredje att-sats lämnas utan ställningstagande', 'noPosition'],
  ['Motionen avslås och anses besvarad.', null],
  ['Kommunstyrelsen får i uppdrag att ta fram en plan.', null],
])('[DEC3] the outcome of "%s" is %s', (text, expected) => {
  expect(readOutcome(text)).toBe(expected);
});
