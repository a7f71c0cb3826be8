import { schema } from '@yrka/schema';
import {
  att,
  by,
  castVote,
  castVotes,
  clauses,
  decisions,
  deliberation,
  doc,
  event,
  p,
  people,
  person,
  section,
  title,
  vote,
  yrkande,
  yrkanden,
} from '@yrka/test-builders';
import type { Node } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import {
  eventNode,
  insertEventsAfter,
  insertEventsAtHome,
  openPeople,
  recordEvent,
  setCastVotes,
  setDecision,
  setOwnClause,
  setPeople,
  setPrintedAttendance,
} from './recording.ts';
import { after, shown, stateOf } from './stateForTests.ts';

const minutes = (...inDeliberation: readonly Node[]) =>
  doc(
    title('Motio|nen'),
    section('deliberation', null, ...inDeliberation),
    section('yrkanden', null),
    section('beslutsgang', null, p('')),
    section('vote', null),
    section('reservations', null),
  );

const answers = (document: Node) =>
  document
    .child(0)
    .child(0)
    .children.map((cast) => `${cast.textContent} ${cast.attrs.answer}`);

describe('recording from anywhere', () => {
  it('[REC1] puts an event under its heading, with the caret where one writes first', () => {
    expect(shown(after(stateOf(minutes()), recordEvent('reservation')))).toContain('reservation(people(person(|)) p())');
    expect(shown(after(stateOf(minutes()), recordEvent('yrkande')))).toContain('section(list(yrkande(people(person(|)) p())))');
    expect(shown(after(stateOf(minutes()), recordEvent('deliberation')))).toContain('section(deliberation(people(person(|)) p()))');
  });

  it('[REC1] goes on with one that was begun there and says nothing', () => {
    const state = stateOf(minutes(deliberation(people('speakers', schema.node('person')), p(''))));
    expect(shown(after(state, recordEvent('deliberation')))).toContain('section(deliberation(people(person(|)) p()))');
    const bare = stateOf(minutes(deliberation(people('speakers'))));
    expect(shown(after(bare, recordEvent('deliberation')))).toContain('section(deliberation(people(person(|)) p()))');
  });

  it('[REC1] takes the place of an empty paragraph there', () => {
    expect(shown(after(stateOf(minutes()), recordEvent('acclamation')))).toContain('section(acclamation(p(|)))');
  });

  it('[REC1] goes on after the event that one is in, where that is under its heading', () => {
    const state = stateOf(doc(section('deliberation', null, event('notParticipating', by('Kim|'), p('')), p('Sist.'))));
    expect(shown(after(state, recordEvent('attendanceChange')))).toBe(
      'section(notParticipating(people(person(Kim)) p()) attendanceChange(people(person(|)) p()) p(Sist.))',
    );
  });

  it('[REC1] stays where one is in a document without that part', () => {
    expect(shown(after(stateOf(doc(title('M'), p('Ord|'))), recordEvent('reservation')))).toBe('title(M) p(Ord) reservation(people(person(|)) p())');
  });

  it('[REC1] adds to the list of yrkanden that is there, and leaves clauses alone', () => {
    const state = stateOf(doc(title('|'), clauses(att('bygga.')), yrkanden(yrkande('approval', 'motion', by('Anna'), p('')))));
    expect(shown(after(state, recordEvent('yrkande', { people: { by: [{ name: 'Bo', party: 'M', personId: null }] } })))).toContain(
      'yrkande(people(person(Anna)) p()) yrkande(people(person(|Bo',
    );
  });

  it('[REC2] fills in what is known already', () => {
    const { doc: made } = after(
      stateOf(minutes()),
      recordEvent('vote', { attributes: { yesFor: 'proposedDecision' }, fields: { yesMeans: 'bifall', noMeans: 'avslag' } }),
    );
    const found = made.child(4).child(0);
    expect(found.attrs).toMatchObject({ yesFor: 'proposedDecision' });
    expect(found.children.map(({ type, textContent }) => `${type.name} ${textContent}`)).toEqual([
      'field ',
      'field bifall',
      'field avslag',
      'castVoteList ',
      'paragraph ',
    ]);
  });

  it('[REC3] puts several in a row behind a question, or at the end of their part, and leaves the caret behind a question', () => {
    const state = stateOf(doc(p('Ord|'), section('beslutsgang', null, event('notParticipating', p('')))));
    const nodes = [eventNode(state.schema, 'acclamation'), eventNode(state.schema, 'vote')];
    expect(shown(after(state, insertEventsAtHome('acclamation', nodes)))).toContain('notParticipating(p()) acclamation(p(');
    const behind = after(state, insertEventsAfter(state.doc.child(0).nodeSize + 1, nodes));
    expect(shown(behind)).toContain('p(Ord|) section(notParticipating(p()) acclamation(p()) vote(');
  });

  it('[REC4] says who serves instead, and takes the list away with the last', () => {
    const state = stateOf(doc(event('conflictOfInterest', by(person('Kim|', 'C')), p(''))));
    const instead = after(state, setPeople(0, 'substitutes', [{ name: 'Per', party: 'C', personId: 'per' }]));
    expect(shown(instead)).toBe('conflictOfInterest(people(person(Kim|)) people(person(Per)) p())');
    expect(shown(after(instead, setPeople(0, 'substitutes', [{ name: 'Eva', party: 'L', personId: null }])))).toContain('person(Eva)');
    expect(shown(after(instead, setPeople(0, 'substitutes', [])))).toBe('conflictOfInterest(people(person(Kim|)) p())');
  });

  it('[REC5] writes the part that tells who was there, where the document has one', () => {
    const serving = [{ name: 'Kim', party: 'C', personId: 'kim', role: 'chair' } as const];
    const state = stateOf(doc(section('attendance', null, people('serving', 'Anna', 'Bo'), people('absent', 'Ida')), p('|')));
    const written = after(state, setPrintedAttendance({ serving, substitutes: [{ name: 'Per', party: 'C', personId: null }], absent: [] }));
    expect(shown(written)).toBe('section(people(person(Kim)) people(person(Per))) p(|)');
    expect(written.doc.child(0).child(0).child(0).attrs).toMatchObject({ personId: 'kim', party: 'C', role: 'chair' });
    expect(setPrintedAttendance({ serving })(stateOf(doc(p('|'))))).toBe(false);
  });

  it('[REC4] opens a place for who agrees, and for one more', () => {
    const state = stateOf(doc(yrkanden(yrkande('approval', 'motion', by('Anna|'), p('')))));
    const opened = after(state, openPeople(1, 'supporters'));
    expect(shown(opened)).toBe('list(yrkande(people(person(Anna)) people(person(|)) p()))');
    expect(shown(after(opened, openPeople(1, 'supporters')))).toContain('people(person() person(|))');
  });

  it('[REC1] puts the next yrkande after the one whose own clause the caret is in, and not among its clauses', () => {
    const own = yrkande('addition', 'proposedDecision', by('Siri'), clauses(att('redovisa|')), p(''));
    for (const holder of [yrkanden(own), section('yrkanden', null, yrkanden(own))]) {
      expect(shown(after(stateOf(doc(holder)), recordEvent('yrkande')))).toContain('list(att(redovisa)) p()) yrkande(people(person(|)) p())');
    }
  });

  it('[REC6] gives a yrkande a clause of its own, and takes away one that says nothing', () => {
    const state = stateOf(doc(yrkanden(yrkande('addition', 'proposedDecision', by('Siri|'), p('')))));
    const wide = after(state, setOwnClause(1, true));
    expect(shown(wide)).toBe('list(yrkande(people(person(Siri|)) list(att()) p()))');
    expect(setOwnClause(1, true)(wide)).toBe(false);
    expect(after(wide, setOwnClause(1, false)).doc.eq(state.doc)).toBe(true);
    const written = stateOf(doc(yrkanden(yrkande('addition', 'proposedDecision', clauses(att('redovisa.')), p('')))));
    expect(setOwnClause(1, false)(written)).toBe(false);
  });

  it('[REC7] sets the votes by name with the counts that they add up to, or with what settled them', () => {
    const state = stateOf(doc(vote({ abstain: 4 }, castVotes(), p('|'))));
    const bo = { name: 'Bo', party: 'S', personId: 'bo' } as const;
    const voted = after(state, setCastVotes(0, [{ ...bo, answer: 'no' }]));
    expect(voted.doc.child(0).attrs).toMatchObject({ yes: 0, no: 1, abstain: 0, absent: 0, settledBy: null });
    expect(voted.doc.child(0).child(0).child(0).attrs).toMatchObject({ personId: 'bo', party: 'S', answer: 'no' });
    const [anna, ida] = [
      { ...bo, name: 'Anna', personId: 'anna' },
      { ...bo, name: 'Ida', personId: 'ida' },
    ];
    const more = after(
      voted,
      setCastVotes(0, [
        { ...anna, answer: 'yes' },
        { ...bo, answer: 'yes' },
        { ...ida, answer: 'absent' },
      ]),
    );
    expect(answers(more.doc)).toEqual(['Anna yes', 'Bo yes', 'Ida absent']);
    expect(more.doc.child(0).child(0).child(1).attrs.id).toBe(voted.doc.child(0).child(0).child(0).attrs.id);
    const fewer = after(
      more,
      setCastVotes(0, [
        { ...anna, answer: 'no' },
        { ...ida, answer: 'absent' },
      ]),
    );
    expect(answers(fewer.doc)).toEqual(['Anna no', 'Ida absent']);
    const settled = after(state, setCastVotes(0, [{ ...bo, answer: 'yes' }], 'castingVote'));
    expect(settled.doc.child(0).attrs).toMatchObject({ yes: null, abstain: 4, settledBy: 'castingVote' });
  });

  it('[REC9] keeps the blocks of a list that is set again, with what others wrote in them, in the order that is wanted', () => {
    const state = stateOf(doc(section('attendance', null, people('serving', person('Anna (S)'), person('Bo', 'M', { id: 'b' }), 'Ida')), p('|')));
    const before = state.doc.child(0).child(0);
    const serving = [
      { name: 'Bo', party: 'M', personId: 'bo', role: 'chair' },
      { name: 'Kim', party: 'C', personId: 'kim' },
      { name: 'Anna', party: 'S', personId: null },
    ] as const;
    const written = after(state, setPrintedAttendance({ serving })).doc.child(0).child(0);
    expect(written.children.map(({ textContent }) => textContent)).toEqual(['Bo', 'Kim', 'Anna']);
    expect(written.child(0).attrs).toMatchObject({ id: 'b', personId: 'bo', party: 'M', role: 'chair' });
    expect(written.child(2)).toBe(before.child(0));
  });

  it('[REC9] makes one of two that two people recorded at once, and keeps a name that has no answer yet', () => {
    const votes = castVotes(castVote('Bo (S)', 'yes'), castVote('Någon|', null), castVote('Bo (S)', 'no'));
    const once = after(stateOf(doc(vote({}, votes))), setCastVotes(0, [{ name: 'Bo', party: 'S', personId: 'bo', answer: 'absent' }]));
    expect(answers(once.doc)).toEqual(['Bo absent', 'Någon null']);
    expect(once.doc.child(0).attrs).toMatchObject({ yes: 0, no: 0, absent: 1 });
  });

  it('[REC8] puts the words of a decision in the first part there is for it, in place of its points', () => {
    const state = stateOf(doc(p('|'), section('decision', null, decisions('Förr.')), section('proposalToAssembly', null)));
    const points = [{ text: 'bifalla motionen', attributes: { att: true, outcome: 'approved' } }];
    expect(shown(after(state, setDecision(['decision'], points)))).toBe('p() section(list(point(|bifalla motionen|))) section()');
    expect(after(state, setDecision(['decision'], points)).doc.child(1).textContent).toBe('bifalla motionen');
    expect(after(state, setDecision(['proposalToAssembly', 'decision'], points)).doc.child(2).textContent).toBe('bifalla motionen');
    expect(setDecision(['verification'], points)(state)).toBe(false);
  });

  it('[REC1] a vote may follow the question that one is in', () => {
    const state = stateOf(doc(section('beslutsgang', null, event('notParticipating', p('|'))), section('vote', null, vote({}, p('')))));
    expect(shown(after(state, recordEvent('vote')))).toContain('section(notParticipating(p()) vote(');
  });
});
