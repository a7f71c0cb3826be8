import { bjorkvik, schema } from '@yrka/schema';
import { expect, it } from 'vitest';
import { correctable } from './correctable.ts';

const line = (id: string | null, words: string) => schema.node('paragraph', { id }, words === '' ? [] : [schema.text(words)]);
const item = schema.node('doc', null, [
  schema.node('title', { id: 'title' }, [schema.text('Svar på motion')]),
  schema.node('section', { part: 'summary' }, [line('a', 'Motionen väcktes den 12 mars.'), line('b', ''), line(null, 'Utan id.')]),
  schema.node('section', { part: 'other', heading: 'Övrigt' }, [line('c', 'Mer.')]),
]);

it('names what can be corrected by the heading that it stands under, as it reads after what was corrected before', () => {
  const earlier = { id: 'k', blockId: 'a', before: '', reason: '', by: '', at: '', after: 'Motionen väcktes den 21 mars.' };
  expect(correctable(item, [earlier], { kind: 'minutesItem', template: bjorkvik })).toEqual([
    { id: 'title', under: '', words: 'Svar på motion' },
    { id: 'a', under: 'Sammanfattning', words: 'Motionen väcktes den 21 mars.' },
    { id: 'c', under: 'Övrigt', words: 'Mer.' },
  ]);
});
