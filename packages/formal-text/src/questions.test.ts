import { schema } from '@yrka/schema';
import { by, doc, fields, p, vote, yrkande, yrkanden } from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { contextOf } from './index.ts';
import { alternativesIn, answeredQuestions, cardOf, lostYrkanden, ownLostYrkande, stageOf } from './questions.ts';

const moved = (id: string, node: Node) => node.type.create({ ...node.attrs, id }, node.content);
const acclamation = (puts: readonly string[], found: string | null) => schema.node('acclamation', { puts, found }, [p('')]);
const head = fields('head', { body: 'Kommunstyrelsen' });
const list = yrkanden(
  moved('y1', yrkande('approval', 'motion', by('Anna (L)'), p(''))),
  moved('y2', yrkande('approval', 'motion', by('Eva (L)'), p(''))),
  moved('y3', yrkande('rejection', 'motion', by('Bo (S)'), p(''))),
  moved('y4', yrkande('addition', 'proposedDecision', by('Siri (V)'), p(''))),
);
const against = ['yrkande y3', 'yrkande y1'];

const lost = (document: Node) => lostYrkanden(document, contextOf(document)).map(({ id }) => id);

describe('[PUT11] what came of a question', () => {
  it('[PUT11, QUE1] is what the chair found, and those who moved the same lose together', () => {
    expect(lost(doc(head, list, acclamation(against, 'yrkande y3')))).toEqual(['y1', 'y2']);
    expect(lost(doc(head, list, acclamation(against, null)))).toEqual([]);
  });

  it('[PUT11] is what a vote after it says, whatever was found', () => {
    const after = vote({ yes: 4, no: 11, yesFor: 'yrkande y3', noFor: 'yrkande y1' }, p(''));
    const document = doc(head, list, acclamation(against, 'yrkande y3'), after);
    expect(lost(document)).toEqual(['y3']);
    expect(answeredQuestions(document, contextOf(document))).toHaveLength(1);
  });

  it('[PUT11] is open while a vote on it is not counted, whatever the chair found', () => {
    const after = vote({ yesFor: 'yrkande y3', noFor: 'yrkande y1' }, p(''));
    expect(lost(doc(head, list, acclamation(against, 'yrkande y3'), after))).toEqual([]);
  });

  it('is told once more by a second vote, which is a question of its own', () => {
    const first = vote({ yes: 11, no: 4, yesFor: 'yrkande y3', noFor: 'yrkande y1' }, p(''));
    const second = vote({ yes: 4, no: 11, yesFor: 'yrkande y4', noFor: 'rejectionOf y4', stage: 'addition' }, p(''));
    const document = doc(head, list, acclamation(against, null), first, second);
    expect(answeredQuestions(document, contextOf(document)).map(({ stage, winner }) => [stage, winner])).toEqual([
      [null, { about: 'yrkande', id: 'y3' }],
      ['addition', { about: 'rejectionOf', id: 'y4' }],
    ]);
  });

  it('[PUT11] is open while a vote is a tie', () => {
    const after = vote({ yes: 7, no: 7, yesFor: 'yrkande y3', noFor: 'yrkande y1' }, p(''));
    expect(lost(doc(head, list, acclamation(against, 'yrkande y3'), after))).toEqual([]);
  });

  it('[QUE1] an addition is lost by being rejected', () => {
    expect(lost(doc(head, list, acclamation(['yrkande y4', 'rejectionOf y4'], 'rejectionOf y4')))).toEqual(['y4']);
  });

  it('[QUE1] tells whose own yrkande it was', () => {
    const document = doc(head, list, acclamation(against, 'yrkande y3'));
    expect(ownLostYrkande(document, contextOf(document), { name: 'Eva', party: 'L' })).toBe('y2');
    expect(ownLostYrkande(document, contextOf(document), { name: 'Bo', party: 'S' })).toBeNull();
  });
});

it('[QUE2] offers each thing that can be put once, in the words of the chair', () => {
  expect(alternativesIn(contextOf(doc(head, list))).map(({ word }) => word)).toEqual([
    'proposedDecision',
    'yrkande y1',
    'yrkande y2',
    'yrkande y3',
    'yrkande y4',
    'rejectionOf y4',
  ]);
});

it('[PUT11] tells what kind of question it is by what is put', () => {
  const context = contextOf(doc(head, list));
  expect(stageOf([{ about: 'proposedDecision' }, { about: 'yrkande', id: 'y1' }], context)).toBe('main');
  expect(stageOf([{ about: 'decideToday' }], context)).toBe('procedural');
  expect(
    stageOf(
      [
        { about: 'yrkande', id: 'y4' },
        { about: 'rejectionOf', id: 'y4' },
      ],
      context,
    ),
  ).toBe('addition');
});

it('tells what Ja and Nej lead to once it is chosen what they are for', () => {
  const context = contextOf(doc(head, list));
  expect(cardOf(vote({ yesFor: 'yrkande y3', noFor: 'yrkande y1' }, p('')), context)).toMatchObject({
    yes: 'Ja betyder att motionen avslås, som Bo (S) yrkar.',
    no: 'Nej betyder att motionen bifalls, som Anna (L) yrkar.',
  });
  expect(cardOf(vote({ yesFor: 'yrkande y3' }, p('')), context)).toBeNull();
});
