import { writeDate } from '@yrka/formal-text';
import { derivedBlockId } from '@yrka/schema';
import type { CommentThread } from '@yrka/storage';
import { answer, beginThread, type Speaking, threadsFor } from '../comments/comments.ts';
import { maxCommentLength, plainLine, plainText } from '../comments/plainText.ts';
import { Refusal } from '../refusal.ts';
import type { Brought, PlacedRemark } from './bringingMessages.ts';

/**
 * What becomes of what somebody said in the margin of a copy.
 *
 * - `placed` it is a comment of whoever brings the copy, or would be
 * - `there` it was brought before
 * - `left` it is only told: whoever brings it may not comment, or there is no room
 * - `done` it is a comment of ours that is open, and was marked as done in the copy
 */
export type RemarkOutcome = 'placed' | 'there' | 'left' | 'done';
export type BroughtRemark = Pick<PlacedRemark, 'author' | 'at' | 'text' | 'quote'> & { readonly outcome: RemarkOutcome };

/** With what it would be as a comment: `threadId` is its own id where it begins a thread. */
type Judged = BroughtRemark & { readonly id: string; readonly threadId: string; readonly words: string; readonly anchor: PlacedRemark['anchor'] };

/** Says nothing yet. What Yrka itself wrote into the file is no news, whoever may read it. */
export async function judgeRemarks(speaking: Speaking, { remarks, format }: Pick<Brought, 'remarks' | 'format'>): Promise<readonly Judged[]> {
  const { server, document } = speaking;
  const all = await server.storage.rows.comments.threads(document.row.id);
  const mine = document.comments === 'none' ? [] : await threadsFor(speaking);
  const isMine = ({ thread }: CommentThread) => mine.some((one) => one.thread.id === thread.id);
  const threadWith = (id: string) => all.find(({ comments }) => comments.some((comment) => comment.id === id));
  const judged: Judged[] = [];
  /** In which thread each is, or would be; null for one that is in none of the person's. */
  const threads: (string | null)[] = [];
  const ids = new Set<string>();
  for (const remark of remarks) {
    const { author, at, text, quote, anchor } = remark;
    const ours = all.find(({ comments }) => comments.some((comment) => isSaidHere(remark, comment)));
    const answered = remark.answers === null ? null : (threads[remark.answers] ?? null);
    if (ours !== undefined) {
      const isNews = remark.isDone && remark.answers === null && ours.thread.resolvedAt === null && isMine(ours);
      if (isNews) judged.push({ author, at, text, quote, anchor, outcome: 'done', id: '', threadId: ours.thread.id, words: '' });
      threads.push(isMine(ours) ? ours.thread.id : null);
      continue;
    }
    if (text === '') {
      threads.push(answered);
      continue;
    }
    // What was brought by another, in words that this person does not read, is brought anew.
    const names = [0, 1, 2, 3].flatMap((nth) => [[nth], [nth, speaking.person.id]]);
    const id = names
      .map((name) => derivedBlockId(JSON.stringify([document.row.id, author, at, text, quote, answered, ...name])))
      .find((one) => !ids.has(one) && isFree(threadWith(one), isMine));
    const before = id === undefined ? undefined : threadWith(id);
    const words = commentWords(remark, format, answered !== null);
    const mayBe = id !== undefined && document.comments === 'write' && words.length <= maxCommentLength;
    const outcome = before !== undefined ? 'there' : mayBe ? 'placed' : 'left';
    const threadId = before?.thread.id ?? answered ?? id ?? '';
    judged.push({ author, at, text, quote, anchor, outcome, id: id ?? '', threadId, words });
    threads.push(outcome === 'left' ? answered : threadId);
    if (id !== undefined) ids.add(id);
  }
  return judged;
}

/** Puts those in that can be, one after the other; what there is no room for is left. */
export async function putRemarks(speaking: Speaking, judged: readonly Judged[]): Promise<readonly Judged[]> {
  const put: Judged[] = [];
  for (const one of judged) put.push(one.outcome === 'placed' && !(await isKept(speaking, one)) ? { ...one, outcome: 'left' } : one);
  return put;
}

async function isKept(speaking: Speaking, { id, threadId, words, anchor }: Judged): Promise<boolean> {
  const said = { id, text: words, wording: null, mentions: [] };
  try {
    if (threadId === id) await beginThread(speaking, { ...said, anchor, audience: 'readers', assignedTo: null });
    else await answer(speaking, threadId, said);
    return true;
  } catch (error) {
    if (error instanceof Refusal && ['tooManyComments', 'notFound', 'noRight', 'conflict'].includes(error.code)) return false;
    throw error;
  }
}

const isFree = (thread: CommentThread | undefined, isMine: (thread: CommentThread) => boolean) => thread === undefined || isMine(thread);

/** Programs write the hour of where they run: so many quarters apart, and to the second the same, is the same. */
const quarterMs = 15 * 60_000;
const furthestMs = 14 * 60 * 60_000;

/** Whether a remark is what Yrka wrote into the file; one whose words are gone begins with them there. */
function isSaidHere({ text, at }: PlacedRemark, comment: CommentThread['comments'][number]): boolean {
  if (comment.text === '' || !(text === comment.text || text.endsWith(`\n${comment.text}`))) return false;
  // Whoever has Word take names out of a file has it take the hours as well.
  if (at === null) return true;
  const apart = Math.abs(Date.parse(`${at}Z`) - Math.floor(comment.at.getTime() / 1_000) * 1_000);
  return apart <= furthestMs && apart % quarterMs === 0;
}

const programs = { docx: 'Word', odt: 'OpenDocument', text: 'filen' } as const;
const maxNameLength = 200;

/** It as a comment: what was said, and then by whom, where and when. */
function commentWords({ author, at, text, quote, anchor, isDone }: PlacedRemark, format: Brought['format'], isAnswer: boolean): string {
  const day = at === null ? null : writeDate(at.slice(0, 10));
  const name = plainLine(author).trim().slice(0, maxNameLength);
  const said = `${isAnswer ? 'Svar' : 'Kommentar'} i ${programs[format]}${name === '' ? '' : ` av ${name}`}`;
  const origin = [said, ...(day === null ? [] : [day]), ...(isDone ? ['markerad som klar'] : [])].join(', ');
  const about = anchor === null && quote !== '' && !isAnswer ? [`”${quote}”`] : [];
  return plainText([...about, text, `(${origin})`].join('\n')).trim();
}
