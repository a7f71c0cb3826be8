import { derivedBlockId } from '@yrka/schema';
import { expect, test } from 'vitest';
import { att, by, clauses, doc, p, person, title, yrkande, yrkanden } from './index.ts';

const written = () => doc(title('Motion om belysning'), p('Det är mörkt.'), clauses(att('förbättra belysningen'), att('återkomma', { id: 'abcdefghijkm' })));

test('a document has the same ids each time it is built', () => {
  expect(written().toJSON()).toEqual(written().toJSON());
  expect(written().firstChild?.attrs.id).toBe(derivedBlockId('block 1'));
});

test('an id that was given stays', () => {
  expect(written().lastChild?.lastChild?.attrs.id).toBe('abcdefghijkm');
});

test('a person is read from a name with a party', () => {
  const bo = person('Bo Källström (L)');
  expect([bo.textContent, bo.attrs.party]).toEqual(['Bo Källström', 'L']);
});

test('content that does not fit the schema is refused', () => {
  expect(() => doc(clauses(p('fel')))).toThrow();
});

test('a yrkande holds its people and its words', () => {
  expect(doc(yrkanden(yrkande('approval', 'motion', by('Bo Källström (L)'), p('Ord.')))).textContent).toBe('Bo KällströmOrd.');
});
