import { writeService } from './attendanceChange.ts';
import { type NamedPerson, writePeople } from './person.ts';
import { readNamed } from './readPeople.ts';

/** [STA1] A statement beside the decision, without a reservation's effect; null while it is nobody's. */
export function writeSeparateStatement(by: readonly NamedPerson[]): string | null {
  const who = writePeople(by);
  return who === '' ? null : `${who} lämnar ett särskilt yttrande.`;
}

/** [JAV1] Null while nobody is named. [JAV2] Who serves instead is told after it. */
export function writeConflictOfInterest(by: readonly NamedPerson[], substitutes: readonly NamedPerson[] = []): string | null {
  const who = writePeople(by);
  if (who === '') return null;
  const service = writeService(substitutes, by);
  return `${who} deltar inte i handläggningen av ärendet på grund av jäv.${service === null ? '' : ` ${service}`}`;
}

export type ReadStatement = {
  readonly kind: 'separateStatement' | 'minutesNote' | 'conflictOfInterest' | 'notParticipating';
  readonly by: readonly NamedPerson[];
};

const acts =
  /^(.{2,300}?),? (antecknar|antecknade|lämnar|lämnade|anmäler|anmälde|avger|avgav|avlämnar|avlämnade|inkommer med|inkom med|inger|ingav|gör|gjorde|lät till protokollet|låter till protokollet|får till protokollet|vill till protokollet|ber att få|begär att få|deltar inte|deltar ej|deltog inte|deltog ej|avstår från att delta|avstod från att delta|har anmält|har lämnat|är jävig|är jäviga)\b(.*)$/u;
/** "Särskilt yttrande lämnas av A (S)": what, and then who. */
const passive =
  /^(?:(?:Ett |Skriftligt )?(särskil(?:t|da) (?:yttrande|uttalande)n?)|(protokollsanteckning(?:ar)?|anteckning till protokollet)|(jäv)) (?:har )?(?:lämnas|lämnades|lämnats|anmäls|anmäldes|anmälts|avges|avgavs|inges|görs|gjordes)(?: in)?(?: till protokollet)? (?:av|från) (.+?)(?=,? (?:och|som) (?:deltar|lämnar)|,? se bilaga|[.:]|$)/iu;

/**
 * [STA2] Who stands behind a statement, a note, a conflict of interest, or takes no part: the people
 * before its verb, `[]` where a group is named instead, null where the sentence is none of these.
 */
export function readStatement(sentence: string): ReadStatement | null {
  const words = sentence.replace(/\s+/gu, ' ').trim();
  const named = passive.exec(words);
  if (named !== null) {
    const kind = named[1] !== undefined ? 'separateStatement' : named[2] !== undefined ? 'minutesNote' : 'conflictOfInterest';
    return { kind, by: readNamed(named[4] ?? '') };
  }
  // "Med anledning av jäv har A (S) inte deltagit i handläggningen"
  const stoodAside = /^(?:På grund|Med anledning) av jäv har (.+?) (?:inte|ej) deltagit\b/u.exec(words);
  if (stoodAside !== null) return { kind: 'conflictOfInterest', by: readNamed(stoodAside[1] ?? '') };
  // "På grund av jäv deltar inte A (S) i handläggningen"
  const conflicted = /^På grund av jäv (?:deltar|deltog) (?:inte |ej )?(.+?)(?: inte| ej)?(?= i (?:handläggning|beslut|behandling)|[.,]|$)/u.exec(words);
  if (conflicted !== null) return { kind: 'conflictOfInterest', by: readNamed(conflicted[1] ?? '') };
  const match = acts.exec(words);
  if (match === null) return null;
  const rest = `${match[2] ?? ''}${match[3] ?? ''}`;
  const by = readNamed(match[1] ?? '');
  if (/\bjäv(?:ig|iga)?\b/u.test(rest)) return { kind: 'conflictOfInterest', by };
  if (/^(?:deltar|deltog|avst)/u.test(rest))
    return /^\S+(?: \S+)* (?:i )?(?:beslut|handläggning|omröstning|ärende|avgörande|behandling)/u.test(rest) ? { kind: 'notParticipating', by } : null;
  if (/särskilt (?:yttrande|uttalande)|som yttrande/u.test(rest)) return { kind: 'separateStatement', by };
  if (/till protokollet|protokollsanteckning|anteckning/u.test(rest)) return { kind: 'minutesNote', by };
  return null;
}
