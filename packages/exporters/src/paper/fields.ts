import type { FieldName } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { labelOf } from '../text/fields.ts';
import type { Block, Words } from './page.ts';
import { textOf } from './words.ts';
import type { NodeWriter, Writer } from './writer.ts';

/** A field that stands by itself. */
export const field: NodeWriter = (node, writer) => {
  const words = writer.words(node);
  if (words.length === 0) return [];
  const name = node.attrs.name as FieldName;
  if (name === 'addressee') return [{ type: 'addressee', words }];
  if (name === 'paragraphNumber') return [{ type: 'paragraphNumber', words }];
  return [{ type: 'facts', facts: [{ label: labelOf(writer.kind, name, textOf(words)), words }] }];
};

/** The head's facts stand side by side, § and diarienummer on a line of their own; place and date close a motion on one line. */
export const fieldList: NodeWriter = (node, writer) => {
  if (node.attrs.kind === 'closing') return closing(node.children.map((child) => signedField(child, writer)).filter((words) => words.length > 0));
  const blocks: Block[] = [];
  for (const child of node.children) {
    for (const block of writer.blocks(node, (one) => one === child)) {
      const before = blocks.at(-1);
      if (before?.type === 'paragraphNumber' && block.type === 'facts' && child.attrs.name === 'diarienummer')
        blocks[blocks.length - 1] = { ...before, words: [...before.words, { text: '\u2003' }, ...block.facts.flatMap(({ words }) => words)] };
      else if (before?.type === 'facts' && block.type === 'facts') blocks[blocks.length - 1] = { ...before, facts: [...before.facts, ...block.facts] };
      else blocks.push(block);
    }
  }
  return blocks;
};

function signedField(node: Node, writer: Writer): Words {
  const words = writer.words(node);
  return words.length === 0 ? [] : writer.signed(node, [{ type: 'paragraph', words }]).flatMap((block) => (block.type === 'paragraph' ? [...block.words] : []));
}

const closing = (parts: readonly Words[]): readonly Block[] =>
  parts.length === 0 ? [] : [{ type: 'paragraph', words: parts.flatMap((words, index) => (index === 0 ? words : [{ text: ' ' }, ...words])) }];
