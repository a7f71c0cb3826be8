import { type NamedPerson, writePeople, writeSupport } from '@yrka/formal-text';
import type { PersonListRole, PersonRole } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { attendanceLabels, type ListedPerson, writeAttending } from '../text/people.ts';
import { type Content, element } from './element.ts';
import { label, named, personOf } from './words.ts';
import { blockPiece, type NodeWriter, type Writer } from './writer.ts';

type Listed = ListedPerson & { readonly personId: string | null; readonly id: string | null };

/** The people of a list, without those whose name is still empty. */
export function listed(list: Node): readonly Listed[] {
  return list.children.flatMap((child) => {
    const name = child.textContent.trim();
    if (child.type.name !== 'person' || name === '') return [];
    const { party, role, personId, id } = child.attrs as { party: string | null; role: PersonRole | null; personId: string | null; id: string | null };
    return [{ name, party, role, personId, id }];
  });
}

/** How a list is written on its own. Inside an event its sentence names the people. */
const lists: Readonly<Record<PersonListRole, (people: readonly Listed[], writer: Writer) => readonly (readonly Content[])[]>> = {
  movers: (people, { references }) =>
    people.map((one) => [element('docProponent', { refersTo: references.person(one), as: references.role('movers') }, personOf(one, references))]),
  signatories: (people, writer) =>
    people
      .filter((one) => !writer.isNamedBelow('signatories', one))
      .map((one) => [element('signature', {}, personOf(one, writer.references, { as: writer.references.role('signatories') }))]),
  supporters: (people, writer) => {
    const rest = people.filter((one) => !writer.isNamedBelow('supporters', one));
    return rest.length === 0 ? [] : [named(writeSupport(rest), rest, writer.references)];
  },
  speakers: (people, writer) => [named(writePeople(people), people, writer.references)],
  by: (people, writer) => [named(writePeople(people), people, writer.references)],
  serving: (people, writer) => attending('serving', people, writer),
  substitutes: (people, writer) => attending('substitutes', people, writer),
  absent: (people, writer) => attending('absent', people, writer),
  verifiers: (people, writer) => attending('verifiers', people, writer),
};

function attending(role: keyof typeof attendanceLabels, people: readonly Listed[], { references }: Writer): readonly (readonly Content[])[] {
  const names = people.flatMap((one, index): Content[] => {
    const person = personOf(one, references, { as: references.role(one.role ?? role) });
    const capacity = writeAttending({ ...one, name: '', party: null }).trimStart();
    return [...(index === 0 ? [] : [', ']), person, ...(capacity === '' ? [] : [` ${capacity}`])];
  });
  return [[label(`${attendanceLabels[role]}: `), ...names]];
}

export const personList: NodeWriter = (node, writer) => {
  const people = listed(node);
  if (people.length === 0) return [];
  const role = node.attrs.role as PersonListRole;
  const write = lists[role] as (typeof lists)[PersonListRole] | undefined;
  return (write ?? lists.by)(people, writer).map((words) => blockPiece(element('p', { class: role }, ...words)));
};

/** Somebody outside a list. */
export const person: NodeWriter = (node, { references }) => {
  const one: NamedPerson = { name: node.textContent.trim(), party: node.attrs.party as string | null };
  return one.name === '' ? [] : [blockPiece(element('p', {}, personOf(one, references)))];
};
