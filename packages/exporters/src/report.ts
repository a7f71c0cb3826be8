/** What a format could not carry over. */
export type LostInExport =
  /** Content of a newer program, or in a place where it cannot be shown. `name` is the node's. */
  | { readonly code: 'unknownContent'; readonly name: string }
  /** Characters that no font of ours has; each stands as □ on the paper. In the order met, each once. */
  | { readonly code: 'charactersWithoutGlyph'; readonly characters: readonly string[] }
  /** The arms, whose picture cannot be read, or is gone. */
  | { readonly code: 'pictureUnreadable' }
  /** The template that the document began from is gone: the municipality's of today stands in for it. */
  | { readonly code: 'templateUnknown' }
  /** An address that the format takes for none: its words stand, and lead nowhere. */
  | { readonly code: 'linkWithoutAddress'; readonly href: string }
  /** What the format has no form for. */
  | { readonly code: 'notCarried'; readonly what: NotCarried };

/**
 * `allSuggestions`: whatever is suggested; `suggestions`: of that alone what else a block would be than it is; `names`: that names are
 * suggested, which stand as if they were not; `emphasis`: what is bold or in italics.
 */
export type NotCarried = 'arms' | 'lineNumbers' | 'comments' | 'allSuggestions' | 'suggestions' | 'names' | 'emphasis';

export type ExportedFile = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the file does not show; [] when it shows all. */
  readonly report: readonly LostInExport[];
};
