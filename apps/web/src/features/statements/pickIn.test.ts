import { schema } from '@yrka/schema';
import { expect, it } from 'vitest';
import { pickedInto } from './pickIn.ts';

it('knows which documents the events of a § are from, and takes no other reference for one', () => {
  const item = schema.node('doc', null, [
    schema.node('yrkandeList', null, [schema.node('yrkande', { document: 'a', version: 3 }), schema.node('yrkande')]),
    schema.node('section', { part: 'reservations' }, [schema.node('reservation', { document: 'b', version: 4 })]),
    schema.node('decisionBasisList', null, [schema.node('decisionBasis', { document: 'c', version: 1 })]),
  ]);
  expect([...pickedInto(item)]).toEqual(['a', 'b']);
});
