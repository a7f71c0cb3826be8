/** Who suggests a change, as a name that is shown, and when; null where that is not known. The time is ISO 8601. */
export type Change = { readonly id: string; readonly author: string; readonly at: string | null };
/** What is suggested of some words, or of a whole block. */
export type Suggested = { readonly inserted?: Change; readonly deleted?: Change };

/** What stands at a place in running text and is not seen. Only formats that ask for them get any (`PaperOptions.signs`). */
export type Sign =
  /** From here on these are the words of the block with this id, or the sentence that stands for it. */
  | { readonly block: string }
  /** What is suggested of the whole block, as its first sign of that kind tells. */
  | { readonly whole: Suggested }
  /** A comment begins or ends, by its place in `Page.comments`. */
  | { readonly comment: number; readonly end: boolean };

/** Running text. Strings are shown letter by letter: nothing in them is markup to Typst. */
export type Run =
  | ({ readonly text: string; readonly strong?: true; readonly emphasis?: true; readonly href?: string } & Suggested)
  | ({ readonly break: true } & Suggested)
  /** A footnote's words; its number is derived when shown. */
  | ({ readonly note: string } & Suggested)
  | { readonly sign: Sign };
export type Words = readonly Run[];

/** What was said of some words: the first and its answers, oldest first. */
export type PageComment = { readonly isDone: boolean; readonly said: readonly { readonly author: string; readonly at: string; readonly text: string }[] };

/** A labelled line of a head; without a label the words stand alone. */
export type Fact = { readonly label: string | null; readonly words: Words };

export type ListItem = { readonly mark: number | 'bullet'; readonly words: Words; readonly depth: number };

/** Who signs: `name` as written on paper, with party; `role` as in "Ordförande", or null. */
export type Signature = { readonly name: string; readonly role: string | null; readonly date: string | null };

/**
 * What stands on the page, in reading order. The names, and what they look like, are in
 * letter.typ, which has one function for each: the two are changed together.
 */
export type Block =
  /** `level` as the reader's program hears it, 1 for the title; `look` as the eye sees it. */
  | { readonly type: 'heading'; readonly level: number; readonly look: 1 | 2 | 3 | 4; readonly words: Words }
  | { readonly type: 'paragraph'; readonly words: Words }
  | { readonly type: 'quotation'; readonly paragraphs: readonly Words[] }
  | { readonly type: 'list'; readonly items: readonly ListItem[] }
  /** Clauses and decision points; the number hangs in the margin, null for none. */
  | { readonly type: 'clauses'; readonly items: readonly { readonly number: number | null; readonly words: Words }[] }
  /** Underlag, attachments, recipients: a line each, without marks. */
  | { readonly type: 'lines'; readonly items: readonly Words[] }
  | { readonly type: 'facts'; readonly facts: readonly Fact[] }
  | { readonly type: 'addressee'; readonly words: Words }
  | { readonly type: 'paragraphNumber'; readonly words: Words }
  | { readonly type: 'byline'; readonly words: Words }
  /** People under one label, as those who were present. */
  | { readonly type: 'people'; readonly label: string; readonly names: readonly string[] }
  /** Names below the text. */
  | { readonly type: 'names'; readonly names: readonly string[] }
  | {
      readonly type: 'table';
      readonly columns: number;
      readonly header: readonly (readonly Words[])[];
      readonly rows: readonly (readonly Words[])[];
      readonly sum: readonly Words[] | null;
      /** Which columns hold numbers alone, and stand to the right. */
      readonly numeric: readonly boolean[];
    }
  | { readonly type: 'signatures'; readonly heading: string; readonly people: readonly Signature[] }
  | { readonly type: 'signatureLines'; readonly people: readonly Signature[] }
  /** A long code that is read letter by letter, as a Kontrollkod. */
  | { readonly type: 'code'; readonly label: string; readonly code: string }
  /** Two columns of a certificate: what, and its words on a line each. */
  | { readonly type: 'particulars'; readonly rows: readonly { readonly label: string; readonly lines: readonly string[] }[] };

/** In UTF-16 units. A PDF/A holds no string above 32,767 bytes, and nobody reads a title of a page. */
export const maxTitleLength = 1_000;

/** Everything that letter.typ is given. */
export type Page = {
  /** The title of the file, as a reader's program shows it; never '', and at most `maxTitleLength` long. */
  readonly title: string;
  readonly authors: readonly string[];
  readonly letterhead: {
    readonly municipality: string;
    /** The municipality's arms before its name, told to those who do not see them by `alt`; null for none. */
    readonly arms: { readonly alt: string } | null;
    /** The board or office, '' for none. */
    readonly body: string;
    /** What the document is: "Motion"; '' where the title says it. */
    readonly label: string;
    readonly facts: readonly { readonly label: string; readonly value: string }[];
    /** As in "Inkommen 2027-01-12 kl. 21.14" or "Rättad 2027-04-02", or null. */
    readonly stamp: string | null;
  };
  /** The line at the top of each page after the first. */
  readonly running: string;
  /** Across each page and in its head, or null for what is finished. */
  readonly mark: string | null;
  /** At the foot of each page, or null. */
  readonly documentId: string | null;
  readonly lineNumbers: boolean;
  /** The colour of headings and of the rule, as in "#1f5c6b"; null for that of the text. */
  readonly accent: string | null;
  /** A rule below the head of the first page. */
  readonly headRule: boolean;
  /** How the municipality is reached, at the foot of the first page; [] for nothing. */
  readonly footer: readonly { readonly label: string; readonly value: string }[];
  readonly comments: readonly PageComment[];
  readonly blocks: readonly Block[];
};
