import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { isSameItemPerson, isSamePerson, itemPeopleOf, type ItemPerson, lostYrkanden, nextSubstitutes } from '@yrka/formal-text';
import type { AttendanceChange, PersonListRole } from '@yrka/schema';
import { type Around, factsOf } from './documentFacts.ts';
import { attendanceIn } from './meeting.ts';

/** Whom a place for a person is for. */
export type Candidates = {
  /** Those who are offered first, in this order; of them those whose name begins so. */
  readonly first: readonly ItemPerson[];
  /** Whether they are offered before a letter is typed. */
  readonly areProposed: boolean;
  /** Whether anybody else may stand there: only those who took part may reserve (kommunallagen 4:27). */
  readonly areOthersOffered: boolean;
};

const anybody: Candidates = { first: [], areProposed: false, areOthersOffered: true };

/** Who could stand where the caret is, as the meeting has it. */
export function candidatesAt({ doc, selection: { $from } }: EditorState, around: Around): Candidates {
  for (let depth = $from.depth; depth > 0; depth--) {
    const list = $from.node(depth);
    if (list.type.name !== 'personList' && list.type.name !== 'castVoteList') continue;
    const event = $from.node(depth - 1);
    const attendance = attendanceIn(doc, around.meeting, list.type.name === 'castVoteList' ? $from.before(depth - 1) : undefined);
    // Whoever stands in the list already is not offered again.
    const here = $from.index(depth);
    const taken = list.children.flatMap((person, index) => (index === here ? [] : [named(person)]));
    const offered = offeredIn(doc, event, (list.attrs.role as PersonListRole | undefined) ?? 'by', attendance, around);
    return { ...offered, first: offered.first.filter((one) => !taken.some((other) => isSameItemPerson(one, other))) };
  }
  return anybody;
}

function offeredIn(doc: Node, event: Node, role: PersonListRole, attendance: ReturnType<typeof attendanceIn>, around: Around): Candidates {
  const { serving, waiting, tookPart } = attendance;
  const by = itemPeopleOf(event, 'by')[0];
  if (event.type.name === 'reservation' && tookPart.length > 0) {
    const lost = lostYrkanden(doc, factsOf(doc, around).sentences).flatMap((yrkande) => [...yrkande.by, ...yrkande.supporters]);
    const hasLost = (person: ItemPerson) => lost.some((one) => isSamePerson(one, person));
    return { first: [...tookPart.filter(hasLost), ...tookPart.filter((person) => !hasLost(person))], areProposed: lost.length > 0, areOthersOffered: false };
  }
  if (role === 'substitutes') return { first: nextSubstitutes(waiting, by ?? { party: null }), areProposed: true, areOthersOffered: true };
  if (event.type.name === 'attendanceChange' && (event.attrs.change as AttendanceChange) === 'arrives') {
    const away = (around.meeting.attendance?.people ?? []).filter((person) => !serving.some((one) => isSameItemPerson(one, person)));
    return { first: away, areProposed: false, areOthersOffered: true };
  }
  return { ...anybody, first: [...serving, ...waiting] };
}

const named = (node: Node): ItemPerson => ({
  name: node.textContent.trim(),
  party: (node.attrs.party as string | null) || null,
  personId: node.attrs.personId as string | null,
});

/** Whether every word of what was typed begins a name or is the party, as the register searches. */
export function isNamed({ name, party }: Pick<ItemPerson, 'name' | 'party'>, typed: string): boolean {
  const names = name.toLocaleLowerCase('sv').split(/[\s-]+/u);
  return typed
    .toLocaleLowerCase('sv')
    .split(/\s+/u)
    .filter((word) => word !== '')
    .every((word) => names.some((one) => one.startsWith(word)) || party?.toLocaleLowerCase('sv') === word);
}
