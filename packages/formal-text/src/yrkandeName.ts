import type { YrkandeKind } from '@yrka/schema';
import { genitiveOfPeople, isGroup, joinWithOch, type NamedPerson, writePerson } from './person.ts';
import { fill, type Wording } from './wording.ts';

/** [YRK4, YRK15] `Bo Källströms (L) yrkande`, or `yrkandet från ledamöterna från SD`; null while nobody has moved it. */
export function nameYrkande(by: readonly NamedPerson[], kind: YrkandeKind, wording: Wording): string | null {
  if (by.length === 0) return null;
  const noun = nounOf(kind);
  // A group has no genitive: "Ledamöterna från SD:s yrkande" would be somebody else's.
  if (by.some(isGroup)) return `${theNounOf(kind)} från ${joinWithOch(by.map(withinSentence))}`;
  return fill(wording.yrkandeOf, { genitive: genitiveOfPeople(by), who: joinWithOch(by.map(writePerson)), noun, theNoun: theNounOf(kind) });
}

/** [YRK15] An addition and an amendment are called so. */
function nounOf(kind: YrkandeKind): string {
  return kind === 'addition' ? 'tilläggsyrkande' : kind === 'amendment' ? 'ändringsyrkande' : 'yrkande';
}

export const theNounOf = (kind: YrkandeKind) => `${nounOf(kind)}t`;

/** A group that begins its sentence with a capital does not within one; a name does everywhere. */
function withinSentence(person: NamedPerson): string {
  return writePerson({
    ...person,
    name: person.name.replace(/^(?:Ledamöterna|Samtliga|Övriga|Representanterna|Företrädarna)\b/u, (word) => word.toLowerCase()),
  });
}
