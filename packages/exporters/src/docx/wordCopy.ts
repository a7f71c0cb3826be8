import type { Node } from 'prosemirror-model';
import { type PaperOptions, pageOf } from '../paper/pageOf.ts';
import { sourceOf } from '../paper/source.ts';
import type { ExportedFile } from '../report.ts';
import { writeDocx } from './writeDocx.ts';

/**
 * A document as a Word file, where one is: the same file as `toDocx` makes on the server's thread, for a page that has no
 * network. It is the text alone, without what is suggested and said of it.
 *
 * @param options `createdAt` is the instant that the file says it was made
 */
export async function wordCopy(document: Node, options: PaperOptions & { readonly createdAt: Date }): Promise<ExportedFile> {
  const { page, report } = pageOf(document, options, { signs: options.source != null });
  const { bytes, lost } = await writeDocx(page, { arms: options.arms ?? null, source: sourceOf(page, document, options), createdAt: options.createdAt });
  return { bytes, report: [...report, ...lost] };
}
