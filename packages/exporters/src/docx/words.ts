import {
  BookmarkEnd,
  BookmarkStart,
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  ExternalHyperlink,
  FootnoteReferenceRun,
  type IParagraphOptions,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx';
import { addressOf } from '../paper/address.ts';
import type { Run, Sign, Words } from '../paper/page.ts';
import { wholeSign } from '../paper/signs.ts';
import { xmlText } from '../paper/xmlText.ts';
import type { LostInExport } from '../report.ts';
import { changedMarks, type Marks, type Tracking } from './tracking.ts';

export type ListKind = 'clauses' | 'list' | 'bullets';

/** What a block's function has at hand. */
export type Writer = {
  /** The number of the footnote with these words, counted from 1. */
  readonly note: (words: string) => number;
  /** What the paragraphs of a list call it. With `first` it is a list of its own, whose items at this depth begin at this number. */
  readonly numbering: (kind: ListKind, first?: { readonly depth: number; readonly number: number }) => Numbering;
  /** The numbers that Word knows the comment at this place of the page by, its answers after it. */
  readonly commentIds: (comment: number) => readonly number[];
  /** A number for the next bookmark, from 1. */
  readonly bookmark: () => number;
  readonly tracking: Tracking;
  readonly lose: (lost: LostInExport) => void;
};

export type Numbering = { readonly reference: string; readonly instance: number };

/** Running text as Word has it. */
export function runsOf(words: Words, writer: Writer): ParagraphChild[] {
  return changedMarks(words).flatMap((run) => {
    if ('sign' in run) return placeOf(run.sign, writer);
    const address = !('text' in run) || run.href === undefined ? null : linkTo(run.href, writer);
    const child = writer.tracking.around(run, words, (isDeleted) => runOf(run, { isDeleted, isLink: address !== null }, writer));
    return [address === null ? child : new ExternalHyperlink({ link: address, children: [child] })];
  });
}

type Look = { readonly isDeleted: boolean; readonly isLink: boolean };

function runOf(run: Exclude<Run, { readonly sign: Sign }> & { readonly before?: Marks }, { isDeleted, isLink }: Look, writer: Writer): ParagraphChild {
  if ('break' in run) return new TextRun({ break: 1 });
  if ('note' in run) return new FootnoteReferenceRun(writer.note(run.note));
  const marks = { ...(run.strong && { bold: true }), ...(run.emphasis && { italics: true }), ...(isLink && { style: 'Hyperlink' }) };
  if (isDeleted) return writer.tracking.deletedText(xmlText(run.text), marks);
  const revision = run.before === undefined || run.inserted === undefined ? {} : { revision: { ...writer.tracking.attributes(run.inserted), ...run.before } };
  return new TextRun({ text: xmlText(run.text), ...marks, ...revision });
}

/** What stands in the file at a place without being seen. A bookmark is a point, so that it stays with the first half of what is divided. */
function placeOf(sign: Sign, writer: Writer): ParagraphChild[] {
  if ('whole' in sign) return [];
  if ('block' in sign) {
    if (!bookmarkable.test(sign.block)) return [];
    const number = writer.bookmark();
    return [new BookmarkStart(bookmarkName(sign.block), number), new BookmarkEnd(number)] as unknown as ParagraphChild[]; // the library takes them, its types know only ranges
  }
  const ids = writer.commentIds(sign.comment);
  if (!sign.end) return ids.map((id) => new CommentRangeStart(id));
  return ids.flatMap((id) => [new CommentRangeEnd(id), new TextRun({ children: [new CommentReference(id)] })]);
}

/** What Word takes as the name of a bookmark is 40 letters, figures and lines long. */
const bookmarkable = /^[A-Za-z0-9]{1,30}$/u;
const bookmarkName = (id: string) => `yrka_${id}`;

/** In UTF-16 units: Office opens no longer address. */
const maxAddressLength = 2_000;

/** An address as Word wants it, or null for what is none: Word would not open the file. */
function linkTo(href: string, writer: Writer): string | null {
  const address = addressOf(href);
  if (address !== null && address.length <= maxAddressLength) return address;
  writer.lose({ code: 'linkWithoutAddress', href });
  return null;
}

/** A paragraph with these words; what is suggested of the whole block is suggested of the paragraph itself. */
export function wordsIn(options: IParagraphOptions, words: Words, writer: Writer): Paragraph {
  const { inserted, deleted } = wholeSign(words);
  const mark = {
    ...(inserted !== undefined && { insertion: writer.tracking.attributes(inserted) }),
    ...(deleted !== undefined && { deletion: writer.tracking.attributes(deleted) }),
  };
  return new Paragraph({ ...options, children: runsOf(words, writer), ...(Object.keys(mark).length > 0 && { run: mark }) });
}

/** Words in one of our styles (styles.ts). */
export const paragraph = (style: string, words: Words, writer: Writer) => wordsIn({ style }, words, writer);

/** A line of plain text. */
export const line = (style: string, text: string) => new Paragraph({ style, children: [new TextRun(xmlText(text))] });
