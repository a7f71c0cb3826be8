import { bjorkvik, schema } from '@yrka/schema';
import { expect, test } from 'vitest';
import { beginningOf, outlineOf, positionOf } from './outline.ts';

const paragraph = (words: string, level = 0) => schema.node('paragraph', { level }, words === '' ? [] : [schema.text(words)]);
const clause = (id: string, words: string) => schema.node('attClause', { id, att: true }, [schema.text(words)]);

const motion = schema.node('doc', null, [
  schema.node('title', { id: 'title1' }, [schema.text('Cykelvägar')]),
  paragraph('Inledning.'),
  paragraph('Bakgrund', 1),
  schema.node('yrkandeList', { id: 'list1' }, [clause('clause1', 'bygga en bro'), clause('clause2', 'riva en mur')]),
]);

test('names the title, the headings, the clauses and their numbers, and no running text', () => {
  expect(outlineOf(motion, 'motion', bjorkvik).map(({ kind, number, words }) => [kind, number, words])).toEqual([
    ['title', null, 'Cykelvägar'],
    ['heading', null, 'Bakgrund'],
    ['clauses', null, ''],
    ['clause', 1, 'att bygga en bro'],
    ['clause', 2, 'att riva en mur'],
  ]);
});

test('ends a long entry after a whole word', () => {
  const long = schema.node('doc', null, [schema.node('title', { id: 'title1' }, [schema.text(`${'biblioteket '.repeat(7)}Sandvik i Björkvik`)])]);
  expect(outlineOf(long, 'motion', bjorkvik).map(({ words }) => words)).toEqual([`${'biblioteket '.repeat(7).trim()}…`]);
  const unbroken = schema.node('doc', null, [schema.node('title', { id: 'title1' }, [schema.text('x'.repeat(120))])]);
  expect(outlineOf(unbroken, 'motion', bjorkvik).map(({ words }) => words)).toEqual([`${'x'.repeat(90)}…`]);
});

test("gives a part the municipality's heading, and none where it has none", () => {
  const report = schema.node('doc', null, [
    schema.node('section', { part: 'summary' }, [paragraph('Kort.')]),
    schema.node('section', { part: 'matter', heading: '' }, [paragraph('Långt.')]),
    schema.node('section', { part: 'matter', heading: 'Ärendet' }, [paragraph('Under', 1)]),
  ]);
  expect(outlineOf(report, 'officerReport', bjorkvik).map(({ level, words }) => [level, words])).toEqual([
    [1, 'Sammanfattning'],
    [1, 'Ärendet'],
    [2, 'Under'],
  ]);
});

test('leaves out the parts with nothing in them where the document is only read', () => {
  const report = schema.node('doc', null, [
    schema.node('section', { part: 'summary' }, [paragraph('')]),
    schema.node('section', { part: 'matter' }, [paragraph('Långt.')]),
  ]);
  const headings = (isOnlyRead: boolean) => outlineOf(report, 'officerReport', bjorkvik, isOnlyRead).length;
  expect([headings(false), headings(true)]).toEqual([2, 1]);
});

test('reads a yrkande as the sentence that its structure gives', () => {
  const people = schema.node('personList', { role: 'by' }, [schema.node('person', { party: 'L' }, [schema.text('Anna Lind')])]);
  const minutes = schema.node('doc', null, [
    schema.node('yrkandeList', null, [schema.node('yrkande', { id: 'yrkande1', kind: 'approval', target: 'motion' }, [people, paragraph('')])]),
  ]);
  expect(outlineOf(minutes, 'minutesItem', bjorkvik).map(({ words }) => words)).toEqual(['Anna Lind (L) yrkar bifall till motionen.']);
});

test('finds a block where it stands now, and says when it is gone', () => {
  expect(motion.nodeAt(positionOf(motion, 'clause2') ?? -1)?.textContent).toBe('riva en mur');
  expect(positionOf(motion, 'clause9')).toBeNull();
});

test('a motion begins in its first paragraph, until something stands there', () => {
  const title = schema.node('title', { id: 'title1' }, [schema.text('Cykelvägar')]);
  const begun = (...words: string[]) => schema.node('doc', null, [title, ...words.map((one) => paragraph(one))]);
  expect(beginningOf(begun('', 'Med hänvisning till ovanstående'))).toBe(title.nodeSize + 1);
  expect(beginningOf(begun('Inledning.', ''))).toBeNull();
  expect(beginningOf(begun())).toBeNull();
});
