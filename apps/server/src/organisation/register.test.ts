import { type AssignmentRow, createMemoryStorage, type PersonRow } from '@yrka/storage';
import { describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { keepRolesByTheDay } from './keeping.ts';
import { keepRolesCurrent } from './register.ts';

const person = (id: string, ...roles: PersonRow['roles']): PersonRow => ({
  id,
  name: id,
  party: 'L',
  roles,
  title: null,
  email: null,
  isProtected: false,
  isActive: true,
});
const seat = (personId: string, bodyId: string, from: string, to: string | null, role: AssignmentRow['role'] = 'member'): AssignmentRow => ({
  id: `${personId}-${bodyId}-${from}`,
  personId,
  bodyId,
  role,
  from,
  to,
});

async function register(...people: readonly PersonRow[]) {
  const { rows } = createMemoryStorage();
  const body = { parentId: null, isActive: true };
  await rows.organisation.putBodies([
    { ...body, id: 'kf', name: 'Kommunfullmäktige', shortName: 'KF', kind: 'assembly' },
    { ...body, id: 'tn', name: 'Tekniska nämnden', shortName: 'TN', kind: 'committee' },
  ]);
  await rows.putPeople(people);
  const rolesOn = async (at: string) => {
    await keepRolesCurrent(rows, new Date(at));
    return Object.fromEntries((await rows.everybody()).map(({ id, roles }) => [id, roles.join(' ')]));
  };
  return { rows, rolesOn };
}

describe('roles by the calendar', () => {
  it('begin and end with the seats that give them, at midnight in Sweden', async () => {
    const { rows, rolesOn } = await register(
      person('anna', 'guest'),
      person('eva', 'substitute'),
      person('omar', 'member'),
      person('rakel', 'officer', 'approver'),
    );
    await rows.organisation.putAssignments([
      seat('anna', 'kf', '2027-01-01', null),
      seat('eva', 'kf', '2026-10-15', '2026-12-31', 'substitute'),
      seat('eva', 'tn', '2026-10-15', null, 'chair'),
      seat('omar', 'kf', '2026-10-15', '2026-12-31'),
    ]);
    expect(await rolesOn('2026-12-31T22:59:00Z')).toEqual({ anna: 'guest', eva: 'substitute', omar: 'member', rakel: 'officer approver' });
    expect(await rolesOn('2026-12-31T23:00:00Z')).toEqual({ anna: 'member', eva: 'electedRepresentative', omar: 'guest', rakel: 'officer approver' });
  });

  it('leave alone whoever never had a seat', async () => {
    const { rolesOn } = await register(person('anna', 'member'), person('kim', 'guest'));
    expect(await rolesOn('2027-01-01T12:00:00Z')).toEqual({ anna: 'member', kim: 'guest' });
  });

  it('are seen to at the start and when a new day has begun, and open pages are told', async () => {
    const { rows, rolesOn } = await register(person('anna', 'guest'));
    await rows.organisation.putAssignments([seat('anna', 'kf', '2027-01-01', '2027-01-01')]);
    let now = new Date('2026-12-31T22:58:00Z');
    let tick: () => void = () => undefined;
    let told = 0;
    const clock = {
      now: () => now,
      after: (_: number, run: () => void) => {
        tick = run;
        return () => {
          tick = () => undefined;
        };
      },
    };
    const stop = await keepRolesByTheDay({ storage: { rows }, rooms: { rightsChanged: async () => void told++ }, clock, log: createLog('silent') });
    const at = async (time: string) => {
      now = new Date(time);
      const before = tick;
      tick();
      await expect.poll(() => tick !== before).toBe(true);
      return (await rows.person('anna'))?.roles;
    };
    expect(await at('2026-12-31T22:59:00Z')).toEqual(['guest']);
    expect(told).toBe(0);
    expect(await at('2026-12-31T23:00:00Z')).toEqual(['member']);
    expect(await at('2027-01-01T12:00:00Z')).toEqual(['member']);
    expect(told).toBe(1);
    expect(await at('2027-01-01T23:00:00Z')).toEqual(['guest']);
    expect(told).toBe(2);
    stop();
    expect(await rolesOn('2027-01-01T12:00:00Z')).toEqual({ anna: 'member' });
  });
});
