import type { CommentThread, PersonRow, Storage } from '@yrka/storage';
import { type Anchor, wordsStanding } from '@yrka/ydoc';
import type { Access, OpenDocument } from '../documents/access.ts';
import { nullIfTooHeavy, readSuggestedFor } from '../documents/reading.ts';
import { Refusal } from '../refusal.ts';

type Reading = Pick<OpenDocument, 'row' | 'shared'>;

/**
 * Those of some threads that a person reads who may read only what was shared for review; all of them for everybody
 * else. What somebody said of words that were written after the last sharing quotes them: such a thread comes with the
 * next version. What another reviewer said, or was said to the person themselves, they read; the latter without its
 * words. So it is with a thread from before the sharing whose words were gone by then: what was struck is not shared.
 */
export async function threadsOfShared(
  { access, storage }: { readonly access: Access; readonly storage: Storage },
  document: Reading,
  person: PersonRow,
  all: readonly CommentThread[],
): Promise<readonly CommentThread[]> {
  if (document.shared === null) return all;
  const text = await readSuggestedFor(storage, document).catch(nullIfTooHeavy);
  const shown = all.map(async ({ thread, comments }): Promise<readonly CommentThread[]> => {
    const how = await howRead(access, document, person, { thread, comments });
    if (how === 'not') return [];
    if (how === 'whole' || thread.anchor === null) return [{ thread, comments }];
    // Taken in by the schema of the route.
    const anchor = how === 'withoutWords' || text === null ? null : wordsStanding(text, thread.anchor as Anchor);
    return [{ thread: { ...thread, anchor }, comments }];
  });
  return (await Promise.all(shown)).flat();
}

/** Whether the thread is there for one who reads the document as they have it open. */
export async function isThereFor(access: Access, document: Reading, person: PersonRow, thread: CommentThread): Promise<boolean> {
  return document.shared === null || (await howRead(access, document, person, thread)) !== 'not';
}

/** `whole`: a reviewer's, who had no other words; `shared`: with those of its words that were shared. */
async function howRead(
  access: Access,
  { row, shared }: Reading,
  { id: personId }: PersonRow,
  { thread, comments }: CommentThread,
): Promise<'whole' | 'shared' | 'withoutWords' | 'not'> {
  if (await readsShared(comments[0]?.personId ?? '')) return 'whole';
  if (shared !== null && thread.createdAt <= shared.at) return 'shared';
  const isTheirs = thread.assignedTo === personId || comments.some((comment) => comment.personId === personId || comment.mentions.includes(personId));
  return isTheirs ? 'withoutWords' : 'not';

  async function readsShared(id: string): Promise<boolean> {
    try {
      return (await access.personDocument(id, row.id))?.readsAs === 'shared';
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }
}
