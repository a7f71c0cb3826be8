import { type FileChild, HeadingLevel, Paragraph, TabStopType, TextRun } from 'docx';
import type { Block, Signature, Words } from '../paper/page.ts';
import { staysWithNext } from '../paper/staysWithNext.ts';
import { listOf } from './list.ts';
import { lineWidth, mm } from './styles.ts';
import { particularsOf, tableOf } from './table.ts';
import { xmlText } from '../paper/xmlText.ts';
import { line, paragraph, type Writer, wordsIn } from './words.ts';

/** `stays`: whether it stays on one page with the beginning of the next block. */
type BlockWriter<Type extends Block['type']> = (block: Extract<Block, { type: Type }>, writer: Writer, stays: boolean) => readonly FileChild[];

const looks = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3, 4: HeadingLevel.HEADING_4 } as const;

const inStyle = (style: string) => (block: { readonly words: Words }, writer: Writer) => [paragraph(style, block.words, writer)];
const linesIn = (style: string, texts: readonly string[]) => texts.map((text) => line(style, text));

/** What each block of the paper is in Word: one that is forgotten does not compile. */
export const blockWriters: { readonly [Type in Block['type']]: BlockWriter<Type> } = {
  heading: ({ level, look, words }, writer) => [
    // It looks as on the paper, and is heard as there, where no level is skipped.
    wordsIn({ heading: looks[look], ...(level !== look && { outlineLevel: level - 1 }) }, words, writer),
  ],
  paragraph: ({ words }, writer, stays) => [wordsIn({ style: 'Normal', ...(stays && { keepNext: true }) }, words, writer)],
  quotation: ({ paragraphs }, writer) => paragraphs.map((words) => paragraph('Quotation', words, writer)),
  list: ({ items }, writer) => listOf(items, writer),
  // The number hangs in the margin, and belongs to Word: a clause that is put in there moves the others' numbers.
  clauses: ({ items }, writer) => {
    const numbering = writer.numbering('clauses', { depth: 0, number: items.find(({ number }) => number !== null)?.number ?? 1 });
    return items.map(({ number, words }) => wordsIn({ style: 'AttClause', ...(number !== null && { numbering: { ...numbering, level: 0 } }) }, words, writer));
  },
  lines: ({ items }, writer) => items.map((words) => paragraph('Line', words, writer)),
  facts: ({ facts }, writer) => facts.flatMap(({ label, words }) => [...(label === null ? [] : [line('Label', label)]), paragraph('Fact', words, writer)]),
  addressee: inStyle('Addressee'),
  paragraphNumber: inStyle('ParagraphNumber'),
  byline: inStyle('Byline'),
  people: ({ label, names }) => [line('Label', label), ...linesIn('Line', names)],
  names: ({ names }) => names.map((name, index) => apart(index, name)),
  table: (block, writer) => [tableOf(block, writer), line('AfterTable', '')],
  signatures: ({ heading, people }, _writer, stays) => [
    line('Label', heading),
    ...people.map(({ name, date }, index) => {
      const text = [name, date].filter(Boolean).join('   ');
      return index < people.length - 1 ? keptLine(text) : stays ? keptLine(text) : line('Line', text);
    }),
  ],
  signatureLines: ({ people }) => people.flatMap(signatureLine),
  code: ({ label, code }) => [line('Label', label), line('Fact', code)],
  particulars: (block) => [particularsOf(block), line('AfterTable', '')],
};

/** The content of the paper, block by block. */
export function writeBlock(block: Block, next: Block | undefined, writer: Writer): readonly FileChild[] {
  // The record has the function of each type under its name, which TypeScript does not follow through a union.
  return (blockWriters[block.type] as BlockWriter<Block['type']>)(block as never, writer, staysWithNext(block, next));
}

/** A name below the text: the first stands apart from it. */
const apart = (index: number, name: string) =>
  new Paragraph({ style: 'Line', ...(index === 0 && { spacing: { before: mm(6) } }), children: [new TextRun(xmlText(name))] });

/** A line that stays with the next. */
const keptLine = (text: string) => new Paragraph({ style: 'Line', keepNext: true, children: [new TextRun(xmlText(text))] });

/** A line to write on, with the name and what the person is below it. */
function signatureLine({ name, role }: Signature): readonly Paragraph[] {
  return [
    new Paragraph({
      style: 'SignatureLine',
      tabStops: [{ type: TabStopType.LEFT, position: Math.min(lineWidth, mm(75)), leader: 'underscore' }],
      children: [new TextRun({ text: '\t' })],
    }),
    role === null ? line('Line', name) : keptLine(name),
    ...(role === null ? [] : [line('Label', xmlText(role))]),
  ];
}
