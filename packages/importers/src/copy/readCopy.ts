import { decodeText } from '../decodeText.ts';
import { formatOf, isAkomaNtoso, isUnderPassword } from '../format.ts';
import { ImporterError } from '../importerError.ts';
import { refuseMore } from '../lines.ts';
import { type CopyLine, type OpenedCopy, wordsOfLine } from './line.ts';
import type { Remarks } from './remarks.ts';
import { type CopySource, readSource } from './source.ts';

/** A copy that Yrka made, as somebody gives it back. */
export type ReadCopy = {
  readonly source: CopySource;
  readonly lines: readonly CopyLine[];
  readonly untracked: readonly CopyLine[];
  readonly format: CopyFormat;
} & Remarks;

/** What it was given as. */
export type CopyFormat = 'docx' | 'odt' | 'text';

/**
 * [COP9] What a copy carries and what stands in it now; null for a file that is none, whatever else it may be. Throws
 * ImporterError for one that cannot be opened, or has more lines than `maxLines`.
 */
export async function readCopy(bytes: Uint8Array, maxLines = Infinity): Promise<ReadCopy | null> {
  const copy = await opened(bytes);
  if (copy !== null) refuseMore(copy.lines.map(wordsOfLine), maxLines);
  return copy;
}

async function opened(bytes: Uint8Array): Promise<ReadCopy | null> {
  switch (formatOf(bytes)) {
    case 'zip': {
      const [{ openArchive }, { remarksIn }] = [await import('./openCopy.ts'), await import('./remarks.ts')];
      const opened = await openArchive(bytes);
      return opened === null ? null : copyFrom(opened, remarksIn(bytes, opened.format, opened.places ?? new Map()), opened.format);
    }
    case 'text': {
      const { text } = decodeText(bytes);
      const [{ openPage, openXml }, { isHtml }] = [await import('./openCopy.ts'), await import('../html.ts')];
      return copyFrom(isAkomaNtoso(text) ? openXml(text) : isHtml(text) ? openPage(text) : null, { authors: [], comments: [] }, 'text');
    }
    case 'unknown':
      if (isUnderPassword(bytes)) throw new ImporterError('encrypted', 'The file is encrypted');
      return null;
    case 'pdf':
    case 'picture':
      return null;
  }
}

function copyFrom(opened: OpenedCopy | null, remarks: Remarks, format: CopyFormat): ReadCopy | null {
  const source = opened?.source == null ? null : readSource(opened.source);
  return opened === null || source === null ? null : { source, lines: opened.lines, untracked: opened.untracked ?? opened.lines, format, ...remarks };
}
