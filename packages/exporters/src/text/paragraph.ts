import type { Node } from 'prosemirror-model';
import type { NodeWriter, Place } from './writer.ts';

/** Headings and quotations are told by their place alone; list items keep their mark. */
export const paragraph: NodeWriter = (node, writer, place) => {
  const words = writer.inline(node);
  if (words.trim() === '') return '';
  const indent = '  '.repeat(node.attrs.depth as number);
  if (node.attrs.list === 'bullet') return `${indent}– ${words}`;
  if (node.attrs.list === 'ordered') return `${indent}${orderedNumber(node, place)}. ${words}`;
  return node.attrs.quote === true ? `    ${words}` : words;
};

/** Numbers are derived when shown: a list goes on over deeper items and is ended by any other paragraph. */
export function orderedNumber(node: Node, { parent, index }: Place): number {
  let number = 1;
  for (let before = index - 1; before >= 0; before--) {
    const sibling = parent.child(before);
    if (sibling.type.name !== 'paragraph' || sibling.attrs.list === null || (sibling.attrs.depth as number) < (node.attrs.depth as number)) break;
    if ((sibling.attrs.depth as number) > (node.attrs.depth as number)) continue;
    if (sibling.attrs.list !== 'ordered') break;
    if (sibling.content.size > 0) number++;
  }
  return number;
}

export const isListItem = (node: Node) => node.type.name === 'paragraph' && node.attrs.list !== null;
