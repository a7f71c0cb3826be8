import type { DocumentActName, MatterActName } from '@yrka/policies';

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
