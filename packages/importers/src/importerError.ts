/**
 * `notText`: bytes that are no text · `picture`: a photograph or a scan · `unknownFormat`: a format that is not read ·
 * `damaged`: a file of its format that cannot be opened · `encrypted`: one that needs a password · `noText`: pages
 * without text, as a scan has · `empty`: no word · `tooLarge`: more bytes, pages or lines than are read.
 */
export type ImporterErrorCode = 'notText' | 'picture' | 'unknownFormat' | 'damaged' | 'encrypted' | 'noText' | 'empty' | 'tooLarge';

/** Why a file cannot be read at all. What is merely not understood is no error: it stands in the report. */
export class ImporterError extends Error {
  readonly code: ImporterErrorCode;

  constructor(code: ImporterErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ImporterError';
    this.code = code;
  }
}
