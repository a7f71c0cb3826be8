import { schema } from '@yrka/schema';
import { expect, it } from 'vitest';
import { pickedInto, yrkandeKindOf } from './pickIn.ts';

const words = (text: string) => schema.node('paragraph', null, [schema.text(text)]);

it.each([
  ['Tilläggsyrkande om lånekort', 'addition'],
  ['Vi yrkar som tillägg', 'addition'],
  ['Vi yrkar följande tillägg:', 'addition'],
  ['Ändringsyrkande', 'amendment'],
  ['Vi yrkar att ärendet återremitteras', 'referralBack'],
  ['Vi yrkar att ärendet ska bordläggas', 'deferral'],
  ['Vi yrkar', 'proposal'],
  ['', 'proposal'],
] as const)('takes a yrkande for what its own words call it: %s', (text, kind) => {
  expect(yrkandeKindOf(schema.node('doc', null, text === '' ? [] : [words(text)]))).toBe(kind);
});

it('knows which documents the events of a § are from, and takes no other reference for one', () => {
  const item = schema.node('doc', null, [
    schema.node('yrkandeList', null, [schema.node('yrkande', { document: 'a', version: 3 }), schema.node('yrkande')]),
    schema.node('section', { part: 'reservations' }, [schema.node('reservation', { document: 'b', version: 4 })]),
    schema.node('decisionBasisList', null, [schema.node('decisionBasis', { document: 'c', version: 1 })]),
  ]);
  expect([...pickedInto(item)]).toEqual(['a', 'b']);
});
