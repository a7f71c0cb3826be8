import type { Node } from 'prosemirror-model';

/** A text of a document that a place can be told in: a text block, a footnote, or the heading that a part has of its own. */
export type TextPart = {
  /**
   * The block's id, with "#heading" behind it for a heading. What has no id, or one that another has before it, goes by its
   * place among all texts: "@7". The same for the same document, whoever asks.
   */
  readonly id: string;
  readonly kind: 'words' | 'heading';
  readonly node: Node;
  /** Where the node stands in the document. */
  readonly at: number;
  /** One character for each position within the node, as ProseMirror counts them: what is no text (a line break, a whole footnote) is U+FFFC. */
  readonly text: string;
};

/** All texts of a document in its order, also those in which nothing is written. */
export function textParts(document: Node): readonly TextPart[] {
  const parts: TextPart[] = [];
  const taken = new Set<string>();
  const add = (name: string | null, part: Omit<TextPart, 'id'>) => {
    let id = name ?? '@';
    if (name === null || taken.has(id)) for (id = `@${parts.length}`; taken.has(id); ) id = `@${id}`;
    taken.add(id);
    parts.push({ id, ...part });
  };
  document.descendants((node, at) => {
    const name = typeof node.attrs.id === 'string' ? node.attrs.id : null;
    const heading: unknown = node.type.name === 'section' ? node.attrs.heading : null;
    if (typeof heading === 'string') add(name === null ? null : `${name}#heading`, { kind: 'heading', node, at, text: heading });
    if (node.isTextblock || node.type.name === 'footnote') add(name, { kind: 'words', node, at, text: textIn(node) });
    return true;
  });
  return parts;
}

function textIn(node: Node): string {
  let text = '';
  node.forEach((child) => {
    text += child.isText ? (child.text ?? '') : '\ufffc'.repeat(child.nodeSize);
  });
  return text;
}
