import { newBlockId } from '@yrka/schema';
import type { Rows } from '@yrka/storage';

/** What somebody can be told of. The web app and the mail have the words; none of them names a title or a text. */
export const noticeKinds = [
  // in a party group
  'signatureAsked',
  'signed',
  'unlocked',
  'filed',
  'invitationUsed',
  'accessGiven',
  'commentAnswered',
  'commentMentioned',
  'commentAssigned',
  /** Somebody has come into the group: it is they who are named. */
  'joinedGroup',
  // of reviewing, in either
  'reviewAsked',
  'reviewReminded',
  'versionShared',
  'reviewDone',
  /** Of what a reviewer suggested or said something was taken, or not. */
  'pointsAnswered',
  // in the municipality
  'received',
  'registered',
  'announced',
  'referred',
  'referralAnswered',
  'assigned',
  'inPreparation',
  'approvalAsked',
  'approved',
  'returned',
  'finalised',
  'scheduled',
  'handled',
  'decided',
  'statementReceived',
  'verificationAsked',
  'itemReturned',
  'itemVerified',
  'itemAnnounced',
  'itemCorrected',
  'withdrawn',
  'closed',
  // of one's own place in the register, and one's own way in
  'addressChanged',
  'secondFactorReset',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Who answers points one by one says one thing: the newest notice stands for those before it that are not read. */
const gathered: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['pointsAnswered']);

export type Telling = {
  readonly kind: NoticeKind;
  /** Ids of persons; the one who acts is left out, and nobody is told twice. */
  readonly to: readonly string[];
  readonly matterId: string | null;
  readonly documentId: string | null;
  /** Left out for what is about no comment. */
  readonly commentId?: string;
  readonly actorId: string | null;
  readonly at: Date;
};

/** Tells people that something happened, in the transaction in which it did. Those who muted the matter are not told. */
export async function tell(rows: Rows, { kind, to, matterId, documentId, commentId, actorId, at }: Telling): Promise<void> {
  const people = [...new Set(to)].filter((id) => id !== actorId);
  const muted = await Promise.all(people.map(async (id) => matterId !== null && (await rows.notices.muted(id)).includes(matterId)));
  const told = people.filter((_, index) => muted[index] === false);
  if (gathered.has(kind) && documentId !== null) await rows.notices.forgetUnread({ personIds: told, kind, documentId });
  await rows.notices.insert(
    told.map((personId) => ({
      id: newBlockId(),
      personId,
      kind,
      matterId,
      documentId,
      commentId: commentId ?? null,
      actorId,
      at,
      readAt: null,
      mailedAt: null,
    })),
  );
}
