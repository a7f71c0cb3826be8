import type { DocumentPages, ExportReport } from '@yrka/server/api';
import { ApiError, getJson, send } from './client.ts';

/** What a file is to be like, in the words of an address. */
export type ExportWishes = Readonly<Record<string, string>>;

const of = (documentId: string) => `/api/documents/${encodeURIComponent(documentId)}`;
const withWishes = (path: string, wishes: ExportWishes) => {
  const query = new URLSearchParams(wishes).toString();
  return query === '' ? path : `${path}?${query}`;
};

/** Where a document is as a file. */
export function exportAddress(documentId: string, format: 'pdf' | 'docx' | 'odt' | 'html' | 'markdown' | 'text' | 'akn', wishes: ExportWishes): string {
  return withWishes(format === 'pdf' || format === 'docx' ? `${of(documentId)}/${format}` : `${of(documentId)}/copies/${format}`, wishes);
}

/** Where the comparison of two versions is as a file; null for the text as it is now. */
export function comparisonAddress(documentId: string, format: 'pdf' | 'docx', before: number, after: number | null): string {
  return withWishes(`${of(documentId)}/comparison/${format}`, { before: String(before), ...(after !== null && { after: String(after) }) });
}

/** Where the pages of a document are, as pictures. */
export const pagesOf = (documentId: string) => `${of(documentId)}/pages`;

/** Some of the pages at an address as pictures, eight at the most. Throws as all of `api` does, and the signal's reason when it gives up. */
export async function readPages(address: string, wishes: ExportWishes, from: number, count: number, signal: AbortSignal): Promise<DocumentPages> {
  try {
    return await getJson<DocumentPages>(withWishes(address, { ...wishes, from: String(from), count: String(count) }), signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

export type MadeFile = { readonly blob: Blob; readonly name: string /** What the file leaves out. */; readonly report: ExportReport };

/** The header in which a file's report comes along (apps/server/src/routes/exportReport.ts). */
const reportHeader = 'Yrka-Export-Report';

/** A file whole, so that one is told what it leaves out before it is saved. Throws as `readPages` does. */
export async function makeFile(address: string, signal: AbortSignal): Promise<MadeFile> {
  try {
    const response = await send('GET', address, { signal });
    const blob = await response.blob();
    return { blob, name: nameOf(response), report: reportOf(response) };
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof ApiError ? error : new ApiError('offline', 0, `The answer to GET ${address} broke off`, error);
  }
}

function nameOf(response: Response): string {
  const [, name = ''] = /filename\*=UTF-8''([^;]+)/u.exec(response.headers.get('Content-Disposition') ?? '') ?? [];
  return decodeURIComponent(name);
}

function reportOf(response: Response): ExportReport {
  const said = response.headers.get(reportHeader);
  // The server answers by the very schema that this type is made from.
  return said === null ? [] : (JSON.parse(decodeURIComponent(said)) as ExportReport);
}

/** Puts a file among those that the browser has downloaded. */
export function saveFile({ blob, name }: Pick<MadeFile, 'blob' | 'name'>): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Lets the browser fetch what is at an address, however large, and keep it. It stays on the page: what is refused is told among
 * what was downloaded, where going there would put the refusal in the page's place.
 */
export function downloadFrom(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
