export type {
  ArchiveAgent,
  ArchiveEvent,
  ArchiveFile,
  ArchiveFormat,
  ArchiveMatter,
  ArchivePackage,
  ArchiveProfile,
  ArchiveRecord,
} from './archive/facts.ts';
export { ermsOf, uuidOf } from './archive/erms.ts';
export { metsOf, type MetsFiles } from './archive/mets.ts';
export { premisOf } from './archive/premis.ts';
export { type AkomaNtosoOptions, toAkomaNtoso } from './akoma-ntoso/toAkomaNtoso.ts';
export { toDocx } from './docx/toDocx.ts';
export { ExporterError, type ExporterErrorCode } from './exporterError.ts';
export { canBeSet } from './pdf/arms.ts';
export type { MinutesCorrection, MinutesFacts, Verifier } from './paper/minutes.ts';
export type { Picture } from './paper/picture.ts';
export { pictureSize, type PictureSize } from './paper/pictureSize.ts';
export type { PdfStandard } from './pdf/compileWorker.ts';
export { stopPdf } from './pdf/compiler.ts';
export { type NoticeCertificate, noticeCertificatePdf } from './pdf/noticeCertificate.ts';
export { type Receipt, receiptPdf } from './pdf/receipt.ts';
export type { GivenSignature, HeaderFacts, MarkOptions, PaperOptions, SignatureLine } from './paper/pageOf.ts';
export { type Pdf, type PdfOptions, toPdf } from './pdf/toPdf.ts';
export { type DrawnPages, type PagesOptions, toPages } from './pdf/toPages.ts';
export type { PagePicture } from './pdf/drawing.ts';
export type { ExportedFile, LostInExport, NotCarried } from './report.ts';
export { certainties, type PersonalDetail, personalDetailKinds } from './personal/detail.ts';
export { personalDetailsIn } from './personal/personalDetails.ts';
export { type Mask, maskedDocument, maskedText, maskedWords } from './publishing/maskedDocument.ts';
export type { FileFormat } from './paper/fileWriter.ts';
export type { PageComment } from './paper/page.ts';
export { type DocumentFormat, type FileOptions, toFile } from './toFile.ts';
export { textFile } from './text/textFile.ts';
export { type PlainTextOptions, toPlainText } from './text/toPlainText.ts';
