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

/**
 * [PER3] `Källströms`; a name on s, x or z is unchanged and an apostrophe is never used. [PER8] An
 * initial or an abbreviation takes a colon (`Anna B:s`, `SD:s`), and `m.fl.` is written out (`med fleras`).
 */
export function genitive(name: string): string {
  const withOthers = /^(.*\S)\s+(?:m\.\s?fl\.?|med flera)$/iu.exec(name);
  if (withOthers !== null) return `${withOthers[1] ?? ''} med fleras`;
  const initial = /^(.*\s\p{Lu})\.?$/u.exec(name);
  if (initial !== null) return `${initial[1] ?? ''}:s`;
  if (/^\p{Lu}{1,5}$/u.test(name)) return `${name}:s`;
  return /[sxz]$/iu.test(name) ? name : `${name}s`;
}

/** [PER9] Whether what stands as a name is a group (`Ledamöterna från SD`, `Vänsterpartiet genom Eva Ek`), which has no genitive. */
export function isGroup({ name }: NamedPerson): boolean {
  return /^(?:ledamöterna|samtliga|övriga|representanterna|företrädarna)\s|\s(?:från|genom)\s/iu.test(name);
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
