export { accounts, type EntryStep, useAccount, useAccountChange, useEnter, useSignOut } from './accounts.ts';
export { useAuditLog, useDraftLog } from './auditLog.ts';
export { useAttendance, useChooseMeeting, useMeetingOfItem, useRecordAttendance } from './meetings.ts';
export { useActOnMatter, useArchiveReport, useMatterSearch, usePlanning, useReceivePaper, useUnanswered } from './matters.ts';
export { bundles, type BundleWishes, useForgetMatters } from './bundles.ts';
export { batchFileOf, useBatches, useChangeBatch } from './batches.ts';
export { type CommentAct, useActOnComments, useCommentList, useReadComments } from './comments.ts';
export {
  ApiError,
  api,
  readCopy,
  refusalOfFile,
  type FailureCode,
  type ReadingWishes,
  wordCopyOf,
  archiveOf,
  bundleOf,
  type BundlePart,
  bundleParts,
} from './client.ts';
export { comparisonAddress, downloadFrom, exportAddress, type ExportWishes, type MadeFile, makeFile, pagesOf, readPages, saveFile } from './exports.ts';
export { type Sending, useSending } from './sending.ts';
export { holdPage, useIsPageHeld } from './leaving.ts';
export { useChangeMailHabit, useMarkRead, useMuteMatter, useNotices, useNoticeSettings, useNoticeStream } from './notices.ts';
export {
  armsAddress,
  type ImportedTable,
  type OrganisationChanges,
  tableAddress,
  useChangeArms,
  useChangeOrganisation,
  useMeetings,
  useOrganisation,
  useReadTable,
  useRegister,
  useRemoveArms,
  useRemoveFromOrganisation,
  useResetSecondFactor,
  useTemplatePreview,
} from './organisation.ts';
export {
  useAllPeople,
  forgetDocument,
  queries,
  useActOnDocument,
  useBringCopy,
  useContent,
  useContents,
  useDropLate,
  useFiling,
  useLate,
  useLock,
  useReceipt,
  useReport,
  useReview,
  useClauses,
  useCreateDocument,
  useCreateMatter,
  useDocument,
  useImportFile,
  useMatter,
  useMatters,
  usePeople,
  useRescues,
  useSuggestionList,
  useSession,
  useSignIn,
  useBeginStatement,
  useReadContent,
  useStatement,
  useStatements,
  useVerification,
  useTakeRescue,
} from './queries.ts';
export {
  useEndAccess,
  useEndInvitation,
  useEnterByInvitation,
  useGiveAccess,
  useInvitationCode,
  useInvite,
  useMailCode,
  useOpenedInvitation,
  useSharing,
} from './sharing.ts';
export { publishingCopyOf, publishingPagesOf, useDecideMasks, usePublishing } from './publishing.ts';
export { type Version, useNameVersion, useRestoreVersion, useVersion, useVersions, useVersionText } from './versions.ts';
export { type Passage, useWriters } from './writers.ts';
export { attachFile, attachmentAddress, useAttach, useAttachments, useOrderAttachments, useRemoveAttachment, useRenameAttachment } from './attachments.ts';
