import type { Node } from 'prosemirror-model';

/** The words of a field of this name directly inside the node or in one of its field lists; '' when there is none. */
export function fieldOf(node: Node, name: string): string {
  let words = '';
  node.forEach((child) => {
    if (child.type.name === 'field' && child.attrs.name === name) words ||= child.textContent;
    if (child.type.name === 'fieldList') words ||= fieldOf(child, name);
  });
  return words;
}
