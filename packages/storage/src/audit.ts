/**
 * One act, for ever. Ids and hashes, never names or words: a person is erased by emptying their
 * row. Every entry carries the hash of the one before it in its chain, so that none can be taken
 * away or changed unseen.
 */
export type AuditEntry = {
  /** Rising within a chain from 1. */
  readonly number: number;
  /** "municipality", or "party:L", "party:-anna-lind" for one who has no party: a party's acts are its own. */
  readonly chain: string;
  readonly at: Date;
  /** null for the program itself. */
  readonly actorId: string | null;
  /** As in "file" or "register". */
  readonly act: string;
  readonly subject: { readonly kind: 'document' | 'matter' | 'person' | 'organisation' | 'account'; readonly id: string };
  /** Ids, stages, dates and hashes that say what was done. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  /** SHA-256, hexadecimal, of the entry before; 64 zeros for the first. */
  readonly previous: string;
  /** SHA-256 of this entry's canonical JSON without `hash`. */
  readonly hash: string;
};

export type NewAuditEntry = Omit<AuditEntry, 'number' | 'previous' | 'hash'>;

/** The first place in a chain where it does not hold; null when it does. */
export type ChainBreak = { readonly chain: string; readonly number: number; readonly reason: 'missing' | 'changed' };

/** Which entries of a chain: those with `after < number < before`, at most `limit`, from the oldest unless `newestFirst`. */
export type AuditRange = {
  readonly after?: number;
  readonly before?: number;
  readonly limit: number;
  readonly newestFirst?: boolean;
  /** Only those whose subject or actor is one of these. */
  readonly ids?: readonly string[];
};

/** What can be done with a log without writing in it. */
export interface AuditReader {
  read(chain: string, range: AuditRange): Promise<readonly AuditEntry[]>;
  /** Those that have entries, by name. */
  chains(): Promise<readonly string[]>;
  /** How many entries a chain has, and its last hash: cut short from its end, a chain still holds in itself. null for an empty one. */
  head(chain: string): Promise<{ readonly number: number; readonly hash: string } | null>;
  verify(chain: string): Promise<ChainBreak | null>;
}

export interface AuditLog extends AuditReader {
  append(entry: NewAuditEntry): Promise<AuditEntry>;
}
