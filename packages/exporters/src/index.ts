export { ExporterError, type ExporterErrorCode } from './exporterError.ts';
export { canBeSet } from './pdf/arms.ts';
export type { Picture } from './pdf/picture.ts';
export { type PdfStandard, stopPdf } from './pdf/compiler.ts';
export { type Receipt, receiptPdf } from './pdf/receipt.ts';
export { type GivenSignature, type HeaderFacts, type Pdf, type PdfOptions, type SignatureLine, toPdf } from './pdf/toPdf.ts';
export type { LostInExport } from './report.ts';
export { type PlainTextOptions, toPlainText } from './text/toPlainText.ts';
