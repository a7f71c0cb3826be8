import { createRoute, z } from '@hono/zod-openapi';
import { mayBeAskedToReview } from '@yrka/policies';
import type { ReviewRow, ShareRow } from '@yrka/storage';
import { suggestionsIn } from '@yrka/ydoc';
import type { Review } from '../api.ts';
import { threadsFor } from '../comments/comments.ts';
import type { Routes, ServerContext } from '../context.ts';
import { actorOf, type OpenDocument, spaceOf } from '../documents/access.ts';
import { entriesAfter } from '../documents/entries.ts';
import { Naming } from '../documents/naming.ts';
import { readSuggestedFor } from '../documents/reading.ts';
import { civilMoment } from '../organisation/civil.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { json, newRoutes, refusals } from './responses.ts';
import { reviewSchema } from './reviewMessages.ts';

const read = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/review',
  summary: 'What was shared for review, who was asked and what they came to: for those who write there, and for whoever was asked',
  request: { params: z.object({ documentId: z.string() }) },
  responses: { 200: json(reviewSchema, 'The review'), ...refusals('notSignedIn', 'noRight', 'notFound') },
});

export function reviewRoutes(server: ServerContext): Routes {
  const { access, storage, now } = server;
  const { rows } = storage;
  return newRoutes().openapi(read, async (c) => {
    const person = requirePerson(c);
    const document = await access.document(person, c.req.valid('param').documentId);
    const { row, circles } = document;
    const reviews = await rows.reviews.reviews({ documentId: row.id });
    const isWriter = circles.includes('writers');
    const own = reviews.find(({ personId }) => personId === person.id) ?? null;
    if (!isWriter && own === null) throw new Refusal('noRight');
    const naming = new Naming(person, server);
    const shared = (await rows.reviews.shares(row.id)).at(-1) ?? null;
    const shown = isWriter ? reviews : reviews.filter((review) => review === own);
    const answer: Review = {
      shared: shared && {
        version: shared.seq,
        at: shared.at.toISOString(),
        by: await naming.actor(shared.by),
        note: shared.note,
        dueOn: shared.dueOn,
      },
      hasChanged: isWriter && shared !== null && (await isWrittenSince(shared, reviews)),
      reviewers: await Promise.all(shown.map((review) => reviewerOf(naming, review, shared))),
      candidates: document.acts.includes('shareForReview') ? await candidatesFor(document, person.id) : [],
      own: own === null ? null : { reviewer: await reviewerOf(naming, own, shared), ...(await pointsOf()) },
    };
    return c.json(answer, 200);

    /** What the person said and suggested: what is still open, and what became of the rest. */
    async function pointsOf(): Promise<Omit<NonNullable<Review['own']>, 'reviewer'>> {
      const threads = (await threadsFor({ server, person, document })).filter(({ comments }) => comments[0]?.personId === person.id);
      const decisions = (await rows.suggestionDecisions.of(row.id)).filter(({ suggestedBy }) => suggestedBy === person.id);
      const suggested = suggestionsIn(await readSuggestedFor(storage, document)).filter(({ by }) => by === person.id);
      const decided = new Set(decisions.map(({ suggestionId }) => suggestionId));
      const resolved = threads.filter(({ thread }) => thread.resolvedAt !== null);
      return {
        open: threads.length - resolved.length + suggested.filter(({ id }) => !decided.has(id)).length,
        taken: decisions.filter(({ verdict }) => verdict === 'accept').length + resolved.filter(({ thread }) => thread.outcome !== 'notDone').length,
        notTaken: [
          ...decisions.filter(({ verdict }) => verdict === 'reject').map(({ quoted, reason }) => ({ what: wordsOf(quoted), reason })),
          ...resolved
            .filter(({ thread }) => thread.outcome === 'notDone')
            .map(({ thread, comments }) => ({ what: comments[0]?.text.slice(0, longestWords) ?? '', reason: thread.outcomeReason })),
        ],
      };
    }
  });

  async function reviewerOf(naming: Naming, review: ReviewRow, shared: ShareRow | null): Promise<Review['reviewers'][number]> {
    const { personId, askedAt, dueOn, remindedAt, verdict, words, doneAt, doneSeq } = review;
    return {
      person: await naming.actor(personId),
      askedAt: askedAt.toISOString(),
      dueOn,
      isLate: doneAt === null && dueOn !== null && dueOn < civilMoment(now()).date,
      remindedAt: remindedAt?.toISOString() ?? null,
      done: doneAt === null || verdict === null ? null : { at: doneAt.toISOString(), verdict, words, isOfNewest: doneSeq === shared?.seq },
    };
  }

  /** What reviewers suggest changes nothing. */
  async function isWrittenSince({ documentId, seq }: ShareRow, reviews: readonly ReviewRow[]): Promise<boolean> {
    const reviewers = new Set(reviews.map(({ personId }) => personId));
    for await (const entries of entriesAfter(storage.journal, documentId, seq))
      if (entries.some(({ personId, epoch }) => epoch === undefined && !(personId !== null && reviewers.has(personId)))) return true;
    return false;
  }

  async function candidatesFor({ row }: OpenDocument, personId: string): Promise<Review['candidates']> {
    const place = { kind: row.kind, space: spaceOf(row) };
    return (await rows.people())
      .filter((person) => person.id !== personId && !person.isProtected && mayBeAskedToReview(actorOf(person), place))
      .map(({ id, name, title, party }) => ({ id, name, title, party }));
  }
}

/** As much as one recognises it by. */
const longestWords = 120;

/** What a decision was about: what was to come, else what was to go. */
function wordsOf(quoted: object): string {
  // As routes/suggestions.ts has checked it.
  const { removed, added, what } = quoted as { readonly removed?: unknown; readonly added?: unknown; readonly what?: unknown };
  const words = [added, removed, what].find((one) => typeof one === 'string' && one.trim() !== '');
  return typeof words === 'string' ? words.trim().slice(0, longestWords).toWellFormed() : '';
}
