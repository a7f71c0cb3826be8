import type { ReservationForm, YrkandeKind } from '@yrka/schema';
import { isSamePerson, type NamedPerson, writePeople } from './person.ts';
import { readNamed } from './readPeople.ts';
import { defaultWording, type Wording } from './wording.ts';
import { nameYrkande } from './yrkandeName.ts';

export type ReservationStructure = {
  readonly by: readonly NamedPerson[];
  readonly form: ReservationForm;
  /** Who moved the yrkande that it speaks for; null when it speaks for none, or none that is known. */
  readonly inFavourOf: readonly NamedPerson[] | null;
  readonly inFavourOfKind?: YrkandeKind;
  readonly wording?: Wording;
};

/** [RES1]–[RES4] `Bo Källström (L) reserverar sig mot beslutet till förmån för eget yrkande.` Null while it is nobody's. */
export function writeReservation({ by, form, inFavourOf, inFavourOfKind = 'proposal', wording = defaultWording }: ReservationStructure): string | null {
  const who = writePeople(by);
  if (who === '') return null;
  switch (form) {
    case 'blank':
      return `Blank reservation anmäls av ${who}.`;
    case 'written':
      return `${who} lämnar en skriftlig reservation.`;
    case 'oral':
      return `${who} reserverar sig mot beslutet${favour(by, inFavourOf, inFavourOfKind, wording)}.`;
  }
}

function favour(by: readonly NamedPerson[], movers: readonly NamedPerson[] | null, kind: YrkandeKind, wording: Wording): string {
  if (movers === null || movers.length === 0) return '';
  // "Eget" only when all who reserve moved it: of the others it would be untrue.
  const own = by.every((person) => movers.some((mover) => isSamePerson(mover, person)));
  return ` till förmån för ${own ? 'eget yrkande' : (nameYrkande(movers, kind, wording) ?? '')}`;
}

export type ReadReservation = {
  /** Nobody by name where a group reserves itself ("Ledamöterna från SD"). */
  readonly by: readonly NamedPerson[];
  readonly form: ReservationForm;
  /** `own` for "eget yrkande"; the words after "till förmån för" when they name another's; null when none. */
  readonly inFavourOf: { readonly own: true } | { readonly own: false; readonly words: string } | null;
};

/** [RES5] Reads one sentence by which somebody reserves himself, in its present and past forms; null when it is none. */
export function readReservation(sentence: string): ReadReservation | null {
  const words = sentence.replace(/\s+/gu, ' ').trim().replace(/\.$/u, '');
  const passive =
    /^(?:(?:En )?(blank|skriftlig) reservation|(Reservation(?:er)?)) (?:mot beslutet )?(?:har )?(?:anmäls|anmäldes|anmälts|lämnas|lämnades|lämnats|inlämnas|inlämnades|inges|ingavs)(?: in)?(?: till protokollet)? (?:av|från) (.+?)(?=,? se bilaga|$)/iu.exec(
      words,
    );
  if (passive !== null) return { by: readNamed(passive[3] ?? ''), form: formOf(passive[1]), inFavourOf: null };
  const written =
    /^(.+?) (?:lämnar|lämnade|anmäler|anmälde|inkommer med|inkom med|inger|ingav|avger|avgav|anför|anförde|har lämnat|har anmält)(?: in)?(?: till protokollet)? (?:en )?(?:(skriftlig|blank) )?reservation\b/iu.exec(
      words,
    );
  if (written !== null)
    return {
      by: readNamed(written[1] ?? ''),
      form: formOf(written[2] ?? (/\bskriftlig/iu.test(words) ? 'skriftlig' : undefined)),
      inFavourOf: favourIn(words),
    };
  const active = inverted(words) ?? /^(.+?) (?:reservera(?:r|de)|har reserverat) sig\b(.*)$/iu.exec(words);
  if (active === null) return null;
  const rest = active[2] ?? '';
  return {
    by: readNamed(active[1] ?? ''),
    form: /^[^:]*\bskriftlig(?:t|en)?\b/iu.test(rest) ? 'written' : /^[^:]*\bblankt?\b/iu.test(rest) ? 'blank' : 'oral',
    inFavourOf: favourIn(rest),
  };
}

function favourIn(words: string): ReadReservation['inFavourOf'] {
  const favoured = /till förmån för (.+?)(?:$|,| enligt följande)/iu.exec(words)?.[1];
  if (favoured === undefined) return null;
  return /^(?:(?:det |de |sitt |sina )?(?:eget|egna) |sitt |sina )(?:yrkande|förslag)/iu.test(favoured) ? { own: true } : { own: false, words: favoured };
}

const formOf = (word: string | undefined): ReservationForm => (word === undefined ? 'oral' : /^blank/iu.test(word) ? 'blank' : 'written');

/** "Mot beslutet reserverade sig A, B och övriga ledamöter …" */
function inverted(words: string): RegExpExecArray | null {
  return /^(?:Mot|Från) (?:beslutet|detta beslut|\p{L}+s beslut) reservera(?:r|de) sig (.+?)(?= till förmån för | med hänvisning | skriftlig|$)(.*)$/iu.exec(
    words,
  );
}
