import type { ImportedDocument, ImporterErrorCode } from '@yrka/importers';
import type { ImportableKind, MunicipalityTemplate } from '@yrka/schema';

/** A file as it was understood; the document as ProseMirror JSON. */
export type Reading = Omit<ImportedDocument, 'document'> & { readonly document: unknown };

/** What a thread is begun with. */
export type Request = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly kind: ImportableKind | null;
  readonly templates: readonly MunicipalityTemplate[];
  readonly maxLines: number;
};

/** What it answers before it ends. */
export type Reply =
  | { readonly type: 'read'; readonly reading: Reading }
  | { readonly type: 'refused'; readonly code: ImporterErrorCode; readonly message: string };
