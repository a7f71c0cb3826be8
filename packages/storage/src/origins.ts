/**
 * Where a matter was before: what is kept of the bundle that it was taken in from, and of those before that. Its log from there
 * is a file, as it came: an audit chain can be joined to no other.
 */
export type OriginRow = {
  readonly matterId: string;
  /** 1 for where it was first. */
  readonly order: number;
  /** When it was taken in, and by whom; null for a command. */
  readonly at: Date;
  readonly by: string | null;
  /** Of the bundle, hexadecimal. */
  readonly sha256: string;
  /** As in "yrka-bundle/2". */
  readonly form: string;
  readonly madeAt: Date;
  /** Whose the installation was. */
  readonly municipality: string;
  /** The number that it had there; null for none. */
  readonly diarienummer: string | null;
  /** The hash of the log's file; null where none came along. */
  readonly log: string | null;
  /** By document, the journal sequences that versions had there, each with the one that it has here: texts name versions by them. */
  readonly versions: Readonly<Record<string, readonly (readonly [there: number, here: number])[]>>;
};

/** Where matters came from. Rows go with their matter. */
export interface Origins {
  insert(origin: OriginRow): Promise<void>;
  /** Of a matter, the first place first; empty for one that began here. */
  of(matterId: string): Promise<readonly OriginRow[]>;
}
