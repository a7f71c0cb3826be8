import { mayBeAskedToReview } from '@yrka/policies';
import { newBlockId } from '@yrka/schema';
import type { CivilDate, DocumentRow, PersonRow, ReviewRow, ReviewVerdict, Rows, ShareRow } from '@yrka/storage';
import type { AuditAct } from '../audit/acts.ts';
import { chainOf } from '../audit/record.ts';
import { actorOf, spaceOf } from '../documents/access.ts';
import { epochOf, readVersion } from '../documents/reading.ts';
import { listedTitle, moversOf } from '../documents/summary.ts';
import { takeAway } from '../invitations/takingAway.ts';
import { tell } from '../notices/tell.ts';
import { civilMoment } from '../organisation/civil.ts';
import { Refusal } from '../refusal.ts';
import { type Acting, orConflict, recordAct } from './acting.ts';

export type Sharing = { readonly personIds: readonly string[]; readonly dueOn: CivilDate | null; readonly note: string };

/**
 * *Dela för granskning*: shares the text as it stands now, and asks people to review it. Those who were asked before and
 * are not named keep what they came to, and hear that there is a new version. Nobody named: a new version alone.
 *
 * @throws Refusal `dateHasPassed`; `mayNotReview` for one who may not be asked; `notFound` for nobody of the register
 */
export async function shareForReview(acting: Acting, document: DocumentRow, { personIds, dueOn, note }: Sharing): Promise<void> {
  const { server, person, at } = acting;
  const { storage, rooms } = server;
  if (dueOn !== null && dueOn < civilMoment(at).date) throw new Refusal('dateHasPassed');
  const asked = [...new Set(personIds)];
  // As at a lock: what anybody has sent until now is in the journal, and so in what is shared.
  await rooms.frozen(document.id, async () => {
    const { version, content } = await readVersion(storage, document.id);
    const epoch = await epochOf(storage.journal, document.id);
    const movers = document.kind === 'motion' ? moversOf(content) : document.movers;
    await storage.rows.transaction(async (rows) => {
      // Still where it was found, or somebody has just sent it on.
      orConflict(await rows.changeStage(document.id, document.stage, document.stage));
      const share = { id: newBlockId(), documentId: document.id, seq: version, epoch, title: listedTitle(content), movers, at, by: person.id, note, dueOn };
      await rows.reviews.insertShare(share);
      const before = await rows.reviews.reviews({ documentId: document.id });
      for (const id of asked) await ask(rows, acting, document, share, await reviewerFrom(rows, document, id, person));
      await recordAct(rows, acting, subjectOf(document, 'shareForReview'), { share: share.id, version, reviewers: asked.length, due: dueOn });
      await tell(rows, { kind: 'reviewAsked', to: asked, ...about(acting, document) });
      const others = before.map(({ personId }) => personId).filter((id) => !asked.includes(id));
      await tell(rows, { kind: 'versionShared', to: others, ...about(acting, document) });
    });
  });
}

/** Gives one person the document to review, until the share's day. */
export async function ask(
  rows: Rows,
  { at, person }: Pick<Acting, 'at' | 'person'>,
  { id: documentId }: DocumentRow,
  { dueOn }: ShareRow,
  reviewer: PersonRow,
): Promise<void> {
  const given = await rows.way.grants({ documentId, personId: reviewer.id });
  if (!given.some(({ role }) => role === 'reviewer'))
    await rows.way.insertGrant({ id: newBlockId(), documentId, personId: reviewer.id, role: 'reviewer', by: person.id, at, endedAt: null });
  const unanswered = { remindedAt: null, verdict: null, words: '', doneAt: null, doneSeq: null } as const;
  await rows.reviews.putReview({ documentId, personId: reviewer.id, askedBy: person.id, askedAt: at, dueOn, ...unanswered });
}

/** Asks anybody again who was asked before, a guest as well. */
async function reviewerFrom(rows: Rows, document: DocumentRow, id: string, by: PersonRow): Promise<PersonRow> {
  const person = await rows.person(id);
  if (person === null || !person.isActive || person.id === by.id) throw new Refusal('notFound');
  const isGuestHere = person.roles.includes('guest') && (await rows.reviews.reviews({ documentId: document.id })).some(({ personId }) => personId === id);
  if (!isGuestHere && !mayBeAskedToReview(actorOf(person), { kind: document.kind, space: spaceOf(document) })) throw new Refusal('mayNotReview');
  return person;
}

/** *Klar med granskningen*, of the version that was shared last. @throws Refusal `conflict` for one who is done already, or was not asked */
export async function finishReview(
  acting: Acting,
  document: DocumentRow,
  { verdict, words }: { readonly verdict: ReviewVerdict; readonly words: string },
): Promise<void> {
  const { person, at, server } = acting;
  await server.storage.rows.transaction(async (rows) => {
    const review = await reviewOf(rows, document, person.id);
    const [share] = await rows.reviews.newestShares([document.id]);
    orConflict(review !== null && share !== undefined);
    if (review === null || share === undefined) return;
    orConflict(await rows.reviews.finishReview(document.id, person.id, { verdict, words, doneAt: at, doneSeq: share.seq }));
    await recordAct(rows, acting, subjectOf(document, 'finishReview'), { verdict });
    await tell(rows, { kind: 'reviewDone', to: [review.askedBy, share.by], ...about(acting, document) });
  });
}

/** @throws Refusal `conflict` for one who is done, or was not asked */
export async function remindReviewer(acting: Acting, document: DocumentRow, { personId }: { readonly personId: string }): Promise<void> {
  await acting.server.storage.rows.transaction(async (rows) => {
    orConflict(await rows.reviews.remindReviewer(document.id, personId, acting.at));
    await recordAct(rows, acting, subjectOf(document, 'remindReviewer'), { person: personId });
    await tell(rows, { kind: 'reviewReminded', to: [personId], ...about(acting, document) });
  });
}

/** Takes back that somebody was asked, and with it what they read by that alone. @throws Refusal `conflict` for one who was not */
export async function endReview(acting: Acting, document: DocumentRow, { personId }: { readonly personId: string }): Promise<void> {
  await acting.server.storage.rows.transaction(async (rows) => {
    orConflict((await reviewOf(rows, document, personId)) !== null);
    const person = await rows.person(personId);
    if (person?.roles.includes('guest')) await takeAway(rows, document, personId, acting.at);
    else {
      await rows.reviews.deleteReview(document.id, personId);
      await rows.way.endGrants(document.id, personId, acting.at, 'reviewer');
    }
    await recordAct(rows, acting, subjectOf(document, 'endReview'), { person: personId });
  });
}

async function reviewOf(rows: Rows, { id }: DocumentRow, personId: string): Promise<ReviewRow | null> {
  return (await rows.reviews.reviews({ documentId: id })).find((review) => review.personId === personId) ?? null;
}

const subjectOf = (document: DocumentRow, act: AuditAct) => ({ chain: chainOf(document), act, subject: { kind: 'document', id: document.id } }) as const;

function about(
  { person, at }: Acting,
  { id, matterId }: DocumentRow,
): { readonly matterId: string; readonly documentId: string; readonly actorId: string; readonly at: Date } {
  return { matterId, documentId: id, actorId: person.id, at };
}
