import type { LostInExport } from '../report.ts';
import type { Page } from './page.ts';
import type { Picture } from './picture.ts';

/** What is written beside the page. */
export type Given = {
  /** The picture at its head; null for none. */
  readonly arms: Picture | null;
  /** What the file carries unseen (source.ts); null for nothing. */
  readonly source: string | null;
  readonly createdAt: Date;
};

export type Written = { readonly bytes: Uint8Array<ArrayBuffer>; readonly lost: readonly LostInExport[] };

/** Makes a file of a page. The same page and the same `given` make the same bytes. */
export type FileWriter = (page: Page, given: Given) => Promise<Written> | Written;

/** The formats whose pages, if any, their reader's program makes. */
export type FileFormat = 'docx' | 'odt' | 'html' | 'markdown';
