import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, type Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { blockIds } from './blockIds.ts';

/**
 * A state for tests: "|" in a text is the caret, two of them a selection. Block ids are kept as in
 * the editor.
 */
export function stateOf(doc: Node, ...plugins: readonly Plugin[]): EditorState {
  const marks = barPositions(doc);
  let state = EditorState.create({ doc });
  const tr = state.tr;
  for (const at of marks.toReversed()) tr.delete(at, at + 1);
  const [anchor, head = anchor] = marks.map((at, index) => at - index);
  if (anchor !== undefined) tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head as number)));
  state = state.apply(tr);
  return EditorState.create({ doc: state.doc, selection: state.selection, plugins: [blockIds(), ...plugins] });
}

function barPositions(doc: Node): number[] {
  const found: number[] = [];
  doc.descendants((node, pos) => {
    for (let at = node.text?.indexOf('|') ?? -1; at >= 0; at = node.text?.indexOf('|', at + 1) ?? -1) found.push(pos + at);
  });
  return found;
}

/** The state after a command; throws when the command does not apply. */
export function after(state: EditorState, ...commands: readonly Command[]): EditorState {
  return commands.reduce((before, command) => {
    let next: EditorState | null = null;
    if (
      !command(before, (tr: Transaction) => {
        next = before.apply(tr);
      })
    )
      throw new Error('the command did not apply');
    return next ?? before;
  }, state);
}

/** Whether a command applies, without running it. */
export const applies = (state: EditorState, command: Command) => command(state);

/**
 * The document as short text: node names with their words, "|" for the caret or around a
 * selection. Attributes are left out unless they say what a paragraph is.
 */
export function shown(state: EditorState): string {
  const { anchor, head, empty } = state.selection;
  const bars = empty ? [head] : [anchor, head];
  const inline = (node: Node, start: number): string => {
    let out = '';
    node.forEach((child, offset) => {
      const at = start + offset;
      if (child.isText) {
        const text = child.text ?? '';
        for (let i = 0; i < text.length; i++) out += (bars.includes(at + i) ? '|' : '') + text[i];
        return;
      }
      out += bars.includes(at) ? '|' : '';
      out += child.type.name === 'hardBreak' ? '⏎' : `[${inline(child, at + 1)}]`;
    });
    return out + (bars.includes(start + node.content.size) ? '|' : '');
  };
  const name = (node: Node) =>
    node.type.name !== 'paragraph'
      ? (short[node.type.name] ?? node.type.name)
      : node.attrs.level
        ? `h${node.attrs.level}`
        : node.attrs.list
          ? `${node.attrs.list === 'bullet' ? '-' : '1.'}${node.attrs.depth || ''}`
          : node.attrs.quote
            ? 'q'
            : 'p';
  const show = (node: Node, start: number): string => {
    if (node.isTextblock) return `${name(node)}(${inline(node, start)})`;
    const children: string[] = [];
    node.forEach((child, offset) => {
      children.push(show(child, start + offset + 1));
    });
    return `${name(node)}(${children.join(' ')})`;
  };
  const blocks: string[] = [];
  state.doc.forEach((child, offset) => {
    blocks.push(show(child, offset + 1));
  });
  return blocks.join(' ');
}

const short: Record<string, string> = {
  attClause: 'att',
  yrkandeList: 'list',
  decisionList: 'list',
  decisionPoint: 'point',
  personList: 'people',
  tableRow: 'tr',
  tableCell: 'td',
};

/** Every id in the document, in order. */
export function idsOf(doc: Node): (string | null)[] {
  const ids: (string | null)[] = [];
  doc.descendants((node) => {
    if ('id' in node.attrs) ids.push(node.attrs.id as string | null);
  });
  return ids;
}
