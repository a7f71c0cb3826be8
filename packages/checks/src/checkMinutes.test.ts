import type { SectionPart } from '@yrka/schema';
import {
  abstain,
  absent,
  att,
  block,
  by,
  castVotes,
  clauses,
  decisions,
  doc,
  event,
  field,
  fields,
  heading,
  no,
  p,
  people,
  person,
  point,
  reservation,
  section,
  title,
  vote,
  yes,
  yrkande,
  yrkanden,
} from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { checkMinutes, type MinutesFacts } from './checkMinutes.ts';

const facts: MinutesFacts = { people: null, parties: null, attending: null, chair: null, meetingDate: null, isAssembly: true };
const seated = (names: string) =>
  names.split(', ').map((name) => ({ name, party: null, personId: name, isSubstitute: false, presence: 'serving' as const, fromItem: null, untilItem: null }));
const told = (document: Node, given: Partial<MinutesFacts> = {}) =>
  checkMinutes(document, { ...facts, ...given }).map(({ code, params }) => [code, ...Object.values(params)].join(' '));
const codes = (document: Node, given: Partial<MinutesFacts> = {}) => checkMinutes(document, { ...facts, ...given }).map(({ code }) => code);
/** A § with a title and these parts. */
const minutes = (...content: readonly Node[]) => doc(title('Svar på motion av Anna Lind (L) om cykelvägar'), ...content);
const part = (name: SectionPart, ...words: readonly (string | Node)[]) => section(name, null, ...words.map((one) => (typeof one === 'string' ? p(one) : one)));
const decided = (...points: readonly (string | Node)[]) => part('decision', decisions(...points));
const moved = (id: string, kind: Parameters<typeof yrkande>[0], target: Parameters<typeof yrkande>[1], ...content: readonly Node[]) => {
  const node = yrkande(kind, target, ...content);
  return node.type.create({ ...node.attrs, id }, node.content);
};
const asked = (puts: readonly string[], found: string | null = null, stage: string | null = null) => block('acclamation', { puts, found, stage });
const anna = moved('approve', 'approval', 'motion', by('Anna Lind (L)'));
const bo = moved('reject', 'rejection', 'motion', by('Bo Ek (M)'));
const rejected = point('Motionen avslås.', { outcome: 'rejected' });
const approved = point('Motionen bifalls.', { outcome: 'approved' });
const back = point('Ärendet återremitteras.', { outcome: 'referredBack' });

test('minutes of a meeting where everything was put and nothing contradicts give nothing', () => {
  const document = minutes(
    decided(rejected),
    part('yrkanden', yrkanden(anna, bo)),
    part('beslutsgang', asked(['yrkande reject', 'yrkande approve'], 'yrkande reject')),
    part('vote', vote({ yes: 8, no: 6, abstain: 1, yesFor: 'yrkande approve', noFor: 'yrkande reject' })),
  );
  // Ja was for approval and got most, so the decision would be another: turned the right way it is silent.
  expect(told(document)).toEqual(['voteAgainstDecision bifall till motionen']);
  expect(told(minutes(decided(approved), part('yrkanden', yrkanden(anna, bo)), part('beslutsgang', asked(['yrkande reject', 'yrkande approve']))))).toEqual([]);
});

describe('what was moved and how it was put', () => {
  test('[PUT1] a yrkande that nobody put is told, and one that goes with another is not', () => {
    const also = moved('also', 'approval', 'motion', by('Eva Ek (S)'));
    const supports = block('yrkande', { id: 'supports', kind: 'approval', target: 'yrkande', targetId: 'approve' }, by('Kim Ståhl (C)'));
    const answer = moved('answer', 'answered', 'motion', by('Per Roos (C)'));
    const gone = block('yrkande', { id: 'gone', kind: 'answered', target: 'motion', withdrawn: true }, by('Per Roos (C)'));
    const put = part('beslutsgang', asked(['yrkande reject', 'yrkande approve'], 'yrkande reject'));
    expect(told(minutes(decided(rejected), part('yrkanden', yrkanden(anna, bo, also, supports, gone)), put))).toEqual([]);
    expect(told(minutes(decided(rejected), part('yrkanden', yrkanden(anna, bo, answer)), put))).toEqual(['yrkandeNotPut Per Roos']);
    // Words alone do not tell which were put.
    expect(
      codes(minutes(decided(rejected), part('yrkanden', yrkanden(anna, bo, answer)), part('beslutsgang', 'Ordföranden ställer yrkandena mot varandra.'))),
    ).toEqual([]);
  });

  test('[PUT1] what is moved in the matter waits when the matter is referred back', () => {
    const refer = moved('refer', 'referralBack', 'matter', by('Eva Ek (S)'));
    expect(
      told(minutes(decided(back), part('yrkanden', yrkanden(anna, refer)), part('beslutsgang', asked(['yrkande refer', 'decideToday'], 'yrkande refer')))),
    ).toEqual([]);
  });

  test('[PUT2] a question puts two proposals against each other', () => {
    const answer = moved('answer', 'answered', 'motion', by('Per Roos (C)'));
    const three = ['yrkande reject', 'yrkande approve', 'yrkande answer'];
    const given = (stage: string | null) => minutes(part('yrkanden', yrkanden(anna, bo, answer)), part('beslutsgang', asked(three, null, stage)));
    expect(told(given('main'))).toEqual(['questionOfMany 3']);
    expect(told(given('counterProposal'))).toEqual([]);
    expect(codes(minutes(part('vote', vote({ yesFor: 'proposedDecision', noFor: 'proposedDecision' }))))).toContain('sameForBoth');
  });

  test('[PUT3] a proposal that is a question cannot be answered yes or no', () => {
    const given = (words: string) =>
      minutes(part('yrkanden', yrkanden(block('yrkande', { kind: 'addition', target: 'motion' }, by('Eva Ek (S)'), clauses(att(words))))));
    expect(told(given('hur cykelvägar kan byggas'))).toEqual(['questionNotYesOrNo hur cykelvägar kan byggas']);
    expect(told(given('utreda hur cykelvägar kan byggas'))).toEqual([]);
  });

  test('[PUT4, PUT5] formal questions come first and additions last', () => {
    const refer = moved('refer', 'referralBack', 'matter', by('Eva Ek (S)'));
    const add = moved('add', 'addition', 'motion', by('Kim Ståhl (C)'));
    const all = part('yrkanden', yrkanden(anna, bo, refer, add));
    const [formal, main, addition] = [
      asked(['yrkande refer', 'decideToday']),
      asked(['yrkande reject', 'yrkande approve']),
      asked(['yrkande add', 'rejectionOf add']),
    ];
    expect(told(minutes(all, part('beslutsgang', formal, main, addition)))).toEqual([]);
    expect(told(minutes(all, part('beslutsgang', main, formal, addition)))).toEqual(['formalPutLate']);
    expect(told(minutes(all, part('beslutsgang', formal, addition, main)))).toEqual(['additionPutEarly']);
  });

  test('[PUT6] what the chair finds is the decision, unless a vote follows', () => {
    const given = (...asks: readonly Node[]) => minutes(decided(approved), part('yrkanden', yrkanden(anna, bo)), part('beslutsgang', ...asks));
    const found = asked(['yrkande reject', 'yrkande approve'], 'yrkande reject');
    expect(told(given(found))).toEqual(['findingAgainstDecision avslag på motionen']);
    expect(told(given(asked(['yrkande reject', 'yrkande approve'], 'yrkande approve')))).toEqual([]);
    expect(told(given(found, vote({ yes: 3, no: 9, yesFor: 'yrkande reject', noFor: 'yrkande approve' })))).toEqual(['yesMeansNo avslag på motionen']);
  });

  test('[PUT7] where some would have it otherwise, the minutes tell how it was put', () => {
    const all = part('yrkanden', yrkanden(anna, bo));
    expect(told(minutes(decided(rejected), all))).toEqual(['orderMissing']);
    expect(told(minutes(decided(rejected), part('yrkanden', yrkanden(anna))))).toEqual([]);
    for (const words of ['Ordföranden finner att motionen avslås.', 'Proposition på yrkandena.'])
      expect(told(minutes(decided(rejected), all, part('other', words)))).toEqual([]);
  });

  test('[PUT8] an addition with no word in common with the matter is asked about', () => {
    const summary = part(
      'summary',
      'Motionen handlar om cykelvägar till skolan. Barnen behöver trygga passager, bredare trottoarer, belysning längs gångstråken och sänkt hastighet på Storgatan, Skolgatan och Ringvägen.',
      'Förvaltningen bedömer att trafiksäkerheten förbättras när genomfartstrafiken leds om, parkeringsplatser flyttas, häckar klipps och vinterväghållningen prioriterar barnens vägar. Kostnaden ryms inom budgeten för nästa investeringsperiod, enligt ekonomiavdelningens kalkyl, och arbetet samordnas med fjärrvärmens utbyggnad. Polisen, Trafikverket, skolornas rektorer, föräldraföreningar, pensionärsråd, funktionshinderråd, bostadsbolaget, busstrafikens planerare, räddningstjänsten samt villaägarna tillfrågades.',
    );
    const given = (words: string) =>
      minutes(summary, part('yrkanden', yrkanden(block('yrkande', { kind: 'addition', target: 'motion' }, by('Eva Ek (S)'), clauses(att(words))))));
    expect(told(given('arvodera kulturpristagare, stipendiater och konserthusets dirigent'))).toEqual(['perhapsNewMatter Eva Ek']);
    expect(told(given('arvodera kulturpristagare, stipendiater och barnens dirigent'))).toEqual([]);
    expect(told(given('se över detta'))).toEqual([]);
  });
});

describe('votes', () => {
  const names = castVotes(yes('Anna Lind (L)'), yes('Bo Ek (M)'), no('Eva Ek (S)'), abstain('Kim Ståhl (C)'));

  test('[VOT1] figures and names agree, as far as there are names', () => {
    expect(told(minutes(part('vote', vote({ yes: 2, no: 1, abstain: 1 }, names))))).toEqual([]);
    expect(told(minutes(part('vote', vote({ yes: 3, no: 1 }, names))))).toEqual(['countDiffersFromNames ja 3 2']);
    expect(told(minutes(part('vote', vote({ yes: 30, no: 16 }))))).toEqual([]);
  });

  test('[VOT2] the sum agrees with those who serve, as the item changes who they are', () => {
    const attending = seated('Anna Lind, Bo Ek, Eva Ek, Kim Ståhl, Per Roos');
    const given = (count: object, ...more: readonly Node[]) => minutes(...more, part('vote', vote({ ...count })));
    expect(told(given({ yes: 3, no: 2, abstain: 0 }), { attending })).toEqual([]);
    expect(told(given({ yes: 4, no: 2 }), { attending })).toEqual(['moreVotesThanServing 6 5']);
    expect(told(given({ yes: 2, no: 1, abstain: 0 }), { attending })).toEqual(['votesMissing 3 5']);
    expect(told(given({ yes: 2, no: 1, abstain: 1, absent: 1 }), { attending })).toEqual([]);
    // Not said how many abstained: nothing is missing for certain.
    expect(told(given({ yes: 2, no: 1 }), { attending })).toEqual([]);
    const disqualified = event('conflictOfInterest', by('Kim Ståhl (C)'));
    const substituted = event('conflictOfInterest', by('Kim Ståhl (C)'), people('substitutes', 'Ulf Berg (C)'));
    const leaves = block('attendanceChange', { change: 'leaves' }, by('Per Roos (C)'));
    expect(told(given({ yes: 3, no: 2 }, disqualified), { attending })).toEqual(['moreVotesThanServing 5 4']);
    expect(told(given({ yes: 3, no: 2 }, substituted), { attending })).toEqual([]);
    expect(told(given({ yes: 3, no: 2 }, leaves), { attending })).toEqual(['moreVotesThanServing 5 4']);
    expect(told(minutes(part('vote', vote({ yes: 3, no: 2 })), leaves), { attending })).toEqual([]);
    // Where no attendance was recorded it is the document's own list.
    const list = part('attendance', people('serving', 'Anna Lind (L)', 'Bo Ek (M)'));
    expect(told(given({ yes: 2, no: 1 }, list))).toEqual(['moreVotesThanServing 3 2']);
    expect(told(given({ yes: 2, no: 1 }, list), { attending })).toEqual([]);
  });

  test('[VOT3] equal votes are settled by somebody', () => {
    expect(told(minutes(part('vote', vote({ yes: 7, no: 7 }))))).toEqual(['tieNotSettled 7']);
    expect(told(minutes(part('vote', vote({ yes: 7, no: 7, settledBy: 'castingVote' }))))).toEqual([]);
    expect(told(minutes(part('vote', vote({ yes: 7, no: 7 }, p('Ordföranden avgör med sin utslagsröst.')))))).toEqual([]);
    // By name the chair's answer is known, and is the casting vote.
    const present = part('attendance', people('serving', person('Kim Ståhl (C)', null, { role: 'chair' }), 'Bo Ek (M)'));
    expect(told(minutes(present, part('vote', vote({ yes: 1, no: 1 }, castVotes(yes('Kim Ståhl (C)'), no('Bo Ek (M)'))))))).toEqual([]);
  });

  test('[VOT4] the chair may not abstain where the votes are equal', () => {
    const chair = people('serving', person('Kim Ståhl (C)', null, { role: 'chair' }), 'Anna Lind (L)', 'Bo Ek (M)');
    const given = (last: Node) => minutes(part('attendance', chair), part('vote', vote({}, castVotes(yes('Anna Lind (L)'), no('Bo Ek (M)'), last))));
    expect(codes(given(abstain('Kim Ståhl (C)')))).toEqual(['tieNotSettled', 'chairAbstains']);
    expect(codes(given(yes('Kim Ståhl (C)')))).toEqual([]);
  });

  test('[VOT5] what has most votes is what is decided, by structure or by words', () => {
    const all = part('yrkanden', yrkanden(anna, bo));
    const put = asked(['yrkande reject', 'yrkande approve']);
    const given = (point: Node, attributes: object, ...content: readonly Node[]) =>
      minutes(decided(point), all, put, part('vote', vote({ ...attributes }, ...content)));
    const structure = { yes: 4, no: 9, yesFor: 'yrkande approve', noFor: 'yrkande reject' };
    expect(told(given(approved, structure))).toEqual(['voteAgainstDecision avslag på motionen']);
    expect(told(given(rejected, structure))).toEqual([]);
    const meanings = fields('head', { yesMeans: 'bifall till motionen', noMeans: 'Bo Eks (M) yrkande' });
    expect(told(given(approved, { yes: 4, no: 9 }, meanings))).toEqual(['voteAgainstDecision avslag på motionen']);
    expect(told(given(rejected, { yes: 4, no: 9 }, meanings))).toEqual([]);
    // What the proposal says is not in these minutes.
    expect(told(given(rejected, { yes: 9, no: 4 }, fields('head', { yesMeans: 'kommunstyrelsens förslag', noMeans: 'bifall till motionen' })))).toEqual([]);
    // A vote on an addition, on a clause or on which proposal is the counter-proposal decides nothing of the motion.
    for (const yesMeans of ['bifall till tilläggsyrkandet', 'bifall till motionens andra att-sats'])
      expect(told(given(rejected, { yes: 9, no: 4 }, fields('head', { yesMeans, noMeans: 'avslag' })))).toEqual([]);
    expect(told(given(rejected, { yes: 9, no: 4, stage: 'counterProposal' }, meanings))).toEqual([]);
    // The casting vote settles an equal one otherwise than the figures.
    expect(told(given(rejected, { yes: 7, no: 7, settledBy: 'castingVote' }, meanings))).toEqual([]);
    // What the chair voted for is known from the list, and who presides from the attendance.
    const equal = { yes: 1, no: 1, settledBy: 'castingVote', yesFor: 'yrkande approve', noFor: 'yrkande reject' };
    const tie = (point: Node) => given(point, equal, castVotes(yes('Anna Lind (L)'), no('Bo Ek (M)')));
    expect(told(tie(approved), { chair: { name: 'Bo Ek', party: 'M' } })).toEqual(['voteAgainstDecision avslag på motionen']);
    expect(told(tie(rejected), { chair: { name: 'Bo Ek', party: 'M' } })).toEqual([]);
    expect(told(tie(approved))).toEqual([]);
  });

  test('[VOT6] one third of an assembly has its referral back or deferral', () => {
    const formal = (yesCount: number, noCount: number, point: Node, ...more: readonly Node[]) =>
      minutes(
        decided(point),
        ...more,
        part('vote', vote({ yes: yesCount, no: noCount, abstain: 0 }, fields('head', { yesMeans: 'att ärendet avgörs idag', noMeans: 'återremiss' }))),
      );
    expect(told(formal(26, 15, rejected))).toEqual(['oneThirdForgotten 15 41']);
    expect(told(formal(28, 13, rejected))).toEqual([]);
    expect(told(formal(26, 15, back))).toEqual([]);
    expect(told(formal(28, 13, back))).toEqual(['voteAgainstDecision att ärendet avgörs i dag']);
    expect(told(formal(26, 15, rejected), { isAssembly: false })).toEqual([]);
    expect(told(formal(26, 15, back), { isAssembly: false })).toEqual(['minorityInCommittee 15 41']);
    const before = part('earlierTreatment', 'Kommunfullmäktige 2031-02-10 § 12, minoritetsåterremiss');
    expect(told(formal(26, 15, back, before))).toEqual(['minorityTwice']);
    expect(told(formal(26, 15, rejected, before))).toEqual([]);
    // What is not known of the body is read from its own head.
    const head = fields('head', { paragraphNumber: 'Kf § 41' });
    expect(told(formal(26, 15, rejected, head), { isAssembly: null })).toEqual(['oneThirdForgotten 15 41']);
    expect(told(formal(26, 15, rejected, fields('head', { paragraphNumber: 'Ks § 41' })), { isAssembly: null })).toEqual([]);
    // Of those present: with 60 who serve, 15 are no third.
    expect(told(formal(26, 15, rejected), { attending: seated(Array.from({ length: 60 }, (_, index) => `Ledamot Nr${index}`).join(', ')) })).not.toContain(
      'oneThirdForgotten 15 60',
    );
  });

  test('[VOT7] that ja means rejection or referral back is told', () => {
    const given = (yesMeans: string) => told(minutes(part('vote', vote({ yes: 9, no: 2 }, fields('head', { yesMeans, noMeans: 'x' })))));
    expect(given('avslag på motionen')).toEqual(['yesMeansNo avslag på motionen']);
    expect(given('ärendets återremiss')).toEqual(['yesMeansNo ärendets återremiss']);
    for (const words of ['bifall till motionen', 'kommunstyrelsens förslag', 'att ärendet avgörs idag']) expect(given(words), words).toEqual([]);
  });

  test('[VOT8] a vote that was asked for has a result', () => {
    expect(told(minutes(part('beslutsgang', 'Ordföranden finner bifall. Omröstning begärs.')))).toEqual(['voteMissing']);
    expect(told(minutes(part('beslutsgang', 'Omröstning begärs men begäran återtas.')))).toEqual([]);
    expect(told(minutes(part('beslutsgang', 'Omröstning begärs. Med fyra röster mot tre beslutar nämnden bifalla motionen.')))).toEqual([]);
    expect(told(minutes(part('vote', vote({}, fields('head', { yesMeans: 'bifall', noMeans: 'återremiss' })))))).toEqual(['voteWithoutResult']);
    expect(told(minutes(part('vote', vote({}, castVotes(yes('Anna Lind (L)'), no('Bo Ek (M)'), no('Eva Ek (S)'))))))).toEqual([]);
  });

  test('[VOT9] a note that somebody voted wrong is told, with how close it was', () => {
    const note = (words: string) => minutes(part('vote', vote({ yes: 20, no: 21 })), part('minutesNotes', event('minutesNote', p(words))));
    expect(told(note('Gruppen antecknar att den röstade fel i voteringen.'))).toEqual(['notesWrongVote 1']);
    expect(told(note('Gruppen anser att beslutet är fel.'))).toEqual([]);
  });
});

describe('dissent', () => {
  const reserves = (name: string, ...more: readonly Node[]) => part('reservations', reservation({ form: 'oral' }, by(name), ...more));
  const attending = seated('Anna Lind, Bo Ek');

  test('[RES1] only who took part in deciding may reserve', () => {
    const away = (name: 'conflictOfInterest' | 'notParticipating') => part('conflictOfInterest', event(name, by('Anna Lind (L)')));
    expect(told(minutes(away('conflictOfInterest'), reserves('Anna Lind (L)')))).toEqual(['reservesWithoutPart Anna Lind conflictOfInterest']);
    expect(told(minutes(away('notParticipating'), reserves('Anna Lind (L)')))).toEqual(['reservesWithoutPart Anna Lind notParticipating']);
    expect(told(minutes(away('notParticipating'), reserves('Bo Ek (M)')))).toEqual([]);
    const absentee = part('vote', vote({ yes: 1, no: 0, absent: 1 }, castVotes(absent('Anna Lind (L)'))));
    expect(told(minutes(absentee, reserves('Anna Lind (L)')))).toEqual(['reservesWithoutPart Anna Lind absent']);
    expect(told(minutes(reserves('Eva Ek (S)')), { attending })).toEqual(['reservesWithoutPart Eva Ek notServing']);
    expect(told(minutes(reserves('Anna Lind (L)')), { attending })).toEqual([]);
    const comes = block('attendanceChange', { change: 'serves' }, by('Eva Ek (S)'));
    expect(told(minutes(comes, reserves('Eva Ek (S)')), { attending })).toEqual([]);
    // In words alone, and of the whole decision only.
    expect(told(minutes(part('notParticipating', 'Anna Lind (L) deltar inte i beslutet.'), reserves('Anna Lind (L)')))).toHaveLength(1);
    expect(told(minutes(part('notParticipating', 'Anna Lind (L) deltar inte i beslutet i punkt 2.'), reserves('Anna Lind (L)')))).toEqual([]);
  });

  test('[RES2] a reservation is somebody’s, or a group’s', () => {
    const given = (words: string) => told(minutes(part('reservations', reservation({}, p(words)))));
    expect(given('Reservation anmäls mot beslutet.')).toEqual(['reservationOfNobody']);
    for (const words of [
      'Ledamöterna från SD reserverar sig mot beslutet.',
      'Vänsterpartiets grupp reserverar sig.',
      'Skriftlig reservation lämnas av SJV, se bilaga 2.',
    ])
      expect(given(words), words).toEqual([]);
  });

  test('[RES3] a written reservation that is promised is there, or is said where', () => {
    const given = (attributes: object, ...content: readonly Node[]) =>
      told(minutes(part('reservations', reservation({ form: 'written', ...attributes }, by('Anna Lind (L)'), ...content))));
    expect(given({})).toEqual(['reservationTextMissing Anna Lind']);
    expect(given({ document: 'd', version: 3 })).toEqual([]);
    expect(given({}, p('Anna Lind (L) lämnar en skriftlig reservation, bilaga 2.'))).toEqual([]);
    expect(given({}, p('Anna Lind (L) lämnar en skriftlig reservation.'), p('Vi ville se en utredning.'))).toEqual([]);
    expect(told(minutes(part('reservations', reservation({ form: 'written' }, by('Anna Lind (L)')), p('Bilaga B'))))).toEqual([]);
  });

  test('[RES4] to abstain and to take no part are two things', () => {
    const away = part('notParticipating', event('notParticipating', by('Anna Lind (L)')));
    const given = (cast: Node) => told(minutes(away, part('vote', vote({ yes: 2, no: 1 }, castVotes(cast)))));
    expect(given(abstain('Anna Lind (L)'))).toContain('abstainsWithoutPart Anna Lind notParticipating');
    expect(given(yes('Anna Lind (L)'))).toContain('votesWithoutPart Anna Lind notParticipating');
    expect(given(abstain('Bo Ek (M)'))).not.toContain('abstainsWithoutPart Bo Ek notParticipating');
    expect(given(absent('Anna Lind (L)'))).toEqual([]);
    expect(
      told(minutes(part('notParticipating', 'Anna Lind (L) och Bo Ek (M) deltar inte i beslutet.'), part('vote', 'Bo Ek (M) avstår från att rösta.'))),
    ).toEqual(['abstainsWithoutPart Bo Ek notParticipating']);
  });

  test('[FRM1] the heading says what stands under it', () => {
    const given = (words: string | null, name: SectionPart, text: string) => told(minutes(section(name, words, p(text))));
    expect(given('Reservation', 'separateStatements', 'Anna Lind (L) lämnar ett särskilt yttrande.')).toEqual([
      'headingAgainstContent reservation särskilt yttrande',
    ]);
    expect(given(null, 'reservations', 'Anna Lind (L) lämnar ett särskilt yttrande.')).toEqual(['headingAgainstContent reservation särskilt yttrande']);
    expect(given('Särskilt yttrande', 'separateStatements', 'Anna Lind (L) reserverar sig mot beslutet.')).toEqual([
      'headingAgainstContent särskilt yttrande reservation',
    ]);
    expect(given('Reservation', 'reservations', 'Anna Lind (L) reserverar sig, se särskilt yttrande.')).toEqual([]);
    expect(given('Reservationer och särskilda yttranden', 'reservations', 'Anna Lind (L) lämnar ett särskilt yttrande.')).toEqual([]);
  });

  test('[FRM2] a heading that says that something happened has words under it', () => {
    expect(told(minutes(section('reservations', 'Reservation')))).toEqual(['headingWithoutText Reservation']);
    // A part that the template has and nobody has written in is on no paper.
    expect(told(minutes(section('reservations', null)))).toEqual([]);
    expect(told(minutes(section('decision', 'Beslut')))).toEqual([]);
  });
});

describe('people', () => {
  test('[NAM1] one person in two spellings or two orders is asked about, and the rarer is mended', () => {
    const given = (...lines: readonly string[]) => told(minutes(part('summary', ...lines)));
    expect(given('Marit Sundqvist (S) talar.', 'Marit Sundqvist (S) svarar.', 'Marit Sundkvist (S) går.')).toEqual([
      'nameSpelledTwoWays Marit Sundkvist Marit Sundqvist',
    ]);
    expect(given('Marit Sundqvist (S) talar.', 'Sundqvist Marit (S) går.')).toEqual(['nameSpelledTwoWays Sundqvist Marit Marit Sundqvist']);
    expect(given('Marit Sundqvist (S) talar.', 'Den av Marit Sundqvits väckta motionen avslås.')).toHaveLength(1);
    // The genitive, two who stand in one list, two parties, a short name, and another first letter.
    expect(given('Marit Sundqvist (S) talar.', 'Marit Sundqvists (S) yrkande prövas.')).toEqual([]);
    expect(given('Karin Berg (S) och Karim Berg (S) talar.', 'Karin Berg (S) går.')).toEqual([]);
    expect(given('Karin Berg (S) talar.', 'Karim Berg (M) går.')).toEqual([]);
    expect(given('Bo Ek (S) talar.', 'Bo Ed (S) går.')).toEqual([]);
    expect(given('Anna Lindberg (S) talar.', 'Hanna Lindberg (S) går.')).toEqual([]);
    const document = minutes(part('summary', 'Marit Sundqvist (S) talar.', 'Marit Sundkvists (S) yrkande.'));
    expect(checkMinutes(document, facts)[0]?.fix).toMatchObject({ kind: 'replaceText', from: 0, to: 16, text: 'Marit Sundqvists' });
  });

  test('[NAM2] one person has one party', () => {
    expect(told(minutes(part('summary', 'Eva Ek (S) talar.', 'Eva Ek (M) går.')))).toEqual(['nameWithTwoParties Eva Ek S M']);
    expect(told(minutes(part('summary', 'Eva Ek (S) och Eva Ek (M) talar.')))).toEqual([]);
  });

  test('[NAM3] the genitive’s s is missed before what was moved, and put in', () => {
    const given = (text: string) => minutes(part('beslutsgang', text));
    for (const text of [
      'Ordföranden ställer Eva Ek (S) yrkande mot förslaget.',
      'Proposition på Eva Ek (S) tilläggsyrkande.',
      'Bifall till Eva Ek (S) förslag.',
    ])
      expect(told(given(text)), text).toEqual(['genitiveMissing Eva Ek Eva Eks']);
    for (const text of [
      'Ordföranden ställer Eva Eks (S) yrkande mot förslaget.',
      'Ordföranden ställer Lars Klockars (M) yrkande mot förslaget.',
      'Ordföranden ställer Rut Dietz (M) yrkande mot förslaget.',
      'Yrkandet från Eva Ek (S) bifalls.',
      'Eva Ek (S) yrkande bifall till motionen.',
    ])
      expect(told(given(text)), text).toEqual([]);
    // Without a party only where the name is known.
    const known = (text: string) => told(minutes(part('yrkanden', yrkanden(moved('a', 'other', 'other', by('Eva Ek (S)')))), part('beslutsgang', text)));
    expect(known('Ordföranden ställer Eva Ek yrkande mot förslaget.')).toEqual(['genitiveMissing Eva Ek Eva Eks']);
    expect(known('Ordföranden ställer Stora Torget förslag mot förslaget.')).toEqual([]);
    const document = given('Ordföranden ställer Eva Ek (S) yrkande mot förslaget.');
    expect(checkMinutes(document, facts)[0]?.fix).toMatchObject({ from: 20, to: 26, text: 'Eva Eks' });
  });

  test('[NAM4] who acts has a party somewhere in the document', () => {
    const given = (name: string, ...more: readonly Node[]) => told(minutes(part('yrkanden', yrkanden(moved('a', 'other', 'other', by(name), ...more)))));
    expect(given('Eva Ek')).toEqual(['moverWithoutParty Eva Ek']);
    expect(given('Anna Lind')).toEqual([]);
    expect(given('Eva Ek (-)')).toEqual([]);
    expect(given('Eva Ek', p('Eva Ek och övriga ledamöter i Vänsterpartiet yrkar bifall.'))).toEqual([]);
    expect(told(minutes(part('yrkanden', yrkanden(moved('a', 'other', 'other', by('Eva Ek (XX)'))))), { parties: ['S', 'L'] })).toEqual([
      'unknownParty Eva Ek XX',
    ]);
  });

  test('[NAM5] a typed name that the register has otherwise or not at all is told', () => {
    const register = [
      { name: 'Eva Ek', party: 'S' },
      { name: 'Marit Sundqvist', party: 'S' },
    ];
    const given = (one: string | Node) => told(minutes(part('yrkanden', yrkanden(moved('a', 'other', 'other', by(one))))), { people: register });
    expect(given('Eva Ek (S)')).toEqual([]);
    expect(given('Marit Sundkvist (S)')).toEqual(['nameSpelledTwoWays Marit Sundkvist Marit Sundqvist']);
    // Minutes that were not written with the register may be of other years.
    expect(given('Rune Ax (S)')).toEqual([]);
    const picked = moved('b', 'other', 'other', by(person('Eva Ek', 'S', { personId: 'eva' })));
    const typed = moved('a', 'other', 'other', by('Rune Ax (S)'));
    expect(told(minutes(part('yrkanden', yrkanden(typed, picked))), { people: register })).toEqual(['unknownPerson Rune Ax']);
    expect(given(person('Rune Ax', 'S', { personId: 'rune' }))).toEqual([]);
  });

  test('[NAM6] a question that names the yrkande of somebody whom nothing else names is told', () => {
    const all = part('yrkanden', yrkanden(anna, bo));
    const given = (text: string) => told(minutes(all, part('beslutsgang', text)));
    expect(given('Ordföranden ställer Anna Linds (L) yrkande mot Magnus Dietz (M) yrkande.')).toEqual(['nobodyMovedThat Magnus Dietz']);
    expect(given('Ordföranden ställer Anna Linds (L) yrkande mot Bo Eks (M) yrkande.')).toEqual([]);
    expect(given('Ordföranden Rut Berg (S) ställer yrkandena mot varandra.')).toEqual([]);
    // Nor does the genitive's s lack (NAM3).
    expect(given('Sedan överläggningen avslutats ställer ordförande Rut Berg (S) yrkandena mot varandra.')).toEqual([]);
  });

  test('[NAM7] title and text agree on who moved the motion', () => {
    const given = (text: string) => told(minutes(part('summary', text)));
    expect(given('Bo Ek (M) har i en motion föreslagit cykelvägar.')).toEqual(['moversDiffer Bo Ek Anna Lind']);
    for (const text of [
      'Anna Lind (L) har i en motion föreslagit cykelvägar.',
      'Anna Lind väckte motionen 2031.',
      'Bo Ek (M) har i en debattartikel föreslagit vägar.',
    ])
      expect(given(text), text).toEqual([]);
    const withOthers = (text: string) => told(doc(title('Svar på motion från Anna Lind (L) m.fl. om cykelvägar'), part('summary', text)));
    expect(withOthers('Anna Lind (L) och Bo Ek (M) har i en motion föreslagit cykelvägar.')).toEqual([]);
    expect(withOthers('Bo Ek (M) har i en motion föreslagit cykelvägar.')).toEqual(['moversDiffer Bo Ek Anna Lind']);
  });
});

describe('words and dates', () => {
  test('[DEC1] a decision has a verb', () => {
    const given = (text: string) => codes(minutes(decided(text)));
    for (const text of ['Motionen till kommunstyrelsen för beredning.', 'Kommunfullmäktige att avslå motionen.', 'att bifall till motionen'])
      expect(given(text), text).toEqual(['decisionWithoutVerb']);
    for (const text of [
      'Motionen avslås.',
      'Motionen anses besvarad.',
      'Ärendet bordläggs.',
      'Kommunstyrelsen får i uppdrag att utreda frågan.',
      'Tillstyrka motionen',
      'att avslå motionen',
      'att anse motionen besvarad',
      'Nämnden för teknik har inget att erinra.',
      'Motionen är besvarad.',
    ])
      expect(given(text), text).toEqual([]);
  });

  test('[DEC2] a decision is one outcome, in words of its own', () => {
    for (const words of ['avslås och anses besvarad', 'avslås samt anses vara besvarad', 'anses besvarad och avslås'])
      expect(told(minutes(decided(`Motionen ${words}.`))), words).toEqual([`contradictoryOutcome ${words}`]);
    expect(told(minutes(decided('Beslut enligt föreliggande förslag.')))).toEqual(['wordsNotWrittenOut enligt föreliggande förslag']);
    expect(told(minutes(decided('Motionen anses i övrigt besvarad.')))).toEqual([]);
  });

  test('[DAT1] a date is a day that there is', () => {
    const given = (text: string) => told(minutes(part('summary', text)));
    expect(given('Inkommen 2031-02-31.')).toEqual(['impossibleDate 2031-02-31']);
    expect(given('Beslutat den 31 april 2031.')).toEqual(['impossibleDate 31 april 2031']);
    for (const text of ['Inkommen 2031-02-28.', 'Dnr 2031-88-12.', 'Telefon 0701-22-3344']) expect(given(text), text).toEqual([]);
  });

  test('[DAT2] a day of the week is the date’s', () => {
    const given = (text: string) => told(minutes(part('summary', text)));
    expect(given('Sammanträdet hålls torsdagen den 4 oktober 2023.')).toEqual(['wrongWeekday torsdagen den 4 oktober 2023 onsdag']);
    expect(given('Sammanträdet hålls onsdagen den 4 oktober 2023.')).toEqual([]);
  });

  test('[DAT3] one decision has one date', () => {
    const given = (...lines: readonly string[]) => told(minutes(part('earlierTreatment', ...lines)));
    expect(given('KF 2031-02-10 § 12', 'Kommunfullmäktiges beslut den 11 februari 2031 § 12')).toHaveLength(1);
    expect(given('KF 2031-02-10 § 12', 'KS 2031-02-11 § 12', 'KF 2032-02-11 § 12', 'Kommunfullmäktige den 10 februari 2031, § 12')).toEqual([]);
  });

  test('[DAT4] the head’s date is the meeting’s', () => {
    const given = (date: string) => minutes(fields('head', { date }));
    const held = { meetingDate: '2026-04-13', attending: seated('Anna Lind') };
    expect(told(given('13 april 2026'), held)).toEqual([]);
    expect(told(given('2026-04-14'), held)).toEqual(['dateNotOfMeeting 2026-04-14 den 13 april 2026']);
    for (const date of ['', 'våren 2026']) expect(told(given(date), held)).toEqual([]);
    // Before the meeting it is the day on which somebody began to write.
    expect(told(given('2026-04-01'), { meetingDate: '2026-04-13' })).toEqual([]);
    expect(told(given('2026-04-14'))).toEqual([]);
  });

  test('[DAT5] what was decided or came in before has no later day than the meeting', () => {
    const given = (...words: readonly string[]) => minutes(fields('head', { date: '2026-04-13' }), part('decisionBasis', ...words));
    expect(told(given('Kommunstyrelsen 2025-03-02 § 14', 'Motionen inkom den 16 mars 2025', 'Svaret redovisas för kommunstyrelsen den 2 juni 2026'))).toEqual(
      [],
    );
    expect(told(given('Kommunstyrelsen 2027-03-02 § 14'))).toEqual(['dateAfterMeeting Kommunstyrelsen 2027-03-02 § 14 den 13 april 2026']);
    expect(told(given('Motionen inkom den 16 mars 2028'), { meetingDate: '2026-05-11' })).toEqual([
      'dateAfterMeeting Motionen inkom den 16 mars 2028 den 11 maj 2026',
    ]);
    expect(told(given('Kommunstyrelsens arbetsutskott 2026-05-04 § 3'), { meetingDate: '2026-05-11' })).toEqual([]);
  });

  test('[LAN3] a long word that stands once in another spelling is told, an inflection is not', () => {
    const given = (...lines: readonly string[]) => told(minutes(part('summary', ...lines)));
    expect(given('Ett vänortssavtal med staden.', 'Kommunens vänortsavtal och andra vänortsavtal.')).toEqual(['wordSpelledTwoWays vänortssavtal vänortsavtal']);
    expect(given('Kommunstyrelsens svar.', 'Kommunstyrelsen och kommunstyrelsen.')).toEqual([]);
    expect(given('Ett vänortssavtal.', 'Ett vänortsavtal.')).toEqual([]);
  });

  test('[FRM3] minutes have a title', () => {
    expect(told(doc(p('Text')))).toEqual(['titleMissing']);
  });

  test('[FRM4] language is looked at where somebody writes in words of their own', () => {
    expect(told(minutes(part('summary', 'Det skall göras.')))).toEqual(['wordToAvoid skall ska']);
    expect(
      told(minutes(part('beslutsgang', 'Beslut i enlighet med förslaget.', heading(2, 'Skall')), part('vote', field('proposition', 'Ja skall vara bifall.')))),
    ).toEqual([]);
  });
});
