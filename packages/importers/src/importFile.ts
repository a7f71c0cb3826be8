import { decodeText } from './decodeText.ts';
import { formatOf } from './format.ts';
import { ImporterError } from './importerError.ts';
import { type ImportedDocument, type ImportOptions, importText } from './importText.ts';

/** Above this no file is read. Scanned minutes are larger, but they have no text to read. */
export const maxFileBytes = 50_000_000;

/**
 * [FIL1] Reads a file of any known format into a document. What it is is told by its bytes, never by its
 * name. Throws ImporterError for what cannot be read at all.
 */
export async function importFile(bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedDocument> {
  if (bytes.length > maxFileBytes) throw new ImporterError('tooLarge', `${bytes.length} bytes are more than the ${maxFileBytes} that are read`);
  switch (formatOf(bytes)) {
    case 'text':
      return importText(decodeText(bytes).text, options);
    case 'picture':
      throw new ImporterError('picture', 'The file is a picture');
    case 'pdf':
    case 'zip':
    case 'unknown':
      throw new ImporterError('unknownFormat', 'The format is not read');
  }
}
