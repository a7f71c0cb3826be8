// @vitest-environment happy-dom
import { getSchema } from '@tiptap/core';
import { DOMParser as SchemaParser, DOMSerializer, Node, type Schema } from '@tiptap/pm/model';
import { type NodeName, schema } from '@yrka/schema';
import {
  att,
  block,
  by,
  castVotes,
  clauses,
  decisions,
  doc,
  event,
  fields,
  footnote,
  hardBreak,
  heading,
  inline,
  p,
  point,
  quote,
  section,
  title,
  vote,
  yes,
  yrkande,
  yrkanden,
} from '@yrka/test-builders';
import { expect, test } from 'vitest';
import { schemaExtensions } from './extensions.ts';

const editorSchema = getSchema(schemaExtensions());

const everything = doc(
  title('Rubrik'),
  fields('head', { date: '2026-01-12' }),
  by('Anna Lind (L)'),
  heading(2, 'Bakgrund'),
  quote('Citat'),
  block('paragraph', { list: 'ordered', depth: 2 }, 'Punkt'),
  p(
    'Ord ',
    inline('fet', schema.mark('strong')),
    inline('länk', schema.mark('link', { href: 'https://www.skr.se' }), schema.mark('emphasis')),
    hardBreak(),
    footnote('Not'),
  ),
  clauses(att('ett'), att('Två.', { att: false })),
  decisions(point('ett', { outcome: 'approved', answers: [{ document: 'd', version: 3, clause: 'c' }] })),
  section('decision', '', p('x')),
  section('summary', null),
  yrkanden(yrkande('approval', 'motion', by('Bo'))),
  vote({ yes: 8, no: 6, abstain: 0 }, castVotes(yes('Anna (L)'))),
  event('minutesNote', p('n')),
  block('table', { kind: 'costs' }, block('tableRow', {}, block('tableCell', {}, 'c'))),
  block('recipientList', {}, block('recipient', { purpose: 'action' }, 'Nämnden')),
  block('attachmentList', {}, block('attachment', {}, 'Karta')),
  block('decisionBasisList', {}, block('decisionBasis', {}, 'Motion')),
);

const html = (node: Node, of: Schema) => {
  const holder = document.createElement('div');
  holder.append(DOMSerializer.fromSchema(of).serializeFragment(node.content, { document }));
  return holder.innerHTML;
};
const parsed = (text: string, of: Schema) => {
  const holder = document.createElement('div');
  holder.innerHTML = text;
  return SchemaParser.fromSchema(of).parse(holder);
};

test('[ED0, DOC1] both write the same HTML and read it back to the same document', () => {
  const text = html(everything, schema);
  expect(html(Node.fromJSON(editorSchema, everything.toJSON()), editorSchema)).toBe(text);
  expect(parsed(text, editorSchema).toJSON()).toEqual(parsed(text, schema).toJSON());
  expect(parsed(text, schema).toJSON()).toEqual(everything.toJSON());
});

test.each([
  '<p>a</p><h2>b</h2><h6>c</h6>',
  '<b style="font-weight:normal">a</b><i>b</i><a href="javascript:x">c</a>',
  '<table><tr><th>a</th><td>b</td></tr></table>',
  '<p data-node="paragraph" data-level="oj">a</p>',
])('[ED0] both read %s alike', (text) => {
  expect(parsed(text, editorSchema).toJSON()).toEqual(parsed(text, schema).toJSON());
});

test('every node that is stored stands in the sample', () => {
  const seen = new Set<string>(['doc', 'text']);
  everything.descendants((node) => {
    seen.add(node.type.name);
  });
  const missing = (Object.keys(schema.nodes) as NodeName[]).filter((name) => !seen.has(name));
  expect(missing.toSorted()).toEqual(
    [
      'acclamation',
      'attendanceChange',
      'conflictOfInterest',
      'deliberation',
      'notParticipating',
      'opaque',
      'opaqueInline',
      'reservation',
      'separateStatement',
    ].toSorted(),
  );
});
