import { type NamedPerson, writePeople } from './person.ts';
import { readPeople } from './readPeople.ts';

/** [DEL1] Who spoke before the deliberation was closed; null while nobody has. */
export function writeDeliberation(speakers: readonly NamedPerson[]): string | null {
  const who = writePeople(speakers);
  return who === '' ? null : `${who} yttrar sig i ärendet innan överläggningen förklaras avslutad.`;
}

/** [DEL2] The speakers of `A (S) och B (M) yttrar sig i ärendet …` or `I ärendet yttrade sig A, B och C.`; null otherwise. */
export function readDeliberation(sentence: string): readonly NamedPerson[] | null {
  const words = sentence.replace(/\s+/gu, ' ').trim().replace(/\.$/u, '');
  const match =
    /^(.+?) (?:yttrar|yttrade) sig(?: i ärendet)?(?: innan överläggningen förklara[st]s? avslutad)?$/u.exec(words) ??
    /^(?:I ärendet|Vid (?:[\p{L}-]+ ){0,4}(?:behandling|handläggning)(?: av ärendet)?) (?:yttrar|yttrade) sig(?: även| också)?:? (.+)$/u.exec(words) ??
    /^I (?:debatten|överläggningen) (?:deltar|deltog|yttrar sig|yttrade sig) (.+)$/u.exec(words);
  return match === null ? null : readPeople(match[1] ?? '');
}
