import type { Node } from 'prosemirror-model';
import { akomaNtosoRequest } from './akoma-ntoso/akomaNtosoRequest.ts';
import type { FileFormat } from './paper/fileWriter.ts';
import { type PaperOptions, pageOf, type Shows } from './paper/pageOf.ts';
import { sourceOf } from './paper/source.ts';
import { lostMarks, standing } from './paper/standing.ts';
import { compile } from './pdf/compiler.ts';
import type { ExportedFile } from './report.ts';

export type FileOptions = PaperOptions & {
  /** The instant that the file says it was made. The same input with the same instant gives the same bytes. */
  readonly createdAt: Date;
  /** Gives up: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
};

export type DocumentFormat = FileFormat | 'akn';

/** What each format can show beside the words. */
const shows: Readonly<Record<FileFormat, Shows>> = {
  docx: { signs: true, marks: true },
  odt: { signs: true },
  html: { signs: true },
  markdown: {},
};

/**
 * A document as a file, made on the thread that sets pages:
 * - `docx`: a Word file (docx/)
 * - `odt`: OpenDocument text 1.3 (odt/)
 * - `html`: one page that needs no other file (html/)
 * - `markdown`: CommonMark with tables and footnotes (markdown/)
 * - `akn`: Akoma Ntoso 3.0 (akoma-ntoso/)
 *
 * Throws ExporterError `tooManyWaiting` when the queue is full, and the signal's reason when it gives up.
 *
 *     const { bytes, report } = await toFile('odt', motion, { template: bjorkvik, kind: 'motion', createdAt: clock.now() });
 */
export async function toFile(format: DocumentFormat, document: Node, options: FileOptions): Promise<ExportedFile> {
  options.signal?.throwIfAborted();
  const { signs = false, marks = false } = format === 'akn' ? {} : shows[format];
  const hasMarks = marks && (options.marks !== undefined || options.comparison != null);
  const [shown, unshown] = hasMarks ? [document, []] : [standing(document), lostMarks(document, options)];
  if (format === 'akn') {
    const { bytes, lost } = await compile(akomaNtosoRequest(shown, options), options.signal);
    return { bytes, report: [...unshown, ...(options.lacks ?? []), ...lost] };
  }
  const { page, report } = pageOf(shown, options, { signs: signs && options.source != null, marks });
  const source = signs ? sourceOf(page, shown, options) : null;
  const { bytes, lost } = await compile({ page, picture: options.arms ?? null, source, format, createdAt: options.createdAt }, options.signal);
  return { bytes, report: [...unshown, ...report, ...lost] };
}
