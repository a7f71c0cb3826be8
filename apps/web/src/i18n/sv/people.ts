/** In what capacity somebody is known. */
export const people = {
  role: {
    member: 'ledamot',
    substitute: 'ersättare',
    electedRepresentative: 'förtroendevald',
    officer: 'handläggare',
    approver: 'chef',
    secretary: 'sekreterare',
    registrar: 'registrator',
    reviewer: 'granskare',
    administrator: 'administratör',
    guest: 'gäst',
  },
  withParty: '{name} ({party})',
  withRole: '{name}, {role}',
} as const;
