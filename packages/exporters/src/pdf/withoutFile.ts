import type { PdfStandard } from './compileWorker.ts';

/** The standard of what has no Akoma Ntoso to carry, where the template says what a PDF is: PDF/A-3a without a file within it is PDF/A-2a. */
export const withoutFile = (standard: PdfStandard): PdfStandard => (standard === 'a-3a' ? 'a-2a' : standard);
