import type { DocumentActName, MatterActName } from '@yrka/policies';
import type { MunicipalityRules } from '@yrka/storage';

/**
 * Acts of the audit log that are no transitions of a document or a matter. A new one is added here
 * and worded in the web app (i18n, `audit.act`): without words in both languages it does not compile.
 */
type OtherAct =
  // The municipality's side of filing.
  | 'receive'
  | 'receivePaper'
  | 'receiveStatement'
  // The other half of `schedule` and of `clearWorkingMaterial`.
  | 'unschedule'
  | 'keepWorkingMaterial'
  | 'clearDraft'
  // What is masked when a document is published, beside `publish`.
  | 'decideMasks'
  // Attachments, which have routes of their own beside `attach`.
  | 'removeAttachment'
  | 'renameAttachment'
  | 'orderAttachments'
  // Who may write in a draft, beside `inviteWriter` and `endInvitation`.
  | 'giveAccess'
  | 'giveAccessToMunicipality'
  | 'useInvitation'
  | 'showInvitationCode'
  | 'endAccess'
  // The municipality, its bodies, calendar, parties and register.
  | 'changeMunicipality'
  | 'changeTemplate'
  | 'changeArms'
  | 'removeArms'
  | 'changeBody'
  | 'changeMeeting'
  | 'deleteMeeting'
  | 'recordAttendance'
  | 'changeParty'
  | 'changeTerm'
  | 'changePerson'
  | 'changeSeat'
  | 'deleteSeat'
  | 'handOverSecretary'
  | 'resetSecondFactor'
  | 'importMeetings'
  | 'importRegister'
  // Ways in, as the account they are of.
  | 'signIn'
  | 'signOut'
  | 'changePassword'
  | 'changeSecondFactor'
  | 'changePasskeys'
  | 'endSessions'
  | 'setUp'
  // What leaves the system whole.
  | 'exportMatter'
  // What comes in whole, from another installation.
  | 'importMatter'
  // The log itself.
  | 'exportAuditLog';

/** Everything that is ever recorded. */
export type AuditAct = DocumentActName | MatterActName | OtherAct;

/** What is said of an act beside who did it, when and to what; worded as the acts are (i18n, `audit.detail`). */
export type AuditDetail =
  | keyof MunicipalityRules
  // Texts, files and what they were locked as.
  | 'attachment'
  | 'attachments'
  | 'correction'
  | 'document'
  | 'draft'
  | 'fallen'
  | 'filedAs'
  | 'immediate'
  | 'kind'
  | 'lock'
  | 'order'
  | 'revision'
  | 'sha256'
  | 'share'
  | 'signatures'
  | 'size'
  | 'stage'
  | 'version'
  // Persons, and what they were asked for.
  | 'due'
  | 'invitation'
  | 'movers'
  | 'person'
  | 'reviewers'
  | 'role'
  | 'verdict'
  | 'verifier'
  | 'verifiers'
  | 'worksForMunicipality'
  // The way of a matter.
  | 'appealUntil'
  | 'bodies'
  | 'body'
  | 'diarienummer'
  | 'drafts'
  | 'finalised'
  | 'former'
  | 'from'
  | 'meeting'
  | 'on'
  | 'outcome'
  | 'paragraphNumber'
  | 'purpose'
  | 'referral'
  | 'takeDownFrom'
  | 'to'
  // The organisation and its register.
  | 'added'
  | 'bodyId'
  | 'changed'
  | 'date'
  | 'deadlineDate'
  | 'digest'
  | 'inPlaceOf'
  | 'isActive'
  | 'isCancelled'
  | 'isLocal'
  | 'isNew'
  | 'isProtected'
  | 'isWhole'
  | 'leftOut'
  | 'offices'
  | 'partyChanged'
  | 'presence'
  | 'same'
  | 'words'
  // What leaves the system, and comes into it.
  | 'archive'
  | 'batch'
  | 'comments'
  | 'documents'
  | 'form'
  | 'format'
  | 'journal'
  | 'left'
  | 'log'
  | 'masked'
  | 'masks'
  | 'takenBack'
  | 'versions';

export type AuditDetails = { readonly [D in AuditDetail]?: string | number | boolean | null };
