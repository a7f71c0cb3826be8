import { schema } from '@yrka/schema';
import fc from 'fast-check';
import { Fragment, type Node, type NodeType } from 'prosemirror-model';

const text = fc.constantFrom('', 'Ett ord.', 'Två ord till.', 'Barnen ser inte.', 'Barnen ser dåligt, 3,5 år.');
const marks = fc.subarray([schema.mark('strong'), schema.mark('emphasis')]);

/** A stretch of text, a line break or a footnote. */
const inline = fc.oneof(
  { weight: 4, arbitrary: fc.record({ words: text, marks }).map(({ words, marks: its }) => (words === '' ? [] : [schema.text(words, its)])) },
  { weight: 1, arbitrary: fc.constant([schema.nodes.hardBreak.create()]) },
  {
    weight: 1,
    arbitrary: fc
      .record({ id: fc.option(fc.constantFrom('f', 'g')), words: text })
      .map(({ id, words }) => [schema.nodes.footnote.create({ id }, words === '' ? null : schema.text(words))]),
  },
);
const names = ['paragraph', 'title', 'section', 'yrkandeList', 'attClause', 'table', 'tableRow', 'tableCell', 'person', 'opaque'] as const;
const ids = fc.option(fc.constantFrom(...'abcdefgh'), { freq: 8 });

/** A tree of whatever blocks, with ids that are often the same, whether or not the schema would have it so. */
const node: fc.Memo<Node> = fc.memo((depth) =>
  fc
    .record({
      name: fc.constantFrom(...names),
      id: ids,
      words: fc.array(inline, { maxLength: 3 }),
      att: fc.boolean(),
      children: depth > 1 ? fc.array(node(depth - 1), { maxLength: 4 }) : fc.constant<Node[]>([]),
    })
    .map(({ name, id, words, att, children }) => {
      const type: NodeType = schema.nodes[name];
      const known = Object.fromEntries(Object.entries({ id, att }).filter(([attribute]) => attribute in (type.spec.attrs ?? {})));
      return type.create(known, type.isLeaf ? null : type.inlineContent ? Fragment.fromArray(words.flat()) : Fragment.from(children));
    }),
);
export const documents = fc.array(node(3), { maxLength: 6 }).map((blocks) => schema.nodes.doc.create(null, blocks));
