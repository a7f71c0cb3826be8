import type { AttendanceChange } from '@yrka/schema';
import { type NamedPerson, writePeople } from './person.ts';
import { readPeople } from './readPeople.ts';

/** [NOT1] `Bo Källström (L) deltar inte i beslutet.` Null while nobody is named. (KL 4:25) */
export function writeNotParticipating(by: readonly NamedPerson[]): string | null {
  const who = writePeople(by);
  return who === '' ? null : `${who} deltar inte i beslutet.`;
}

/** [NOT1] Who takes no part in the decision, by this sentence; null for another, such as one that tells of jäv. */
export function readNotParticipating(sentence: string): readonly NamedPerson[] | null {
  const match = /^(.+?) (?:deltar|deltog) (?:inte|ej) i beslutet$/u.exec(plain(sentence));
  return match === null ? null : readPeople(match[1] ?? '');
}

export type AttendanceStructure = {
  readonly change: AttendanceChange;
  /** Who arrives or leaves; of `serves`, in whose place. */
  readonly by: readonly NamedPerson[];
  readonly substitutes: readonly NamedPerson[];
  /** As it was typed: "14.10", "kl. 14:10"; '' when no time was noted. */
  readonly time: string;
};

/** [CHA1]–[CHA3] `Kim Ståhl (C) lämnar sammanträdet kl. 14.10. Per Roos (C) tjänstgör i stället för Kim Ståhl (C).` Null while nobody is named. */
export function writeAttendanceChange({ change, by, substitutes, time }: AttendanceStructure): string | null {
  const at = writeTime(time);
  if (change === 'serves') return substitutes.length === 0 ? serves(by, [], at) : serves(substitutes, by, at);
  const who = writePeople(by);
  if (who === '') return null;
  const sentence = `${who} ${change === 'arrives' ? 'anländer till' : 'lämnar'} sammanträdet${at === null ? '' : ` ${at}`}.`;
  const service = serves(substitutes, by, null);
  return service === null ? sentence : `${sentence} ${service}`;
}

/** [CHA2] `Per Roos (C) tjänstgör i stället för Kim Ståhl (C).` Null while nobody serves. */
export function writeService(substitutes: readonly NamedPerson[], insteadOf: readonly NamedPerson[]): string | null {
  return serves(substitutes, insteadOf, null);
}

function serves(substitutes: readonly NamedPerson[], insteadOf: readonly NamedPerson[], at: string | null): string | null {
  const [who, whom] = [writePeople(substitutes), writePeople(insteadOf)];
  if (who === '') return null;
  return `${who} tjänstgör${at === null ? '' : ` från ${at}`}${whom === '' ? '' : ` i stället för ${whom}`}.`;
}

/** [CHA3] `kl. 14.10`; words that are no time stand as typed, and null is for none. */
export function writeTime(time: string): string | null {
  const words = time.trim();
  if (words === '') return null;
  const clock = /^(?:kl(?:ockan|\.)?\s*)?(\d{1,2})[.:](\d{2})$/iu.exec(words);
  return clock === null ? words : `kl. ${clock[1] ?? ''}.${clock[2] ?? ''}`;
}

/** [CHA4] A sentence that tells who comes, goes or serves in whose place; null for another. `time` as `14.10`. */
export function readAttendanceChange(sentence: string): AttendanceStructure | null {
  const words = plain(sentence);
  const moves =
    /^(.+?) (anländer till|anlände till|inträder i|ankommer till|lämnar|lämnade) (?:dagens sammanträde|sammanträdet)(?: (?:från )?(?:kl\.?|klockan) (\d{1,2}[.:]\d{2}))?$/u.exec(
      words,
    );
  if (moves !== null) {
    const by = readPeople(moves[1] ?? '');
    const change = /^lämna/u.test(moves[2] ?? '') ? 'leaves' : 'arrives';
    return by === null ? null : { change, by, substitutes: [], time: (moves[3] ?? '').replace(':', '.') };
  }
  const service = /^(.+?) (?:tjänstgör|tjänstgjorde|inträder)(?: från (?:kl\.?|klockan) (\d{1,2}[.:]\d{2}))?(?: (?:i stället|istället) för (.+))?$/u.exec(
    words,
  );
  if (service === null) return null;
  const substitutes = readPeople(service[1] ?? '');
  const by = service[3] === undefined ? [] : readPeople(service[3]);
  return substitutes === null || by === null ? null : { change: 'serves', by, substitutes, time: (service[2] ?? '').replace(':', '.') };
}

const plain = (sentence: string) => sentence.replace(/\s+/gu, ' ').trim().replace(/\.$/u, '');
