export type { AuditEntry, AuditLog, AuditRange, AuditReader, ChainBreak, NewAuditEntry } from './audit.ts';
export { auditCsvHead, auditCsvLine, auditLine } from './auditChain.ts';
export { openAuditReader, type OpenAuditReader } from './sqlite/auditReader.ts';
export { backUpDatabases, checkDatabases, type DatabaseBackup, type DatabaseCheck, databaseFiles } from './sqlite/backup.ts';
export { lockDirectory } from './sqlite/lock.ts';
export type { CommentOutcome, CommentRow, Comments, CommentThread, CommentThreadRow, Resolving } from './comments.ts';
export {
  type Base,
  type ClientRow,
  type DocumentProjection,
  type DocumentRow,
  type EntryTime,
  type Epoch,
  firstEpoch,
  type Journal,
  type JournalEntry,
  type MatterChange,
  type MatterRow,
  type MoverRow,
  type NewJournalEntry,
  type PersonRow,
  type Rows,
  type Seq,
  type SeqRange,
  type Snapshot,
  type Snapshots,
  type Storage,
  StorageError,
  type StorageErrorCode,
} from './contract.ts';
export type { SuggestionDecisionRow, SuggestionDecisions } from './decisions.ts';
export type { MaskDecisionRow, MaskDecisions, MaskPlace } from './masks.ts';
export { createMemoryStorage, type MemoryStorage } from './memory.ts';
export { openSqliteStorage, type SqliteStorage } from './sqlite/sqlite.ts';
export { openSqliteReader } from './sqlite/reader.ts';
export { eraseDeleted, eraseLeft, withRowToCome } from './erasing.ts';
export { type History, readHistory, updatesOf } from './history.ts';
export {
  type CorrectionRow,
  type Minutes,
  type PublicNoticeRow,
  type StatementRow,
  type Verification,
  type VerificationRow,
  type VerifierRole,
  verifierRoles,
  type VerifierRow,
} from './minutes.ts';
export { mailHabits, type MailHabit, type NoticeRow, type Notices } from './notices.ts';
export {
  type AssignmentRole,
  type AssignmentRow,
  assignmentRoles,
  type AttendanceRow,
  type BodyKind,
  type BodyRow,
  bodyKinds,
  type CivilDate,
  type MeetingRow,
  type MunicipalityRow,
  type MunicipalityRules,
  type Organisation,
  type PartyRow,
  type Presence,
  presences,
  type TemplateRow,
  type TermRow,
} from './organisation.ts';
export type { OriginRow, Origins } from './origins.ts';
export type { Own, OwnRows, RescuePart, RescueRow } from './own.ts';
export { invitedGuestId, isInvitedGuest } from './people.ts';
export type {
  AttachmentRow,
  FilePlace,
  FormerRows,
  GrantRow,
  HandlingRow,
  InvitationRow,
  LockRow,
  ReferralRow,
  ReportStepRow,
  SideVersionRow,
  SignatureRow,
  Way,
} from './way.ts';
export type { SharedEntries } from './sharedEntries.ts';
export { type ReviewRow, type Reviews, type ReviewVerdict, reviewVerdicts, type ShareRow } from './reviews.ts';
export { joinedRuns, type Run, type Runs, type RunSource } from './runs.ts';
export type { MomentRow, NamedVersionRow, RestorationRow, Versions } from './versions.ts';
export { foldWords, hasWords, searchedWords } from './words.ts';
