import { writePeople, writePerson, writeSupport } from '@yrka/formal-text';
import type { PersonListRole } from '@yrka/schema';
import { areNamedElsewhere, attendanceLabels, type ListedPerson, listedPeople, writeAttending } from '../text/people.ts';
import type { Block } from './page.ts';
import { plain } from './words.ts';
import type { NodeWriter, Writer } from './writer.ts';

const line = (text: string): readonly Block[] => (text === '' ? [] : [{ type: 'paragraph', words: plain(text) }]);
const attendance =
  (role: keyof typeof attendanceLabels) =>
  (people: readonly ListedPerson[]): readonly Block[] => [{ type: 'people', label: attendanceLabels[role], names: people.map(writeAttending) }];

/** How a list is written on its own. Inside an event its sentence names the people. */
const lists: Readonly<Record<PersonListRole, (people: readonly ListedPerson[], writer: Writer) => readonly Block[]>> = {
  movers: (people, writer) => (areNamedElsewhere(people, writer) ? [] : [{ type: 'byline', words: plain(`Motion av ${writePeople(people)}`) }]),
  signatories: (people, writer) => {
    const names = people.filter((one) => !writer.isNamedBelow('signatories', one)).map(writePerson);
    return names.length === 0 ? [] : [{ type: 'names', names }];
  },
  supporters: (people, writer) => line(writeSupport(people.filter((one) => !writer.isNamedBelow('supporters', one)))),
  speakers: (people) => line(writePeople(people)),
  by: (people) => line(writePeople(people)),
  serving: attendance('serving'),
  substitutes: attendance('substitutes'),
  absent: attendance('absent'),
  verifiers: attendance('verifiers'),
};

export const personList: NodeWriter = (node, writer) => {
  const people = listedPeople(node);
  if (people.length === 0) return [];
  const write = lists[node.attrs.role as PersonListRole] as (typeof lists)[PersonListRole] | undefined;
  return write === undefined ? line(writePeople(people)) : write(people, writer);
};

export const person: NodeWriter = (node) =>
  line(node.textContent.trim() === '' ? '' : writePerson({ name: node.textContent.trim(), party: node.attrs.party as string | null }));
