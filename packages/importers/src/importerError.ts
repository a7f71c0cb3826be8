export type ImporterErrorCode = 'notText' | 'empty' | 'tooLarge';

/** Why a file cannot be read at all. What is merely not understood is no error: it stands in the report. */
export class ImporterError extends Error {
  readonly code: ImporterErrorCode;

  constructor(code: ImporterErrorCode, message: string) {
    super(message);
    this.name = 'ImporterError';
    this.code = code;
  }
}
