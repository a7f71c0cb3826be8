import type { PersonRow } from './contract.ts';

/**
 * Whether a person is among those sought: every word of the query begins a word of the name, or
 * is the party. In code and not in SQL, because SQLite's LIKE knows no å, ä or ö.
 */
export function matchesQuery(person: PersonRow, query: string): boolean {
  const names = words(person.name);
  const party = person.party?.toLocaleLowerCase('sv') ?? null;
  return words(query).every((word) => word === party || names.some((name) => name.startsWith(word)));
}

const invited = 'guest-';

/**
 * The id of somebody whom a draft's authors let in from outside. They are the group's to know: in no
 * register, and nobody who keeps one can change them, or become them by an address of their own.
 */
export const invitedGuestId = (unique: string) => `${invited}${unique}`;
export const isInvitedGuest = (personId: string) => personId.startsWith(invited);

function words(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .toLocaleLowerCase('sv')
    .split(/[\s-]+/)
    .filter((word) => word !== '');
}
