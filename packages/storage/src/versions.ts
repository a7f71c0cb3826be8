/**
 * A burst of writing in a document: the entries of its journal from one to another, between two pauses. It says when, and not
 * whose words. The document as it stood after the last of them is a version.
 */
export type MomentRow = {
  readonly documentId: string;
  readonly fromSeq: number;
  /** The journal sequence of the last of them, which is what the version is called by. */
  readonly seq: number;
  readonly from: Date;
  readonly at: Date;
};

/** What somebody called a version. */
export type NamedVersionRow = {
  readonly documentId: string;
  readonly seq: number;
  readonly name: string;
  /** Who named it, and when. */
  readonly by: string;
  readonly at: Date;
};

/** An older version that was made to stand again, as a change of the text. */
export type RestorationRow = {
  readonly documentId: string;
  /** The Yjs client id of the letters that came back, used for nothing else. */
  readonly clientId: number;
  /** Which version was restored, and when it had stood. */
  readonly version: number;
  readonly versionAt: Date;
  /** The newest entry before it; and the entry that it was, null until that is stored. */
  readonly before: number;
  readonly seq: number | null;
  readonly by: string;
  readonly at: Date;
};

/** What is kept of a document's versions beside the journal, in which they all are. */
export interface Versions {
  /** The newest moments that end before an entry, newest first. Derived from the journal, and as far as somebody derived them. */
  moments(documentId: string, page: { readonly before?: number; readonly limit: number }): Promise<readonly MomentRow[]>;
  /** A moment that begins where one begins that is there makes it longer, never shorter: two may derive them at once. */
  putMoments(moments: readonly MomentRow[]): Promise<void>;

  /** In the order of the text. */
  named(documentId: string): Promise<readonly NamedVersionRow[]>;
  /** In place of the name that it had. */
  name(version: NamedVersionRow): Promise<void>;
  /** False when it has none. */
  unname(documentId: string, seq: number): Promise<boolean>;

  insertRestoration(restoration: RestorationRow): Promise<void>;
  /** Says which entry it was; with null that it came to nothing, and takes it away. */
  endRestoration(documentId: string, clientId: number, seq: number | null): Promise<void>;
  /** Those that were made, in the order of the text. */
  restorations(documentId: string): Promise<readonly RestorationRow[]>;
  /** Which restoration brought the letters of a client; null for none. */
  restorationOf(documentId: string, clientId: number): Promise<RestorationRow | null>;
}
