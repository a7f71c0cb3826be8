import { decodeText } from './decodeText.ts';
import { isMarkdown, linesOfMarkdown } from './markdown.ts';
import { formatOf, isAkomaNtoso, isUnderPassword } from './format.ts';
import { ImporterError } from './importerError.ts';
import { type ImportedDocument, importLines, type ImportOptions, importText } from './importText.ts';

/** Above this no file is read. Scanned minutes are larger, but they have no text to read. */
export const maxFileBytes = 50_000_000;

/**
 * [FIL1] Reads a file of any known format into a document: plain text, Markdown, HTML, Word (.docx),
 * OpenDocument (.odt), Akoma Ntoso or PDF. What it
 * is is told by its bytes, never by its name. Throws ImporterError for what cannot be read at all.
 * What reads Word, HTML and PDF is loaded by the first such file.
 */
export async function importFile(bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedDocument> {
  if (bytes.length > maxFileBytes) throw new ImporterError('tooLarge', `${bytes.length} bytes are more than the ${maxFileBytes} that are read`);
  switch (formatOf(bytes)) {
    case 'text':
      return importTextOrHtml(decodeText(bytes).text, options);
    case 'zip':
      return importArchive(bytes, options);
    case 'pdf':
      return importPdf(bytes, options);
    case 'picture':
      throw new ImporterError('picture', 'The file is a picture');
    case 'unknown':
      throw isUnderPassword(bytes) ? new ImporterError('encrypted', 'The file is encrypted') : new ImporterError('unknownFormat', 'The format is not read');
  }
}

async function importTextOrHtml(text: string, options: ImportOptions): Promise<ImportedDocument> {
  if (isAkomaNtoso(text)) return importAkomaNtoso(text, options);
  const { isHtml, linesOfHtml } = await import('./html.ts');
  if (!isHtml(text)) return isMarkdown(text) ? importLines(linesOfMarkdown(text), options) : importText(text, options);
  const [{ openPage }, { importCopy }] = [await import('./copy/openCopy.ts'), await import('./copy/importCopy.ts')];
  const copy = openPage(text);
  return (copy === null ? null : importCopy(copy, options)) ?? importLines(await linesOfHtml(text), options);
}

/** The words of the file, as blocks, where Yrka did not write it or it carries no version. */
async function importAkomaNtoso(text: string, options: ImportOptions): Promise<ImportedDocument> {
  const [{ openXml }, { importCopy }] = [await import('./copy/openCopy.ts'), await import('./copy/importCopy.ts')];
  const copy = openXml(text);
  if (copy === null) throw new ImporterError('damaged', 'The file is no Akoma Ntoso that can be read');
  return importCopy(copy, options) ?? importLines((await import('./copy/looseLines.ts')).linesOfCopy(copy.lines), options);
}

/** A PDF that carries the document of its pages is that document; of any other the words are read. */
async function importPdf(bytes: Uint8Array, options: ImportOptions): Promise<ImportedDocument> {
  const { lines, carried } = await (await import('./pdf.ts')).readPdf(bytes);
  if (carried === null || !isAkomaNtoso(carried)) return importLines(lines, options);
  const [{ openXml }, { importCopy }, { isSameText }] = [
    await import('./copy/openCopy.ts'),
    await import('./copy/importCopy.ts'),
    await import('./copy/sameText.ts'),
  ];
  const copy = openXml(carried);
  // Whoever opens the file sees its pages: nothing else may come in by it.
  const isShown = copy !== null && isSameText(copy.lines, lines);
  return (isShown ? importCopy(copy, options) : null) ?? importLines(lines, options);
}

/** A file that Yrka wrote is the document that it was made from; of any other the words are read. */
async function importArchive(bytes: Uint8Array, options: ImportOptions): Promise<ImportedDocument> {
  const [{ openArchive }, { importCopy }] = [await import('./copy/openCopy.ts'), await import('./copy/importCopy.ts')];
  const copy = await openArchive(bytes);
  const document = copy === null ? null : importCopy(copy, options);
  if (document !== null) return document;
  if (copy?.format === 'odt') return importLines((await import('./copy/looseLines.ts')).linesOfCopy(copy.lines), options);
  return importLines(await (await import('./docx.ts')).linesOfDocx(bytes), options);
}
