import { describe, expect, test } from 'vitest';
import { readCastVotes, readReservation, readStatement, readVoteMeanings, readVoteResult, readYrkande } from './index.ts';

// The sentences of DOMAIN.md §3, each in the forms that municipalities write it in. The names are made up.

describe('[YRK9] what is moved', () => {
  test.each([
    ['Anna Lind (S) yrkar bifall till motionen.', 'approval', 'motion'],
    ['Anna Lind (S) yrkar på bifall till motionen.', 'approval', 'motion'],
    ['Anna Lind (S) yrkar att kommunfullmäktige ska besluta att bifalla motionen.', 'approval', 'motion'],
    ['Anna Lind (S) yrkar att kommunstyrelsen ska besluta i enlighet med arbetsutskottets förslag.', 'approval', 'proposedDecision'],
    ['Anna Lind (S) yrkar enligt arbetsutskottets förslag.', 'approval', 'proposedDecision'],
    ['Anna Lind (S) yrkar bifall till Per Eks yrkande med förändringen att styrelsen bemyndigas.', 'amendment', 'proposedDecision'],
    ['Anna Lind (S) yrkar att processbeskrivningen ska återremitteras.', 'referralBack', 'matter'],
    ['Anna Lind (S) yrkar kommunstyrelsen ska föreslå kommunfullmäktige besluta i enlighet med arbetsutskottets förslag.', 'approval', 'proposedDecision'],
    ['Anna Lind (S) yrkar att kommunfullmäktige ska besluta i enlighet med kommunstyrelsens förslag i ärendet.', 'approval', 'proposedDecision'],
    [
      'Anna Lind (S) yrkar att fullmäktige ska besluta i enlighet med kommunstyrelsens förslag med förändringen att nämnden får två år.',
      'amendment',
      'proposedDecision',
    ],
    ['Anna Lind (S) yrkar att fullmäktige ska besluta enligt kommunstyrelsens förslag med tillägget att nämnden återkommer.', 'addition', 'proposedDecision'],
    ['Anna Lind (S) yrkar att det görs ett tillägg i andra beslutssatsen.', 'addition', 'proposedDecision'],
    ['2:e vice ordförande Anna Lind (S) yrkar på att nämndens förslag till beslut blir att bifalla motionen.', 'approval', 'motion'],
    ['Anna Lind (S) föreslår bifall till motionen.', 'approval', 'motion'],
    ['Anna Lind (S) tillstyrker motionen.', 'approval', 'motion'],
    ['Anna Lind (S): Bifall till motionen', 'approval', 'motion'],
    ['Anna Lind (S) yrkade bifall till motionen i dess helhet.', 'approval', 'motion'],
    ['Anna Lind (S) yrkar bifall till motionens första att-sats.', 'approval', 'clause'],
    ['Anna Lind (S) yrkar delvis bifall till motionen.', 'approval', 'motion'],
    ['Anna Lind (S) yrkar bifall till reservationen av Bo Ek (M) i kommunstyrelsen.', 'approval', 'other'],
    ['Anna Lind (S) yrkar bifall till Bo Eks (M) återremissyrkande.', 'approval', 'yrkande'],
    ['Anna Lind (S) yrkar avslag på motionen.', 'rejection', 'motion'],
    ['Anna Lind (S) yrkar på avslag till motionen.', 'rejection', 'motion'],
    ['Anna Lind (S) yrkar att KF beslutar avslå motionen.', 'rejection', 'motion'],
    ['Anna Lind (S) yrkar att motionen avstyrks.', 'rejection', 'motion'],
    ['Anna Lind (S) yrkade att motionen skulle avstyrkas.', 'rejection', 'motion'],
    ['Anna Lind (S) yrkar att punkt 2 avslås.', 'rejection', 'other'],
    ['Avslag på motionen yrkas av Anna Lind (S).', 'rejection', 'motion'],
    ['Anna Lind (S) yrkar att motionen ska anses besvarad med hänvisning till svaret.', 'answered', 'motion'],
    ['Anna Lind (S) yrkar att motionen anses i övrigt besvarad.', 'answered', 'motion'],
    ['Anna Lind (S) yrkar att motionen ska anses behandlad.', 'answered', 'motion'],
    ['Anna Lind (S) yrkar att kommunfullmäktige beslutar att anse motionen besvarad.', 'answered', 'motion'],
    ['Anna Lind (S) yrkar att ärendet ska återremitteras till tekniska nämnden för att utreda kostnaden.', 'referralBack', 'matter'],
    ['Anna Lind (S) yrkar återremiss.', 'referralBack', 'matter'],
    ['Anna Lind (S) yrkar på återremiss av ärendet.', 'referralBack', 'matter'],
    ['Anna Lind (S) yrkar att återremittera ärendet.', 'referralBack', 'matter'],
    ['Anna Lind (S) yrkar att ärendet bordläggs till nästa sammanträde.', 'deferral', 'matter'],
    ['Anna Lind (S): Bordläggning till nästa sammanträde', 'deferral', 'matter'],
    ['Anna Lind (S) yrkar att ärendet ska avgöras i dag.', 'decideToday', 'matter'],
    ['Anna Lind (S) yrkar att orden ”senast 2031” ändras till ”senast 2032”.', 'amendment', 'proposedDecision'],
    ['Anna Lind (S) lämnar ett ändringsyrkande om att sista året ska vara 2032.', 'amendment', 'proposedDecision'],
    ['Anna Lind (S) yrkar tillägg med en ny att-sats: att mäta ljuset.', 'addition', 'proposedDecision'],
    ['Anna Lind (S) lämnar ett tilläggsförslag om att mäta ljuset.', 'addition', 'proposedDecision'],
    ['Anna Lind (S) lämnar följande tilläggsyrkande: att mäta ljuset.', 'addition', 'proposedDecision'],
    ['Anna Lind (S) instämmer i Bo Eks (M) yrkande.', 'other', 'yrkande'],
    ['Anna Lind (S) stödjer Bo Eks (M) yrkande.', 'other', 'yrkande'],
    ['Anna Lind (S) yrkar att kommunfullmäktige beslutar att uppdra till tekniska nämnden att mäta.', 'proposal', 'other'],
  ] as const)('%s', (sentence, kind, target) => {
    expect(readYrkande(sentence)).toMatchObject({ by: [{ name: 'Anna Lind', party: 'S' }], kind, target });
  });

  test.each([
    'Anna Lind (S), med instämmande av Bo Ek (M), yrkar avslag på motionen.',
    'Anna Lind (S) yrkar, med instämmande av Bo Ek (M), avslag på motionen.',
    'Anna Lind (S) föreslår, med biträde av Bo Ek (M), att motionen avslås.',
    'Anna Lind (S) samt ersättaren Bo Ek (M) yrkar avslag på motionen.',
    'Anna Lind (S) och Bo Ek (M) m.fl. yrkar avslag på motionen.',
  ])('%s has two who move', (sentence) => {
    const read = readYrkande(sentence);
    expect(read?.kind).toBe('rejection');
    expect(read?.by.map(({ name }) => name)).toEqual(['Anna Lind', 'Bo Ek']);
  });

  test.each(['Vänsterpartiet yrkar bifall till motionen.', 'Ledamöterna från SD yrkar bifall till motionen.', 'S-gruppen yrkar bifall till motionen.'])(
    '%s has nobody by name',
    (sentence) => {
      expect(readYrkande(sentence)).toMatchObject({ by: [], kind: 'approval' });
    },
  );

  test.each(['Motionären yrkar att kommunen ska mäta.', 'Anna Lind (S) föreslår i en motion att kommunen mäter.', 'Anna Lind (S) begär omröstning.'])(
    '%s moves nothing',
    (sentence) => {
      expect(readYrkande(sentence)).toBeNull();
    },
  );
});

describe('[RES5] who reserves himself', () => {
  test.each([
    ['Anna Lind (S) reserverar sig mot beslutet.', 'oral', null],
    ['Anna Lind (S) har reserverat sig mot beslutet.', 'oral', null],
    ['Anna Lind (S) reserverar sig mot punkt 1.', 'oral', null],
    ['Anna Lind (S) reserverar sig skriftligt. Bilaga B', 'written', null],
    ['Anna Lind (S) inkommer med en skriftlig reservation.', 'written', null],
    ['Anna Lind (S) anmäler reservation till förmån för eget yrkande.', 'oral', { own: true }],
    ['Anna Lind (S) reserverar sig till förmån för sitt yrkande.', 'oral', { own: true }],
    ['Mot beslutet reserverade sig Anna Lind (S).', 'oral', null],
    ['Från beslutet reserverar sig Anna Lind (S).', 'oral', null],
    ['Reservation anmäls av Anna Lind (S).', 'oral', null],
    ['Skriftlig reservation lämnas in av Anna Lind (S), se bilaga 2.', 'written', null],
    ['Blank reservation anmäls av Anna Lind (S).', 'blank', null],
    ['Anna Lind (S) anmäler blank reservation.', 'blank', null],
  ] as const)('%s', (sentence, form, inFavourOf) => {
    expect(readReservation(sentence)).toEqual({ by: [{ name: 'Anna Lind', party: 'S' }], form, inFavourOf });
  });
});

describe('[STA2] who says something beside the decision, or takes no part', () => {
  test.each([
    ['Anna Lind (S) lämnar ett särskilt yttrande, bilaga 3.', 'separateStatement'],
    ['Anna Lind (S) anmäler ett särskilt yttrande.', 'separateStatement'],
    ['Särskilt yttrande lämnas av Anna Lind (S).', 'separateStatement'],
    ['Anna Lind (S) antecknade som yttrande en skrivelse från den 12 december 2031.', 'separateStatement'],
    ['Anna Lind (S) antecknar följande till protokollet: Det är mörkt.', 'minutesNote'],
    ['Anna Lind (S) gör följande protokollsanteckning: Det är mörkt.', 'minutesNote'],
    ['Anna Lind (S) anmäler jäv och deltar inte i handläggningen.', 'conflictOfInterest'],
    ['Anna Lind (S) deltar inte i handläggningen av ärendet på grund av jäv.', 'conflictOfInterest'],
    ['På grund av jäv deltar inte Anna Lind (S) i handläggningen.', 'conflictOfInterest'],
    ['Med anledning av jäv har Anna Lind (S) inte deltagit i ärendets handläggning.', 'conflictOfInterest'],
    ['Jäv anmäls av Anna Lind (S).', 'conflictOfInterest'],
    ['Anna Lind (S) deltar inte i beslutet.', 'notParticipating'],
    ['Anna Lind (S) deltar ej i beslut.', 'notParticipating'],
    ['Anna Lind (S) avstår från att delta i beslutet.', 'notParticipating'],
  ] as const)('%s', (sentence, kind) => {
    expect(readStatement(sentence)).toEqual({ kind, by: [{ name: 'Anna Lind', party: 'S' }] });
  });

  test('abstaining from a vote is taking part', () => {
    expect(readStatement('Anna Lind (S) avstår från att rösta.')).toBeNull();
  });
});

describe('[VOT4] counts', () => {
  test.each([
    ['Omröstningen utfaller med 67 Ja mot 14 Nej. 12 ledamöter avstår från att rösta. 3 ledamöter är frånvarande.', [67, 14, 12, 3]],
    ['Ja: 22, Nej: 22.', [22, 22, null, null]],
    ['Ja 22 Nej 15 Avstår 2 Frånvarande 1', [22, 15, 2, 1]],
    ['Ja-röster: 22. Nej-röster: 19. Avstående: 0', [22, 19, 0, null]],
    ['Med 10 ja-röster mot 3 nej-röster och 2 som avstår beslutar kommunstyrelsen', [10, 3, 2, null]],
    ['48 Ja-röster, 9 Nej-röster, 2 avstår och 2 frånvarande ledamöter', [48, 9, 2, 2]],
    ['Med fyra röster för ja, en röst för nej och en som avstår', [4, 1, 1, null]],
    ['beslutade med sju röster mot fem att bifalla yrkandet', [7, 5, null, null]],
    ['49 ja-röster, 14 nej-röster och 7 nedlagda röster', [49, 14, 7, null]],
    ['Resultat: 30 ja, 16 nej, 5 avstår.', [30, 16, 5, null]],
    ['Fem ja-röster mot sex nej-röster.', [5, 6, null, null]],
    ['22 ledamöter röstade ja, 19 röstade nej och ingen avstod', [22, 19, 0, null]],
  ] as const)('%s', (text, [yes, no, abstain, absent]) => {
    expect(readVoteResult(text)).toEqual({ yes, no, abstain, absent });
  });
});

describe('[VOT5] meanings', () => {
  test.each([
    [
      'Godkänd voteringsproposition: ”Ja för bifall till styrelsens förslag. Nej för bifall till yrkandet från Bo Ek m.fl.”',
      'bifall till styrelsens förslag',
      'bifall till yrkandet från Bo Ek m.fl.',
    ],
    [
      '"Ja för bifall till yrkandet från Bo Ek m.fl. Nej för avslag." Omröstningen utfaller med 4 Ja mot 2 Nej.',
      'bifall till yrkandet från Bo Ek m.fl.',
      'avslag',
    ],
    ['− Ja-röst innebär att bifalla styrelsens förslag. − Nej-röst innebär att bifalla motionen.', 'bifalla styrelsens förslag', 'bifalla motionen'],
    ['Ja-röst för motionen, Nej-röst för avslag', 'motionen', 'avslag'],
    ['JA-röst: bifall till A. NEJ-röst: bifall till B.', 'bifall till A', 'bifall till B'],
    ['Ja = bifall till motionen, Nej = avslag', 'bifall till motionen', 'avslag'],
    ['En ja-röst innebär bifall till motionen och en nej-röst innebär avslag.', 'bifall till motionen', 'avslag'],
    ['Den som önskar bifalla motionen röstar ja och den som önskar avslå den röstar nej.', 'bifalla motionen', 'avslå den'],
    [
      'Den som bifaller styrelsens förslag röstar ja. Den det ej vill röstar nej. Vinner nej har fullmäktige bifallit motionen.',
      'Den som bifaller styrelsens förslag röstar ja.',
      'Vinner nej har fullmäktige bifallit motionen.',
    ],
  ])('%s', (text, yesMeans, noMeans) => {
    expect(readVoteMeanings(text)).toEqual({ yesMeans, noMeans });
  });

  test.each(['Ja: 22, Nej: 22.', 'Ja: Anna Lind (S) Nej: Bo Ek (M)', 'Omröstning begärs.'])('%s says nothing of what they mean', (text) => {
    expect(readVoteMeanings(text)).toBeNull();
  });
});

describe('[VOT6] votes by name', () => {
  test.each([
    ['Anna Lind (S) och Bo Ek (M) röstar ja, Per Ask (V) röstar nej och Ida Alm (L) avstår.', 'yes yes no abstain'],
    ['Anna Lind (S), tjänstgörande ersättaren Bo Ek (M) och ordföranden Per Ask (V) röstar Ja (3).', 'yes yes yes'],
    ['Ja-röster (2): Anna Lind (S), Bo Ek (M)', 'yes yes'],
    ['Nej: Anna Lind (S) och Bo Ek (M)', 'no no'],
    ['Avstår gör Anna Lind (S).', 'abstain'],
    ['Anna Lind (S) avstod från att rösta.', 'abstain'],
  ])('%s', (sentence, answers) => {
    expect(
      readCastVotes(sentence)
        ?.map(({ answer }) => answer)
        .join(' '),
    ).toBe(answers);
  });
});
