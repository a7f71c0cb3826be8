import type { DocumentDetails } from '@yrka/server/api';
import type { PaperLook } from '@yrka/schema';
import type { ExportWishes } from '../../api/index.ts';

export const exportFormats = ['pdf', 'docx', 'odt', 'html', 'markdown', 'text', 'akn'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const pdfStandards = ['a-2a', 'a-3a', 'ua-1'] as const;
export type PdfStandard = (typeof pdfStandards)[number];

/** What one may have in a file or leave out. */
export const allExtras = ['lineNumbers', 'byHand', 'marks'] as const;
export type Extra = (typeof allExtras)[number];

export type ExportChoice = { readonly format: ExportFormat; readonly standard: PdfStandard; readonly extras: ReadonlySet<Extra> };

/** What is chosen before anybody has chosen: what the document's template says of its paper. */
export const firstChoice = ({ pdfStandard, lineNumbers }: Pick<PaperLook, 'pdfStandard' | 'lineNumbers'>): ExportChoice => ({
  format: 'pdf',
  standard: pdfStandard,
  extras: new Set(lineNumbers ? ['lineNumbers'] : []),
});

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
  document: Pick<DocumentDetails, 'kind' | 'stage' | 'template'>,
): { readonly file: ExportWishes; readonly pages: ExportWishes } {
  const offered = extrasOf(format, document);
  const has = (extra: Extra) => offered.includes(extra) && extras.has(extra);
  // What the template has and one does not want must be said.
  const numbers = has('lineNumbers') ? '1' : offered.includes('lineNumbers') && document.template.lineNumbers ? '0' : null;
  const pages = { ...(numbers !== null && { lineNumbers: numbers }), ...(has('byHand') && { signing: 'byHand' }), ...(has('marks') && { marks: '1' }) };
  return { pages, file: { ...(format === 'pdf' && { standard }), ...pages } };
}
