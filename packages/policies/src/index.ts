export { type Actor, documentRoles, type DocumentRole, isAdministration, isElected, registerRoles, type RegisterRole, worksForMunicipality } from './actors.ts';
export {
  documentActNames,
  documentActs,
  type DocumentAct,
  type DocumentActName,
  matterActNames,
  matterActs,
  type MatterAct,
  type MatterActName,
  mayActOnDocument,
  mayActOnMatter,
  stageAfter,
} from './acts.ts';
export { type Audience, audiences, audiencesIn, audiencesOf, mayReadThread, type ThreadFacts } from './audiences.ts';
export {
  electedRole,
  isOffice,
  mayOrganise,
  type OfficeRole,
  officeRoles,
  type OrganisationActName,
  organisationActNames,
} from './organisation.ts';
export {
  type DocumentFacts,
  importSpace,
  isAuthor,
  isLate,
  isReviewer,
  type MatterFacts,
  mayBeAskedToReview,
  mayComment,
  mayCreate,
  mayRead,
  mayReadAuditLog,
  mayReadComments,
  mayReadVersions,
  mayReceivePaper,
  mayTakeIn,
  mayTakeOut,
  maySuggest,
  mayWrite,
  type Place,
  readsAs,
  type Space,
} from './policies.ts';
export { cameTooLate, type StatementFacts } from './statements.ts';
export {
  type DocumentStage,
  documentStages,
  lockedStages,
  type MatterStage,
  matterStages,
  publicStages,
  stagesOf,
  undecidedStages,
  writableStages,
} from './stages.ts';
