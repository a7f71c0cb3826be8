import { createRoute, z } from '@hono/zod-openapi';
import { isElected, lockedStages, publicStages } from '@yrka/policies';
import { type AssignmentRole, assignmentRoles, type BodyRow, type Verification as VerificationState } from '@yrka/storage';
import type { Verification } from '../api.ts';
import type { Routes, ServerContext } from '../context.ts';
import { actorOf, type OpenDocument } from '../documents/access.ts';
import { lockedContent } from '../documents/lockedText.ts';
import { itemFacts } from '../documents/itemFacts.ts';
import { readVersion } from '../documents/reading.ts';
import { usuallyKeptAt } from '../acts/verifying.ts';
import { announceBy, appealTimes } from '../organisation/appeal.ts';
import { civilMoment } from '../organisation/civil.ts';
import { Refusal } from '../refusal.ts';
import { requirePerson } from '../session.ts';
import { json, newRoutes, refusals } from './responses.ts';
import { verificationSchema } from './verificationMessages.ts';

const read = createRoute({
  method: 'get',
  path: '/api/documents/{documentId}/verification',
  summary: 'How far an item of the minutes has come: who verifies it, what stands on the noticeboard, what was corrected',
  request: { params: z.object({ documentId: z.string() }) },
  responses: { 200: json(verificationSchema, 'Its way'), ...refusals('notSignedIn', 'notFound', 'documentTooHeavy', 'readersBusy') },
});

export function verificationRoutes({ access, storage, now }: ServerContext): Routes {
  const { rows } = storage;
  return newRoutes().openapi(read, async (c) => {
    const person = requirePerson(c);
    const item = await access.document(person, c.req.valid('param').documentId);
    const { row, acts } = item;
    if (row.kind !== 'minutesItem') throw new Refusal('notFound');
    const lock = lockedStages.has(row.stage) ? await rows.way.lock(row.id) : null;
    const content = lock === null ? (await readVersion(storage, row.id)).content : lockedContent(lock);
    const [verifications, notice, corrections, bodies] = await Promise.all([
      rows.minutes.verifications(row.id),
      rows.minutes.publicNotice(row.id),
      rows.minutes.corrections(row.id),
      rows.organisation.bodies(),
    ]);
    const { paragraphNumber, body, recipients, verifierIds } = itemFacts(content);
    const current = lock === null ? undefined : verifications.find(({ lockId }) => lockId === lock.id);
    const returned = row.stage === 'working' && item.mayWrite ? verifications.findLast(({ returnedAt }) => returnedAt !== null) : undefined;
    const today = civilMoment(now()).date;
    const answer: Verification = {
      paragraphNumber,
      body,
      sending: acts.includes('sendForVerification') ? await sendingFor(bodyNamed(bodies, body), verifierIds) : null,
      verification: current === undefined ? null : await told(current, person.id),
      returned:
        returned === undefined || returned.returnedAt === null
          ? null
          : { by: await nameOf(returned.returnedBy), at: returned.returnedAt.toISOString(), reason: returned.reason },
      notice:
        notice === null ? null : { announcedOn: notice.announcedOn, appealUntil: notice.appealUntil, takeDownFrom: notice.takeDownFrom, keptAt: notice.keptAt },
      noticeToday:
        acts.includes('postPublicNotice') && current?.verifiedAt != null
          ? { announcedOn: today, ...appealTimes(today), keptAt: await usuallyKeptAt(rows, row), announceBy: announceBy(civilMoment(current.verifiedAt).date) }
          : null,
      corrections: corrections.map(({ id, blockId, before, after, reason, byName, at }) => ({
        id,
        blockId,
        before,
        after,
        reason,
        by: byName,
        at: at.toISOString(),
      })),
      recipients: isVerified(item) ? [...recipients] : [],
    };
    return c.json(answer, 200);
  });

  async function told({ isImmediate, by, at, verifiedAt, verifiers }: VerificationState, readerId: string): Promise<NonNullable<Verification['verification']>> {
    return {
      isImmediate,
      by: await nameOf(by),
      at: at.toISOString(),
      verifiedAt: verifiedAt?.toISOString() ?? null,
      verifiers: await Promise.all(
        verifiers.map(async ({ personId, name, party, role, verifiedAt: when, recordedBy, note }) => ({
          personId,
          name,
          party,
          role,
          verifiedAt: when?.toISOString() ?? null,
          isOwn: personId === readerId,
          recordedBy: recordedBy === null ? null : await nameOf(recordedBy),
          note,
        })),
      ),
    };
  }

  /** Everybody who sits in the body, else everybody who is elected. */
  async function sendingFor(body: BodyRow | null, named: readonly string[]): Promise<NonNullable<Verification['sending']>> {
    const [people, seats] = await Promise.all([
      rows.people(),
      body === null ? Promise.resolve([]) : rows.organisation.assignments({ bodyId: body.id, on: civilMoment(now()).date }),
    ]);
    const elected = people.filter((person) => isElected(actorOf(person)));
    const seatOf = new Map(seats.map(({ personId, role }) => [personId, role]));
    const sitting = elected.filter(({ id }) => seatOf.has(id)).toSorted((one, other) => place(seatOf.get(one.id)) - place(seatOf.get(other.id)));
    const chosen = sitting.length === 0 ? elected : sitting;
    const chair = sitting.find(({ id }) => seatOf.get(id) === 'chair');
    const beside = chosen.filter(({ id }) => named.includes(id) && id !== chair?.id);
    const others = sitting.filter(({ id }) => seatOf.get(id) === 'viceChair' || seatOf.get(id) === 'member');
    return {
      chairId: chair?.id ?? null,
      // In the assembly two, elsewhere one (DOMAIN: justering); whom, the body has decided.
      verifierIds: (beside.length > 0 ? beside : chair === undefined ? [] : others.slice(0, body?.kind === 'assembly' ? 2 : 1)).map(({ id }) => id),
      people: chosen.map(({ id, name, party }) => ({ personId: id, name, party, seat: seatOf.get(id) ?? null })),
    };
  }

  async function nameOf(id: string | null): Promise<string> {
    return id === null ? '' : ((await rows.person(id))?.name ?? '');
  }
}

const place = (role: AssignmentRole | undefined) => (role === undefined ? assignmentRoles.length : assignmentRoles.indexOf(role));

const isVerified = ({ row }: OpenDocument) => publicStages.has(row.stage);

/** By its name, or what it is called for short; null where the text names none that there is. */
function bodyNamed(bodies: readonly BodyRow[], name: string | null): BodyRow | null {
  const wanted = name?.toLocaleLowerCase('sv') ?? '';
  return bodies.find((body) => body.isActive && [body.name, body.shortName].some((known) => known.toLocaleLowerCase('sv') === wanted)) ?? null;
}
