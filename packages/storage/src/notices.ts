/** That something happened, told to one person. No text and no title: what it was about is looked up when it is shown. */
export type NoticeRow = {
  readonly id: string;
  readonly personId: string;
  /** As in "signatureAsked": worded by the web app and the mail. */
  readonly kind: string;
  readonly matterId: string | null;
  readonly documentId: string | null;
  /** The comment that it is about; null where it is about none. */
  readonly commentId: string | null;
  /** Who did it; null for the program itself. */
  readonly actorId: string | null;
  readonly at: Date;
  readonly readAt: Date | null;
  /** When its mail was settled: sent, given up, or not wanted. null while it may still have to be sent. */
  readonly mailedAt: Date | null;
};

export const mailHabits = ['soon', 'daily', 'never'] as const;
export type MailHabit = (typeof mailHabits)[number];

export interface Notices {
  insert(notices: readonly NoticeRow[]): Promise<void>;
  /** Forgets what these people have not read of one kind about a document: a newer notice is to stand for all of it. */
  forgetUnread(about: Pick<NoticeRow, 'kind'> & { readonly personIds: readonly string[]; readonly documentId: string }): Promise<void>;
  /** Newest first, at most `limit`. */
  of(personId: string, limit: number): Promise<readonly NoticeRow[]>;
  /** Marks the given, or all, of a person as read. */
  markRead(personId: string, at: Date, ids?: readonly string[]): Promise<void>;
  /** Neither read nor mailed, oldest first. */
  unmailed(): Promise<readonly NoticeRow[]>;
  markMailed(ids: readonly string[], at: Date): Promise<void>;
  mute(personId: string, matterId: string, isMuted: boolean): Promise<void>;
  muted(personId: string): Promise<readonly string[]>;
  /** 'daily' for one who has not chosen. */
  mailHabit(personId: string): Promise<MailHabit>;
  setMailHabit(personId: string, habit: MailHabit): Promise<void>;
  /**
   * Calls back with the persons who have got notices or read some, once that is committed. Returns what
   * ends it. Within a transaction, of whatever happens in any.
   */
  listen(listener: (personIds: readonly string[]) => void): () => void;
}
