import type { presence as swedish } from '../sv/presence.ts';
import type { Words } from '../sv.ts';

export const presence: Words<typeof swedish> = {
  here: 'Here now',
  onlyYou: 'Only you are here',
  you: '{name} (you)',
  more: '{count, plural, one {# more} other {# more}}',
  showAll: 'Show all {count, number} who are here',
  came: '{name} is here',
  left: '{name} has left',
  cameMany: '{count, number} people arrived',
};
