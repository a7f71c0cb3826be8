import {
  att,
  block,
  by,
  castVotes,
  clauses,
  decisions,
  doc,
  field,
  fields,
  no,
  p,
  people,
  person,
  point,
  section,
  sentence,
  supporters,
  yes,
  yrkanden,
} from '@yrka/test-builders';
import { type DecisionLevel, decisionLevels, type Outcome, outcomes } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import {
  contextOf,
  type ContextOptions,
  defaultWording,
  digestOfSentence,
  generatedSentence,
  genitive,
  isOutdated,
  readAttendanceChange,
  readOutcome,
  sentenceOf,
  writeBodyDecision,
  writeDecision,
} from './index.ts';
import { goteborg } from './wordingsForTests.ts';

const moved = (id: string, kind: string, target: string, ...content: readonly Node[]) => block('yrkande', { id, kind, target }, ...content);
const put = (stage: string, puts: readonly string[], found: string | null) => block('acclamation', { stage, puts, found });
const board = (...content: readonly Node[]) => doc(fields('head', { body: 'Kommunstyrelsen' }), ...content);
const assembly = (...content: readonly Node[]) => doc(block('fieldList', { level: 'assembly' }), ...content);

/** What the structure says of each event of these kinds, in order. */
function said(document: Node, names: string | readonly string[], options: ContextOptions = {}): readonly (string | null)[] {
  const context = contextOf(document, options);
  const sentences: (string | null)[] = [];
  document.descendants((node) => {
    if ([names].flat().includes(node.type.name)) sentences.push(generatedSentence(node, context));
  });
  return sentences;
}

// People
test.each([
  ['Anna Källström-Marx', 'Anna Källström-Marx'],
  ['Karl-Gustav von Essen', 'Karl-Gustav von Essens'],
  ['Anna Lind m.fl.', 'Anna Lind med fleras'],
  ['Anna Lind med flera', 'Anna Lind med fleras'],
  ['Anna B', 'Anna B:s'],
  ['Bo A. Ek', 'Bo A. Eks'],
  ['SD', 'SD:s'],
  ['Moritz Dietz', 'Moritz Dietz'],
])('[PER3, PER8] the genitive of %s is %s', (name, expected) => {
  expect(genitive(name)).toBe(expected);
});

test('[PER9, YRK15] a group has its yrkande from it, and no genitive', () => {
  const document = board(
    yrkanden(moved('y1', 'addition', 'proposedDecision', by(person('Ledamöterna från SD')), clauses(att('planen redovisas')))),
    block('reservation', { inFavourOf: 'y1' }, by('Eva Ek (M)')),
  );
  expect(said(document, 'reservation')).toEqual(['Eva Ek (M) reserverar sig mot beslutet till förmån för tilläggsyrkandet från ledamöterna från SD.']);
});

// What is moved
test.each<[string, readonly Node[], Readonly<Record<string, unknown>>, string | null]>([
  [
    'an addition',
    [clauses(att('planen redovisas i mars.'))],
    { kind: 'addition', target: 'proposedDecision' },
    'Anna Lind (L) yrkar som tillägg att planen redovisas i mars.',
  ],
  [
    'several additions',
    [clauses(att('planen redovisas'), att('den följs upp'))],
    { kind: 'addition', target: 'proposedDecision' },
    'Anna Lind (L) yrkar följande tillägg:\natt planen redovisas\natt den följs upp',
  ],
  ['a proposal', [clauses(att('en plan tas fram'))], { kind: 'proposal', target: 'other' }, 'Anna Lind (L) yrkar att en plan tas fram.'],
  ['a whole sentence', [clauses(sentence('En plan tas fram.'))], { kind: 'proposal', target: 'other' }, 'Anna Lind (L) yrkar följande:\nEn plan tas fram.'],
  [
    'words that are changed',
    [block('fieldList', {}, field('target', 'senast 2026')), clauses(att('senast 2027'))],
    { kind: 'amendment', target: 'proposedDecision' },
    'Anna Lind (L) yrkar att ”senast 2026” ändras till ”senast 2027”.',
  ],
  [
    'a clause that is changed',
    [clauses(att('kommunen köper in tio cyklar'))],
    { kind: 'amendment', target: 'clause', targetId: 'c2' },
    'Anna Lind (L) yrkar att motionens andra att-sats ändras till att kommunen köper in tio cyklar.',
  ],
  [
    'a proposal that is changed',
    [clauses(att('planen gäller till 2030'))],
    { kind: 'amendment', target: 'proposedDecision' },
    'Anna Lind (L) yrkar som ändring av förvaltningens förslag till beslut att planen gäller till 2030.',
  ],
  [
    'approval in part',
    [clauses(att('kommunen prövar med två cyklar'))],
    { kind: 'approval', target: 'motion' },
    'Anna Lind (L) yrkar delvis bifall till motionen på så sätt att kommunen prövar med två cyklar.',
  ],
  ['approval of one clause', [], { kind: 'approval', target: 'clause', targetId: 'c1' }, 'Anna Lind (L) yrkar bifall till motionens första att-sats.'],
  [
    'a referral back with its grounds',
    [block('fieldList', {}, field('body', 'tekniska nämnden')), clauses(att('utreda kostnaden'), att('höra de boende'))],
    { kind: 'referralBack', target: 'matter' },
    'Anna Lind (L) yrkar att ärendet ska återremitteras till tekniska nämnden för att utreda kostnaden och för att höra de boende.',
  ],
  [
    'grounds that begin with their own "för att"',
    [clauses(att('för att utreda kostnaden'))],
    { kind: 'referralBack', target: 'matter' },
    'Anna Lind (L) yrkar att ärendet ska återremitteras för att utreda kostnaden.',
  ],
  [
    'a deferral until the next meeting',
    [block('fieldList', {}, field('time', 'nästa sammanträde'))],
    { kind: 'deferral', target: 'matter', rank: 'first' },
    'Anna Lind (L) yrkar i första hand att ärendet ska bordläggas till nästa sammanträde.',
  ],
  [
    'those who agree',
    [supporters('Eva Ek (M)', 'Bo Källström (L)')],
    { kind: 'approval', target: 'motion' },
    'Anna Lind (L) yrkar bifall till motionen. Eva Ek (M) och Bo Källström (L) instämmer i Anna Linds (L) yrkande.',
  ],
  ['nothing that is withdrawn', [p('Hand.')], { kind: 'approval', target: 'motion', withdrawn: true }, null],
  ['nothing without clauses', [], { kind: 'addition', target: 'proposedDecision' }, null],
])('[YRK10, YRK11, YRK12, YRK13, YRK14, YRK16] writes %s', (_, content, attributes, expected) => {
  const node = block('yrkande', attributes, by('Anna Lind (L)'), ...content);
  const context = contextOf(doc(), { clauses: ['c1', 'c2'] });
  expect(generatedSentence(node, context)).toBe(expected);
  if (attributes.withdrawn === true) expect(sentenceOf(node, context)).toBeNull();
});

test('[WOR1] a municipality chooses its sentences', () => {
  const node = block('yrkande', { kind: 'approval', target: 'motion' }, by('Anna Lind (L)'), supporters('Eva Ek (M)'));
  const wording = { approval: 'att {target} ska bifallas', supportInset: ', med instämmande av {supporters},' };
  expect(generatedSentence(node, contextOf(doc(), { wording }))).toBe('Anna Lind (L) yrkar, med instämmande av Eva Ek (M), att motionen ska bifallas.');
  expect(defaultWording.supportInset).toBeNull();
});

// The chair's order
const bo = moved('y1', 'approval', 'motion', by('Bo Källström (L)'));
const back = moved('y2', 'referralBack', 'matter', by('Linus Marx (S)'));
const more = moved('y3', 'addition', 'proposedDecision', by('Eva Ek (M)'), clauses(att('planen redovisas')));
const own = moved('y4', 'proposal', 'other', by('Eva Ek (M)'), clauses(att('en plan tas fram')));

test('[ACC1, ACC2, ACC4] the proposal is put against a yrkande, as in Huddinge', () => {
  expect(said(board(yrkanden(bo), put('main', ['proposedDecision', 'yrkande y1'], 'proposedDecision')), 'acclamation')).toEqual([
    'Ordföranden ställer förvaltningens förslag till beslut mot Bo Källströms (L) yrkande om bifall till motionen och finner att kommunstyrelsen beslutar i enlighet med förvaltningens förslag till beslut.',
  ]);
});

test('[ACC3, ACC5, ACC7] formal yrkanden first, additions last', () => {
  const document = board(
    yrkanden(bo, back, more),
    put('procedural', ['yrkande y2', 'decideToday'], 'decideToday'),
    put('main', ['proposedDecision', 'yrkande y1'], 'yrkande y1'),
    put('addition', ['yrkande y3', 'rejectionOf y3'], 'rejectionOf y3'),
  );
  expect(said(document, 'acclamation')).toEqual([
    'Ordföranden ställer först Linus Marx (S) yrkande om återremiss mot att ärendet ska avgöras i dag och finner att kommunstyrelsen beslutar att avgöra ärendet i dag.',
    'Ordföranden ställer därefter förvaltningens förslag till beslut mot Bo Källströms (L) yrkande om bifall till motionen och finner att kommunstyrelsen beslutar i enlighet med Bo Källströms (L) yrkande.',
    'Ordföranden ställer därefter proposition på bifall respektive avslag på Eva Eks (M) tilläggsyrkande och finner att kommunstyrelsen avslår tilläggsyrkandet.',
  ]);
  expect(said(document, 'acclamation', { wording: goteborg })).toEqual([
    'Ordföranden ställer först propositioner på dels ärendets återremiss och dels ärendets avgörande idag och finner att kommunstyrelsen beslutat avgöra ärendet vid dagens sammanträde.',
    'Ordföranden ställer härefter propositioner på kommunstyrelsens förslag och yrkandet från Bo Källström (L) om bifall till motionen och finner att yrkandet från Bo Källström (L) har bifallits.',
    'Ordföranden ställer härefter propositioner på bifall respektive avslag på tilläggsyrkandet från Eva Ek (M) och finner att det har avslagits.',
  ]);
});

test('[ACC6] with three proposals one is main, and the others meet first', () => {
  const document = board(
    yrkanden(bo, own),
    put('counterProposal', ['yrkande y1', 'yrkande y4'], 'yrkande y4'),
    put('main', ['proposedDecision', 'yrkande y4'], 'proposedDecision'),
  );
  expect(said(document, 'acclamation')[0]).toBe(
    'Ordföranden utser förvaltningens förslag till beslut till huvudförslag. Ordföranden ställer först Bo Källströms (L) yrkande om bifall till motionen mot Eva Eks (M) yrkande om att en plan tas fram och finner att Eva Eks (M) yrkande antas som motförslag.',
  );
});

test('[ACC8] clause by clause, the clause is named once', () => {
  const answer = { document: 'd', version: 1, clause: 'c1' };
  const document = board(
    section('decision', null, decisions(point('', { id: 'p1', outcome: 'rejected', answers: [answer] }))),
    yrkanden(block('yrkande', { id: 'y5', kind: 'approval', target: 'clause', targetId: 'c1' }, by('Bo Källström (L)'))),
    put('clause', ['point p1', 'yrkande y5'], 'point p1'),
  );
  expect(said(document, 'acclamation', { clauses: ['c1', 'c2'] })).toEqual([
    'I fråga om motionens första att-sats ställer ordföranden förvaltningens förslag till beslut mot Bo Källströms (L) yrkande om bifall och finner att kommunstyrelsen beslutar i enlighet med förvaltningens förslag till beslut.',
  ]);
  expect(said(document, 'acclamation')[0]).toContain('punkt 1 i förvaltningens förslag till beslut');
});

test('[ACC9] nothing is said of what is not found, or of whom nobody knows that they decide', () => {
  expect(said(board(yrkanden(bo), put('main', ['proposedDecision', 'yrkande y1'], null)), 'acclamation')).toEqual([null]);
  expect(said(board(put('main', ['proposedDecision', 'yrkande y9'], 'proposedDecision')), 'acclamation')).toEqual([null]);
  expect(said(doc(put('main', ['proposedDecision'], 'proposedDecision')), 'acclamation')).toEqual([null]);
});

test('[ACC2] who has moved two things is not named by name alone', () => {
  const second = moved('y6', 'rejection', 'motion', by('Bo Källström (L)'));
  expect(said(board(yrkanden(bo, second), put('main', ['yrkande y1', 'yrkande y6'], 'yrkande y6')), 'acclamation')[0]).toMatch(
    /beslutar i enlighet med Bo Källströms \(L\) yrkande om avslag på motionen\.$/u,
  );
});

test.each([
  ['Tekniska nämnden', 'tekniska nämnden'],
  ['Kultur- och fritidsnämnden', 'kultur- och fritidsnämnden'],
  ['Kommunstyrelsens arbetsutskott', 'kommunstyrelsens arbetsutskott'],
  ['KS', 'KS'],
  ['Björkviks kommunfullmäktige', 'Björkviks kommunfullmäktige'],
])('[ACC10] %s stands in a sentence as %s', (body, expected) => {
  expect(contextOf(doc(fields('head', { body }))).meeting.body).toBe(expected);
});

test('[ACC10] who decides is told by the level where no field names it', () => {
  expect(contextOf(assembly()).meeting.body).toBe('kommunfullmäktige');
  expect(contextOf(doc()).meeting.body).toBeNull();
});

// Votes
const vote = (attributes: Readonly<Record<string, unknown>>, ...content: readonly Node[]) => block('vote', attributes, ...content);

test('[VOT7, VOT8] a vote says what it is for, how it fell and what that decides', () => {
  const document = board(yrkanden(bo), vote({ yes: 8, no: 6, abstain: 1, absent: 0, yesFor: 'proposedDecision', noFor: 'yrkande y1' }));
  expect(said(document, 'vote')).toEqual([
    'Omröstning begärs och verkställs.\nJa-röst för förvaltningens förslag till beslut. Nej-röst för Bo Källströms (L) yrkande.\nMed 8 ja-röster mot 6 nej-röster och 1 som avstår beslutar kommunstyrelsen i enlighet med förvaltningens förslag till beslut.',
  ]);
  expect(said(document, 'vote', { wording: goteborg })).toEqual([
    'Omröstning begärs.\nGodkänd voteringsproposition: ”Ja för bifall till kommunstyrelsens förslag. Nej för bifall till yrkandet från Bo Källström (L).”\nOmröstningen utfaller med 8 Ja mot 6 Nej. 1 ledamot avstår från att rösta.',
  ]);
});

test('[VOT7] an addition is approved or rejected, and Ja may be for its rejection', () => {
  const document = board(yrkanden(more), vote({ yes: 9, no: 1, yesFor: 'rejectionOf y3', noFor: 'yrkande y3' }));
  expect(said(document, 'vote')[0]).toBe(
    'Omröstning begärs och verkställs.\nJa-röst för avslag på Eva Eks (M) tilläggsyrkande. Nej-röst för bifall till Eva Eks (M) tilläggsyrkande.\nMed 9 ja-röster mot 1 nej-röst beslutar kommunstyrelsen att avslå tilläggsyrkandet.',
  );
});

test('[WOR1, VOT7] what the answers mean is in the form that the municipality chose', () => {
  const document = board(yrkanden(bo), vote({ yesFor: 'proposedDecision', noFor: 'yrkande y1' }));
  const wording = { voteRequested: 'Votering begärs.', meanings: 'Ja-röst innebär att bifalla {yes}. Nej-röst innebär att bifalla {no}.' };
  expect(said(document, 'vote', { wording })).toEqual([
    'Votering begärs.\nJa-röst innebär att bifalla förvaltningens förslag till beslut. Nej-röst innebär att bifalla Bo Källströms (L) yrkande.',
  ]);
});

test('[VOT7] words that were written of a meaning stand', () => {
  const document = board(yrkanden(bo), vote({ yesFor: 'proposedDecision', noFor: 'yrkande y1' }, fields('head', { noMeans: 'att motionen bifalls' })));
  expect(said(document, 'vote')[0]).toBe(
    'Omröstning begärs och verkställs.\nJa-röst för förvaltningens förslag till beslut. Nej-röst för att motionen bifalls.',
  );
});

test('[VOT9] a tie is settled by the chair where it is known how the chair voted', () => {
  const tie = vote({ yes: 1, no: 1, yesFor: 'proposedDecision', noFor: 'yrkande y1' }, castVotes(yes('Eva Ek (M)'), no('Bo Källström (L)')));
  expect(said(board(yrkanden(bo), tie), 'vote', { chair: { name: 'Bo Källström', party: 'L' } })[0]).toMatch(
    /\nMed 1 ja-röst mot 1 nej-röst, och genom ordförandens utslagsröst, beslutar kommunstyrelsen i enlighet med Bo Källströms \(L\) yrkande\.$/u,
  );
  expect(said(board(yrkanden(bo), tie), 'vote')[0]).toMatch(/\nOmröstningen utfaller med 1 Ja mot 1 Nej\.$/u);
});

test('[VOT9] a minority gets its referral back in the assembly, and only where that is said', () => {
  const minority = (kind: string, attributes = {}) =>
    assembly(
      yrkanden(moved('y7', kind, 'matter', by('Ove Rask (C)'))),
      vote({ yes: 6, no: 4, abstain: 1, yesFor: 'decideToday', noFor: 'yrkande y7', ...attributes }),
    );
  const won =
    'Med 6 ja-röster mot 4 nej-röster och 1 som avstår konstaterar ordföranden att minst en tredjedel av de närvarande ledamöterna har begärt återremiss och att ärendet därmed är återremitterat.';
  expect(said(minority('minorityReferralBack'), 'vote')[0]).toBe(
    `Omröstning begärs och verkställs.\nJa-röst för att ärendet avgörs i dag. Nej-röst för återremiss.\n${won}`,
  );
  expect(said(minority('referralBack', { settledBy: 'oneThird' }), 'vote')[0]).toContain(won);
  expect(said(minority('referralBack'), 'vote')[0]).toMatch(/\nOmröstningen utfaller med 6 Ja mot 4 Nej\. 1 ledamot avstår från att rösta\.$/u);
});

// Attendance
test.each<[Node, string | null]>([
  [block('notParticipating', {}, by('Bo Källström (L)')), 'Bo Källström (L) deltar inte i beslutet.'],
  [block('notParticipating', {}), null],
  [
    block('conflictOfInterest', {}, by('Kim Ståhl (C)'), people('substitutes', 'Per Roos (C)')),
    'Kim Ståhl (C) deltar inte i handläggningen av ärendet på grund av jäv. Per Roos (C) tjänstgör i stället för Kim Ståhl (C).',
  ],
  [block('attendanceChange', { change: 'arrives' }, by('Eva Ek (M)'), field14('kl. 14:10')), 'Eva Ek (M) anländer till sammanträdet kl. 14.10.'],
  [
    block('attendanceChange', { change: 'leaves' }, by('Kim Ståhl (C)'), people('substitutes', 'Per Roos (C)'), field14('14.10')),
    'Kim Ståhl (C) lämnar sammanträdet kl. 14.10. Per Roos (C) tjänstgör i stället för Kim Ståhl (C).',
  ],
  [
    block('attendanceChange', { change: 'serves' }, by('Kim Ståhl (C)'), people('substitutes', 'Per Roos (C)'), field14('14.10')),
    'Per Roos (C) tjänstgör från kl. 14.10 i stället för Kim Ståhl (C).',
  ],
  [block('attendanceChange', { change: 'serves' }, by('Per Roos (C)')), 'Per Roos (C) tjänstgör.'],
  [block('attendanceChange', { change: 'leaves' }), null],
])('[NOT1, JAV2, CHA1, CHA2, CHA3] %#', (node, expected) => {
  expect(generatedSentence(node, contextOf(doc()))).toBe(expected);
});

function field14(time: string): Node {
  return block('fieldList', {}, field('time', time));
}

const eva = { name: 'Eva Ek', party: 'M' };
test('[CHA4] who came, left or served is read in present and past', () => {
  expect(readAttendanceChange('Eva Ek (M) anlände till sammanträdet klockan 14:10.')).toEqual({ change: 'arrives', by: [eva], substitutes: [], time: '14.10' });
  expect(readAttendanceChange('Eva Ek (M) lämnar dagens sammanträde.')).toEqual({ change: 'leaves', by: [eva], substitutes: [], time: '' });
  expect(readAttendanceChange('Eva Ek (M) lämnade sammanträdet.')).toEqual({ change: 'leaves', by: [eva], substitutes: [], time: '' });
  expect(readAttendanceChange('Eva Ek (M) tjänstgjorde från kl. 14.10 i stället för Kim Ståhl (C).')).toEqual({
    change: 'serves',
    by: [{ name: 'Kim Ståhl', party: 'C' }],
    substitutes: [eva],
    time: '14.10',
  });
  expect(readAttendanceChange('Eva Ek (M) deltar inte i beslutet.')).toBeNull();
});

// Words by hand
test('[SEN4] words by hand know when the structure has changed under them', () => {
  const context = contextOf(doc());
  const event = (who: string, writtenOver: string | null) =>
    block('yrkande', { kind: 'approval', target: 'motion', writtenOver }, by(who), p('Bo vill bifalla.'));
  const digest = digestOfSentence('Bo Källström (L) yrkar bifall till motionen.');
  expect(digest).toMatch(/^[0-9a-f]{16}$/u);
  expect(isOutdated(event('Bo Källström (L)', digest), context)).toBe(false);
  expect(isOutdated(event('Eva Ek (M)', digest), context)).toBe(true);
  expect(isOutdated(event('Eva Ek (M)', null), context)).toBe(false);
  expect(digestOfSentence(' Bo  vill')).toBe(digestOfSentence('Bo vill'));
  expect(digestOfSentence(null)).not.toBe(digest);
});

// Decisions
test.each<[DecisionLevel, Outcome, string]>([
  ['assembly', 'rejected', 'Kommunfullmäktige avslår motionen.'],
  ['executiveBoard', 'answered', 'Kommunstyrelsen föreslår att kommunfullmäktige anser motionen besvarad.'],
  ['executiveBoard', 'partlyApproved', 'Kommunstyrelsen föreslår att kommunfullmäktige bifaller motionen delvis.'],
  ['committee', 'tillstyrkan', 'Nämnden tillstyrker motionen.'],
  ['committee', 'noPosition', 'Nämnden lämnar motionen utan ställningstagande.'],
  ['subcommittee', 'referredBack', 'Utskottet återremitterar motionen.'],
])('[DEC4] at the level %s, %s is said of who decides', (level, outcome, expected) => {
  const document = doc(block('fieldList', { level }), decisions(point('', { outcome })));
  expect(said(document, 'decisionPoint', { wording: { decisions: 'active' } })).toEqual([expected]);
  expect(said(doc(decisions(point('', { outcome, att: true }))), 'decisionPoint', { wording: { decisions: 'active' } })[0]).not.toMatch(
    /nämnden|fullmäktige/iu,
  );
});

test('[DEC1, DEC3, DEC4] every outcome is read from each of its sentences', () => {
  for (const outcome of outcomes) {
    for (const clauses of [[], [2], [3, 4]]) {
      const decision = { outcome, clauses, clauseCount: 5 };
      const said = [
        writeDecision({ ...decision, att: true }),
        writeDecision({ ...decision, att: false }),
        ...decisionLevels.map((level) => writeBodyDecision(decision, { body: 'nämnden', level })),
      ];
      expect(said.map((words) => [words, readOutcome(words ?? '')])).toEqual(said.map((words) => [words, outcome]));
    }
  }
});

test('[YRK13] a body is named in a sentence as bodies are, however it was typed', () => {
  const node = block('yrkande', { kind: 'referralBack', target: 'matter' }, by('Anna Lind (L)'), block('fieldList', {}, field('body', ' Kommunstyrelsen')));
  expect(generatedSentence(node, contextOf(doc()))).toBe('Anna Lind (L) yrkar att ärendet ska återremitteras till kommunstyrelsen.');
});
