import type { z } from '@hono/zod-openapi';
import type * as accountMessages from './routes/accountMessages.ts';
import type * as auditMessages from './routes/auditMessages.ts';
import type * as organisationMessages from './routes/organisationMessages.ts';
import type * as bundleMessages from './routes/bundleMessages.ts';
import type * as attachmentMessages from './routes/attachmentMessages.ts';
import type * as commentMessages from './routes/commentMessages.ts';
import type * as documentMessages from './routes/documentMessages.ts';
import type * as exportMessages from './routes/exportMessages.ts';
import type * as meetingMessages from './routes/meetingMessages.ts';
import type * as importMessages from './routes/importMessages.ts';
import type * as copyMessages from './routes/copyMessages.ts';
import type * as batchMessages from './routes/batchMessages.ts';
import type * as matterMessages from './routes/matterMessages.ts';
import type * as messages from './routes/messages.ts';
import type * as problemMessages from './routes/problemMessages.ts';
import type * as sharingMessages from './routes/sharingMessages.ts';
import type * as statementMessages from './routes/statementMessages.ts';
import type * as suggestionMessages from './routes/suggestionMessages.ts';
import type * as publishingMessages from './routes/publishingMessages.ts';
import type * as verificationMessages from './routes/verificationMessages.ts';
import type * as wayMessages from './routes/wayMessages.ts';
import type * as reviewMessages from './routes/reviewMessages.ts';
import type * as noticeMessages from './routes/noticeMessages.ts';

export type { AuditAct, AuditDetail } from './audit/acts.ts';

/** What the server's routes take and answer, for the web app: types only, so that no server code reaches a browser. */
export type Person = z.infer<typeof messages.personSchema>;
export type PersonRole = z.infer<typeof messages.personRoleSchema>;
/** GET, POST, DELETE /api/session */
export type Session = z.infer<typeof messages.sessionSchema>;
export type SignIn = z.infer<typeof messages.signInSchema>;
/** The ways in below /api/sign-in, all of which answer by an Entry. */
export type Entry = z.infer<typeof accountMessages.entrySchema>;
export type PasswordSignIn = z.infer<typeof accountMessages.passwordSignInSchema>;
/** POST /api/set-up */
export type SetUp = z.infer<typeof accountMessages.setUpSchema>;
/** GET /api/account */
export type Account = z.infer<typeof accountMessages.accountSchema>;
/** POST /api/account/second-factor */
export type SecondFactor = z.infer<typeof accountMessages.secondFactorSchema>;
export type BackupCodes = z.infer<typeof accountMessages.backupCodesSchema>;
/** GET /api/matters */
export type MatterList = z.infer<typeof matterMessages.matterListSchema>;
/** GET /api/matters/:id, POST /api/matters */
export type MatterSummary = z.infer<typeof matterMessages.matterSummarySchema>;
export type MatterDetails = z.infer<typeof matterMessages.matterDetailsSchema>;
export type MeetingSummary = z.infer<typeof matterMessages.meetingSummarySchema>;
/** GET /api/planning */
export type Planning = z.infer<typeof matterMessages.planningSchema>;
/** GET /api/unanswered */
export type Batch = z.infer<typeof batchMessages.batchSchema>;
export type BatchPlace = z.infer<typeof batchMessages.batchPlaceSchema>;
export type NewBatch = z.infer<typeof batchMessages.newBatchSchema>;
export type ArchiveReport = z.infer<typeof matterMessages.archiveReportSchema>;
export type UnansweredList = z.infer<typeof matterMessages.unansweredSchema>;
/** POST /api/matters/paper */
export type PaperMotion = z.infer<typeof matterMessages.paperSchema>;
export type NewMatter = z.infer<typeof matterMessages.newMatterSchema>;
/** POST /api/matters/:id/documents */
export type DocumentSummary = z.infer<typeof messages.documentSummarySchema>;
export type NewDocument = z.infer<typeof documentMessages.newDocumentSchema>;
/** GET /api/documents/:id */
export type DocumentDetails = z.infer<typeof documentMessages.documentDetailsSchema>;
/** GET /api/documents/:id/content?version= */
export type DocumentContent = z.infer<typeof documentMessages.contentSchema>;
/** GET /api/documents/:id/pages */
export type DocumentPages = z.infer<typeof exportMessages.documentPagesSchema>;
/** Beside every file, in the header Yrka-Export-Report. */
export type ExportReport = z.infer<typeof exportMessages.exportReportSchema>;
/** GET /api/documents/:id/clauses?version= */
export type Clauses = z.infer<typeof documentMessages.clausesSchema>;
/** GET /api/documents/:id/changes */
export type Changes = z.infer<typeof documentMessages.changesSchema>;
export type VersionPage = z.infer<typeof documentMessages.versionPageSchema>;
export type Restored = z.infer<typeof documentMessages.restoredSchema>;
/** GET /api/documents/:id/blocks/:id/writers?from=&to= */
export type Writers = z.infer<typeof documentMessages.writersSchema>;
/** GET /api/documents/:id/rescues */
export type RescueList = z.infer<typeof documentMessages.rescueListSchema>;
export type Rescue = z.infer<typeof documentMessages.rescueSchema>;
/** POST /api/documents/:id/copies and /api/documents/:id/copies/readings */
export type BroughtCopy = z.infer<typeof copyMessages.broughtCopySchema>;
/** GET /api/documents/:id/suggestions */
export type SuggestionList = z.infer<typeof suggestionMessages.suggestionListSchema>;
/** POST /api/documents/:id/suggestions/decisions */
export type NewSuggestionDecisions = z.input<typeof suggestionMessages.newDecisionsSchema>;
/** POST /api/documents/:id/suggestions/decisions/undone */
export type UndoneSuggestionDecisions = z.input<typeof suggestionMessages.undoneDecisionsSchema>;
/** GET and POST /api/documents/:id/suggestions/decisions */
export type SuggestionDecisionList = z.infer<typeof suggestionMessages.decisionListSchema>;
/** GET /api/documents/:id/publishing, PUT /api/documents/:id/publishing/decisions */
export type Publishing = z.infer<typeof publishingMessages.publishingSchema>;
export type NewMaskDecisions = z.infer<typeof publishingMessages.newMaskDecisionsSchema>;
/** GET /api/documents/:id/comments */
export type CommentList = z.infer<typeof commentMessages.commentListSchema>;
/** POST /api/documents/:id/comments */
export type NewComment = z.input<typeof commentMessages.newCommentSchema>;
/** POST /api/documents/:id/comments/:id/replies */
export type NewReply = z.input<typeof commentMessages.newReplySchema>;
/** POST /api/documents/:id/comments/:id/resolved */
export type CommentOutcome = z.input<typeof commentMessages.resolvingSchema>;
/** POST /api/documents/:id/comments/:id */
export type CommentChange = z.input<typeof commentMessages.commentChangeSchema>;
/** POST /api/bundles/previews */
export type BundlePreview = z.infer<typeof bundleMessages.bundlePreviewSchema>;
/** POST /api/bundles */
export type TakenIn = z.infer<typeof bundleMessages.takenInSchema>;
/** POST /api/imports?name= */
export type ImportedMatter = z.infer<typeof importMessages.importedSchema>;
/** POST /api/imports/readings */
export type Reading = z.infer<typeof importMessages.readingSchema>;
/** GET /api/documents/:id/attachments */
export type AttachmentList = z.infer<typeof attachmentMessages.attachmentListSchema>;
export type Attachment = z.infer<typeof attachmentMessages.attachmentSchema>;
/** GET /api/documents/:id/sharing */
export type Sharing = z.infer<typeof sharingMessages.sharingSchema>;
export type Invitation = z.infer<typeof sharingMessages.invitationSchema>;
/** POST /api/documents/:id/grants */
export type NewGrant = z.input<typeof sharingMessages.newGrantSchema>;
/** POST /api/documents/:id/invitations */
export type NewInvitation = z.input<typeof sharingMessages.newInvitationSchema>;
export type SentInvitation = z.infer<typeof sharingMessages.sentInvitationSchema>;
/** POST /api/documents/:id/invitations/:id/code */
export type InvitationCode = z.infer<typeof sharingMessages.invitationCodeSchema>;
/** POST /api/invitations/opened, /codes, /entered */
export type OpenedInvitation = z.infer<typeof sharingMessages.openedInvitationSchema>;
export type Entered = z.infer<typeof sharingMessages.enteredSchema>;
/** GET /api/people?query= */
export type People = z.infer<typeof messages.peopleSchema>;
/** POST /api/documents/:id/acts/:act */
export type Acted = z.infer<typeof wayMessages.actedSchema>;
/** GET /api/documents/:id/lock */
export type Lock = z.infer<typeof wayMessages.lockSchema>;
/** GET /api/documents/:id/filing */
export type Filing = z.infer<typeof wayMessages.filingSchema>;
/** GET /api/documents/:id/receipt */
export type Receipt = z.infer<typeof wayMessages.receiptSchema>;
/** GET /api/documents/:id/report */
export type Report = z.infer<typeof wayMessages.reportSchema>;
export type Review = z.infer<typeof reviewMessages.reviewSchema>;
/** POST /api/matters/:id/statements */
export type NewStatement = z.infer<typeof statementMessages.newStatementSchema>;
/** GET /api/documents/:id/statement */
export type Statement = z.infer<typeof statementMessages.statementSchema>;
/** GET /api/documents/:id/statements */
export type StatementList = z.infer<typeof statementMessages.statementListSchema>;
/** GET /api/documents/:id/verification */
export type Verification = z.infer<typeof verificationMessages.verificationSchema>;
/** GET /api/documents/:id/late */
export type Late = z.infer<typeof wayMessages.lateSchema>;
/** GET /api/notices */
export type Notices = z.infer<typeof noticeMessages.noticesSchema>;
/** GET, POST /api/notices/settings */
export type NoticeSettings = z.infer<typeof noticeMessages.noticeSettingsSchema>;
/** GET /api/audit, GET /api/matters/:id/audit */
export type AuditPage = z.infer<typeof auditMessages.auditPageSchema>;
/** GET /api/organisation and what stands below it */
export type Organisation = z.infer<typeof organisationMessages.organisationSchema>;
export type MeetingList = z.infer<typeof organisationMessages.meetingListSchema>;
export type Register = z.infer<typeof organisationMessages.registerSchema>;
export type MunicipalityChange = z.input<typeof organisationMessages.municipalityChangeSchema>;
export type TemplateChange = z.input<typeof organisationMessages.templateChangeSchema>;
export type TemplatePreview = z.input<typeof organisationMessages.templatePreviewSchema>;
export type BodyChange = z.input<typeof organisationMessages.bodyChangeSchema>;
export type MeetingChange = z.input<typeof organisationMessages.meetingChangeSchema>;
export type PartyChange = z.input<typeof organisationMessages.partyChangeSchema>;
export type TermChange = z.input<typeof organisationMessages.termChangeSchema>;
export type PersonChange = z.input<typeof organisationMessages.personChangeSchema>;
export type SeatChange = z.input<typeof organisationMessages.seatChangeSchema>;
export type HandOver = z.input<typeof organisationMessages.handOverSchema>;
/** POST /api/organisation/imports/meetings, /register */
export type ImportPlan = z.infer<typeof organisationMessages.planSchema>;
/** Every refusal, as application/problem+json */
export type Problem = z.infer<typeof problemMessages.problemSchema>;
export type ProblemCode = Problem['code'];
/** GET /api/meetings/:id/attendance */
export type Attendance = z.infer<typeof meetingMessages.attendanceSchema>;
export type AttendingPerson = Attendance['people'][number];
/** PUT /api/meetings/:id/attendance */
export type AttendanceChanges = z.infer<typeof meetingMessages.attendanceChangesSchema>;
/** GET /api/documents/:id/meeting */
export type MeetingOfItem = z.infer<typeof meetingMessages.meetingOfItemSchema>;
