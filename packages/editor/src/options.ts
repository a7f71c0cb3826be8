import type { DocumentKind, FieldName, PersonListRole } from '@yrka/schema';
import type { BlockChange } from '@yrka/ydoc';

/** The words that the editor shows. It has none of its own; the app passes them from its catalogue. */
export type EditorStrings = {
  readonly titlePlaceholder: string;
  /** In an empty paragraph that has the caret, or is the only one. */
  readonly paragraphPlaceholder: string;
  readonly clausePlaceholder: string;
  readonly decisionPointPlaceholder: string;
  readonly fieldPlaceholder: (name: FieldName) => string;
  readonly personPlaceholder: (role: PersonListRole) => string;
  readonly recipientPlaceholder: string;
  readonly attachmentPlaceholder: string;
  readonly decisionBasisPlaceholder: string;
  /** What stands over a column of a table of costs: the first says what is paid for, the others when. */
  readonly costsPlaceholder: (isFirst: boolean) => string;
  readonly footnotePlaceholder: string;
  /** What a footnote is called where its number stands, as in "Fotnot 1". */
  readonly footnote: (number: number) => string;
  /** Names the list of footnotes at the foot of the paper. */
  readonly footnotes: string;
  /** Heads the row under a costs table, as in "Summa". */
  readonly sum: string;
};

/** Why a paste was not taken in. */
export type PasteRefusal = { readonly code: 'tooLarge'; readonly bytes: number; readonly maxBytes: number };

/** What is said of a block of which something is suggested, to those who see it and to those who hear it. */
export type SuggestionWords = {
  readonly inserted: string;
  readonly deleted: string;
  /** All that it would be, in the order in which it was suggested; '' where there is nothing to say. */
  readonly changed: (changes: readonly BlockChange[]) => string;
};

export type YrkaEditorOptions = {
  readonly strings: EditorStrings;
  /** Decides what may be inserted. */
  readonly documentKind: DocumentKind;
  /** Whether a clause added by a command begins with att, where no sibling shows it (template.clausesBeginWithAtt). Default true. */
  readonly clausesBeginWithAtt?: boolean;
  /** The same for decision points (template.decisionsBeginWithAtt). Default true. */
  readonly decisionsBeginWithAtt?: boolean;
  /** Largest text that one paste may bring, in bytes of UTF-8. Default 500 000. */
  readonly maxPasteBytes?: number;
  readonly onPasteRefused?: (refusal: PasteRefusal) => void;
  /** Images are not taken from the clipboard; told how many were left out. */
  readonly onImagesDropped?: (count: number) => void;
  /** Asked first about keys while the "/" menu is open (arrows, Enter, Tab); true = taken. */
  readonly onSlashKey?: (event: KeyboardEvent) => boolean;
  readonly suggestionWords?: SuggestionWords;
  /** Whose suggestions the first letter already is, where one may do nothing else; null or without it the text itself is written. */
  readonly suggestsAs?: () => string | null;
  /** Told when something that a person did while they suggest cannot be suggested, and was taken back. */
  readonly onSuggestionRefused?: () => void;
};
