import type { CommentThread, PersonRow, Storage } from '@yrka/storage';
import { type Anchor, wordsStanding } from '@yrka/ydoc';
import type { Access, OpenDocument } from '../documents/access.ts';
import { nullIfTooHeavy, readFor, readSuggestedFor } from '../documents/reading.ts';

type Reading = Pick<OpenDocument, 'row' | 'shared' | 'readsVersions'>;

/**
 * Those of some threads that a person reads who may read only what was shared for review; all of them for everybody
 * else. What somebody said of words that were written after the last sharing quotes them: such a thread comes with the
 * next version. What another reviewer said, or was said to the person themselves, they read; the latter without its
 * words. So it is with a thread from before the sharing whose words were gone by then: what was struck is not shared.
 * When what they reviewed is a public record, that is the next version: they read all that was said for them, and of the
 * words that others said it of those that stand in it.
 */
export async function threadsOfShared(
  { access, storage }: { readonly access: Access; readonly storage: Storage },
  document: Reading,
  person: PersonRow,
  all: readonly CommentThread[],
): Promise<readonly CommentThread[]> {
  if (document.shared === null && document.readsVersions) return all;
  const text = await textFor(storage, document).catch(nullIfTooHeavy);
  // Once for each person: a document has more threads than people.
  const since = new Map<string, Date | null>();
  for (const id of new Set(all.map(begunBy))) since.set(id, await access.readsSharedSince(id, document.row.id));
  return all.flatMap((one): readonly CommentThread[] => {
    const { thread, comments } = one;
    const how = howRead(document, person, one, since.get(begunBy(one)) ?? null);
    if (how === 'not') return [];
    if (how === 'whole' || thread.anchor === null) return [one];
    // Taken in by the schema of the route.
    const anchor = how === 'withoutWords' || text === null ? null : wordsStanding(text, thread.anchor as Anchor);
    return [{ thread: { ...thread, anchor }, comments }];
  });
}

const textFor = async (storage: Storage, document: Reading) =>
  document.shared === null ? (await readFor(storage, document)).content : readSuggestedFor(storage, document);

/** Whether the thread is there for one who reads the document as they have it open. */
export async function isThereFor(access: Access, document: Reading, person: PersonRow, thread: CommentThread): Promise<boolean> {
  if (document.shared === null) return true;
  const since = await access.readsSharedSince(begunBy(thread), document.row.id);
  return howRead(document, person, thread, since) !== 'not';
}

/**
 * `whole`: a reviewer's, who had no other words; `shared`: with those of its words that stand in what is read.
 *
 * @param since when who began it has read no more than what was shared: what they said before may be of other words.
 */
function howRead(
  { shared }: Reading,
  { id: personId }: PersonRow,
  { thread, comments }: CommentThread,
  since: Date | null,
): 'whole' | 'shared' | 'withoutWords' | 'not' {
  if (since !== null && since <= thread.createdAt) return 'whole';
  if (shared === null) return begunBy({ thread, comments }) === personId ? 'whole' : 'shared';
  if (thread.createdAt <= shared.at) return 'shared';
  const isTheirs = thread.assignedTo === personId || comments.some((comment) => comment.personId === personId || comment.mentions.includes(personId));
  return isTheirs ? 'withoutWords' : 'not';
}

const begunBy = ({ comments }: CommentThread) => comments[0]?.personId ?? '';
