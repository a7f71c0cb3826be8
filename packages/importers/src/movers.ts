import { findPeople, type NamedPerson, readPeople } from '@yrka/formal-text';
import { sentencesOf } from './sentences.ts';

/** People and what lies between them: "A (S), B (M) och C (V)", "A och B (båda V)". */
const who = String.raw`(\p{Lu}[^.:;”"]{2,400}?)`;
const handedIn =
  '(?:överlämnat|överlämnade|väckt|väckte|lämnat in|lämnade in|lämnat|lämnade|inlämnat|inlämnade|inkommit med|inkom (?:den [^.]{4,20}? )?med|ingett|ingav|inkommit till kommunen med|ställt|skrivit|lagt fram|lade fram|lagt)';

const forms: readonly RegExp[] = [
  new RegExp(
    `^${who} (?:har )?(?:i kommunfullmäktige )?(?:den [^.]{6,20} )?${handedIn} (?:i kommunfullmäktige )?(?:den [^.]{4,20}? )?(?:en|den|följande|rubricerad|denna)?\\s?motion`,
    'u',
  ),
  new RegExp(`^${who} (?:har|hade) i (?:en |sin )?motion(?:en)?\\b`, 'u'),
  new RegExp(
    `^${who} (?:föreslår|föreslog|yrkar|yrkade|anser|vill|skriver|lyfter|framhåller|hemställer|begär|tar upp) (?:i|genom) (?:en |sin )?motion(?:en)?\\b`,
    'u',
  ),
  new RegExp(`\\b(?:väckte|lämnade|inlämnade|överlämnade|ingav|inkom) ${who} (?:in )?(?:med )?(?:en |följande )?motion`, 'u'),
  new RegExp(`\\bhar ${who} (?:väckt|lämnat in|lämnat|inkommit med|överlämnat) (?:en |följande )?motion`, 'u'),
  new RegExp(
    `\\bmotion(?:en)? (?:har |är )?(?:väcktes|väckts|väckt|lämnades|inlämnades|inlämnats|lämnats(?: in)?|inkommit|inkom|överlämnats|ställd|inlämnad) (?:in )?(?:av|från) ${who}(?=[.,;:]| den | i | har | där | om | som |$)`,
    'iu',
  ),
  new RegExp(
    `\\b[Ii] (?:en |sin |den |denna )?(?:rubricerad )?motion(?:en)?(?:,? (?:daterad|inkommen|väckt|inlämnad)[^,.]{0,30})?,? (?:föreslår|föreslog|yrkar|yrkade|anser|vill|skriver|hemställer) ${who}(?= att | om | en | ett )`,
    'u',
  ),
  new RegExp(`\\b[Ii] (?:en |rubricerad )?motion (?:av|från) ${who}(?= föreslås| föreslår| yrkas| yrkar| om | som | den |, )`, 'u'),
  new RegExp(`^Motionär(?:er)?(?:na)?: ${who}$`, 'u'),
  new RegExp(
    `\\b[Mm]otion(?: \\([^)]*\\))?(?: nr)?(?: [\\d:/-]+)? (?:av|från) ${who}(?=(?:,? (?:om|angående|gällande|rörande|avseende|med (?:titeln|rubriken|förslag)|–|-|daterad|inkommen|inkom|väckt|den)\\b)|,? [–-] |[.,:;]|$)`,
    'u',
  ),
];

/**
 * [FLD2] Who moved the motion that a text is about, by the first sentence that tells: "A (S) och B (M)
 * har väckt en motion om …". [] when none does. A title tells better, and is asked first.
 */
export function moversIn(texts: readonly string[]): readonly NamedPerson[] {
  for (const text of texts) {
    for (const sentence of sentencesOf(text.replace(/\s+/gu, ' '))) {
      if (!/motion/iu.test(sentence)) continue;
      for (const form of forms) {
        const people = peopleAtEnd(form.exec(sentence)?.[1] ?? '');
        if (people !== null) return people;
      }
    }
  }
  return [];
}

/** The people that words end in, since a date or "ledamoten" may stand before them; with a party, or nothing else would tell them from other names. */
function peopleAtEnd(words: string): readonly NamedPerson[] | null {
  const list = readPeople(words);
  if (list !== null) return list.some(({ party }) => party !== null) ? sharedParty(words, list) : null;
  const found = findPeople(words);
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined || last.to !== words.trimEnd().length) return null;
  const between = found.slice(1).every((person, index) => /^(?:,|,? och|,? samt) $/u.test(words.slice(found[index]?.to, person.from)));
  return between ? found.map(({ name, party }) => ({ name, party })) : [{ name: last.name, party: last.party }];
}

/** "Sandra Ask och Ida Alm (L)": of two or more who move one motion, a party after the last only is that of all. */
export function sharedParty(words: string, people: readonly NamedPerson[]): readonly NamedPerson[] {
  const last = people.at(-1);
  if (people.length < 2 || last?.party == null || people.slice(0, -1).some(({ party }) => party !== null) || !/\)\s*$/u.test(words)) return people;
  return people.map((person) => ({ ...person, party: last.party }));
}

/** Who moved the motion by a title: "Svar på motion från A (S) och B (M) om …", "… – svar på motion av A (L)". */
export function moversInTitle(title: string): readonly NamedPerson[] {
  const by =
    /motion(?: \([^)]*\))?(?: nr\.?)?(?: [\d:/-]+)? (?:av|från) (.+?)(?=,? om | [–-] |,? angående |,? gällande |,? rörande |,? avseende |,? med |,? för |:|$)/iu.exec(
      title,
    )?.[1] ?? /(?:(?:av|från)|[–-]) ([^,:–]+\))$/iu.exec(title)?.[1];
  return by === undefined ? [] : sharedParty(by, readPeople(by) ?? []);
}
