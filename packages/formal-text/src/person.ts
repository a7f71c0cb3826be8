/** A person as the formal text names them: the name as written and the party as the municipality abbreviates it. */
export type NamedPerson = {
  readonly name: string;
  /** null where the text gives none at that place. */
  readonly party: string | null;
};

/** [PER1] `Bo Källström (L)`; only the name where there is no party. */
export function writePerson({ name, party }: NamedPerson): string {
  return party === null || party === '' ? name : `${name} (${party})`;
}

/** [PER2] `A (S), B (M) och C (V)`; '' for nobody. */
export function writePeople(people: readonly NamedPerson[]): string {
  return joinWithOch(people.map(writePerson));
}

/** [PER2] `a`, `a och b`, `a, b och c`: no comma before och. */
export function joinWithOch(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} och ${parts.at(-1) ?? ''}`;
}

/** [PER3] `Källströms`; a name on s, x or z is unchanged and an apostrophe is never used. */
export function genitive(name: string): string {
  return /[sxz]$/iu.test(name) ? name : `${name}s`;
}

/** [PER4] `Bo Källströms (L)`: the s stands on the name, before the party. */
export function genitiveOf({ name, party }: NamedPerson): string {
  return writePerson({ name: genitive(name), party });
}

/** [PER5] Each name in the genitive: `Per Bengtssons (S) och Ida Alms (L)`. */
export function genitiveOfPeople(people: readonly NamedPerson[]): string {
  return joinWithOch(people.map(genitiveOf));
}

/** Whether two ways of naming are of one person: the name alone decides where one of them has no party. */
export function isSamePerson(one: NamedPerson, other: NamedPerson): boolean {
  return sameWord(one.name, other.name) && (one.party === null || other.party === null || sameWord(one.party, other.party));
}

const sameWord = (one: string, other: string) => one.normalize('NFC').toLocaleLowerCase('sv') === other.normalize('NFC').toLocaleLowerCase('sv');
