import { contextOf, type Wording } from '@yrka/formal-text';
import type { DocumentKind, MunicipalityTemplate, NodeName } from '@yrka/schema';
import type { Mark, Node } from 'prosemirror-model';
import { nodeWriters } from './nodes.ts';
import { isListItem } from './paragraph.ts';
import type { Writer } from './writer.ts';

export type PlainTextOptions = {
  readonly template: MunicipalityTemplate;
  readonly kind: DocumentKind;
  /** The ids of the motion's clauses in order, when the document answers a motion that is not itself. */
  readonly clauses?: readonly string[];
  readonly wording?: Partial<Wording>;
};

/**
 * A document as plain text: what would stand on the paper, in its order, without line wrapping.
 * Footnotes are gathered at the end. '' for a document without a word.
 */
export function toPlainText(document: Node, { template, kind, clauses, wording }: PlainTextOptions): string {
  const notes: string[] = [];
  const writer: Writer = {
    document,
    template,
    kind,
    sentences: contextOf(document, { ...(clauses && { clauses }), ...(wording && { wording }) }),
    blocks: (parent, wanted) => writeBlocks(parent, writer, wanted),
    inline: (parent) => writeInline(parent, notes),
  };
  const text = writeBlocks(document, writer);
  const foot = notes.map((note, index) => `[${index + 1}] ${note}`).join('\n');
  return [text, foot]
    .filter((part) => part !== '')
    .map((part) => `${part}\n`)
    .join('\n');
}

function writeBlocks(parent: Node, writer: Writer, wanted: (child: Node) => boolean = () => true): string {
  let text = '';
  let before: Node | null = null;
  parent.forEach((node, _offset, index) => {
    if (!wanted(node)) return;
    const words = nodeWriters[node.type.name as NodeName](node, writer, { parent, index });
    if (words === '') return;
    text += before === null ? words : `${isClose(before, node) ? '\n' : '\n\n'}${words}`;
    before = node;
  });
  return text;
}

/** Items of one list stand on lines of their own without space between. */
function isClose(before: Node, node: Node): boolean {
  return lineNodes.has(node.type.name) ? before.type === node.type : isListItem(before) && isListItem(node);
}

const lineNodes = new Set<string>(['attClause', 'decisionPoint', 'recipient', 'attachment', 'decisionBasis'] satisfies NodeName[]);

function writeInline(parent: Node, notes: string[]): string {
  let text = '';
  let link: Mark | null = null;
  const closeLink = () => {
    // An address that is already the link's text is not said twice.
    if (link !== null && !text.endsWith(String(link.attrs.href).replace(/^(?:mailto|tel):/iu, ''))) text += ` (${String(link.attrs.href)})`;
    link = null;
  };
  parent.forEach((node) => {
    const next = node.marks.find((mark) => mark.type.name === 'link') ?? null;
    if (link !== null && (next === null || !link.eq(next))) closeLink();
    link = next;
    if (node.isText) text += node.text ?? '';
    else if (node.type.name === 'hardBreak') text += '\n';
    else if (node.type.name === 'footnote' && node.textContent.trim() !== '') text += `[${notes.push(node.textContent.trim())}]`;
  });
  closeLink();
  return text;
}
