import { nested, type NestedList } from '../paper/nesting.ts';
import type { Block, Signature, Words } from '../paper/page.ts';
import { tableOf } from './table.ts';
import { inline, plainText, type Writer } from './words.ts';

type BlockWriter<Type extends Block['type']> = (block: Extract<Block, { type: Type }>, writer: Writer) => string;

const paragraphOf = ({ words }: { readonly words: Words }, writer: Writer) => inline(words, writer).trim();
/** Lines of one paragraph, each ending where it stands. */
const lines = (parts: readonly string[]) => parts.join('\\\n');
const labelled = (label: string, words: string) => `**${plainText(label)}:** ${words}`;

/** What each block of the paper is in Markdown: one that is forgotten does not compile. */
export const blockWriters: { readonly [Type in Block['type']]: BlockWriter<Type> } = {
  // A heading has one line.
  heading: ({ level, words }, writer) =>
    `${'#'.repeat(level)} ${paragraphOf({ words }, writer)
      .replace(/\\\n\s*/gu, ' ')
      .replace(/#$/u, '\\#')}`,
  paragraph: paragraphOf,
  quotation: ({ paragraphs }, writer) => paragraphs.map((words) => indented(paragraphOf({ words }, writer), '> ', '> ')).join('\n>\n'),
  list: ({ items }, writer) =>
    nested(items)
      .map((list, index) => listOf(list, index, writer))
      .join('\n\n'),
  clauses: ({ items }, writer) =>
    items
      .map(({ number, words }) => {
        const text = paragraphOf({ words }, writer);
        return number === null ? text : indented(text, `${number}. `);
      })
      .join('\n'),
  lines: ({ items }, writer) => lines(items.map((words) => paragraphOf({ words }, writer))),
  facts: ({ facts }, writer) =>
    lines(facts.map(({ label, words }) => (label === null ? paragraphOf({ words }, writer) : labelled(label, paragraphOf({ words }, writer))))),
  addressee: paragraphOf,
  paragraphNumber: ({ words }, writer) => `**${paragraphOf({ words }, writer)}**`,
  byline: paragraphOf,
  people: ({ label, names }) => labelled(label, names.map(plainText).join(', ')),
  names: ({ names }) => lines(names.map(plainText)),
  table: tableOf,
  signatures: ({ heading, people }) =>
    `**${plainText(heading)}**\n\n${lines(people.map(({ name, date }) => plainText([name, date].filter(Boolean).join(', '))))}`,
  signatureLines: ({ people }) => people.map(signatureLine).join('\n\n'),
  code: ({ label, code }) => labelled(label, `\`${code}\``),
  particulars: ({ rows }) => lines(rows.map(({ label, lines: words }) => labelled(label, words.map(plainText).join(', ')))),
};

/** The content of the paper, block by block. */
export function writeBlock(block: Block, writer: Writer): string {
  // The record has the function of each type under its name, which TypeScript does not follow through a union.
  return (blockWriters[block.type] as BlockWriter<Block['type']>)(block as never, writer);
}

/** Its further lines stand under the first word. */
const indented = (text: string, mark: string, further = ' '.repeat(mark.length)) => `${mark}${text.replace(/\n/gu, `\n${further}`)}`;

/** Two lists after one another are told apart by another mark. */
function listOf({ isOrdered, start, items }: NestedList, place: number, writer: Writer): string {
  return items
    .map(({ item, below }, index) => {
      const mark = isOrdered ? `${start + index}${place % 2 === 0 ? '.' : ')'} ` : `${place % 2 === 0 ? '-' : '*'} `;
      const parts = [paragraphOf(item, writer), ...below.map((list, inner) => listOf(list, inner, writer))];
      return indented(parts.join('\n'), mark);
    })
    .join('\n');
}

const signatureLine = ({ name, role }: Signature) => lines(['\\_'.repeat(30), plainText(name), ...(role === null ? [] : [plainText(role)])]);
