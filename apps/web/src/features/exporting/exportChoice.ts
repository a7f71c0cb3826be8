import type { DocumentDetails } from '@yrka/server/api';
import type { ExportWishes } from '../../api/index.ts';

export const exportFormats = ['pdf', 'docx', 'odt', 'html', 'markdown', 'text', 'akn'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const pdfStandards = ['a-2a', 'a-3a', 'ua-1'] as const;
export type PdfStandard = (typeof pdfStandards)[number];

/** What one may have in a file or leave out. */
export const allExtras = ['lineNumbers', 'byHand', 'marks'] as const;
export type Extra = (typeof allExtras)[number];

export type ExportChoice = { readonly format: ExportFormat; readonly standard: PdfStandard; readonly extras: ReadonlySet<Extra> };

export const firstChoice: ExportChoice = { format: 'pdf', standard: 'a-2a', extras: new Set() };

/** What each format has a form for. */
const takes: Readonly<Record<ExportFormat, readonly Extra[]>> = {
  pdf: ['lineNumbers', 'byHand'],
  docx: ['lineNumbers', 'byHand', 'marks'],
  odt: ['lineNumbers', 'byHand'],
  html: [],
  markdown: [],
  text: [],
  akn: [],
};

/** What one is asked of a file in this format; of what is signed already, or by nobody, no lines to sign on. */
export function extrasOf(format: ExportFormat, { kind, stage }: Pick<DocumentDetails, 'kind' | 'stage'>): readonly Extra[] {
  const isSigned = (kind === 'motion' || kind === 'writtenStatement') && (stage === 'draft' || stage === 'signing');
  return takes[format].filter((extra) => extra !== 'byHand' || isSigned);
}

/** What the file and the pages beside it are asked for, in the words of their addresses; what is not chosen is left out. */
export function wishesOf(
  { format, standard, extras }: ExportChoice,
  document: Pick<DocumentDetails, 'kind' | 'stage'>,
): { readonly file: ExportWishes; readonly pages: ExportWishes } {
  const offered = extrasOf(format, document);
  const has = (extra: Extra) => offered.includes(extra) && extras.has(extra);
  const pages = { ...(has('lineNumbers') && { lineNumbers: '1' }), ...(has('byHand') && { signing: 'byHand' }) };
  return { pages, file: { ...(format === 'pdf' && { standard }), ...pages, ...(has('marks') && { marks: '1' }) } };
}
