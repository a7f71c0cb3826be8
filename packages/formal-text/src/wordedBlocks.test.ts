import { block, by, decisions, doc, p, point, section, title, yrkanden } from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { contextOf, wordedBlocks } from './index.ts';

const item = doc(
  title('Svar på motion', { id: 'title' }),
  section('decision', 'Beslut', decisions(point('', { id: 'point', att: true, outcome: 'rejected' }), point('', { id: 'empty' }))),
  section(
    'yrkanden',
    null,
    yrkanden(
      block('yrkande', { id: 'moved', kind: 'approval', target: 'motion' }, by('Bo Källström (L)'), p('')),
      block('yrkande', { id: 'back', kind: 'rejection', target: 'motion', withdrawn: true }, by('Eva Ek (S)')),
      block('yrkande', { id: 'own', kind: 'approval', target: 'motion' }, by('Eva Ek (S)'), block('paragraph', { id: 'words' }, 'Eva Ek (S) vill bifalla.')),
    ),
  ),
  section('minutesNotes', null, block('minutesNote', { id: 'note' }, by('Eva Ek (S)'), block('paragraph', { id: 'noted' }, 'Det antecknas.'))),
);

test('[SEN5] lines of text and sentences of events stand by their ids; what a sentence is made of does not', () => {
  expect(wordedBlocks(item, contextOf(item)).map(({ id, words, section: part }) => [id, words, part?.attrs.part ?? null])).toEqual([
    ['title', 'Svar på motion', null],
    ['point', 'avslå motionen', 'decision'],
    ['moved', 'Bo Källström (L) yrkar bifall till motionen.', 'yrkanden'],
    ['words', 'Eva Ek (S) vill bifalla.', 'yrkanden'],
    ['noted', 'Det antecknas.', 'minutesNotes'],
  ]);
});
