import { type Audience, audiencesIn, audiencesOf, type ThreadFacts } from '@yrka/policies';
import type { CommentOutcome, CommentRow, CommentThread, CommentThreadRow, DocumentRow, PersonRow, Rows } from '@yrka/storage';
import type { ServerContext } from '../context.ts';
import { Access, actorOf, factsOf, type OpenDocument } from '../documents/access.ts';
import { rulesOf } from '../documents/rules.ts';
import { tellOfAnswers } from '../notices/pointsAnswered.ts';
import { type NoticeKind, tell } from '../notices/tell.ts';
import { Refusal } from '../refusal.ts';
import { isThereFor, threadsOfShared } from './sharedThreads.ts';

/** Who says something of which document, or reads what is said. The policy has been asked before. */
export type Speaking = { readonly server: ServerContext; readonly person: PersonRow; readonly document: OpenDocument };
/** `wording`: what might stand instead of the words that the thread is about; null for nothing. */
export type Words = { readonly text: string; readonly wording: string | null; readonly mentions: readonly string[] };
/** What came of what was asked for, where it is said. */
export type Outcome = { readonly outcome: CommentOutcome | null; readonly reason: string };
/** One who reads the comments of a document, with the circles that they are of. */
export type CommentReader = { readonly person: PersonRow; readonly circles: readonly Audience[] };

/** More than anybody reads through; the list is sent whole, to everybody who has the document open. */
const maxThreads = 500;
const maxCommentsOfThread = 200;
const maxComments = 3_000;

export type Beginning = Words & { readonly id: string; readonly anchor: object | null; readonly audience: Audience; readonly assignedTo: string | null };

/**
 * Begins a thread. Sent once more by the same person it is the same.
 * @throws Refusal `tooManyComments`; `conflict` when the id is another's; `badRequest` for a circle that the document has
 * not, or a wording of no words; `notAReader` when it is assigned to one who would not read it
 */
export async function beginThread(speaking: Speaking, { id, anchor, audience, assignedTo, ...words }: Beginning): Promise<void> {
  const { row } = speaking.document;
  if (!audiencesIn[row.space].includes(audience) || (anchor === null && words.wording !== null)) throw new Refusal('badRequest');
  await write(speaking, async (rows, at) => {
    const begun: CommentThreadRow = {
      id,
      documentId: row.id,
      anchor,
      audience,
      assignedTo,
      createdAt: at,
      resolvedAt: null,
      resolvedBy: null,
      outcome: null,
      outcomeReason: '',
    };
    const facts = { audience, begunBy: speaking.person.id };
    if (await isSentAgain(rows, speaking, id, id)) return facts;
    const there = await rows.comments.count(row.id);
    if (there.threads >= maxThreads || there.comments >= maxComments) throw new Refusal('tooManyComments');
    const thread: CommentThread = { thread: begun, comments: [] };
    await requireReader(rows, speaking, thread, assignedTo);
    const comment = await newComment(rows, speaking, thread, { id, at, ...words });
    await rows.comments.insertThread(begun, comment);
    // Who is mentioned in it as well hears that it is theirs, and hears it once.
    const others = comment.mentions.filter((personId) => personId !== assignedTo);
    await tellReaders(rows, speaking, facts, { kind: 'commentMentioned', commentId: id, to: others, at });
    await tellReaders(rows, speaking, facts, { kind: 'commentAssigned', commentId: id, to: ifAny(assignedTo), at });
    return facts;
  });
}

/** @throws Refusal `notFound` for a thread that is none of the document's, or not for the person; `tooManyComments`, `conflict`, `badRequest` */
export async function answer(speaking: Speaking, threadId: string, { id, ...words }: Words & { readonly id: string }): Promise<void> {
  await write(speaking, async (rows, at) => {
    const thread = await threadOf(rows, speaking, threadId);
    const [{ comments }, facts] = [thread, factsOfThread(thread)];
    if (thread.thread.anchor === null && words.wording !== null) throw new Refusal('badRequest');
    if (await isSentAgain(rows, speaking, id, threadId)) return facts;
    const there = await rows.comments.count(speaking.document.row.id);
    if (comments.length >= maxCommentsOfThread || there.comments >= maxComments) throw new Refusal('tooManyComments');
    // Of the same millisecond, or by a clock that was set back: an answer stands behind all that was said before it.
    const latest = Math.max(...comments.map((said) => said.at.getTime()));
    const comment = await newComment(rows, speaking, thread, { id, at: new Date(Math.max(at.getTime(), latest + 1)), ...words });
    if (!(await rows.comments.insertReply(comment))) throw new Refusal('notFound');
    const spoke = comments.filter(({ removedAt }) => removedAt === null).map(({ personId }) => personId);
    const others = [...spoke, ...ifAny(thread.thread.assignedTo)].filter((personId) => !comment.mentions.includes(personId));
    await tellReaders(rows, speaking, facts, { kind: 'commentMentioned', commentId: id, to: comment.mentions, at });
    await tellReaders(rows, speaking, facts, { kind: 'commentAnswered', commentId: id, to: others, at });
    return facts;
  });
}

/** A wording that is left out stays. @throws Refusal `notFound`; `noRight` for another's; `badRequest` for one that says nothing any more */
export async function changeComment(
  speaking: Speaking,
  commentId: string,
  { text, wording, mentions }: Omit<Words, 'wording'> & { readonly wording?: string | null | undefined },
): Promise<void> {
  await write(speaking, async (rows, at) => {
    const { thread, comment } = await ownComment(rows, speaking, commentId);
    const change = { text, wording: wording === undefined ? comment.wording : wording };
    if ((text === '' && change.wording === null) || (thread.thread.anchor === null && change.wording !== null)) throw new Refusal('badRequest');
    const readers = await mentioned(rows, speaking, thread, mentions);
    if (!(await rows.comments.changeComment(commentId, { ...change, mentions: readers, editedAt: at }))) throw new Refusal('notFound');
    const newly = readers.filter((id) => !comment.mentions.includes(id));
    const facts = factsOfThread(thread);
    await tellReaders(rows, speaking, facts, { kind: 'commentMentioned', commentId, to: newly, at });
    return facts;
  });
}

/** Removes one's own; removed already, it is so. @throws Refusal `notFound`; `noRight` for another's */
export async function removeComment(speaking: Speaking, commentId: string): Promise<void> {
  await write(speaking, async (rows, at) => {
    const { thread } = await ownComment(rows, speaking, commentId);
    await rows.comments.removeComment(commentId, at);
    return factsOfThread(thread);
  });
}

/** Marks as done, or with null opens again; what is so already, stays. @throws Refusal `notFound` */
export async function resolveThread(speaking: Speaking, threadId: string, outcome: Outcome | null): Promise<void> {
  await write(speaking, async (rows, at) => {
    const thread = await threadOf(rows, speaking, threadId);
    const wasOpen = thread.thread.resolvedAt === null;
    await rows.comments.resolveThread(threadId, outcome && { at, by: speaking.person.id, ...outcome });
    const makers = thread.comments.slice(0, 1).map(({ personId }) => personId);
    if (outcome !== null && wasOpen) await tellOfAnswers(rows, { document: speaking.document.row, by: speaking.person, at, makers });
    return factsOfThread(thread);
  });
}

/** Says who is to see to a thread; null for nobody. @throws Refusal `notFound`; `notAReader` for one who does not read it */
export async function assignThread(speaking: Speaking, threadId: string, personId: string | null): Promise<void> {
  await write(speaking, async (rows, at) => {
    const thread = await threadOf(rows, speaking, threadId);
    const facts = factsOfThread(thread);
    await requireReader(rows, speaking, thread, personId);
    if (await rows.comments.assignThread(threadId, personId))
      await tellReaders(rows, speaking, facts, { kind: 'commentAssigned', commentId: threadId, to: ifAny(personId), at });
    return facts;
  });
}

/** Keeps that the person has read threads up to and with these comments. What is gone, or not for them, is passed over; nobody else is told. */
export async function markRead({ server, person, document }: Speaking, commentIds: readonly string[]): Promise<void> {
  const { comments } = server.storage.rows;
  const threads = await threadsFor({ server, person, document });
  const read = threads.flatMap(({ thread, comments: said }) => {
    const newest = said.findLast(({ id }) => commentIds.includes(id));
    return newest === undefined ? [] : [{ id: thread.id, upTo: newest.at }];
  });
  await comments.markRead(person.id, read);
}

/** The threads of a document that are for the person, in the order in which they were begun. */
export async function threadsFor({ server, person, document }: Speaking): Promise<readonly CommentThread[]> {
  const threads = (await server.storage.rows.comments.threads(document.row.id)).filter((thread) => document.readsThread(factsOfThread(thread)));
  return threadsOfShared(server, document, person, threads);
}

/** Those who read the comments of a document: whom one may mention, and assign to. Nobody whose personal data are protected. */
export async function readersOf(rows: Rows, document: DocumentRow): Promise<readonly CommentReader[]> {
  const [people, grants, rules] = await Promise.all([rows.people(), rows.way.grants({ documentId: document.id }), rulesOf(rows)]);
  return people.flatMap((person) => {
    const given = grants.filter(({ personId }) => personId === person.id);
    const circles = person.isProtected ? [] : audiencesOf(actorOf(person), factsOf(document, given, rules));
    return circles.length === 0 ? [] : [{ person, circles }];
  });
}

/** Does it in one transaction, and then tells the open pages of those who read the thread. */
async function write({ server, person, document }: Speaking, work: (rows: Rows, at: Date) => Promise<ThreadFacts>): Promise<void> {
  const { id } = document.row;
  // One after the other: no comment is older than one that somebody has read already.
  const about = await server.storage.rows.transaction(async (rows) => {
    if ((await server.access.documentNow(rows, person, id)).comments !== 'write') throw new Refusal('noRight');
    return work(rows, server.now());
  });
  await server.rooms.tell(id, { type: 'comments' }, (personId) => server.access.readsThread(personId, id, about));
}

async function newComment(
  rows: Rows,
  speaking: Speaking,
  thread: CommentThread,
  { id, at, text, wording, mentions }: Words & Pick<CommentRow, 'id' | 'at'>,
): Promise<CommentRow> {
  const readers = await mentioned(rows, speaking, thread, mentions);
  return { id, threadId: thread.thread.id, personId: speaking.person.id, text, wording, at, editedAt: null, removedAt: null, mentions: readers };
}

/** Those of some persons who read the thread. */
async function mentioned(rows: Rows, { document }: Speaking, thread: CommentThread, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  return (await readersOf(rows, document.row)).filter((reader) => ids.includes(reader.person.id) && isFor(reader, thread)).map(({ person }) => person.id);
}

async function requireReader(rows: Rows, { document }: Speaking, thread: CommentThread, personId: string | null): Promise<void> {
  if (personId === null) return;
  const reader = (await readersOf(rows, document.row)).find(({ person }) => person.id === personId);
  if (reader === undefined || !isFor(reader, thread)) throw new Refusal('notAReader');
}

const isFor = ({ person, circles }: CommentReader, { thread, comments }: CommentThread) =>
  circles.some((circle) => circle === thread.audience) || comments[0]?.personId === person.id;

type ToTell = { readonly kind: NoticeKind; readonly commentId: string; readonly to: readonly string[]; readonly at: Date };

/** Who has lost the document, or is not of the circle, since they spoke hears no more of it. */
async function tellReaders(rows: Rows, { person, document, server }: Speaking, thread: ThreadFacts, { to, ...telling }: ToTell): Promise<void> {
  const { id, matterId } = document.row;
  // Over the rows of the transaction: the store waits for it with whatever is asked beside.
  const access = new Access({ rows }, server.access.policies);
  const may = await Promise.all(to.map((personId) => access.readsThread(personId, id, thread)));
  await tell(rows, { ...telling, to: to.filter((_, index) => may[index]), matterId, documentId: id, actorId: person.id });
}

/** Whether the very comment was kept before: an answer that was lost on its way is asked for once more. */
async function isSentAgain(rows: Rows, { person, document }: Speaking, id: string, threadId: string): Promise<boolean> {
  const known = await rows.comments.comment(id);
  if (known === null) return false;
  const documentId = (await rows.comments.thread(known.threadId))?.thread.documentId;
  if (known.personId === person.id && known.threadId === threadId && documentId === document.row.id) return true;
  throw new Refusal('conflict');
}

/** One that is not for the person is not there. */
async function threadOf(rows: Rows, { server, person, document }: Speaking, threadId: string): Promise<CommentThread> {
  const found = await rows.comments.thread(threadId);
  if (found === null || found.thread.documentId !== document.row.id || !document.readsThread(factsOfThread(found))) throw new Refusal('notFound');
  if (!(await isThereFor(new Access({ rows }, server.access.policies), document, person, found))) throw new Refusal('notFound');
  return found;
}

async function ownComment(rows: Rows, speaking: Speaking, commentId: string): Promise<{ readonly thread: CommentThread; readonly comment: CommentRow }> {
  const comment = await rows.comments.comment(commentId);
  if (comment === null) throw new Refusal('notFound');
  const thread = await threadOf(rows, speaking, comment.threadId);
  if (comment.personId !== speaking.person.id) throw new Refusal('noRight');
  return { thread, comment };
}

/** Who began a thread is who wrote its first comment, also when that is emptied. */
const factsOfThread = ({ thread, comments }: CommentThread): ThreadFacts => ({ audience: thread.audience, begunBy: comments[0]?.personId ?? '' });

const ifAny = (personId: string | null): readonly string[] => (personId === null ? [] : [personId]);
