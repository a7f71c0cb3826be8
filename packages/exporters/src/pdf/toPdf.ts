import type { Node } from 'prosemirror-model';
import { akomaNtosoRequest } from '../akoma-ntoso/akomaNtosoRequest.ts';
import { type PaperOptions, pageOf } from '../paper/pageOf.ts';
import { lostMarks, standing } from '../paper/standing.ts';
import type { LostInExport } from '../report.ts';
import { compile } from './compiler.ts';
import type { PdfStandard } from './compileWorker.ts';

export type PdfOptions = PaperOptions & {
  /** The template's when left out: PDF/A-2a for the archive, PDF/A-3a for one that takes the document as Akoma Ntoso within it, PDF/UA-1 for publishing: a file is one of them. */
  readonly standard?: PdfStandard;
  /** The instant that the file says it was made. The same input with the same instant gives the same bytes. */
  readonly createdAt: Date;
  /** Gives up: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
};

export type Pdf = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pages: number;
  /** What the paper does not show; [] when it shows all. */
  readonly report: readonly LostInExport[];
};

/**
 * A document, or with `comparison` what differs between two versions of it, as a tagged PDF on A4, made on a thread of its own. Throws ExporterError `fontMissing`
 * or `compilerMissing` when the installation is not whole, `tooManyWaiting` when the queue is full,
 * and the signal's reason when it gives up.
 *
 *     const { bytes } = await toPdf(motion, { template: bjorkvik, kind: 'motion', createdAt: clock.now(), mark: 'draft' });
 */
export async function toPdf(document: Node, options: PdfOptions): Promise<Pdf> {
  const isComparison = options.comparison != null;
  const shown = isComparison ? document : standing(document);
  const { page, report } = pageOf(shown, options, { marks: isComparison, comparisonKey: isComparison });
  const format = options.standard ?? options.template.pdfStandard;
  // What Akoma Ntoso has no form for stands on the page, which carries it. Two versions are not one document.
  const carried = format === 'a-3a' && !isComparison ? akomaNtosoRequest(shown, options) : null;
  const { bytes, pages, lost } = await compile({ page, picture: options.arms ?? null, carried, format, createdAt: options.createdAt }, options.signal);
  return { bytes, pages, report: [...(isComparison ? [] : lostMarks(document, options)), ...report, ...lost] };
}
