import { describe, expect, it } from 'vitest';
import { type RegisterRole, registerRoles } from './actors.ts';
import { electedRole, isOffice, mayOrganise, officeRoles, organisationActNames, type OrganisationActName } from './organisation.ts';

const actor = (...roles: readonly RegisterRole[]) => ({ id: 'kim', party: null, roles: new Set(roles) });

describe('who organises', () => {
  const keepers: readonly RegisterRole[] = ['administrator', 'secretary', 'registrar'];
  const expected: Readonly<Record<OrganisationActName, readonly RegisterRole[]>> = {
    editMunicipality: ['administrator'],
    editTemplate: keepers,
    editBodies: ['administrator'],
    editParties: ['administrator'],
    editRegister: ['administrator'],
    readRegister: keepers,
    editMeetings: keepers,
    editSeats: keepers,
    readAttendance: ['officer', 'approver', 'secretary', 'registrar'],
    recordAttendance: ['secretary', 'registrar'],
  };

  it('decides for everybody and every act', () => {
    expect(Object.keys(expected).sort()).toEqual([...organisationActNames].sort());
    for (const act of organisationActNames) {
      expect(registerRoles.filter((role) => mayOrganise(actor(role), act)).sort(), act).toEqual([...expected[act]].sort());
      expect(mayOrganise(null, act)).toBe(false);
      expect(mayOrganise(actor(), act)).toBe(false);
    }
  });

  it('adds up what several roles give', () => {
    expect(mayOrganise(actor('officer', 'administrator'), 'editRegister')).toBe(true);
    expect(mayOrganise(actor('officer', 'reviewer'), 'editMeetings')).toBe(false);
  });
});

describe('the role that seats give', () => {
  const seat = (body: 'assembly' | 'committee', kind: 'member' | 'substitute' = 'member') => ({
    isInAssembly: body === 'assembly',
    isSubstitute: kind === 'substitute',
  });

  it.each([
    ['a seat in the assembly', [seat('assembly')], 'member'],
    ['a seat in the assembly beside others', [seat('committee', 'substitute'), seat('assembly')], 'member'],
    ["a substitute's seat in the assembly and a member's in a committee", [seat('committee'), seat('assembly', 'substitute')], 'substitute'],
    ['a seat in a committee alone', [seat('committee')], 'electedRepresentative'],
    ["a substitute's seat in a committee alone", [seat('committee', 'substitute')], 'electedRepresentative'],
    ['no seat', [], null],
  ] as const)('%s', (_, seats, role) => {
    expect(electedRole(seats)).toBe(role);
  });
});

it('offices are what neither a seat nor an invitation gives', () => {
  expect(registerRoles.filter((role) => !isOffice(role)).sort()).toEqual(['electedRepresentative', 'guest', 'member', 'substitute']);
  expect(registerRoles.filter(isOffice).sort()).toEqual([...officeRoles].sort());
});
