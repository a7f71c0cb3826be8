import { expect, test } from 'vitest';
import { schema } from './schema.ts';
import { textParts } from './textParts.ts';

const text = (words: string) => schema.text(words);

test('[DOC9] names each text of a document by its block, a heading by its part, and what has no name of its own by its place', () => {
  const note = schema.node('footnote', { id: 'note' }, [text('se bilagan')]);
  const document = schema.node('doc', null, [
    schema.node('title', { id: 'head' }, [text('En damm')]),
    schema.node('section', { id: 'part', heading: 'Bakgrund' }, [
      schema.node('paragraph', { id: 'words' }, [text('Ring'), schema.node('hardBreak'), text('Anna'), note]),
      schema.node('paragraph', { id: 'words' }, [text('Samma namn')]),
      schema.node('paragraph', null),
    ]),
  ]);
  const parts = textParts(document);
  expect(parts.map(({ id, kind, text: words }) => [id, kind, words])).toEqual([
    ['head', 'words', 'En damm'],
    ['part#heading', 'heading', 'Bakgrund'],
    ['words', 'words', `Ring\ufffcAnna${'\ufffc'.repeat(note.nodeSize)}`],
    ['note', 'words', 'se bilagan'],
    ['@4', 'words', 'Samma namn'],
    ['@5', 'words', ''],
  ]);
  for (const { kind, at, node } of parts) if (kind === 'words') expect(document.nodeAt(at)).toBe(node);
});
