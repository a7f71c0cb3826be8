import type { Node } from 'prosemirror-model';
import { type PaperOptions, pageOf } from '../paper/pageOf.ts';
import { compile } from '../pdf/compiler.ts';
import type { LostInExport } from '../report.ts';

export type DocxOptions = PaperOptions & {
  /** The instant that the file says it was made. The same input with the same instant gives the same bytes. */
  readonly createdAt: Date;
  /** Gives up: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
};

export type Docx = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the file does not show; [] when it shows all. */
  readonly report: readonly LostInExport[];
};

/**
 * A document as a Word file, made on the thread that sets pages: named styles, Word's own numbers,
 * headings, tables, footnotes and fields. It says what the paper says (`toPdf`) and nothing more.
 * Throws ExporterError `tooManyWaiting` when the queue is full, and the signal's reason when it gives up.
 *
 *     const { bytes } = await toDocx(motion, { template: bjorkvik, kind: 'motion', createdAt: clock.now(), mark: 'draft' });
 */
export async function toDocx(document: Node, options: DocxOptions): Promise<Docx> {
  const { page, report } = pageOf(document, options);
  const { bytes, lost } = await compile({ page, picture: options.arms ?? null, format: 'docx', createdAt: options.createdAt }, options.signal);
  return { bytes, report: [...report, ...lost] };
}
