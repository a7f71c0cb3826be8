import { ExternalHyperlink, FootnoteReferenceRun, Paragraph, type ParagraphChild, TextRun } from 'docx';
import type { Words } from '../paper/page.ts';
import type { LostInExport } from '../report.ts';

export type ListKind = 'clauses' | 'list' | 'bullets';

/** What a block's function has at hand. */
export type Writer = {
  /** The number of the footnote with these words, counted from 1. */
  readonly note: (words: string) => number;
  /** What the paragraphs of a list call it. With `first` it is a list of its own, whose items at this depth begin at this number. */
  readonly numbering: (kind: ListKind, first?: { readonly depth: number; readonly number: number }) => Numbering;
  readonly lose: (lost: LostInExport) => void;
};

export type Numbering = { readonly reference: string; readonly instance: number };

/** Running text as Word has it. */
export function runsOf(words: Words, writer: Writer): ParagraphChild[] {
  return words.map((run) => {
    if ('break' in run) return new TextRun({ break: 1 });
    if ('note' in run) return new FootnoteReferenceRun(writer.note(run.note));
    const address = run.href === undefined ? null : addressOf(run.href, writer);
    const text = new TextRun({
      text: showable(run.text),
      ...(run.strong && { bold: true }),
      ...(run.emphasis && { italics: true }),
      ...(address !== null && { style: 'Hyperlink' }),
    });
    return address === null ? text : new ExternalHyperlink({ link: address, children: [text] });
  });
}

/** In UTF-16 units: Office opens no longer address. */
const maxAddressLength = 2_000;

/** An address as Word wants it, or null for what is none: Word would not open the file. */
function addressOf(href: string, writer: Writer): string | null {
  const address = URL.parse(href)?.href ?? null;
  if (address !== null && address.length <= maxAddressLength) return address;
  writer.lose({ code: 'linkWithoutAddress', href });
  return null;
}

/** A paragraph in one of our styles (styles.ts). */
export function paragraph(style: string, children: readonly ParagraphChild[]): Paragraph {
  return new Paragraph({ style, children: [...children] });
}

/** A line of plain text. */
export const line = (style: string, text: string) => paragraph(style, [new TextRun(showable(text))]);

/** XML knows no control codes, and no halves of letters (XML 1.0, 2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control codes are what is looked for
export const showable = (text: string) => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '');
