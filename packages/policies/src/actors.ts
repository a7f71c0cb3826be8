/**
 * In what capacities the register knows somebody. One person may have several (in a small
 * municipality the secretary is the registrar too); the first of theirs is how they are presented.
 */
export const registerRoles = [
  // Those who sit in the assembly, or are substitutes there; and those who sit elsewhere alone, and move no motions.
  'member',
  'substitute',
  'electedRepresentative',
  'officer',
  'approver',
  'secretary',
  'registrar',
  'reviewer',
  'administrator',
  'guest',
] as const;
export type RegisterRole = (typeof registerRoles)[number];

/** Who asks. A guest is not in the register's own sense known: somebody whom a draft's authors invited to that one document. */
export type Actor = { readonly id: string; readonly roles: ReadonlySet<RegisterRole>; readonly party: string | null };

/**
 * What somebody was given to one document, beside what their roles give. An `invitedSubstitute` is an
 * invited writer whom the register knows as a substitute: they support too, and sign no more than the other. A `verifier`
 * was chosen to verify one item of the minutes.
 */
export const documentRoles = ['author', 'invitedWriter', 'invitedSubstitute', 'reviewer', 'reader', 'verifier'] as const;
export type DocumentRole = (typeof documentRoles)[number];

// Substitutes write with others but do not move motions (kommunallagen 4:19 and 4:22, read 2026-11-23): signing asks more than this.
export const isElected = ({ roles }: Actor) => roles.has('member') || roles.has('substitute') || roles.has('electedRepresentative');
/** Those who prepare matters in the municipality's space. */
export const isAdministration = ({ roles }: Actor) => roles.has('officer') || roles.has('approver') || roles.has('secretary') || roles.has('registrar');
/** Those who record what has come in and what bodies did with it. */
export const isRegistry = ({ roles }: Actor) => roles.has('registrar') || roles.has('secretary');
/** Those whose reading of a party's draft may make it the municipality's (tryckfrihetsförordningen 2:9, read 2026-11-23): they work for it. */
export const worksForMunicipality = (actor: Actor) => isAdministration(actor) || actor.roles.has('reviewer') || actor.roles.has('administrator');
