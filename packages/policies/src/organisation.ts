import { type Actor, isAdministration, isRegistry, type RegisterRole } from './actors.ts';

const administrator = ({ roles }: Actor) => roles.has('administrator');
const administratorOrRegistry = (actor: Actor) => administrator(actor) || isRegistry(actor);

/**
 * What may be done with the organisation. An administrator runs all of it and reads nobody's
 * documents; those who prepare meetings keep the calendar, who sits where and how documents look; nobody else does anything.
 */
export const organisationActs = {
  /** Name and rules. */
  editMunicipality: administrator,
  /** How documents look and begin, and the arms on them: the office that sends them out. */
  editTemplate: administratorOrRegistry,
  editBodies: administrator,
  /** Parties and terms of office. */
  editParties: administrator,
  /** Who is in the register, with addresses and posts; who has left it. */
  editRegister: administrator,
  /** The whole register, with addresses and those who have left. */
  readRegister: administratorOrRegistry,
  editMeetings: administratorOrRegistry,
  /** Who takes part in a meeting, as those who prepare its matters need to know. */
  readAttendance: isAdministration,
  recordAttendance: isRegistry,
  /** Seats in bodies for people who are in the register. */
  editSeats: administratorOrRegistry,
} as const satisfies Record<string, (actor: Actor) => boolean>;

export type OrganisationActName = keyof typeof organisationActs;
export const organisationActNames = Object.keys(organisationActs) as readonly OrganisationActName[];

/** Whether the person may do this with the organisation: the same for routes and buttons. */
export function mayOrganise(actor: Actor | null, act: OrganisationActName): boolean {
  return actor !== null && organisationActs[act](actor);
}

/** Posts in the municipality: given by hand. The other roles follow from seats, or from an invitation. */
export const officeRoles = ['officer', 'approver', 'secretary', 'registrar', 'reviewer', 'administrator'] as const satisfies readonly RegisterRole[];
export type OfficeRole = (typeof officeRoles)[number];

export const isOffice = (role: RegisterRole): role is OfficeRole => officeRoles.some((office) => office === role);

/** Where somebody sits now. */
export type Seat = { readonly isInAssembly: boolean; readonly isSubstitute: boolean };

/**
 * The role that somebody's seats give: a party group is its elected, and only a member of the
 * assembly moves motions (kommunallagen 4:19, read 2026-11-23), wherever else one sits. Null when one sits nowhere.
 */
export function electedRole(seats: readonly Seat[]): Extract<RegisterRole, 'member' | 'substitute' | 'electedRepresentative'> | null {
  const inAssembly = seats.filter(({ isInAssembly }) => isInAssembly);
  if (inAssembly.some(({ isSubstitute }) => !isSubstitute)) return 'member';
  if (inAssembly.length > 0) return 'substitute';
  return seats.length > 0 ? 'electedRepresentative' : null;
}
