import type { CommentThread, PersonRow, Storage } from '@yrka/storage';
import type { Access, OpenDocument } from '../documents/access.ts';
import { Refusal } from '../refusal.ts';

/**
 * Those of some threads that a person reads who may read only what was shared for review; all of them for everybody
 * else. What somebody said of words that were written after the last sharing quotes them: such a thread comes with the
 * next version. What another reviewer said, or was said to the person themselves, they read; the latter without its words.
 */
export async function threadsOfShared(
  { access, storage }: { readonly access: Access; readonly storage: Pick<Storage, 'rows'> },
  { row, shared }: Pick<OpenDocument, 'row' | 'shared'>,
  { id: personId }: PersonRow,
  all: readonly CommentThread[],
): Promise<readonly CommentThread[]> {
  if (shared === null) return all;
  const shown = all.map(async (said): Promise<readonly CommentThread[]> => {
    const { thread, comments } = said;
    if (thread.createdAt <= shared.at || (await readsShared(comments[0]?.personId ?? ''))) return [said];
    const isTheirs = thread.assignedTo === personId || comments.some((comment) => comment.personId === personId || comment.mentions.includes(personId));
    return isTheirs ? [{ thread: { ...thread, anchor: null }, comments }] : [];
  });
  return (await Promise.all(shown)).flat();

  async function readsShared(id: string): Promise<boolean> {
    try {
      return (await access.document(await storage.rows.person(id), row.id)).readsAs === 'shared';
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }
}
