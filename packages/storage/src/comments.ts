/** What somebody said of a document, with what was answered. It has the id of its first comment. */
export type CommentThreadRow = {
  readonly id: string;
  readonly documentId: string;
  /** Where in the text, as JSON that the store does not look into; null for the whole document. */
  readonly anchor: object | null;
  /** For whom among those who read the comments it is: a name that the policies know. */
  readonly audience: string;
  /** Who is to see to it; null for nobody in particular. */
  readonly assignedTo: string | null;
  readonly createdAt: Date;
  /** When it was marked as done, and by whom; null while it is open. */
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
  /** What came of it, and why, where whoever marked it as done said so. */
  readonly outcome: CommentOutcome | null;
  readonly outcomeReason: string;
};

/** Whether what was asked for was done. */
export type CommentOutcome = 'done' | 'notDone';

export type CommentRow = {
  readonly id: string;
  readonly threadId: string;
  /** Who wrote it. */
  readonly personId: string;
  /** Plain text; '' once it is removed. */
  readonly text: string;
  /** What might stand instead of the words that the thread is about; null where nothing is proposed. */
  readonly wording: string | null;
  readonly at: Date;
  /** When its writer last changed it. */
  readonly editedAt: Date | null;
  /** When its writer removed it, although there were answers. */
  readonly removedAt: Date | null;
  /** Ids of persons who were mentioned in it. */
  readonly mentions: readonly string[];
};

export type CommentThread = { readonly thread: CommentThreadRow; readonly comments: readonly CommentRow[] };

/** That a thread is marked as done: when, by whom, and what came of it where that was said. */
export type Resolving = { readonly at: Date; readonly by: string; readonly outcome: CommentOutcome | null; readonly reason: string };

export interface Comments {
  /** Rejects when an id is in use. */
  insertThread(thread: CommentThreadRow, first: CommentRow): Promise<void>;
  /** False when the thread is gone; rejects when the id is in use. */
  insertReply(comment: CommentRow): Promise<boolean>;
  /** Of a document, in the order in which they were begun, each with its comments in theirs. */
  threads(documentId: string): Promise<readonly CommentThread[]>;
  /** How much was said of a document, without reading it. */
  count(documentId: string): Promise<{ readonly threads: number; readonly comments: number }>;
  thread(id: string): Promise<CommentThread | null>;
  comment(id: string): Promise<CommentRow | null>;
  /** False when it is removed, or never was. */
  changeComment(id: string, change: Pick<CommentRow, 'text' | 'wording' | 'mentions'> & { readonly editedAt: Date }): Promise<boolean>;
  /**
   * Takes a comment away. The first of several is emptied and stays in its place; with the last one of
   * a thread that is not removed the thread goes. False when it is removed already, or never was.
   */
  removeComment(id: string, at: Date): Promise<boolean>;
  /** Says anew, in the same words or others, where in the text threads have their place. What is gone is passed over. */
  putAnchors(anchors: readonly Pick<CommentThreadRow, 'id' | 'anchor'>[]): Promise<void>;
  /** Marks a thread as done, or with null as open again. False when it is so already, or gone. */
  resolveThread(id: string, resolved: Resolving | null): Promise<boolean>;
  /** Says who is to see to a thread; null for nobody. False when it is so already, or gone. */
  assignThread(id: string, personId: string | null): Promise<boolean>;
  /** Up to when a person has read each of some threads. What was read further already stays so; what is gone is passed over. */
  markRead(personId: string, threads: readonly { readonly id: string; readonly upTo: Date }[]): Promise<void>;
  /** Up to when a person has read the threads of a document, by their ids; a thread that they have not opened is not there. */
  readUpTo(personId: string, documentId: string): Promise<ReadonlyMap<string, Date>>;
}
