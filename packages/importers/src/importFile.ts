import { decodeText } from './decodeText.ts';
import { formatOf, isUnderPassword } from './format.ts';
import { ImporterError } from './importerError.ts';
import { type ImportedDocument, importLines, type ImportOptions, importText } from './importText.ts';

/** Above this no file is read. Scanned minutes are larger, but they have no text to read. */
export const maxFileBytes = 50_000_000;

/**
 * [FIL1] Reads a file of any known format into a document: plain text, HTML, Word (.docx) or PDF. What it
 * is is told by its bytes, never by its name. Throws ImporterError for what cannot be read at all.
 * What reads Word, HTML and PDF is loaded by the first such file.
 */
export async function importFile(bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedDocument> {
  if (bytes.length > maxFileBytes) throw new ImporterError('tooLarge', `${bytes.length} bytes are more than the ${maxFileBytes} that are read`);
  switch (formatOf(bytes)) {
    case 'text':
      return importTextOrHtml(decodeText(bytes).text, options);
    case 'zip':
      return importLines(await (await import('./docx.ts')).linesOfDocx(bytes), options);
    case 'pdf':
      return importLines(await (await import('./pdf.ts')).linesOfPdf(bytes), options);
    case 'picture':
      throw new ImporterError('picture', 'The file is a picture');
    case 'unknown':
      throw isUnderPassword(bytes) ? new ImporterError('encrypted', 'The file is encrypted') : new ImporterError('unknownFormat', 'The format is not read');
  }
}

async function importTextOrHtml(text: string, options: ImportOptions): Promise<ImportedDocument> {
  const { isHtml, linesOfHtml } = await import('./html.ts');
  return isHtml(text) ? importLines(await linesOfHtml(text), options) : importText(text, options);
}
