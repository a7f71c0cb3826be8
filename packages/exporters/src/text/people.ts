import { isSamePerson, type NamedPerson, peopleOf, writePeople, writePerson, writeSupport } from '@yrka/formal-text';
import type { PersonListRole, PersonRole } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { NodeWriter, Writer } from './writer.ts';

export type ListedPerson = NamedPerson & { readonly role: PersonRole | null };

/** How a list is written on its own. Inside an event its sentence names the people. */
const lists: Readonly<Record<PersonListRole, (people: readonly ListedPerson[], writer: Writer) => string>> = {
  movers: (people, writer) => (areNamedElsewhere(people, writer) ? '' : `Motion av ${writePeople(people)}`),
  signatories: (people) => people.map(writePerson).join('\n'),
  supporters: (people) => writeSupport(people),
  speakers: (people) => writePeople(people),
  by: (people) => writePeople(people),
  serving: (people) => attendance('serving', people),
  substitutes: (people) => attendance('substitutes', people),
  absent: (people) => attendance('absent', people),
  verifiers: (people) => attendance('verifiers', people),
};

export const personList: NodeWriter = (node, writer) => {
  const people = listedPeople(node);
  if (people.length === 0) return '';
  const write = lists[node.attrs.role as PersonListRole] as (typeof lists)[PersonListRole] | undefined;
  return write === undefined ? writePeople(people) : write(people, writer);
};

/** The people of a list in their order, without those whose name is still empty. */
export function listedPeople(list: Node): readonly ListedPerson[] {
  const people: ListedPerson[] = [];
  list.forEach((child) => {
    const name = child.textContent.trim();
    if (child.type.name === 'person' && name !== '')
      people.push({ name, party: child.attrs.party as string | null, role: child.attrs.role as PersonRole | null });
  });
  return people;
}

export const person: NodeWriter = (node) => writePerson({ name: node.textContent, party: node.attrs.party as string | null });

/** A motion names its movers once: above the text, unless the title does or they sign below. */
export function areNamedElsewhere(movers: readonly NamedPerson[], { document }: Pick<Writer, 'document'>): boolean {
  const title = textOf(document, 'title');
  const signatories = peopleOf(document, 'signatories');
  return movers.every((mover) => title.includes(mover.name)) || movers.every((mover) => signatories.some((signatory) => isSamePerson(signatory, mover)));
}

function textOf(document: Node, name: string): string {
  let text = '';
  document.forEach((node) => {
    if (node.type.name === name) text += node.textContent;
  });
  return text;
}

function attendance(role: keyof typeof attendanceLabels, people: readonly ListedPerson[]): string {
  return `${attendanceLabels[role]}: ${people.map(writeAttending).join(', ')}`;
}

export const attendanceLabels = { serving: 'Tjänstgörande', substitutes: 'Ersättare', absent: 'Frånvarande', verifiers: 'Justerare' } as const;

export const writeAttending = (one: ListedPerson) => `${writePerson(one)}${capacity(one.role)}`;

function capacity(role: PersonRole | null): string {
  switch (role) {
    case 'chair':
      return ' ordförande';
    case 'servingSubstitute':
      return ' tjänstgörande ersättare';
    case 'secretary':
      return ' sekreterare';
    case 'member':
    case 'substitute':
    case 'officer':
    case null:
      return '';
  }
}
