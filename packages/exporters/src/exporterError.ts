export type ExporterErrorCode = 'fontMissing' | 'compilerMissing' | 'compilationFailed' | 'tooManyWaiting' | 'tooHeavy' | 'stopped';

/**
 * Why a document cannot be written in a format at all. What a format merely cannot carry is no
 * error: it stands in the report. Messages are for the log and hold no text of a document.
 */
export class ExporterError extends Error {
  readonly code: ExporterErrorCode;

  constructor(code: ExporterErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ExporterError';
    this.code = code;
  }
}
