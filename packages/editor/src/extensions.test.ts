import { getSchema } from '@tiptap/core';
import type { MarkType, NodeType } from '@tiptap/pm/model';
import { schema } from '@yrka/schema';
import { describe, expect, it } from 'vitest';
import { schemaExtensions } from './extensions.ts';

const editorSchema = getSchema(schemaExtensions());

describe('the editor has the very schema of @yrka/schema [ED0]', () => {
  it('names the same nodes and marks in the same order', () => {
    expect(Object.keys(editorSchema.nodes)).toEqual(Object.keys(schema.nodes));
    expect(Object.keys(editorSchema.marks)).toEqual(Object.keys(schema.marks));
    expect(editorSchema.topNodeType.name).toBe(schema.topNodeType.name);
  });

  it.each(Object.keys(schema.nodes))('%s has the same content, groups, attributes, marks and other fields', (name) => {
    expect(nodeFacts(editorSchema.nodes[name])).toEqual(nodeFacts(schema.nodes[name as keyof typeof schema.nodes]));
  });

  it.each(Object.keys(schema.marks))('%s has the same attributes and behaviour', (name) => {
    expect(markFacts(editorSchema.marks[name])).toEqual(markFacts(schema.marks[name as keyof typeof schema.marks]));
  });
});

function nodeFacts(type: NodeType | undefined) {
  if (!type) throw new Error('missing node');
  const { parseDOM, toDOM, attrs, leafText, ...plain } = type.spec;
  return {
    ...plain,
    attrs: attrs ?? {},
    rules: parseDOM?.length ?? 0,
    rendered: toDOM !== undefined,
    leafText: leafText !== undefined,
    flags: [type.isBlock, type.isTextblock, type.isLeaf, type.isAtom, type.inlineContent],
  };
}

function markFacts(type: MarkType | undefined) {
  if (!type) throw new Error('missing mark');
  const { parseDOM, toDOM, attrs, ...plain } = type.spec;
  return { ...plain, attrs: attrs ?? {}, rules: parseDOM?.length ?? 0, rendered: toDOM !== undefined };
}
