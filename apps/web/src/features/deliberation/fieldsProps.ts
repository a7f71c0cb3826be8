import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { Around } from './documentFacts.ts';

/** What the choices of an event are given. */
export type FieldsProps = {
  readonly node: Node;
  readonly editor: Editor;
  readonly around: Around;
  readonly getPos: () => number | undefined;
  readonly update: (attributes: Record<string, unknown>) => void;
};
