import { joinWithOch, type NamedPerson, writePerson } from './person.ts';
import { readPeople } from './readPeople.ts';
import type { PersonRole } from '@yrka/schema';

export type Supporter = NamedPerson & { readonly role?: PersonRole | null };

/** [SUP1] The line below the signatures: `Ersättare Tore Lex (S) instämmer i motionen`, without a full stop; '' for nobody. */
export function writeSupport(people: readonly Supporter[]): string {
  if (people.length === 0) return '';
  return `${joinWithOch(people.map((person) => `${person.role === 'substitute' ? 'Ersättare ' : ''}${writePerson(person)}`))} instämmer i motionen`;
}

/** [SUP1] The people of such a line, with `substitute` where the word stood; null when it is another. */
export function readSupport(line: string): readonly Supporter[] | null {
  const match = /^(.+?) instämmer i motionen\.?$/u.exec(line.replace(/\s+/gu, ' ').trim());
  if (match === null) return null;
  const parts = (match[1] ?? '').split(/\s*,\s*|\s+och\s+/u);
  const people = parts.map((part) => readPeople(part));
  if (people.includes(null)) return null;
  return people.flatMap((one, index) =>
    (one ?? []).map((person) => ({ ...person, role: /^ersättare(?:n)? /iu.test(parts[index] ?? '') ? ('substitute' as const) : null })),
  );
}
