import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { fieldsOf, importFile, type ImportOptions, importText } from './index.ts';

const read = (text: string, options: ImportOptions = {}) => fieldsOf(importText(text, options));
const minutes = (text: string) => read(`Kf § 7\n\nSvar på motion om lyktor\n\n${text}`, { kind: 'minutesItem' });
const motion = (text: string) => read(`Motion om lyktor\n\n${text}`, { kind: 'motion' });
const texts = (document: Node) => {
  const found: string[] = [];
  document.descendants((node) => {
    if (node.type.name === 'paragraph') found.push(node.textContent);
    return !node.isTextblock;
  });
  return found;
};

describe('[REA3] lines are joined', () => {
  test.each([
    ['Motio-', 'nären vill mäta ljuset på stigen i skogen', 'Motionären vill'],
    ['Utredningen gjordes av May-', 'Louise Berg under hela våren', 'May-Louise Berg'],
    ['Kommunen har ansvar för SFI-', 'undervisning och annat', 'SFI-undervisning'],
    ['Ärendet har beretts av vård-', 'och omsorgsnämnden i går', 'vård- och omsorgsnämnden'],
    ['Det gäller åren 2023-', '2024 och inget annat', '2023-2024'],
    ['Skicka e-', 'post till kommunen om detta', 'e-post'],
    ['En motion om bo\u00adstäder', 'och om \ufb02era andra saker', 'bostäder och om flera'],
  ])('%s / %s', (first, second, joined) => {
    const long = 'Här står en lång rad som visar hur breda raderna är i just det här dokumentet.';
    expect(texts(importText(`Motion om lyktor\n\n${long}\n${first.padStart(1)}\n${second}.`, { kind: 'motion' }).document).join(' ')).toContain(joined);
  });
});

describe('[REA4] headings', () => {
  const part = (heading: string) => {
    const { document } = importText(`§ 7\n\nMotion om lyktor\n\n${heading}\n\nHär står något som inte är en annan rubrik.`, { kind: 'minutesItem' });
    return document.lastChild?.attrs.part as string;
  };
  test.each([
    ['Beslut', 'decision'],
    ['Kommunfullmäktiges beslut:', 'decision'],
    ['Kommunstyrelsens beslut', 'decision'],
    ['Regionfullmäktige beslutar', 'decision'],
    ['Beslut – Förslag till kommunfullmäktige', 'proposalToAssembly'],
    ['Kommunstyrelsens förslag till KF', 'proposalToAssembly'],
    ['Kommunstyrelsens förslag', 'proposedDecision'],
    ['Ärendebeskrivning', 'matter'],
    ['Bakgrund', 'matter'],
    ['Sammanfattning av ärendet', 'summary'],
    ['Ärendets behandling', 'earlierTreatment'],
    ['Tidigare behandling', 'earlierTreatment'],
    ['Beslutsunderlag', 'decisionBasis'],
    ['Underlag för beslut', 'decisionBasis'],
    ['Handlingar', 'decisionBasis'],
    ['Yrkanden', 'yrkanden'],
    ['Propositioner', 'yrkanden'],
    ['Förslag till beslut på sammanträdet', 'yrkanden'],
    ['Förslag under sammanträdet', 'yrkanden'],
    ['Behandling på sammanträdet', 'yrkanden'],
    ['Dagens sammanträde', 'yrkanden'],
    ['Kommunfullmäktiges handläggning', 'yrkanden'],
    ['Propositionsordning', 'beslutsgang'],
    ['Beslutsgång', 'beslutsgang'],
    ['Proposition', 'beslutsgang'],
    ['Omröstning', 'vote'],
    ['Omröstningsresultat', 'vote'],
    ['Omröstning begärs', 'vote'],
    ['Huvudvotering', 'vote'],
    ['Reservationer', 'reservations'],
    ['Särskilt uttalande', 'separateStatements'],
    ['Protokollsanteckning', 'minutesNotes'],
    ['Jäv', 'conflictOfInterest'],
    ['Deltar inte i beslut', 'notParticipating'],
    ['Deltar ej', 'notParticipating'],
    ['Beslutet skickas till', 'recipients'],
    ['Beslutet expedieras till:', 'recipients'],
    ['Protokollsutdrag skickas till', 'recipients'],
    ['Beslut till', 'recipients'],
    ['Beslutet delges', 'recipients'],
    ['Utdrag till', 'recipients'],
  ])('%s', (heading, expected) => {
    expect(part(heading)).toBe(expected);
  });

  test('a heading that no table knows ends the part before it', () => {
    const fields = minutes('Beslut\n\nMotionen avslås.\n\nTrafiknämndens resonemang\n\nNämnden har resonerat om ljuset längs stigen under lång tid.');
    expect(fields.attClauses).toEqual(['Motionen avslås.']);
    expect(fields.headings).toEqual(['Beslut', 'Trafiknämndens resonemang']);
  });
});

test('[REA4] a heading whose name ends a line within a sentence is none', () => {
  const text =
    'Propositionsordning\n\nOrdföranden ställer yrkandena mot varandra och finner att motionen har avslagits. Omröstning\nOmröstning\nbegärs inte av någon av dem som är närvarande vid sammanträdet i kväll, och ordföranden finner det så.';
  expect(minutes(text).headings).toEqual(['Propositionsordning']);
});

test('[FUR4] a sentence that a page breaks without any header is whole', () => {
  expect(minutes('Beslut\n\nMotionen avslås, eftersom ljuset\n\n\fredan har mätts.').attClauses).toEqual(['Motionen avslås, eftersom ljuset redan har mätts.']);
});

describe('the page', () => {
  const pages = (header: string) =>
    importText(
      `Kf § 7\n\nMotion om lyktor\n\nBeslut\n\nMotionen avslås, eftersom ljuset\n\n${header}\n\nredan har mätts.\n\nYrkanden\n\nAnna Lind (L) yrkar avslag på motionen.`,
    );
  test.each([
    '4 (17)',
    'Sida 4 av 17',
    'Norrby kommun               Protokoll            4 (17)\nKommunfullmäktige           2031-05-12',
    'Justerandes sign            Utdragsbestyrkande',
    'Kommunstyrelsen\n\nSammanträdesprotokoll\n2031-03-25\n9 (31)',
    'Det här dokumentet är digitalt signerat. Transaktionsidentitet: 09222115557',
  ])('[FUR1, FUR2, FUR4] %j is taken away, and the sentence it broke is whole', (header) => {
    const imported = pages(header);
    expect(fieldsOf(imported).attClauses).toEqual(['Motionen avslås, eftersom ljuset redan har mätts.']);
    expect(imported.report.furniture.map(({ text }) => text).join(' ')).toBe(header.replace(/\s+/gu, ' '));
  });

  test.each([
    [
      'Kommunfullmäktige          Sammanträdesprotokoll\n                           Sida 5 av 9\nJustering av anslag            2031-05-12',
      'Justering av anslag',
      false,
    ],
    [
      'Justerande            Utdragsbestyrkande\nProtokollet har justerats digitalt\nKommunfullmäktige\nSida 5 av 9\nBeslutet expedieras till:     2031-05-12\nSjöviks AB',
      'Beslutet expedieras till:',
      true,
    ],
  ])('[FUR5] a date that was printed beside a heading near a page mark is the page’s: %#', (end, kept, isTaken) => {
    const imported = importText(`Kf § 7\n\nSvar på motion om lyktor\n\nBeslut\nMotionen avslås.\n\n${end}`, { kind: 'minutesItem' });
    expect(imported.report.furniture.some(({ text }) => text === '2031-05-12')).toBe(isTaken);
    expect(imported.document.textContent + fieldsOf(imported).headings?.join(' ')).toContain(kept);
  });

  test('[FUR5] a mark in a column of its own leaves the heading beside it a heading', () => {
    const fields = minutes('Ärendebeskrivning                          Dokumentreferens: 6044_2031\nDet är mörkt på stigen.\n\nBeslut\nMotionen avslås.');
    expect(fields.headings).toEqual(['Ärendebeskrivning', 'Beslut']);
  });

  test('[FUR1, FLD6] above the § the page bears the body and the day of the meeting', () => {
    const text =
      '<!-- sida 3 -->\n\nNORRBY KOMMUN          SAMMANTRÄDESPROTOKOLL     3 (17)\nNämnden för Kultur & Fritid\nDatum\n2031-05-12\n\n§ 7          Dnr KF-2031-00012\nSvar på motion om lyktor\n\nBeslut\nMotionen avslås.\n\nExpedierat/bestyrkt\n\n<!-- sida 4 -->\n\nNORRBY KOMMUN          SAMMANTRÄDESPROTOKOLL     4 (17)\nNämnden för Kultur & Fritid\nDatum\n2031-05-12\n\nBeslutet skickas till\nMotionären\n\nJusterare          Expedierat/bestyrkt';
    expect(read(text)).toMatchObject({ decisionBody: 'Nämnden för Kultur & Fritid', date: '2031-05-12', sendTo: ['Motionären'] });
    expect(importText(text).report.unplaced).toEqual([]);
  });

  test('[FUR2] the address at the foot of a report is no recipient', () => {
    const text =
      'TJÄNSTESKRIVELSE\n\nDatum\n2031-05-24\nDiarienummer\nKF-2031-00012\n\nSvar på motion från Anna Lind (L) om lyktor\n\nNämnden för Kultur & Fritids förslag till kommunfullmäktige\n\nKommunfullmäktige avslår motionen.\n\nBeslutet skickas till\n\nKommunstyrelsen\n\n1 (3)\nNorrby kommun\n123 45 Norrby\nBesöksadress\nStadshuset, Storgatan 1\nTelefon 0123-45 67 89\nwww.norrby.example\n\nBeskrivning av ärendet\n\nDet är mörkt på stigen och har så varit i många år.';
    expect(read(text)).toMatchObject({ decisionBody: 'Kommunfullmäktige', attClauses: ['Kommunfullmäktige avslår motionen.'], sendTo: ['Kommunstyrelsen'] });
  });

  test('[FUR2] the last of several recipients before a page number is one of them', () => {
    expect(minutes('Expedieras till\nMotionären\nTekniska nämnden\n\n9 (31)\n\nKommunfullmäktige').sendTo).toEqual(['Motionären', 'Tekniska nämnden']);
  });

  test('[FUR2] the last of several recipients above the signatures is one of them, as Word has each in a paragraph of its own', () => {
    const text =
      'Kommunstyrelsen\n\n§ 7\n\nMotion om lyktor\n\nBeslut\n\nMotionen avslås.\n\nBeslutet skickas till\n\nMotionären\n\nKommunfullmäktige\n\nJusterandes sign     Utdragsbestyrkande';
    expect(read(text)).toMatchObject({ decisionBody: 'Kommunstyrelsen', sendTo: ['Motionären', 'Kommunfullmäktige'] });
  });

  test('[FUR3] a header that no list knows is told by coming back', () => {
    const header = (page: number) => `Björkö landskommuns samling av protokoll\n${page} (9)`;
    const text = `Kf § 7\n\nMotion om lyktor\n\nBeslut\nMotionen avslås.\n\n${header(1)}\n\nBakgrund\nDet är mörkt.\n\n${header(2)}\n\nYrkanden\nAnna Lind (L) yrkar bifall till motionen.`;
    expect(importText(text).report.furniture.map(({ text: line }) => line)).toEqual([
      'Björkö landskommuns samling av protokoll',
      '1 (9)',
      'Björkö landskommuns samling av protokoll',
      '2 (9)',
    ]);
  });
});

test('[REA5] what is known of no kind is a motion, and its words are kept and listed', () => {
  const imported = importText('Hej!\n\nDet här är en anteckning.');
  expect(imported.kind).toBe('motion');
  expect(imported.document.textContent).toContain('Det här är en anteckning.');
});

test('[REA2] what is not understood stands where it stood, and is listed with its line', () => {
  const imported = importText(
    'Kf § 7\n\nMotion om lyktor\n\nReservation\n\nAnna Lind (L) reserverar sig mot beslutet.\n\nYrkanden\n\nHelt andra ord.\n\nAnna Lind (L) yrkar bifall till motionen.',
  );
  expect(imported.report.unplaced).toEqual([{ text: 'Helt andra ord.', line: 11 }]);
  expect(imported.report.coverage).toBeCloseTo(19 / 22, 1);
});

describe('[REA6] the head', () => {
  test.each([
    ['§ 68                 Dnr KS-2030-00219', '§ 68', 'KS-2030-00219'],
    ['KF § 69 KS KF/2031:39', 'KF § 69', 'KS KF/2031:39'],
    ['§ 33 0496/22', '§ 33', '0496/22'],
    ['§ 219 Ärendenummer SLK-2030-01365', '§ 219', 'SLK-2030-01365'],
    ['Kf § 58 Dnr KS.2031.77', 'Kf § 58', 'KS.2031.77'],
    ['§ 12 / Utl. 2031:88', '§ 12', 'Utl. 2031:88'],
    ['§ 65, diarienummer 0036/23', '§ 65', '0036/23'],
    ['§ 5 Ks 273/2031', '§ 5', 'Ks 273/2031'],
    ['§ 5 2031.271 VON', '§ 5', '2031.271 VON'],
    ['§ 5 Dnr 2031/KS 0144 001', '§ 5', '2031/KS 0144 001'],
    ['§ 5\nDiarienummer 31KS220', '§ 5', '31KS220'],
    ['§ 225/2031 KF', '§ 225/2031 KF', undefined],
  ])('%s', (head, paragraph, diary) => {
    const fields = read(`${head}\n\nMotion om lyktor\n\nBeslut\n\nMotionen avslås.`);
    expect([fields.paragraph, fields.diary, fields.title]).toEqual([paragraph, diary, 'Motion om lyktor']);
  });
});

describe('[REA7] the clauses of a motion', () => {
  test.each([
    [
      'Med hänvisning till ovanstående föreslår vi att kommunfullmäktige beslutar\n\natt mäta ljuset, samt\n\natt återkomma.',
      ['att mäta ljuset, samt', 'att återkomma.'],
    ],
    ['Vi yrkar\n\n- att mäta ljuset\n- att återkomma.', ['att mäta ljuset', 'att återkomma.']],
    ['Med detta som bakgrund vill Lyktpartiet\n\natt mäta ljuset.', ['att mäta ljuset.']],
    ['Jag yrkar därför att kommunfullmäktige beslutar:\n\n1. Nämnden mäter ljuset.\n2. Nämnden återkommer.', ['Nämnden mäter ljuset.', 'Nämnden återkommer.']],
    ['Förslag till beslut i kommunfullmäktige: 1. Nämnden mäter. 2. Nämnden återkommer.', ['Nämnden mäter.', 'Nämnden återkommer.']],
    ['Kommunfullmäktige föreslås att besluta: Nämnden mäter ljuset.', ['Nämnden mäter ljuset.']],
    ['Undertecknade hemställer att kommunfullmäktige beslutar\natt mäta ljuset\natt återkomma', ['att mäta ljuset', 'att återkomma']],
  ])('%j', (text, clauses) => {
    expect(motion(`Det är mörkt på stigen.\n\n${text}`).attClauses).toEqual(clauses);
  });
});

describe('[REA8] who signs a motion', () => {
  test.each([
    ['Björkvik den 2 mars 2031\n\nAnna Lind (L)          Omar Said (L)', ['Anna Lind L', 'Omar Said L']],
    ['Björkvik 2031-03-02\n\nAnna Lind, Liberalerna', ['Anna Lind null']],
    [
      'Björkvik 2031-03-02\n\nAnna Lind          Omar Said\nLedamot i kommunfullmäktige (L)          Ersättare i kommunfullmäktige (C)',
      ['Anna Lind L', 'Omar Said C'],
    ],
    ['Anna Lind (L)', ['Anna Lind L']],
  ])('%j', (end, movers) => {
    const fields = motion(`Det är mörkt på stigen.\n\nVi yrkar\n\natt mäta ljuset.\n\n${end}`);
    expect(fields.motionBy?.map(({ name, party }) => `${name} ${party}`)).toEqual(movers);
  });

  test('and who agrees', () => {
    const fields = motion('Vi yrkar\n\natt mäta ljuset.\n\nBjörkvik den 2 mars 2031\n\nAnna Lind (L)\n\nErsättare Eva Ek (L) instämmer i motionen');
    expect([fields.supporters, fields.date]).toEqual([[{ name: 'Eva Ek', party: 'L' }], '2031-03-02']);
  });
});

describe('[REA9] the points of a decision', () => {
  test.each([
    ['Kommunfullmäktige beslutar att avslå motionen.', ['Kommunfullmäktige beslutar att avslå motionen.']],
    ['Kommunfullmäktige beslutar\n\natt avslå motionen.', ['att avslå motionen.']],
    ['Kommunfullmäktige beslutar: – att avslå motionen.', ['Kommunfullmäktige beslutar: – att avslå motionen.']],
    ['Kommunfullmäktige beslutar:\n– att avslå motionen.', ['att avslå motionen.']],
    ['Enligt kommunstyrelsens förslag:\nMotionen avslås.', ['Motionen avslås.']],
    [
      '1. Motionens första att-sats bifalls.\n2. Motionen anses i övrigt besvarad.',
      ['Motionens första att-sats bifalls.', 'Motionen anses i övrigt besvarad.'],
    ],
    ['1. att bifalla första att-satsen,\n2. att i övrigt anse motionen besvarad.', ['att bifalla första att-satsen,', 'att i övrigt anse motionen besvarad.']],
    ['Kommunfullmäktige beslutar följande:\n- Motionen avslås.', ['Motionen avslås.']],
  ])('%j', (text, points) => {
    expect(minutes(`Beslut\n\n${text}\n\nBakgrund\n\nDet är mörkt.`).attClauses).toEqual(points);
  });
});

describe('[REA10] the sentences of a meeting are read', () => {
  test.each(['Överläggning', 'Propositioner', 'Yrkanden', 'Dagens sammanträde', 'Beslutsgång', ''])('under "%s"', (heading) => {
    const fields = minutes(
      `Beslut\n\nMotionen avslås.\n\n${heading}\n\nAnna Lind (L) yrkar bifall till motionen.\n\nKim Ståhl (C) yrkar avslag på motionen.\n\nOrdföranden ställer yrkandena mot varandra och finner att kommunfullmäktige avslår motionen.\n\nAnna Lind (L) reserverar sig mot beslutet till förmån för eget yrkande.`,
    );
    expect(fields.yrkanden?.map(({ kind }) => kind)).toEqual(['bifall', 'avslag']);
    expect(fields.reservations?.map(({ by }) => by[0]?.name)).toEqual(['Anna Lind']);
    expect(fields.attClauses).toEqual(['Motionen avslås.']);
  });
});

describe('[REA11] what goes on', () => {
  test('a yrkande with its clauses below is of their kind', () => {
    const [yrkande] =
      minutes(
        'Yrkanden\n\nAnna Lind (L) yrkar att kommunfullmäktige beslutar\n\natt avslå motionen, samt\n\natt mäta ljuset.\n\nKim Ståhl (C) yrkar återremiss.',
      ).yrkanden ?? [];
    expect(yrkande).toMatchObject({ kind: 'avslag', text: 'Anna Lind (L) yrkar att kommunfullmäktige beslutar att avslå motionen, samt att mäta ljuset.' });
  });

  test('a reservation with its reasons below, and people alone under their heading', () => {
    const fields = minutes('Reservation\n\nAnna Lind (L) och Kim Ståhl (C)\n\nVi menar att det är mörkt.\n\nSärskilt yttrande\n\nMaj Hed (S): Det är ljust.');
    expect(fields.reservations).toEqual([
      {
        by: [
          { name: 'Anna Lind', party: 'L' },
          { name: 'Kim Ståhl', party: 'C' },
        ],
        text: 'Anna Lind (L) och Kim Ståhl (C) Vi menar att det är mörkt.',
      },
    ]);
    expect(fields.specialStatements).toEqual(['Maj Hed (S): Det är ljust.']);
  });

  test.each([
    ['Ledamöterna från SD reserverar sig mot beslutet.', 'SD'],
    ['Ledamöterna i Vänsterpartiet reserverar sig.', 'Vänsterpartiet'],
    ['Vänsterpartiets grupp reserverar sig mot punkt 1.', 'Vänsterpartiets grupp'],
    ['Skriftlig reservation lämnas av SJV, se bilaga 2.', 'SJV'],
    ['Samtliga närvarande ledamöter i Moderaternas fullmäktigegrupp reserverar sig.', 'Moderaternas fullmäktigegrupp'],
  ])('%s is of a group', (text, byGroup) => {
    expect(minutes(`Reservation\n\n${text}`).reservations).toMatchObject([{ by: [], byGroup }]);
  });
});

describe('[REA12] a vote', () => {
  const meanings = 'Ja-röst för kommunstyrelsens förslag. Nej-röst för motionen.';
  const named = { ja: ['Anna Lind L', 'Maj Hed S'], nej: ['Kim Ståhl C'], avstar: ['Ove Rex M'] };
  test.each([
    ['in sentences', 'Anna Lind (L) och Maj Hed (S) röstar ja. Kim Ståhl (C) röstar nej. Ove Rex (M) avstår.'],
    ['in lists', 'Ja-röster\nAnna Lind (L)\nMaj Hed (S)\n\nNej-röster\nKim Ståhl (C)\n\nAvstår\nOve Rex (M)'],
    [
      'in a table',
      'Namn              Parti     Ja     Nej     Avstår\nAnna Lind         L         X\nMaj Hed           S         X\nKim Ståhl         C                X\nOve Rex           M                        X',
    ],
  ])('tells who voted %s', (_, names) => {
    const [vote] = minutes(`Omröstning\n\n${meanings}\n\n${names}`).votings ?? [];
    expect(vote).toMatchObject({ ja: 2, nej: 1, avstar: 1, jaMeans: 'kommunstyrelsens förslag', nejMeans: 'motionen' });
    expect(Object.fromEntries(Object.entries(vote?.voters ?? {}).map(([side, people]) => [side, people.map(({ name, party }) => `${name} ${party}`)]))).toEqual(
      named,
    );
  });
});

test('[REA13] a vote told without ja and nej has for ja what is told first', () => {
  const fields = minutes(
    'Vid omröstning röstade Anna Lind (L) och Maj Hed (S) för bifall till Anna Linds yrkande.\n\nKim Ståhl (C) röstade för avslag på motionen.\n\nKommunstyrelsen beslutade med två röster mot en att bifalla motionen.',
  );
  expect(fields.votings).toMatchObject([{ ja: 2, nej: 1, avstar: 0, jaMeans: 'bifall till Anna Linds yrkande', nejMeans: 'avslag på motionen' }]);
});

test('[REA14] meanings in the order, counts under a heading and names at the end are one vote', () => {
  const fields = minutes(
    'Beslutsgång\n\nOrdföranden ställer förslagen mot varandra. Votering begärs.\n\n− Ja-röst innebär att avslå motionen.\n− Nej-röst innebär att bifalla motionen.\n\nOmröstningsresultat\n\nMed 2 ja-röster mot 1 nej-röst avslås motionen.\n\nBeslutet skickas till\n\nMotionären\n\nOmröstningslista\n\nJa: Anna Lind (L) och Maj Hed (S)\n\nNej: Kim Ståhl (C)',
  );
  expect(fields.votings).toMatchObject([{ ja: 2, nej: 1, jaMeans: 'avslå motionen', nejMeans: 'bifalla motionen' }]);
  expect(fields.votings?.[0]?.voters?.ja).toHaveLength(2);
});

describe('[FLD2] who moved the motion', () => {
  test.each([
    ['Svar på motion från Anna Lind (L) och Kim Ståhl (C) om lyktor', 'Det är mörkt.', 'Anna Lind L, Kim Ståhl C'],
    ['Fler lyktor – svar på motion av Anna Lind (L)', 'Det är mörkt.', 'Anna Lind L'],
    ['Svar på motion av Anna Lind och Kim Ståhl (L) om lyktor', 'Det är mörkt.', 'Anna Lind L, Kim Ståhl L'],
    ['Motion om lyktor - Anna Lind (L)', 'Det är mörkt.', 'Anna Lind L'],
    ['Motion (L) om lyktor', 'Anna Lind (L) föreslår i en motion att det ska vara ljust.', 'Anna Lind L'],
    ['Motion om lyktor', 'Anna Lind (L) har väckt en motion om ljus.', 'Anna Lind L'],
    ['Motion om lyktor', 'Anna Lind (L) och Kim Ståhl (C) har inkommit med en motion.', 'Anna Lind L, Kim Ståhl C'],
    ['Motion om lyktor', 'Anna Lind (L) väckte den 27/1 2031 en motion om ljus.', 'Anna Lind L'],
    ['Motion om lyktor', 'Den 3 mars 2031 väckte Anna Lind (L) motionen ”Ljus” i kommunfullmäktige.', 'Anna Lind L'],
    ['Motion om lyktor', 'I en motion inkommen den 3 mars 2031 föreslår Anna Lind (L) att det ska vara ljust.', 'Anna Lind L'],
    ['Motion om lyktor', 'Vänsterpartiet genom Anna Lind (V) har lämnat in en motion om ljus.', 'Anna Lind V'],
    ['Motion om lyktor', 'Kommunen äger stigen, säger Anna Lind (L).', ''],
  ])('%s: %s', (title, text, expected) => {
    const fields = read(`Kf § 7\n\n${title}\n\nSammanfattning\n\n${text}`, { kind: 'minutesItem' });
    expect((fields.motionBy ?? []).map(({ name, party }) => `${name} ${party}`).join(', ')).toBe(expected);
  });
});

describe('[FLD3] who decides', () => {
  test.each([
    ['KF § 7\n\nMotion om lyktor\n\nBeslut\n\nMotionen avslås.', 'Kommunfullmäktige'],
    ['§ 7\n\nMotion om lyktor\n\nKommunstyrelsens beslut\n\nMotionen avslås.', 'Kommunstyrelsen'],
    ['§ 7\n\nMotion om lyktor\n\nBeslut\n\nMotionen avslås.\n\n4 (17)\n\nTekniska nämnden', 'Tekniska nämnden'],
    ['§ 7\n\nMotion om lyktor\n\nBeslut\n\nBygg- och miljönämnden beslutar att avslå motionen.', 'Bygg- och miljönämnden'],
    ['§ 7\n\nMotion om lyktor\n\nBeslut\n\nMotionen avslås.\n\nBeslutsgång\n\nOrdföranden finner att fullmäktige avslår motionen.', 'Kommunfullmäktige'],
  ])('%j', (text, body) => {
    expect(read(text, { kind: 'minutesItem' }).decisionBody).toBe(body);
  });
});

test('[FLD4] the vote that settles is the main one, else the last that is about more than order or an addition', () => {
  const vote = (yes: string, no: string, counts: string) => `Omröstning\n\nJa-röst för ${yes}. Nej-röst för ${no}.\n\n${counts}\n\n`;
  const order = vote('att ärendet avgörs i dag', 'återremiss', 'Ja: 9, Nej: 2.');
  const main = vote('motionen', 'avslag', 'Ja: 7, Nej: 4.');
  const addition = vote('bifall till tilläggsyrkandet', 'avslag', 'Ja: 5, Nej: 6.');
  expect(minutes(order + main + addition).voting).toMatchObject({ ja: 7, nej: 4 });
  expect(minutes(order).voting).toMatchObject({ ja: 9, nej: 2 });
});

test('[FLD5] of the assembly only its own words decide; of a board its decision and its proposal', () => {
  const parts = 'Beslut\n\nMotionen avslås.\n\nKommunstyrelsens förslag till kommunfullmäktige\n\nMotionen bifalls.';
  expect(minutes(parts).attClauses).toEqual(['Motionen avslås.']);
  expect(read(`KS § 7\n\nMotion om lyktor\n\n${parts}`, { kind: 'minutesItem' }).attClauses).toEqual(['Motionen avslås.', 'Motionen bifalls.']);
});

describe('[FIL1] a file that cannot be read', () => {
  test.each([
    ['an empty one', new Uint8Array(), 'empty'],
    ['a photograph', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), 'picture'],
    ['one from a telephone', new TextEncoder().encode('\0\0\0\x18ftypheic'), 'picture'],
    ['an older Word file', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), 'unknownFormat'],
    ['more than is read', new Uint8Array(50_000_001), 'tooLarge'],
  ])('%s', async (_, bytes, code) => {
    await expect(importFile(bytes)).rejects.toMatchObject({ code });
  });
});

describe('[REA15] a blank line within a sentence', () => {
  const width = 'Här står en lång rad som visar hur breda raderna är i just det här dokumentet.';
  test.each([
    ['Anna Lind (L) yrkar att kommunstyrelsen ska ge sitt stöd åt Norrbys\n\nkonståkningsklubb.', 1],
    ['Anna Lind (L) yrkar att kommunstyrelsen i år ska sponsra Norrby\n\nKonståkningsklubb med pengar.', 1],
    ['Anna Lind (L) yrkar bifall till motionen.\n\nkanske.', 2],
    ['Anna Lind (L) yrkar\n\nBifall', 2],
    ['Anna Lind (L), Kim Ståhl (C), Per Ek (S), Maj Hed (M), Rut Sax (BD) och Ann-Louise\n\nLundvall (S) yrkar bifall till motionen.', 1],
  ])('%j', (words, count) => {
    const section = importText(`Kf § 7\n\nSvar på motion om lyktor\n\nBakgrund\n${width}\n\nYrkanden\n${words}`, { kind: 'minutesItem' }).document.lastChild;
    const found: string[] = [];
    section?.descendants((node) => {
      if (node.type.name === 'paragraph') found.push(node.textContent);
      return true;
    });
    expect(found).toHaveLength(count);
  });
});

const table = (...rows: readonly string[]) => ['| Ledamot | Ja-röst | Nej-röst | Avstår från att rösta |', '| --- | --- | --- | --- |', ...rows].join('\n');

test('[REA16] a table between bars is a table of votes, also where it is printed below the recipients', () => {
  const fields = minutes(
    `Beslutsgång\nOmröstning begärs.\n\nJa-röst innebär att avslå motionen.\nNej-röst innebär att bifalla motionen.\n\nOmröstningsresultat\n\nMed 1 ja-röst mot 2 nej-röster bifalls motionen.\n\nBeslutet skickas till\nMotionären\n\n${table('| Anna Lind (L) | X |  |  |', '| Kim Ståhl (C) |  | X |  |', '| Per Ek (S) |  | X |  |')}`,
  );
  expect(fields.sendTo).toEqual(['Motionären']);
  expect(fields.votings).toEqual([
    {
      ja: 1,
      nej: 2,
      avstar: 0,
      jaMeans: 'avslå motionen',
      nejMeans: 'bifalla motionen',
      voters: {
        ja: [{ name: 'Anna Lind', party: 'L' }],
        nej: [
          { name: 'Kim Ståhl', party: 'C' },
          { name: 'Per Ek', party: 'S' },
        ],
      },
    },
  ]);
});

test('[REA14] two votes that the chair announces each keep their counts and their list, and a list that repeats the counts is no vote', () => {
  const list = (number: number, answer: string) =>
    `Omröstningslista nr. ${number}\n          Ledamöter          Parti          Ersättare          Ja     Nej     Avst\n          Per Ek             (S)                             ${answer}`;
  const fields = minutes(
    `Omröstning begärs\nOrdföranden meddelar följande omröstningsordning:\nJa-röst för Anna Linds (L) förslag,\nNej-röst för kommunstyrelsens förslag.\nOmröstningsresultat\n5 Ja-röster och 54 Nej-röster.\nOrdföranden meddelar följande omröstningsordning:\nJa-röst för att anta tilläggsförslaget\nNej-röst för att avslå tilläggsförslaget\nOmröstningsresultat\nMed 25 ja-röster och 36 nej-röster avslås tilläggsförslaget.\n\nExpedieras till\nMotionären\n\n${list(1, 'X')}\n\n${list(2, '       X')}`,
  );
  expect(fields.votings).toMatchObject([
    { ja: 5, nej: 54, jaMeans: 'Anna Linds (L) förslag', voters: { ja: [{ name: 'Per Ek', party: 'S' }] } },
    { ja: 25, nej: 36, nejMeans: 'avslå tilläggsförslaget', voters: { nej: [{ name: 'Per Ek', party: 'S' }] } },
  ]);
  const repeated = minutes(
    'Propositionsordning\nDen som önskar avslå motionen röstar Ja, den som önskar bifalla den röstar Nej.\n\nVotering utfaller enligt bifogad lista.\nBilaga\nJa 33, Nej 2, Avstår 10.\nOrdföranden förklarar att motionen avslås.\n\nBeslutet expedieras till:\nMotionären\n\nVotering #3:          Bilaga KF § 7/31\n\n      Resultat\n\n      Ja          33\n\n      Nej         2\n\n      Avstår      10',
  );
  expect(repeated.votings).toEqual([{ ja: 33, nej: 2, avstar: 10, jaMeans: 'avslå motionen', nejMeans: 'bifalla den' }]);
  expect(repeated.sendTo).toEqual(['Motionären']);
});

describe('[REA17] recipients', () => {
  test.each([
    ['Beslutet expedieras till: Motionären, Socialnämnden', ['Motionären', 'Socialnämnden']],
    ['Beslutet skickas till\nNämnden för Service, nämnden för Kultur & Fritid', ['Nämnden för Service', 'nämnden för Kultur & Fritid']],
    ['Beslutet skickas till\nNämnden för kultur, idrott och fritid', ['Nämnden för kultur, idrott och fritid']],
    ['Beslutet skickas till\nAnna Lind, ekonomichef', ['Anna Lind, ekonomichef']],
    ['Beslutet skickas till\nEkonomiavdelningen, kommunledningsförvaltningen', ['Ekonomiavdelningen, kommunledningsförvaltningen']],
    ['Beslutet skickas till\nTekniska nämnden (för kännedom), Miljönämnden', ['Tekniska nämnden (för kännedom), Miljönämnden']],
  ])('%j', (text, recipients) => {
    expect(minutes(text).sendTo).toEqual(recipients);
  });
});

test('[REA18] of minutes with several items the first is read, and the others stand as text and are listed', () => {
  const imported = importText(
    'BUN § 95\n\nInformation om en enkät\n\nBeslut\n\n- att nämnden har tagit del av informationen.\n\nBUN § 96          BUN/2031:193\n\nSvar på remiss\n\nBeslut\n\n- att översända yttrandet.\n\nBeslutet expedieras till:\nKommunstyrelsen',
    { kind: 'minutesItem' },
  );
  const fields = fieldsOf(imported);
  expect(fields).toMatchObject({ paragraph: 'BUN § 95', attClauses: ['att nämnden har tagit del av informationen.'], headings: ['Beslut'] });
  expect(fields.sendTo).toBeUndefined();
  expect(imported.report.unplaced.map(({ line }) => line)).toEqual([9, 11, 13, 15, 17, 18]);
});

test('[REA18, FUR3] the § of one item after another is no header that comes back', () => {
  const header = (page: number) =>
    `KOMMUNFULLMÄKTIGE          SAMMANTRÄDESPROTOKOLL\n                    Sida ${page} av 9\n\n                    Sammanträdesdatum\n                    2031-02-01\n\n`;
  const item = (page: number, number: number, name: string) =>
    `${header(page)}KF § ${number}                    KS KF/2031:${number}0\n\n${name}\n\nBeslut:\n    - Kommunfullmäktige avslår motionen.\n\nBeslutet expedieras till:\nMotionären\n\nJusterande          Utdragsbestyrkande\n`;
  const imported = importText(`${item(1, 9, 'Motion om lyktor')}${item(2, 10, 'Motion om bänkar')}${item(3, 11, 'Motion om stigar')}`);
  expect(fieldsOf(imported)).toMatchObject({
    title: 'Motion om lyktor',
    paragraph: 'KF § 9',
    diary: 'KS KF/2031:90',
    date: '2031-02-01',
    sendTo: ['Motionären'],
  });
  expect(imported.report.furniture.some(({ text }) => /§/u.test(text))).toBe(false);
});

test('[REA15] the rest of an item that is set in below its mark goes on with it', () => {
  const [moved] =
    minutes(
      'Överläggning\nAnna Lind (L) yrkar att kommunfullmäktige ska besluta att:\n\n    - Kommunfullmäktige godkänner planen.\n    - Kommunfullmäktige beslutar att de delar som hör till\n\n         Styrsystemet lyfts ur.',
    ).yrkanden ?? [];
  expect(moved?.text).toMatch(/hör till Styrsystemet lyfts ur\.$/u);
});

test('[REA18] an attachment below the item is another document', () => {
  const fields = minutes(
    'Beslut\nMotionen avslås.\n\nReservation\nPer Ek (S) reserverar sig skriftligt.\nBilaga A\n\nBeslutet expedieras till: Kommunfullmäktige\n\n                      Bilaga A Kf § 7/31\n\n                Reservation\n\nVi reserverar oss mot beslutet.\n\nPer Ek\nRut Sax',
  );
  expect(fields.sendTo).toEqual(['Kommunfullmäktige']);
  expect(fields.reservations).toEqual([{ by: [{ name: 'Per Ek', party: 'S' }], text: 'Per Ek (S) reserverar sig skriftligt.', written: true }]);
});

describe('[REA9] points', () => {
  const points = (text: string) => minutes(`Beslut:\n${text}`).attClauses;
  test('a point that ends on a colon is one, and the names below it are not', () => {
    expect(points('- Kommunfullmäktige väljer följande personer:\n\n    Ordförande          Anna Lind (L)\n    Ledamot             Per Ek (S)')).toEqual([
      'Kommunfullmäktige väljer följande personer:',
    ]);
  });
  test('points with dashes that end on a comma are points', () => {
    expect(
      points('Kommunstyrelsen föreslår kommunfullmäktige besluta:\n\n    - att godkänna utredningen,\n\n    - att stänga skolan,\n\n    - att återkomma.'),
    ).toEqual(['att godkänna utredningen,', 'att stänga skolan,', 'att återkomma.']);
  });
  test('a sentence that begins with who decides on a line of its own is a point', () => {
    const long = 'Kommunfullmäktige avslår motionen i de delar som rör lyktor, bänkar och papperskorgar vid stigen.';
    expect(points(`${long}\nKommunfullmäktige anser motionen i övrigt besvarad.`)).toEqual([long, 'Kommunfullmäktige anser motionen i övrigt besvarad.']);
  });
});

describe('[REA11] notes', () => {
  test('under their heading a note begins with who stands behind it, or is nobody’s', () => {
    expect(minutes('Protokollsanteckning\n\nAnna Lind (L) stödjer Per Eks (S) yrkande.\nKim Ståhl (C) stödjer Maj Heds (M) yrkande.').notesToProtocol).toEqual([
      { by: [{ name: 'Anna Lind', party: 'L' }], text: 'Anna Lind (L) stödjer Per Eks (S) yrkande.' },
      { by: [{ name: 'Kim Ståhl', party: 'C' }], text: 'Kim Ståhl (C) stödjer Maj Heds (M) yrkande.' },
    ]);
    expect(minutes('Protokollsanteckning\nNämnden påpekar att punkt 8 inte är nödvändig.').notesToProtocol).toEqual([
      { by: [], text: 'Nämnden påpekar att punkt 8 inte är nödvändig.' },
    ]);
  });
  test('that something is attached is no reservation, and a rule across the page ends it', () => {
    const fields = minutes(
      'Reservation\nAnna Lind (L) reserverar sig skriftligt.\n\nBilaga B\n\nPer Ek (S) reserverar sig mot beslutet.\n_______________\n\nExpedieras till\nMotionären',
    );
    expect(fields.reservations?.map(({ text }) => text)).toEqual(['Anna Lind (L) reserverar sig skriftligt.', 'Per Ek (S) reserverar sig mot beslutet.']);
  });
  test('who took no part for a conflict of interest, and who spoke, in a sentence that ends in a list', () => {
    expect(minutes('Jäv\nMed anledning av jäv har Anna Lind (L) och Per Ek (S) inte deltagit i ärendets handläggning.').jav).toMatchObject([
      { by: [{ name: 'Anna Lind' }, { name: 'Per Ek' }] },
    ]);
    expect(minutes('Yttranden\n\nVid kommunfullmäktiges behandling av ärendet yttrar sig\n\nAnna Lind (L), Per Ek (S)').speakers).toHaveLength(2);
  });
});

describe('[REA7] clauses of motions', () => {
  test.each([
    ['Vi föreslår därför att:\nNorrby ändrar sina regler så att;\n\n\\- stigen är upplyst.\n\\-  stigen sandas.', ['stigen är upplyst.', 'stigen sandas.']],
    ['Socialdemokraterna föreslår:\n\n- att stigen får lyktor.', ['att stigen får lyktor.']],
  ])('%j', (text, clauses) => {
    expect(motion(`${text}\n\nNorrby 2031-01-27\n\nAnna Lind, Kim Ståhl och Per Ek.`)).toMatchObject({
      attClauses: clauses,
      motionBy: [{ name: 'Anna Lind' }, { name: 'Kim Ståhl' }, { name: 'Per Ek' }],
    });
  });
  test('[REA6] a party’s name above the title is no title', () => {
    expect(read('Socialdemokraterna\n\nMotion Norrby 2031-06-05\n\nLyktor längs stigen\n\nDet är mörkt.', { kind: 'motion' })).toMatchObject({
      title: 'Lyktor längs stigen',
      date: '2031-06-05',
    });
  });
});
