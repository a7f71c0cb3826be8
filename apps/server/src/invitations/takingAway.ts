import type { DocumentRow, Rows } from '@yrka/storage';

/** Ends what somebody was given to a document, with the ways in that led to it. Returns whether they had anything. */
export async function takeAway(rows: Rows, { id: documentId }: DocumentRow, personId: string, at: Date): Promise<boolean> {
  const had = await rows.way.endGrants(documentId, personId, at);
  await rows.reviews.deleteReview(documentId, personId);
  for (const invitation of await rows.way.invitations(documentId)) {
    if (invitation.personId === personId && invitation.endedAt === null) await rows.way.changeInvitation(invitation.id, { endedAt: at, codeHash: null });
  }
  // A guest is nobody but for that one document: their sessions end with it.
  const person = await rows.person(personId);
  if (person?.roles.includes('guest') && (await rows.way.grants({ personId })).length === 0) await rows.putPeople([{ ...person, isActive: false }]);
  return had;
}
