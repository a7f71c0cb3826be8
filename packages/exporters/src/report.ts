/** What a format could not carry over. */
export type LostInExport =
  /** Content of a newer program, or in a place where it cannot be shown. `name` is the node's. */
  | { readonly code: 'unknownContent'; readonly name: string }
  /** Characters that no font of ours has; each stands as □ on the paper. In the order met, each once. */
  | { readonly code: 'charactersWithoutGlyph'; readonly characters: readonly string[] }
  /** The arms, whose picture cannot be read. */
  | { readonly code: 'pictureUnreadable' }
  /** An address that the format takes for none: its words stand, and lead nowhere. */
  | { readonly code: 'linkWithoutAddress'; readonly href: string }
  /** What the format has no form for. */
  | { readonly code: 'notCarried'; readonly what: NotCarried };

/** `names`: a suggestion about names, or about what happened at the meeting, which stands as if it were not suggested. */
export type NotCarried = 'arms' | 'mark' | 'pageNumbers' | 'lineNumbers' | 'signatureLines' | 'comments' | 'suggestions' | 'names' | 'emphasis';
