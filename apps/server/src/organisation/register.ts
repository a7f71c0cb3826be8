import { type OfficeRole, electedRole, isOffice } from '@yrka/policies';
import type { AssignmentRow, BodyRow, CivilDate, PersonRow, Rows } from '@yrka/storage';
import { civilMoment } from './civil.ts';

/** Whether a seat is in force that day. */
export const isInForce = ({ from, to }: Pick<AssignmentRow, 'from' | 'to'>, on: CivilDate) => from <= on && (to === null || to >= on);

/** Whether two seats of the same person in the same body would be held on the same day. */
export function overlap(one: AssignmentRow, other: AssignmentRow): boolean {
  return (
    one.personId === other.personId &&
    one.bodyId === other.bodyId &&
    one.id !== other.id &&
    (one.to === null || other.from <= one.to) &&
    (other.to === null || one.from <= other.to)
  );
}

/** Somebody's posts, in their order. */
export const officesOf = ({ roles }: Pick<PersonRow, 'roles'>): readonly OfficeRole[] => roles.filter(isOffice);

/** The roles of somebody with these posts and seats: never none, so that one who has neither is a guest. */
export function rolesOf(offices: readonly OfficeRole[], seats: readonly AssignmentRow[], bodies: readonly BodyRow[], today: CivilDate): PersonRow['roles'] {
  const assemblies = new Set(bodies.filter(({ kind }) => kind === 'assembly').map(({ id }) => id));
  const elected = electedRole(
    seats.filter((seat) => isInForce(seat, today)).map(({ bodyId, role }) => ({ isInAssembly: assemblies.has(bodyId), isSubstitute: role === 'substitute' })),
  );
  const roles = [...offices, ...(elected === null ? [] : [elected])];
  return roles.length > 0 ? roles : ['guest'];
}

/**
 * Gives everybody who has, or had, a seat the role that it gives today: seats begin and end by the
 * calendar. Returns the ids of those whose roles changed. Who never had a seat keeps what they have.
 */
export async function keepRolesCurrent(rows: Rows, now: Date, only?: ReadonlySet<string>): Promise<readonly string[]> {
  return rows.transaction(async (rows) => {
    const today = civilMoment(now).date;
    const [people, seats, bodies] = await Promise.all([rows.everybody(), rows.organisation.assignments(), rows.organisation.bodies()]);
    const byPerson = Map.groupBy(seats, ({ personId }) => personId);
    const changed = people.flatMap((person) => {
      const own = byPerson.get(person.id);
      if (only === undefined ? own === undefined : !only.has(person.id)) return [];
      const roles = rolesOf(officesOf(person), own ?? [], bodies, today);
      return sameRoles(roles, person.roles) ? [] : [{ ...person, roles }];
    });
    await rows.putPeople(changed);
    return changed.map(({ id }) => id);
  });
}

const sameRoles = (one: readonly string[], other: readonly string[]) => one.length === other.length && one.every((role, index) => role === other[index]);
