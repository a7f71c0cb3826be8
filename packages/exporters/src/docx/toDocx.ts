import type { Node } from 'prosemirror-model';
import type { ExportedFile } from '../report.ts';
import { type FileOptions, toFile } from '../toFile.ts';

/**
 * A document as a Word file, made on the thread that sets pages: named styles, Word's own numbers,
 * headings, tables, footnotes and fields. It says what the paper says (`toPdf`), and with `marks` what is
 * suggested and said of it, as Word's tracked changes and comments.
 * Throws ExporterError `tooManyWaiting` when the queue is full, and the signal's reason when it gives up.
 *
 *     const { bytes } = await toDocx(motion, { template: bjorkvik, kind: 'motion', createdAt: clock.now(), mark: 'draft' });
 */
export const toDocx = (document: Node, options: FileOptions): Promise<ExportedFile> => toFile('docx', document, options);
