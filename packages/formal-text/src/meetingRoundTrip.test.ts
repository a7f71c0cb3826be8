import { alternativeWord } from '@yrka/schema';
import { att, block, by, decisions, doc, p, point, section } from '@yrka/test-builders';
import fc from 'fast-check';
import { Fragment, type Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { contextOf, type ContextOptions, proposeBeslutsgang, readMeeting, settledOutcome, writeMeeting } from './index.ts';
import { goteborg } from './wordingsForTests.ts';

// readMeeting(writeMeeting(x)) = x over whole meetings. A failing run prints its seed and path; YRKA_SEED runs it again, YRKA_RUNS more of them.
const seed = Number(process.env.YRKA_SEED ?? Date.now() % 2 ** 31);

const names = [
  'Agnes Hultz (S)',
  'Bo Källström (L)',
  'Karl-Gustav von Essen (M)',
  'Lars Ek (KD)',
  'Linus Marx (S)',
  'Moritz Dietz (FoAr)',
  'Åsa Lindh-Öberg (MP)',
  'Ulla Britt Heelge Vikmång (S)',
  'Örjan Rosinski (SD)',
  'Élise ben Salem (V)',
  'Kim Ståhl (C)',
  'Per Roos (C)',
];
const others = ['Rut Sax (BD)', 'Ove Rask (C)', 'Greta Bengtz (V)', 'Eva Fjellås (-)'];
const numRuns = Number(globalThis.process?.env.YRKA_RUNS ?? 100);
const clauseIds = ['c1', 'c2', 'c3'];

const some = <T>(from: readonly T[], least = 1, most = 3) => fc.subarray([...from], { minLength: least, maxLength: Math.min(most, from.length) });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const substance = fc.constantFrom(
  'en plan tas fram',
  'kommunen köper in tio cyklar och två släp',
  'frågan utreds, med redovisning i mars',
  'rutinen för Bo Eks gata följs upp',
);
const people = (role: string, list: readonly string[]) =>
  list.length === 0 ? [] : [block('personList', { role }, ...list.map((name) => by(name).firstChild as Node))];
const fieldList = (fields: Readonly<Record<string, string | null>>) => {
  const given = Object.entries(fields).filter((one): one is [string, string] => one[1] !== null);
  return given.length === 0 ? [] : [block('fieldList', {}, ...given.map(([name, text]) => block('field', { name }, text)))];
};
const movedClauses = (texts: readonly string[], isSentence = false) =>
  texts.length === 0 ? [] : [block('yrkandeList', {}, ...texts.map((text) => (isSentence ? block('attClause', { att: false }, text) : att(text))))];

/** A yrkande without its people: attributes, and what stands in it. `earlier` is the one that it may support. */
type Matter = { readonly kind: string; readonly target: string; readonly targetId?: string | null; readonly content?: readonly Node[] };
const aims = fc.oneof(
  fc.constant({ target: 'motion' }),
  fc.constant({ target: 'proposedDecision' }),
  fc.constantFrom(...clauseIds).map((targetId) => ({ target: 'clause', targetId })),
  fc
    .constantFrom('förslaget från M, D och L i kommunstyrelsen', 'yrkande från C den 30 januari 2024')
    .map((words) => ({ target: 'other', content: fieldList({ target: words }) })),
);
const substantive: fc.Arbitrary<Matter> = fc.oneof(
  fc.tuple(fc.constantFrom('approval', 'rejection'), aims).map(([kind, aim]) => ({ kind, ...aim })),
  fc.constantFrom({ target: 'motion' }, { target: 'clause', targetId: 'c2' }).map((aim) => ({ kind: 'answered', ...aim })),
  some(['en plan tas fram', 'frågan utreds'], 1, 2).map((texts) => ({ kind: 'approval', target: 'motion', content: movedClauses(texts) })),
  fc
    .tuple(some(['en plan tas fram', 'frågan utreds', 'redovisning sker i mars'], 1, 3), fc.boolean())
    .map(([texts, isSentence]) => ({ kind: 'proposal', target: 'other', content: movedClauses(texts, isSentence) })),
  some(['planen redovisas', 'den följs upp, också i skolan'], 1, 2).map((texts) => ({
    kind: 'addition',
    target: 'proposedDecision',
    content: movedClauses(texts),
  })),
  fc
    .tuple(fc.constantFrom({ target: 'proposedDecision' }, { target: 'clause', targetId: 'c1' }, { target: 'other' }), substance)
    .map(([aim, text]) => ({ kind: 'amendment', ...aim, content: movedClauses([text]) })),
  fc.constant({ kind: 'amendment', target: 'proposedDecision', content: [...fieldList({ target: 'senast 2026' }), ...movedClauses(['senast 2027'])] }),
);
const procedural: fc.Arbitrary<readonly Matter[]> = fc
  .tuple(
    maybe(fc.record({ to: maybe(fc.constantFrom('kommunstyrelsen', 'miljö- och klimatnämnden')), grounds: some(['utreda hyran', 'höra de boende'], 0, 2) })),
    maybe(maybe(fc.constant('nästa sammanträde'))),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([back, until, today, pause]) => [
    ...(back === null ? [] : [{ kind: 'referralBack', target: 'matter', content: [...fieldList({ body: back.to }), ...movedClauses(back.grounds)] }]),
    ...(until === null ? [] : [{ kind: 'deferral', target: 'matter', content: fieldList({ time: until }) }]),
    ...(today ? [{ kind: 'decideToday', target: 'matter' }] : []),
    ...(pause ? [{ kind: 'adjournment', target: 'matter' }] : []),
  ]);

const meetings = fc.record({
  level: fc.constantFrom('assembly', 'executiveBoard', 'committee'),
  moved: fc
    .tuple(procedural, fc.array(substantive, { maxLength: 3 }), fc.boolean())
    .map(([formal, rest, formalFirst]) => (formalFirst ? [...formal, ...rest] : [...rest, ...formal])),
  support: fc.array(fc.record({ rank: fc.constantFrom(null, null, 'first', 'second'), supporters: some(others, 0, 2), of: maybe(fc.nat(5)) }), {
    minLength: 8,
    maxLength: 8,
  }),
  movers: fc.array(fc.constantFrom(1, 1, 2), { minLength: 8, maxLength: 8 }),
  answered: fc.subarray(clauseIds),
  finds: fc.array(
    fc.record({
      second: fc.boolean(),
      vote: maybe(
        fc.record({
          yes: fc.nat(40),
          no: fc.nat(40),
          abstain: maybe(fc.integer({ min: 1, max: 9 })),
          absent: maybe(fc.integer({ min: 1, max: 9 })),
          named: fc.boolean(),
          third: fc.boolean(),
        }),
      ),
    }),
    { minLength: 12, maxLength: 12 },
  ),
  speakers: some(names, 0, 4),
  reservations: fc.array(fc.record({ own: fc.boolean(), of: fc.nat(7), form: fc.constantFrom('oral', 'oral', 'written', 'blank'), by: some(others) }), {
    maxLength: 3,
  }),
  statement: some(others, 0, 2),
  absence: fc.array(
    fc.oneof(
      fc.record({
        name: fc.constant('conflictOfInterest'),
        by: some(others, 1, 2),
        substitutes: some(['Tore Lex (S)'], 0, 1),
        change: fc.constant(null),
        time: fc.constant(null),
      }),
      fc.record({
        name: fc.constant('notParticipating'),
        by: some(others, 1, 2),
        substitutes: fc.constant([]),
        change: fc.constant(null),
        time: fc.constant(null),
      }),
      fc.record({
        name: fc.constant('attendanceChange'),
        by: some(others, 1, 2),
        substitutes: some(['Tore Lex (S)'], 0, 1),
        change: fc.constantFrom('leaves', 'arrives'),
        time: fc.constantFrom(null, '14.10'),
      }),
      fc.record({
        name: fc.constant('attendanceChange'),
        by: some(others, 0, 1),
        substitutes: some(['Tore Lex (S)', 'Ida Alm (L)']),
        change: fc.constant('serves'),
        time: fc.constantFrom(null, '9.05'),
      }),
    ),
    { maxLength: 2 },
  ),
  note: maybe(fc.constantFrom('Eva Ek (M) antecknar följande till protokollet: Det är bra.', 'Något helt annat.')),
});
type Generated = typeof meetings extends fc.Arbitrary<infer One> ? One : never;

const chair = { name: 'Vera Hall', party: 'S' };

/** The document around the events: who decides, and what was proposed. */
const around = ({ level, answered }: Generated) =>
  doc(
    block('fieldList', { level }),
    section(
      'decision',
      null,
      decisions(...answered.map((clause, index) => point('', { id: `p${index}`, outcome: 'rejected', answers: [{ document: 'd', version: 1, clause }] }))),
    ),
  );

const withEvents = (document: Node, events: readonly Node[]) => document.copy(document.content.append(Fragment.from([...events])));

/** The meeting's events in order. The chair puts what `proposeBeslutsgang` proposes, and finds at random. */
function eventsOf(meeting: Generated, options: ContextOptions, putsCounterProposals: boolean): readonly Node[] {
  const events: Node[] = [];
  const add = (name: Parameters<typeof block>[0], attributes: Readonly<Record<string, unknown>>, content: readonly Node[]) =>
    events.push(block(name, { id: `e${events.length}`, ...attributes }, ...content));
  for (const { name, change, by: who, substitutes, time } of meeting.absence)
    add(name as 'attendanceChange', change === null ? {} : { change }, [...people('by', who), ...people('substitutes', substitutes), ...fieldList({ time })]);
  if (meeting.speakers.length > 0) add('deliberation', {}, people('speakers', meeting.speakers));

  const moved: { readonly id: string; readonly movers: readonly string[] }[] = [];
  let nextName = 0;
  meeting.moved.forEach((matter, index) => {
    const { rank, supporters, of } = meeting.support[index] as Generated['support'][number];
    const from = nextName;
    nextName += meeting.movers[index] ?? 1;
    const movers = names.slice(from, nextName);
    const target = of === null ? undefined : moved[of];
    // Some support or oppose what another moved before them, instead of what they would have moved.
    const isAbout =
      target !== undefined && matter.kind !== 'addition' && (matter.kind === 'approval' || matter.kind === 'rejection') && matter.content === undefined;
    const attributes = isAbout
      ? { kind: matter.kind, target: 'yrkande', targetId: target.id }
      : { kind: matter.kind, target: matter.target, targetId: matter.targetId ?? null };
    moved.push({ id: `e${events.length}`, movers });
    add('yrkande', { ...attributes, rank }, [...people('by', movers), ...people('supporters', supporters), ...(matter.content ?? [])]);
  });

  const document = around(meeting);
  meeting.finds.forEach(({ second, vote }, index) => {
    const question = proposeBeslutsgang(withEvents(document, events), options)[index];
    if (question === undefined || question.awaitsWinner || (question.stage === 'counterProposal' && !putsCounterProposals)) return;
    const [one, other] = question.puts.map(alternativeWord);
    const found = second ? (other ?? one) : one;
    add('acclamation', { stage: question.stage, puts: question.puts.map(alternativeWord), found }, []);
    if (vote === null || other === undefined) return;
    const cast = vote.named
      ? [
          block(
            'castVoteList',
            {},
            ...(
              [
                ['Vera Hall', 'S', second ? 'no' : 'yes'],
                ['Ove Rask', 'C', 'abstain'],
              ] as const
            ).map(([name, party, answer]) => block('castVote', { party, answer }, name)),
          ),
        ]
      : [];
    const asks = question.stage === 'procedural' && other === 'decideToday';
    const attributes = {
      yes: vote.yes,
      no: vote.no,
      abstain: vote.abstain,
      absent: vote.absent,
      yesFor: one,
      noFor: other,
      settledBy: asks && vote.third ? 'oneThird' : null,
    };
    const counted = block('vote', attributes, ...cast);
    const settledBy = settledOutcome(counted, contextOf(withEvents(document, events), options))?.settledBy ?? null;
    add('vote', { ...attributes, settledBy }, cast);
  });

  for (const { own, of, form, by: who } of meeting.reservations) {
    const favoured = moved[of];
    const speaksFor = form === 'oral' ? (favoured?.id ?? null) : null;
    add('reservation', { form, inFavourOf: speaksFor }, people('by', own && favoured !== undefined ? favoured.movers : who));
  }
  if (meeting.statement.length > 0) add('separateStatement', {}, people('by', meeting.statement));
  if (meeting.note !== null) add('minutesNote', {}, [p(meeting.note)]);
  return events;
}

const plain = (nodes: readonly Node[]) => nodes.map((node) => node.toJSON() as unknown);

test.each([
  ['Huddinge', {}, true],
  // What meets to stand against the main proposal is not named there.
  ['Göteborg', { wording: goteborg }, false],
])(
  '[MEE1, MEE2, ACC11, YRK17, VOT10] a meeting comes back from its text, in the words of %s',
  (municipality, wording, putsCounterProposals) => {
    let cases = 0;
    let sentences = 0;
    const options = { ...wording, clauses: clauseIds, chair };
    fc.assert(
      fc.property(meetings, (meeting) => {
        const events = eventsOf(meeting, options, putsCounterProposals);
        const document = around(meeting);
        const words = writeMeeting(withEvents(document, events), options);
        cases++;
        sentences += words.length;
        expect(words.length).toBe(events.length);
        let count = 0;
        const read = readMeeting(words, document, { ...options, newId: () => `e${count++}` });
        // A question that names no clause reads as one of the whole, as it is written.
        const told = events.map((event, index) =>
          event.attrs.stage === 'clause' && !/^I fråga om/u.test(words[index] ?? '') ? event.type.create({ ...event.attrs, stage: 'main' }) : event,
        );
        expect(plain(read)).toEqual(plain(told));
      }),
      { seed, numRuns },
    );
    console.log(`formal-text meetings (${municipality}): ${cases} meetings of ${sentences} events came back, seed ${seed}`);
  },
  300_000,
);

test('[MEE2] words of no event are kept as a note', () => {
  const read = readMeeting(['Något helt annat.\nPå två rader.'], doc(), { newId: () => 'e0' });
  expect(read.map((node) => [node.type.name, node.childCount, node.textContent])).toEqual([['minutesNote', 2, 'Något helt annat.På två rader.']]);
});
