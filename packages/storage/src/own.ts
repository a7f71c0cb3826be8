import type { SideVersionRow } from './way.ts';

/** Letters of a Yjs client with neighbouring clocks: letter `i` has `clock + i`. */
export type RescuePart = { readonly client: number; readonly clock: number; readonly text: string };

/** Words that somebody lost to another's edit, offered back to the one who wrote them. */
export type RescueRow = {
  readonly id: string;
  readonly documentId: string;
  /** Whose words they are. */
  readonly personId: string;
  /** The letters of `parts` as they are to be read. */
  readonly text: string;
  /** Which letters they are, so that none is offered twice. Empty for what was rescued before this was kept. */
  readonly parts: readonly RescuePart[];
  readonly blockId: string | null;
  /** The person whose edit removed the block; null when it cannot be told. */
  readonly by: string | null;
  readonly createdAt: Date;
  /** When the writer took them back or let them go; null while they are offered. */
  readonly takenAt: Date | null;
};

/** What of a matter is each person's own to know, and nobody else's: they alone are shown it in Yrka. */
export type OwnRows = {
  /** Who wants no notices of it. */
  readonly mutes: readonly { readonly personId: string }[];
  /** How far each has read a document, by journal sequence. */
  readonly seen: readonly { readonly documentId: string; readonly personId: string; readonly seq: number }[];
  /** Up to when each has read a thread of comments. */
  readonly commentsRead: readonly { readonly personId: string; readonly threadId: string; readonly upTo: Date }[];
  readonly lateWork: readonly SideVersionRow[];
  readonly rescues: readonly RescueRow[];
};

/** For a matter that moves between installations. Whoever shows anybody anything asks for that person's alone, elsewhere. */
export interface Own {
  /** Of a matter and its documents outside the parties' spaces. */
  of(matterId: string): Promise<OwnRows>;
  /** Rejects when an id is in use. */
  insert(matterId: string, rows: OwnRows): Promise<void>;
}
