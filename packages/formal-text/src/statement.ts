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

/**
 * [STA2] Who stands behind a statement, a note or a conflict of interest: the people before its
 * verb, `[]` where a group is named instead, null where the sentence is none of these.
 */
export function readStatement(
  sentence: string,
): { readonly kind: 'separateStatement' | 'minutesNote' | 'conflictOfInterest'; readonly by: readonly NamedPerson[] } | null {
  const words = sentence.replace(/\s+/gu, ' ').trim();
  const match = /^(.{2,300}?) (antecknar|antecknade|lämnar|lämnade|anmäler|anmälde|lät till protokollet|deltar inte|deltog inte)\b(.*)$/u.exec(words);
  if (match === null) return null;
  const rest = `${match[2] ?? ''}${match[3] ?? ''}`;
  const subject = match[1] ?? '';
  const by = readNamed(subject);
  if (/\bjäv\b/u.test(rest)) return { kind: 'conflictOfInterest', by };
  if (/särskilt (?:yttrande|uttalande)|som yttrande/u.test(rest)) return { kind: 'separateStatement', by };
  if (/till protokollet|protokollsanteckning/u.test(rest)) return { kind: 'minutesNote', by };
  return null;
}
