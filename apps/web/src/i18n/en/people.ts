import type { people as swedish } from '../sv/people.ts';
import type { Words } from '../sv.ts';

export const people: Words<typeof swedish> = {
  role: {
    member: 'member',
    substitute: 'substitute',
    electedRepresentative: 'elected representative',
    officer: 'officer',
    approver: 'head of office',
    secretary: 'secretary',
    registrar: 'registrar',
    reviewer: 'reviewer',
    administrator: 'administrator',
    guest: 'guest',
  },
  withParty: '{name} ({party})',
  withRole: '{name}, {role}',
};
