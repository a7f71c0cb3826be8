import { block, by, castVotes, doc, fields, no, section, vote, yes, yrkande, yrkanden } from '@yrka/test-builders';
import type { Attendance } from '@yrka/server/api';
import type { Node } from '@tiptap/pm/model';
import { expect, it } from 'vitest';
import { sentenceBeforeWithdrawal, sentenceIn } from './documentFacts.ts';

const moved = (id: string, node: Node, attributes: object = {}) => node.type.create({ ...node.attrs, id, ...attributes }, node.content);
const around = (attendance: Attendance | null) => ({ clauses: [], meeting: { meeting: null, others: [], attendance } });
const sitting = (seat: 'chair' | 'member') =>
  ({ personId: seat, name: 'Kim Ståhl', party: 'C', seat, presence: 'serving', inPlaceOf: null, fromItem: null, untilItem: null }) as const;
const attended = (...people: Attendance['people']): Attendance => ({
  meeting: { id: 'm', bodyId: 'ks', bodyName: 'Kommunstyrelsen', bodyShortName: 'KS', bodyKind: 'executiveBoard', date: '2026-04-13', time: null },
  people,
  isRecorded: true,
  mayRecord: true,
});

it('tells a casting vote where the attendance of the meeting says who presides', () => {
  const tie = vote({ yes: 1, no: 1, yesFor: 'yrkande a', noFor: 'yrkande b' }, castVotes(yes('Anna Lind (L)'), no('Kim Ståhl (C)')));
  const document = doc(
    fields('head', { body: 'Kommunstyrelsen' }),
    section(
      'yrkanden',
      null,
      yrkanden(moved('a', yrkande('approval', 'motion', by('Anna Lind (L)'))), moved('b', yrkande('rejection', 'motion', by('Kim Ståhl (C)')))),
    ),
    section('vote', null, tie),
  );
  expect(sentenceIn(document, tie, around(attended(sitting('chair'))))).toContain('utslagsröst');
  expect(sentenceIn(document, tie, around(attended(sitting('member'))))).not.toContain('utslagsröst');
});

it('keeps what a withdrawn yrkande moved readable, though it says nothing', () => {
  const gone = moved('a', yrkande('approval', 'motion', by('Anna Lind (L)')), { withdrawn: true });
  const unsaid = block('yrkande', { withdrawn: true });
  const document = doc(section('yrkanden', null, yrkanden(gone, unsaid)));
  expect(sentenceIn(document, gone, around(null))).toBeNull();
  expect(sentenceBeforeWithdrawal(document, gone, around(null))).toBe('Anna Lind (L) yrkar bifall till motionen.');
  expect(sentenceBeforeWithdrawal(document, unsaid, around(null))).toBeNull();
});
