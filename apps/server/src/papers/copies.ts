import { type ExportedFile, type DocumentFormat, toFile, toPlainText } from '@yrka/exporters';
import type { Speaking } from '../comments/comments.ts';
import { readSuggestedFor } from '../documents/reading.ts';
import { marksOf } from './marks.ts';
import { gathered, type Kept, type PaperWishes } from './paper.ts';

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
  const isLocked = options.documentId !== null;
  const marked = isLocked ? content : await readSuggestedFor(kept.storage, wishes);
  return toFile(format, marked, { ...options, source, marks: await marksOf(marksFor, marked), signal });
}
