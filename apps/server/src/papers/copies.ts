import { type DocumentFormat, type DrawnPages, type ExportedFile, toFile, toPages, toPlainText } from '@yrka/exporters';
import type { Speaking } from '../comments/comments.ts';
import { withMarks } from './marks.ts';
import { gathered, type Kept, type PageRange, type PaperWishes } from './paper.ts';

export type CopyFormat = DocumentFormat | 'text';

export type CopyWishes = {
  readonly format: CopyFormat;
  /** With what is suggested and said of it, as this person reads that; null, and left out, for the text alone. */
  readonly marksFor?: Speaking | null;
};

/** A document as it prints now, as a file to work on elsewhere or to keep, which carries the version that it was made from. */
export async function copyOf(kept: Kept, wishes: PaperWishes, { format, marksFor = null }: CopyWishes, signal: AbortSignal): Promise<ExportedFile> {
  const { content, options, version } = await gathered(kept, wishes);
  if (format === 'text') return { bytes: new TextEncoder().encode(toPlainText(content, options)), report: [] };
  const source = { documentId: wishes.row.id, version };
  if (marksFor === null) return toFile(format, content, { ...options, source, signal });
  const { content: marked, marks } = await withMarks(marksFor, content, options.documentId !== null);
  return toFile(format, marked, { ...options, source, marks, signal });
}

/** The pages of a document as pictures, as it prints now; with what is suggested, as `marksFor` reads that, where that is not null. */
export async function pagesOf(
  kept: Kept,
  wishes: PaperWishes,
  { marksFor, ...range }: PageRange & { readonly marksFor: Speaking | null },
  signal: AbortSignal,
): Promise<DrawnPages> {
  const { content, options } = await gathered(kept, wishes);
  if (marksFor === null) return toPages(content, { ...options, ...range, signal });
  const { content: marked, marks } = await withMarks(marksFor, content, options.documentId !== null);
  return toPages(marked, { ...options, marks, ...range, signal });
}
