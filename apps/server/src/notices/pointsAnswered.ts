import type { DocumentRow, PersonRow, Rows } from '@yrka/storage';
import { tell } from './tell.ts';

/** Tells those of `makers` who were asked to review a document that something they suggested or said there was answered. */
export async function tellOfAnswers(
  rows: Rows,
  { document, by, at, makers }: { readonly document: DocumentRow; readonly by: PersonRow; readonly at: Date; readonly makers: readonly string[] },
): Promise<void> {
  if (makers.length === 0) return;
  const reviewers = (await rows.reviews.reviews({ documentId: document.id })).map(({ personId }) => personId);
  const to = reviewers.filter((id) => makers.includes(id));
  await tell(rows, { kind: 'pointsAnswered', to, matterId: document.matterId, documentId: document.id, actorId: by.id, at });
}
