import { nested, type NestedList } from '../paper/nesting.ts';
import type { Block, Signature, Words } from '../paper/page.ts';
import { staysWithNext } from '../paper/staysWithNext.ts';
import { particularsOf, tableOf } from './table.ts';
import { inline, line, paragraph, type Writer } from './words.ts';

/** `stays`: whether it stays on one page with the beginning of the next block. */
type BlockWriter<Type extends Block['type']> = (block: Extract<Block, { type: Type }>, writer: Writer, stays: boolean) => string;

const inStyle =
  (style: string) =>
  ({ words }: { readonly words: Words }, writer: Writer) =>
    paragraph(style, words, writer);
const linesIn = (style: string, texts: readonly string[]) => texts.map((text) => line(style, text)).join('\n');

/** What each block of the paper is in OpenDocument: one that is forgotten does not compile. */
export const blockWriters: { readonly [Type in Block['type']]: BlockWriter<Type> } = {
  // It looks as on the paper, and is heard as there, where no level is skipped.
  heading: ({ level, look, words }, writer) => `<text:h text:style-name="Heading_20_${look}" text:outline-level="${level}">${inline(words, writer)}</text:h>`,
  paragraph: ({ words }, writer, stays) => paragraph(stays ? 'Inledning' : 'Text_20_body', words, writer),
  quotation: ({ paragraphs }, writer) => paragraphs.map((words) => paragraph('Quotations', words, writer)).join('\n'),
  list: ({ items }, writer) =>
    nested(items)
      .map((list) => listOf(list, writer))
      .join('\n'),
  clauses: ({ items }, writer) => {
    const first = items[0]?.number ?? null;
    // One alone has no number.
    if (first === null) return items.map(({ words }) => paragraph('Att-sats', words, writer)).join('\n');
    const list = items.map(
      ({ words }, index) => `<text:list-item${index === 0 ? startAt(first) : ''}>${paragraph('Att-sats', words, writer)}</text:list-item>`,
    );
    return `<text:list text:style-name="Att-satser">${list.join('\n')}</text:list>`;
  },
  lines: ({ items }, writer) => items.map((words) => paragraph('Rad', words, writer)).join('\n'),
  facts: ({ facts }, writer) =>
    facts.map(({ label, words }) => `${label === null ? '' : `${line('Etikett', label)}\n`}${paragraph('Uppgift', words, writer)}`).join('\n'),
  addressee: inStyle('Mottagare'),
  paragraphNumber: inStyle('Paragrafnummer'),
  byline: inStyle('Motionärer'),
  people: ({ label, names }) => `${line('Etikett', label)}\n${linesIn('Rad', names)}`,
  names: ({ names }) => names.map((name, index) => line(index === 0 ? 'Rad_20_första' : 'Rad', name)).join('\n'),
  table: (block, writer) => `${tableOf(block, writer)}\n${line('Efter_20_tabell', '')}`,
  signatures: ({ heading, people }, _writer, stays) => {
    const lines = people.map(({ name, date }, index) =>
      line(index < people.length - 1 || stays ? 'Rad_20_kvar' : 'Rad', [name, date].filter(Boolean).join('   ')),
    );
    return [line('Etikett', heading), ...lines].join('\n');
  },
  signatureLines: ({ people }) => people.map(signatureLine).join('\n'),
  code: ({ label, code }) => `${line('Etikett', label)}\n${line('Uppgift', code)}`,
  particulars: (block, writer) => `${particularsOf(block, writer)}\n${line('Efter_20_tabell', '')}`,
};

/** The content of the paper, block by block. */
export function writeBlock(block: Block, next: Block | undefined, writer: Writer): string {
  // The record has the function of each type under its name, which TypeScript does not follow through a union.
  return (blockWriters[block.type] as BlockWriter<Block['type']>)(block as never, writer, staysWithNext(block, next));
}

const startAt = (number: number) => (number === 1 ? '' : ` text:start-value="${number}"`);

function listOf({ isOrdered, start, items }: NestedList, writer: Writer): string {
  const rows = items.map(
    ({ item, below }, index) =>
      `<text:list-item${isOrdered && index === 0 ? startAt(start) : ''}>${paragraph('Listpunkt', item.words, writer)}${below.map((list) => listOf(list, writer)).join('')}</text:list-item>`,
  );
  return `<text:list text:style-name="${isOrdered ? 'Numrerad' : 'Punkter'}">${rows.join('\n')}</text:list>`;
}

/** A line to write on, with the name and what the person is below it. */
const signatureLine = ({ name, role }: Signature) =>
  `${line('Underskrift', '\t')}\n${line(role === null ? 'Rad' : 'Rad_20_kvar', name)}${role === null ? '' : `\n${line('Etikett', role)}`}`;
