import { z } from '@hono/zod-openapi';
import type { DocumentActName } from '@yrka/policies';
import { type DocumentRow, reviewVerdicts } from '@yrka/storage';
import { isCivilDate } from '../organisation/civil.ts';
import { Refusal } from '../refusal.ts';
import type { Acting } from './acting.ts';
import { discardDraft } from './discarding.ts';
import { file } from './filing.ts';
import { handIn } from './handingIn.ts';
import { endReview, finishReview, remindReviewer, shareForReview } from './reviewing.ts';
import { approve, finalise, returnForChanges, revise, sendForApproval } from './reporting.ts';
import { hideWriters, showWriters } from './showingWriters.ts';
import { sendForSigning, sign, unlock, withdrawSignature } from './signing.ts';
import { correct, postPublicNotice, recordVerification, returnItem, sendForVerification, verify } from './verifying.ts';

/** What became of an act: the document to go on with, where it is another than the one acted on. */
export type Acted = { readonly documentId: string | null; readonly matterId: string | null };

const nothing = z.object({}).strict();
/** SHA-256 of the text that the person saw when they acted. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const seen = z.object({ sha256 }).strict();

/** Acts that have routes of their own, because they carry files, make links or make copies. */
type ElsewhereAct = 'inviteWriter' | 'endInvitation' | 'attach' | 'attachScan' | 'removeScan' | 'publish';
export type PlainDocumentAct = Exclude<DocumentActName, ElsewhereAct>;

type Handler = { readonly input: z.ZodType; readonly run: (acting: Acting, document: DocumentRow, given: unknown) => Promise<Acted> };

/** Reads what was given by the act's schema before the act is run. `run` says where to go on, if anywhere. */
function handler<Schema extends z.ZodType>(input: Schema, run: (acting: Acting, document: DocumentRow, input: z.infer<Schema>) => Promise<Acted>): Handler {
  return {
    input,
    run: async (acting, document, given) => {
      const read = input.safeParse(given ?? {});
      if (!read.success) throw new Refusal('badRequest', { cause: read.error });
      return run(acting, document, read.data);
    },
  };
}

/** An act after which one goes on with the same document. */
function stays<Schema extends z.ZodType>(input: Schema, run: (acting: Acting, document: DocumentRow, input: z.infer<Schema>) => Promise<void>): Handler {
  return handler(input, async (acting, document, given) => {
    await run(acting, document, given);
    return { documentId: null, matterId: null };
  });
}

const fileInput = z.object({ sha256: sha256.optional().openapi({ description: 'Of the text the person saw; without it what stands is filed' }) }).strict();
/** Why a report, or an item of the minutes, goes back: a few sentences, not a text of its own. */
const returnInput = z.object({ reason: z.string().trim().max(1000).optional() }).strict();
const finaliseInput = z.object({ meetingId: z.string().max(100).optional() }).strict();

const id = z.string().min(1).max(100);
const handInInput = z.object({ meetingId: id.optional() }).strict();
/** More reviewers than any text has. */
const sharingInput = z
  .object({
    personIds: z.array(id).max(30).default([]),
    dueOn: z.string().refine(isCivilDate).nullable().default(null),
    note: z.string().trim().max(1000).default(''),
  })
  .strict();
const verdictInput = z.object({ verdict: z.enum(reviewVerdicts), words: z.string().trim().max(2000).default('') }).strict();
const ofPerson = z.object({ personId: id }).strict();
/** More verifiers than any body has. */
const sendingInput = z.object({ chairId: id, verifierIds: z.array(id).max(10).default([]), isImmediate: z.boolean().default(false) }).strict();
const elsewhereInput = seen.extend({ personId: id, note: z.string().trim().max(300).default('') }).strict();
const noticeInput = z.object({ keptAt: z.string().trim().min(1).max(200).optional() }).strict();
const correctionInput = z.object({ blockId: id, after: z.string().trim().min(1).max(10_000), reason: z.string().trim().min(1).max(1000) }).strict();

/** Every act on a document that is a request of its own, what it takes and what it does. The policy has been asked before. */
export const documentActHandlers: { readonly [Act in PlainDocumentAct]: Handler } = {
  sendForSigning: stays(nothing, sendForSigning),
  unlock: stays(nothing, unlock),
  sign: stays(seen, (acting, document, input) => sign(acting, document, 'signs', input.sha256)),
  support: stays(seen, (acting, document, input) => sign(acting, document, 'supports', input.sha256)),
  withdrawSignature: stays(nothing, withdrawSignature),
  file: handler(fileInput, (acting, document, input) => file(acting, document, input.sha256 ?? null)),
  discardDraft: stays(nothing, discardDraft),
  showWriters: stays(nothing, showWriters),
  hideWriters: stays(nothing, hideWriters),
  sendForApproval: stays(nothing, sendForApproval),
  approve: stays(seen, (acting, document, input) => approve(acting, document, input.sha256)),
  returnForChanges: stays(returnInput, (acting, document, input) => returnForChanges(acting, document, input.reason ?? '')),
  finalise: stays(finaliseInput, (acting, document, input) => finalise(acting, document, input.meetingId ?? null)),
  revise: handler(nothing, revise),
  shareForReview: stays(sharingInput, shareForReview),
  remindReviewer: stays(ofPerson, remindReviewer),
  endReview: stays(ofPerson, endReview),
  finishReview: stays(verdictInput, finishReview),
  handIn: handler(handInInput, (acting, document, input) => handIn(acting, document, input.meetingId ?? null)),
  sendForVerification: stays(sendingInput, sendForVerification),
  returnItem: stays(returnInput, (acting, document, input) => returnItem(acting, document, input.reason ?? '')),
  verify: stays(seen, (acting, document, input) => verify(acting, document, input.sha256)),
  recordVerification: stays(elsewhereInput, recordVerification),
  postPublicNotice: stays(noticeInput, (acting, document, input) => postPublicNotice(acting, document, input.keptAt)),
  correct: stays(correctionInput, correct),
};

/**
 * Does an act that the policy has allowed, then has everybody's rights asked again.
 *
 * @throws Refusal `badRequest` when the act does not take what was given; what the act itself refuses.
 */
export async function performOnDocument(acting: Acting, act: PlainDocumentAct, document: DocumentRow, given: unknown): Promise<Acted> {
  const { documentId, matterId } = await documentActHandlers[act].run(acting, document, given);
  await acting.server.rooms.rightsChanged(document.id);
  return { documentId, matterId };
}
