import { mayReadComments } from '@yrka/policies';
import type { CommentRow, CommentThread, CommentThreadRow, DocumentRow, PersonRow, Rows } from '@yrka/storage';
import type { ServerContext } from '../context.ts';
import { Access, actorOf, factsOf } from '../documents/access.ts';
import { rulesOf } from '../documents/rules.ts';
import { type NoticeKind, tell } from '../notices/tell.ts';
import { Refusal } from '../refusal.ts';

/** Who says something of which document. The policy has been asked before. */
export type Speaking = { readonly server: ServerContext; readonly person: PersonRow; readonly document: DocumentRow };
export type Words = { readonly text: string; readonly mentions: readonly string[] };

/** More than anybody reads through; the list is sent whole. */
const maxThreads = 500;
const maxCommentsOfThread = 200;

/** Begins a thread. Sent once more by the same person it is the same. @throws Refusal `tooManyComments`; `conflict` when the id is another's */
export async function beginThread(
  speaking: Speaking,
  { id, anchor, ...words }: Words & { readonly id: string; readonly anchor: object | null },
): Promise<void> {
  const { document } = speaking;
  await write(speaking, async (rows, at) => {
    if (await isSentAgain(rows, speaking, id, id)) return;
    if ((await rows.comments.threads(document.id)).length >= maxThreads) throw new Refusal('tooManyComments');
    const thread: CommentThreadRow = { id, documentId: document.id, anchor, createdAt: at, resolvedAt: null, resolvedBy: null };
    await rows.comments.insertThread(thread, await newComment(rows, speaking, { id, threadId: id, at, ...words }));
  });
}

/** @throws Refusal `notFound` for a thread that is none of the document's, `tooManyComments`, `conflict` */
export async function answer(speaking: Speaking, threadId: string, { id, ...words }: Words & { readonly id: string }): Promise<void> {
  await write(speaking, async (rows, at) => {
    const { comments } = await threadOf(rows, speaking, threadId);
    if (await isSentAgain(rows, speaking, id, threadId)) return;
    if (comments.length >= maxCommentsOfThread) throw new Refusal('tooManyComments');
    const comment = await newComment(rows, speaking, { id, threadId, at, ...words });
    if (!(await rows.comments.insertReply(comment))) throw new Refusal('notFound');
    const spoke = comments.filter(({ removedAt }) => removedAt === null).map(({ personId }) => personId);
    const others = spoke.filter((personId) => !comment.mentions.includes(personId));
    await tellReaders(rows, speaking, { kind: 'commentAnswered', to: others, at });
  });
}

/** @throws Refusal `notFound`; `noRight` for another's */
export async function changeComment(speaking: Speaking, commentId: string, { text, mentions }: Words): Promise<void> {
  await write(speaking, async (rows, at) => {
    const before = await ownComment(rows, speaking, commentId);
    const readers = await mentioned(rows, speaking, mentions);
    if (!(await rows.comments.changeComment(commentId, { text, mentions: readers, editedAt: at }))) throw new Refusal('notFound');
    await tellReaders(rows, speaking, { kind: 'commentMentioned', to: readers.filter((id) => !before.mentions.includes(id)), at });
  });
}

/** Removes one's own; removed already, it is so. @throws Refusal `notFound`; `noRight` for another's */
export async function removeComment(speaking: Speaking, commentId: string): Promise<void> {
  await write(speaking, async (rows, at) => {
    await ownComment(rows, speaking, commentId);
    await rows.comments.removeComment(commentId, at);
  });
}

/** Marks as done or opens again; what is so already, stays. @throws Refusal `notFound` */
export async function resolveThread(speaking: Speaking, threadId: string, isDone: boolean): Promise<void> {
  await write(speaking, async (rows, at) => {
    await threadOf(rows, speaking, threadId);
    await rows.comments.resolveThread(threadId, isDone ? { at, by: speaking.person.id } : null);
  });
}

/** Those who read the comments of a document: whom one may mention. Nobody whose personal data are protected. */
export async function readersOf(rows: Rows, document: DocumentRow): Promise<readonly PersonRow[]> {
  const [people, grants, rules] = await Promise.all([rows.people(), rows.way.grants({ documentId: document.id }), rulesOf(rows)]);
  return people.filter((person) => {
    const given = grants.filter(({ personId }) => personId === person.id);
    return !person.isProtected && mayReadComments(actorOf(person), factsOf(document, given, rules));
  });
}

/** Does it in one transaction, and then tells the open pages of those who may know. */
async function write({ server, document }: Speaking, work: (rows: Rows, at: Date) => Promise<void>): Promise<void> {
  const at = server.now();
  await server.storage.rows.transaction((rows) => work(rows, at));
  await server.rooms.tell(document.id, { type: 'comments' }, (personId) => server.access.readsComments(personId, document.id));
}

async function newComment(
  rows: Rows,
  speaking: Speaking,
  { id, threadId, at, text, mentions }: Words & Pick<CommentRow, 'id' | 'threadId' | 'at'>,
): Promise<CommentRow> {
  const readers = await mentioned(rows, speaking, mentions);
  await tellReaders(rows, speaking, { kind: 'commentMentioned', to: readers, at });
  return { id, threadId, personId: speaking.person.id, text, at, editedAt: null, removedAt: null, mentions: readers };
}

/** Those of some persons who read the comments. */
async function mentioned(rows: Rows, { document }: Speaking, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  return (await readersOf(rows, document)).filter(({ id }) => ids.includes(id)).map(({ id }) => id);
}

type ToTell = { readonly kind: NoticeKind; readonly to: readonly string[]; readonly at: Date };

/** Who has lost the document since they spoke hears no more of it. */
async function tellReaders(rows: Rows, { person, document, server }: Speaking, { kind, to, at }: ToTell): Promise<void> {
  // Over the rows of the transaction: the store waits for it with whatever is asked beside.
  const access = new Access({ rows }, server.access.policies);
  const may = await Promise.all(to.map((personId) => access.readsComments(personId, document.id)));
  await tell(rows, { kind, to: to.filter((_, index) => may[index]), matterId: document.matterId, documentId: document.id, actorId: person.id, at });
}

/** Whether the very comment was kept before: an answer that was lost on its way is asked for once more. */
async function isSentAgain(rows: Rows, { person, document }: Speaking, id: string, threadId: string): Promise<boolean> {
  const known = await rows.comments.comment(id);
  if (known === null) return false;
  const documentId = (await rows.comments.thread(known.threadId))?.thread.documentId;
  if (known.personId === person.id && known.threadId === threadId && documentId === document.id) return true;
  throw new Refusal('conflict');
}

async function threadOf(rows: Rows, { document }: Speaking, threadId: string): Promise<CommentThread> {
  const found = await rows.comments.thread(threadId);
  if (found === null || found.thread.documentId !== document.id) throw new Refusal('notFound');
  return found;
}

async function ownComment(rows: Rows, speaking: Speaking, commentId: string): Promise<CommentRow> {
  const comment = await rows.comments.comment(commentId);
  if (comment === null) throw new Refusal('notFound');
  await threadOf(rows, speaking, comment.threadId);
  if (comment.personId !== speaking.person.id) throw new Refusal('noRight');
  return comment;
}
