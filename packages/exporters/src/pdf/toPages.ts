import type { Node } from 'prosemirror-model';
import { type PaperOptions, pageOf } from '../paper/pageOf.ts';
import { lostComments, lostMarks, standing } from '../paper/standing.ts';
import type { LostInExport } from '../report.ts';
import { draw } from './compiler.ts';
import type { PagePicture } from './drawing.ts';

export type PagesOptions = PaperOptions & {
  /** The first page that is drawn, from 1; 1 when left out. */
  readonly from?: number;
  /** How many are drawn at most; all from there on when left out. */
  readonly count?: number;
  /** Gives up: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
};

export type DrawnPages = {
  /** How many pages the document has; at least 1. */
  readonly total: number;
  /** Those that were asked for, in order; [] when the document ends before them. */
  readonly pages: readonly PagePicture[];
  /** What the paper does not show; [] when it shows all. */
  readonly report: readonly LostInExport[];
};

/**
 * The pages of a document as pictures, the very ones that `toPdf` makes: to look at before there is a file. Each is an SVG
 * that holds all it needs, and whose letters are drawn, so that no word of the document is markup in it; it is to be shown
 * by <img>. With `marks` what is suggested is underlined and struck, as in a comparison; comments have no place on a page.
 * Throws as `toPdf` does.
 *
 *     const { total, pages } = await toPages(motion, { template: bjorkvik, kind: 'motion', from: 3, count: 2 });
 */
export async function toPages(document: Node, { from = 1, count = Number.POSITIVE_INFINITY, signal, ...options }: PagesOptions): Promise<DrawnPages> {
  const hasMarks = options.marks !== undefined;
  const [shown, unshown] = hasMarks ? [document, lostComments(options)] : [standing(document), lostMarks(document, options)];
  const { page, report } = pageOf(shown, options, { marks: hasMarks });
  const { total, pages, lost } = await draw({ page, picture: options.arms ?? null, from, count }, signal);
  return { total, pages, report: [...unshown, ...report, ...lost] };
}
