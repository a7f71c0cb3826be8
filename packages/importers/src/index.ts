export { decodeText, type DecodedText, maxTextBytes, type TextEncodingName } from './decodeText.ts';
export { ImporterError, type ImporterErrorCode } from './importerError.ts';
export { type ImportedDocument, type ImportOptions, importText } from './importText.ts';
export type { ImportReport, UnderstoodPart, UnplacedLine } from './report.ts';
