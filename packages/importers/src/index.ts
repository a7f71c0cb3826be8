export { decodeText, type DecodedText, maxTextBytes, type TextEncodingName } from './decodeText.ts';
export { documentOfFields, type DocumentOfFields } from './documentOfFields.ts';
export { fieldsOf, type ReadEvent, type ReadFields, type ReadPerson, type ReadVote } from './fields.ts';
export type { FurnitureLine } from './furniture.ts';
export { importFile, maxFileBytes } from './importFile.ts';
export { ImporterError, type ImporterErrorCode } from './importerError.ts';
export { type ImportedDocument, type ImportOptions, importText } from './importText.ts';
export type { ImportReport, UnderstoodPart, UnplacedLine } from './report.ts';
