import type { AuditEntry } from '../audit.ts';
import type { CommentRow, CommentThreadRow } from '../comments.ts';
import type { SuggestionDecisionRow } from '../decisions.ts';
import type { ClientRow, DocumentRow, MatterRow, PersonRow } from '../contract.ts';
import type { RescueRow } from '../own.ts';
import type { OriginRow } from '../origins.ts';
import type { MaskDecisionRow } from '../masks.ts';
import type { CorrectionRow, PublicNoticeRow, StatementRow, VerificationRow, VerifierRow } from '../minutes.ts';
import type { MailHabit, NoticeRow } from '../notices.ts';
import type { ReviewRow, ShareRow } from '../reviews.ts';
import type { AttachmentRow, GrantRow, HandlingRow, InvitationRow, LockRow, ReferralRow, ReportStepRow, SideVersionRow, SignatureRow } from '../way.ts';
import type { Run } from '../runs.ts';
import type { MomentRow, NamedVersionRow, RestorationRow } from '../versions.ts';
import type { AssignmentRow, AttendanceRow, BodyRow, MeetingRow, MunicipalityRow, PartyRow, TemplateRow, TermRow } from '../organisation.ts';
import { codec, type Stored } from './codec.ts';

/** The tables of yrka.sqlite, as migrations.ts makes them. */
export type Tables = {
  matter: Stored<MatterRow>;
  document: Stored<DocumentRow>;
  person: Stored<PersonRow>;
  client: Stored<ClientRow>;
  rescue: Stored<StoredRescue>;
  /** `isIndexed`: 1 where words of it may stand in the index still. */
  erasure: { documentId: string; isIndexed: number };
  unsettledFile: { keeper: string; sha256: string };
  snapshot: { documentId: string; epoch: number; upTo: number; bytes: Uint8Array };
  municipality: Stored<MunicipalityRow> & { one: number };
  template: Stored<TemplateRow>;
  body: Stored<BodyRow>;
  meeting: Stored<MeetingRow>;
  party: Stored<PartyRow>;
  term: Stored<TermRow>;
  assignment: Stored<AssignmentRow>;
  attendance: Stored<AttendanceRow>;
  meetingOfItem: { documentId: string; meetingId: string };
  lock: Stored<LockRow>;
  signature: Stored<SignatureRow>;
  grant: Stored<GrantRow>;
  invitation: Stored<InvitationRow>;
  referral: Stored<ReferralRow>;
  reportStep: Stored<ReportStepRow>;
  handling: Stored<HandlingRow>;
  attachment: Stored<AttachmentRow>;
  sideVersion: Stored<SideVersionRow>;
  handover: { documentId: string; at: number; doneAt: number | null };
  writer: { documentId: string; personId: string; at: number };
  seen: { documentId: string; personId: string; seq: number };
  /** Full text (FTS5) of what no party has for itself. */
  words: { documentId: string; title: string; text: string };
  /** What the parties have for themselves. */
  draftWords: { documentId: string; title: string; text: string };
  /** The documents whose words are in one of the two. */
  indexed: { documentId: string };
  verification: Stored<VerificationRow>;
  verifier: Stored<VerifierRow>;
  publicNotice: Stored<PublicNoticeRow>;
  correction: Stored<CorrectionRow>;
  statement: Stored<StatementRow>;
  maskDecision: Stored<MaskDecisionRow>;
  commentThread: Stored<CommentThreadRow>;
  comment: Stored<CommentRow>;
  suggestionDecision: Stored<SuggestionDecisionRow>;
  commentRead: { personId: string; threadId: string; upTo: number };
  share: Stored<ShareRow>;
  review: Stored<ReviewRow>;
  sharedEntry: { documentId: string; seq: number };
  run: Stored<Run> & { documentId: string };
  /** `upTo` is null where none are kept any more. */
  runProgress: { documentId: string; upTo: number | null; isShown: number };
  moment: Stored<MomentRow>;
  namedVersion: Stored<NamedVersionRow>;
  restoration: Stored<RestorationRow>;
  origin: Stored<OriginRow>;
  notice: Stored<NoticeRow>;
  mute: { personId: string; matterId: string };
  mailHabit: { personId: string; habit: MailHabit };
  audit: Stored<Omit<AuditEntry, 'subject'>> & { subjectKind: AuditEntry['subject']['kind']; subjectId: string };
};

/** A rescue as it is stored: `by` is no name for a column. */
export type StoredRescue = Omit<RescueRow, 'by'> & { readonly removedBy: string | null };

export const rescueCodec = codec<StoredRescue>({ instants: ['createdAt', 'takenAt'], json: ['parts'] });
export const matterCodec = codec<MatterRow>({ instants: ['createdAt', 'receivedAt', 'movedAt', 'announcedAt', 'decidedAt', 'closedAt'] });
export const documentCodec = codec<DocumentRow>({ instants: ['createdAt', 'updatedAt'], json: ['movers'] });
export const personCodec = codec<PersonRow>({ json: ['roles'], flags: ['isProtected', 'isActive'] });
export const municipalityCodec = codec<MunicipalityRow>({ instants: ['setUpAt'], json: ['rules', 'templateChanges'] });
export const templateCodec = codec<TemplateRow>({ json: ['template'] });
export const bodyCodec = codec<BodyRow>({ flags: ['isActive'] });
export const meetingCodec = codec<MeetingRow>({ flags: ['isCancelled'] });
export const partyCodec = codec<PartyRow>({ flags: ['isLocal', 'isActive'] });
export const lockCodec = codec<LockRow>({ instants: ['at', 'liftedAt'] });
export const signatureCodec = codec<SignatureRow>({ instants: ['at', 'endedAt'] });
export const grantCodec = codec<GrantRow>({ instants: ['at', 'endedAt'] });
export const invitationCodec = codec<InvitationRow>({ instants: ['at', 'expiresAt', 'codeExpiresAt', 'usedAt', 'endedAt'], flags: ['isCodeMailed'] });
export const referralCodec = codec<ReferralRow>({ instants: ['sentAt', 'answeredAt'] });
export const reportStepCodec = codec<ReportStepRow>({ instants: ['at'] });
export const verificationCodec = codec<VerificationRow>({ instants: ['at', 'verifiedAt', 'returnedAt'], flags: ['isImmediate'] });
export const verifierCodec = codec<VerifierRow>({ instants: ['verifiedAt'] });
export const publicNoticeCodec = codec<PublicNoticeRow>({ instants: ['at'] });
export const statementCodec = codec<StatementRow>({ instants: ['receivedAt'] });
export const correctionCodec = codec<CorrectionRow>({ instants: ['at'] });
export const maskDecisionCodec = codec<MaskDecisionRow>({ instants: ['at'] });
export const attachmentCodec = codec<AttachmentRow>({ instants: ['at'] });
export const sideVersionCodec = codec<SideVersionRow>({ instants: ['at'] });
export const commentThreadCodec = codec<CommentThreadRow>({ instants: ['createdAt', 'resolvedAt'], json: ['anchor'] });
export const commentCodec = codec<CommentRow>({ instants: ['at', 'editedAt', 'removedAt'], json: ['mentions'] });
export const suggestionDecisionCodec = codec<SuggestionDecisionRow>({ instants: ['at'], json: ['quoted'] });
export const shareCodec = codec<ShareRow>({ instants: ['at'], json: ['movers'] });
export const reviewCodec = codec<ReviewRow>({ instants: ['askedAt', 'remindedAt', 'doneAt'] });
export const runCodec = codec<Run>({ instants: ['at'], json: ['source'] });
export const momentCodec = codec<MomentRow>({ instants: ['from', 'at'] });
export const namedVersionCodec = codec<NamedVersionRow>({ instants: ['at'] });
export const restorationCodec = codec<RestorationRow>({ instants: ['versionAt', 'at'] });
export const originCodec = codec<OriginRow>({ instants: ['at', 'madeAt'], json: ['versions'] });
export const noticeCodec = codec<NoticeRow>({ instants: ['at', 'readAt', 'mailedAt'] });
