import type { CommentList } from '@yrka/server/api';

type Thread = CommentList['threads'][number];

/** `mine`: what one has begun or is to see to, while it is open. */
export const filters = ['open', 'mine', 'unread', 'done'] as const;
export type Filter = (typeof filters)[number];

export const isUnread = ({ comments }: Thread) => comments.some((comment) => comment.isUnread);

/** Whether a filter lets a thread through for a person. */
export function passes(filter: Filter, thread: Thread, personId: string): boolean {
  switch (filter) {
    case 'open':
      return thread.resolved === null;
    case 'done':
      return thread.resolved !== null;
    case 'mine':
      return thread.resolved === null && (thread.assignedTo?.id === personId || thread.comments[0]?.author.id === personId);
    case 'unread':
      return isUnread(thread);
  }
}

/** What others have said since one last looked, told once: their comments that were not there before. */
export function arrived(
  before: readonly Thread[],
  now: readonly Thread[],
  personId: string,
): readonly { readonly thread: Thread; readonly comment: Thread['comments'][number] }[] {
  const known = new Set(before.flatMap(({ comments }) => comments.map(({ id }) => id)));
  return now.flatMap((thread) =>
    thread.comments.flatMap((comment) => (known.has(comment.id) || comment.isRemoved || comment.author.id === personId ? [] : [{ thread, comment }])),
  );
}
