import { type AnyExtension, Extension, Mark, Node } from '@tiptap/core';
import type { MarkSpec, NodeSpec } from '@tiptap/pm/model';
import { markSpecs, nodeSpecs } from '@yrka/schema';
import { behaviour } from './behaviour.ts';
import type { YrkaEditorOptions } from './options.ts';

/**
 * What TipTap adds by itself and we do not want: its keymap would turn an emptied title into a
 * paragraph, its text serializer does not know the word att, and `delete` compares documents at
 * every key press. Give it to `new Editor({ enableCoreExtensions: coreExtensions, … })`.
 */
export const coreExtensions = {
  keymap: false,
  clipboardTextSerializer: false,
  delete: false,
  drop: false,
  paste: false,
  textDirection: false,
} as const;

/**
 * Everything an editor needs except collaboration, for `useEditor({ extensions })`:
 * the document's nodes and marks, and what they do.
 */
export function yrkaExtensions(options: YrkaEditorOptions): AnyExtension[] {
  return [
    ...schemaExtensions(),
    // Above TipTap's own, so that Enter in a clause is ours before it is anybody's.
    Extension.create({ name: 'yrka', priority: 1_000, addProseMirrorPlugins: () => behaviour(options) }),
  ];
}

/** TipTap's view of `@yrka/schema`: one thin extension per node and mark, in the same order, adding nothing. */
export function schemaExtensions(): AnyExtension[] {
  return [
    ...Object.entries(nodeSpecs as Record<string, NodeSpec>).map(([name, spec]) => nodeExtension(name, spec)),
    ...Object.entries(markSpecs as Record<string, MarkSpec>).map(([name, spec]) => markExtension(name, spec)),
  ];
}

// What TipTap has a word of its own for; every other field of a spec passes through extendNodeSchema.
const ownFields = new Set([
  'attrs',
  'parseDOM',
  'toDOM',
  'content',
  'marks',
  'group',
  'inline',
  'atom',
  'selectable',
  'draggable',
  'code',
  'whitespace',
  'defining',
  'isolating',
]);

function nodeExtension(name: string, spec: NodeSpec): AnyExtension {
  const { attrs, parseDOM, toDOM, content, marks, group, inline, atom, selectable, draggable, code, whitespace, defining, isolating } = spec;
  return Node.create({
    name,
    topNode: name === 'doc',
    ...defined({ content, marks, group, inline, atom, selectable, draggable, code, whitespace, defining, isolating }),
    ...(attrs && { addAttributes: () => attributes(attrs) }),
    ...(parseDOM && { parseHTML: () => parseDOM }),
    ...(toDOM && { renderHTML: ({ node }) => toDOM(node) }),
    extendNodeSchema: (extension) => (extension.name === name ? otherFields(spec) : {}),
  });
}

function markExtension(name: string, spec: MarkSpec): AnyExtension {
  const { attrs, parseDOM, toDOM, inclusive, excludes, group, spanning } = spec;
  return Mark.create({
    name,
    ...defined({ inclusive, excludes, group, spanning }),
    ...(attrs && { addAttributes: () => attributes(attrs) }),
    ...(parseDOM && { parseHTML: () => parseDOM }),
    ...(toDOM && { renderHTML: ({ mark }) => toDOM(mark, true) }),
  });
}

/** The schema's own rules read and write every attribute; TipTap only has to know their defaults. */
function attributes(attrs: NonNullable<NodeSpec['attrs']>) {
  return Object.fromEntries(
    Object.entries(attrs).map(([name, { default: initial, validate }]) => [
      name,
      { default: initial, isRequired: initial === undefined, rendered: false, parseHTML: () => null, ...(validate !== undefined && { validate }) },
    ]),
  );
}

function otherFields(spec: NodeSpec): Record<string, unknown> {
  return Object.fromEntries(Object.entries(spec).filter(([field]) => !ownFields.has(field)));
}

function defined<T extends Record<string, unknown>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
