import {
  block,
  by,
  castVotes,
  doc,
  deliberation,
  event,
  no,
  p,
  point,
  reservation,
  section,
  speakers,
  vote,
  yes,
  yrkande,
  yrkanden,
  decisions,
  clauses,
  att,
} from '@yrka/test-builders';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { contextOf, generatedSentence, sentenceOf } from './index.ts';

const nothing = contextOf(doc());
/** The first node of this name in a document, with the document's own context. */
function said(document: Node, name: string): string | null {
  let found: Node | null = null;
  document.descendants((node) => {
    if (found === null && node.type.name === name) found = node;
  });
  return found === null ? null : sentenceOf(found, contextOf(document));
}

test('[SEN1, PAR3] an event without words is the sentence of its structure', () => {
  expect(sentenceOf(yrkande('approval', 'motion', by('Bo Källström (L)')), nothing)).toBe('Bo Källström (L) yrkar bifall till motionen.');
  expect(sentenceOf(deliberation(speakers('Eva Ek (M)')), nothing)).toBe('Eva Ek (M) yttrar sig i ärendet innan överläggningen förklaras avslutad.');
  expect(sentenceOf(event('conflictOfInterest', by('Eva Ek (M)')), nothing)).toBe('Eva Ek (M) deltar inte i handläggningen av ärendet på grund av jäv.');
});

test('[SEN1, PAR3] words written by hand stand, with all their paragraphs', () => {
  expect(sentenceOf(yrkande('approval', 'motion', by('Bo Källström (L)'), p('Bo säger ja.'), p('Och mer.')), nothing)).toBe('Bo säger ja.\nOch mer.');
});

test('[SEN3] an empty paragraph is no words', () => {
  expect(sentenceOf(yrkande('approval', 'motion', by('Bo Källström (L)'), p('')), nothing)).toBe('Bo Källström (L) yrkar bifall till motionen.');
});

test('[SEN2] what the structure says is told beside the words', () => {
  expect(generatedSentence(yrkande('approval', 'motion', by('Bo Källström (L)'), p('Bo säger ja.')), nothing)).toBe(
    'Bo Källström (L) yrkar bifall till motionen.',
  );
});

test('[SEN1] nothing is said of an event without people, and of what is no event', () => {
  expect(sentenceOf(yrkande('approval', 'motion'), nothing)).toBeNull();
  expect(sentenceOf(event('minutesNote', by('Eva Ek (M)')), nothing)).toBeNull();
  expect(sentenceOf(section('summary', null), nothing)).toBeNull();
});

test('[RES2] a reservation knows the yrkande that it speaks for', () => {
  const meeting = (who: string) =>
    doc(
      section('yrkanden', null, yrkanden(block('yrkande', { kind: 'approval', target: 'motion', id: 'y1' }, by('Bo Källström (L)')))),
      section('reservations', null, reservation({ inFavourOf: 'y1' }, by(who))),
    );
  expect(said(meeting('Bo Källström (L)'), 'reservation')).toBe('Bo Källström (L) reserverar sig mot beslutet till förmån för eget yrkande.');
  expect(said(meeting('Eva Ek (L)'), 'reservation')).toBe('Eva Ek (L) reserverar sig mot beslutet till förmån för Bo Källströms (L) yrkande.');
});

test('[YRK4] a yrkande towards another names who moved that one', () => {
  const meeting = doc(
    yrkanden(
      block('yrkande', { kind: 'rejection', target: 'yrkande', targetId: 'y2' }, by('Eva Ek (M)')),
      block('yrkande', { kind: 'approval', target: 'motion', id: 'y2' }, by('Bo Källström (L)')),
    ),
  );
  expect(said(meeting, 'yrkande')).toBe('Eva Ek (M) yrkar avslag på Bo Källströms (L) yrkande.');
});

test('[VOT1]–[VOT3] a vote tells meanings, voters and result', () => {
  const one = vote(
    { yes: 1, no: 1 },
    block('fieldList', {}, block('field', { name: 'yesMeans' }, 'motionen'), block('field', { name: 'noMeans' }, 'förslaget')),
    castVotes(yes('Eva Ek (M)'), no('Bo Källström (L)')),
  );
  expect(sentenceOf(one, nothing)).toBe(
    'Omröstning begärs och verkställs.\nJa-röst för motionen. Nej-röst för förslaget.\nEva Ek (M) röstar ja. Bo Källström (L) röstar nej.\nOmröstningen utfaller med 1 Ja mot 1 Nej.',
  );
  expect(sentenceOf(vote({}), nothing)).toBeNull();
});

test('[DEC1] an empty decision point tells its outcome of the clauses that it answers', () => {
  const answer = { document: 'd', version: 1, clause: 'c2' };
  const document = doc(clauses(att('a', { id: 'c1' }), att('b', { id: 'c2' })), decisions(point('', { outcome: 'rejected', answers: [answer] })));
  expect(said(document, 'decisionPoint')).toBe('Motionens andra att-sats avslås.');
  expect(sentenceOf(point('', { outcome: 'rejected', answers: [answer] }), nothing)).toBeNull();
  expect(sentenceOf(point('Motionen avslås.'), nothing)).toBe('Motionen avslås.');
});
