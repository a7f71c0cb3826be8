import type { AttendanceChange } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { fieldOf } from './fields.ts';
import { isSamePerson, type NamedPerson } from './person.ts';

/** Somebody's part in a meeting as a whole. `fromItem` and `untilItem` are § as they are typed, both included; null: from the beginning, to the end. */
export type Attending = NamedPerson & {
  readonly personId: string;
  readonly isSubstitute: boolean;
  /** `present` is a substitute who is there and does not serve. */
  readonly presence: 'serving' | 'present' | 'absent';
  readonly fromItem: string | null;
  readonly untilItem: string | null;
};

/** Somebody as a document names them. `personId` is null for one whom no register knows. */
export type ItemPerson = NamedPerson & { readonly personId: string | null };

export type ItemAttendance = {
  /** Who serves at the place that was asked for, in the order of the list, those who came in last. */
  readonly serving: readonly ItemPerson[];
  /** Substitutes who do not serve there: those who are present before those of whom nothing is known. */
  readonly waiting: readonly ItemPerson[];
  /** Disqualified in the item: neither absent nor abstaining. */
  readonly disqualified: readonly ItemPerson[];
  /** Who took part in the decision, and so may reserve: those who served at any time and were neither disqualified nor stood aside. */
  readonly tookPart: readonly ItemPerson[];
};

/**
 * [ATT1]–[ATT5] Who serves in one item: the meeting's attendance, changed by the item's own events.
 *
 * @param meeting null where no attendance was recorded: then it is the document's own list
 * @param item the § as it is typed; the document's own when left out; null while it is not typed, which is the item that is dealt with now
 * @param before a position in the document: arrivals and departures after it do not count yet
 */
export function attendanceInItem(
  document: Node,
  meeting: readonly Attending[] | null,
  {
    item = fieldOf(document, 'paragraphNumber').trim() || null,
    before = document.content.size,
  }: { readonly item?: string | null; readonly before?: number } = {},
): ItemAttendance {
  const listed = meeting === null ? listedIn(document) : servingAt(meeting, item);
  const serving = [...listed.serving];
  const everServed = [...listed.serving];
  const [disqualified, aside]: [ItemPerson[], ItemPerson[]] = [[], []];
  const enters = (people: readonly ItemPerson[]) => {
    add(serving, people);
    add(everServed, people);
  };
  document.descendants((node, position) => {
    const by = itemPeopleOf(node, 'by');
    if (node.type.name === 'conflictOfInterest') {
      // Whoever is disqualified is so in the item as a whole, wherever it is said.
      add(disqualified, by);
      remove(serving, by);
      enters(itemPeopleOf(node, 'substitutes'));
    } else if (node.type.name === 'notParticipating') {
      add(aside, by);
      // Who is named to serve instead takes the place; else whoever stands aside goes on serving.
      const instead = itemPeopleOf(node, 'substitutes');
      if (instead.length > 0) remove(serving, by);
      enters(instead);
    } else if (node.type.name === 'attendanceChange' && position < before) {
      changeBy(node.attrs.change as AttendanceChange, by, itemPeopleOf(node, 'substitutes'));
    }
    return !node.isTextblock;
  });

  function changeBy(change: AttendanceChange, by: readonly ItemPerson[], substitutes: readonly ItemPerson[]): void {
    // "Per Roos serves instead of Kim Ståhl", or "Per Roos serves": whose place it is is among those who served.
    const leave = change === 'leaves' || (change === 'serves' && substitutes.length > 0);
    if (leave) remove(serving, by);
    else enters(by);
    enters(change === 'arrives' ? [] : substitutes);
    if (change === 'arrives') remove(serving, substitutes);
  }

  return {
    serving,
    waiting: listed.waiting.filter((person) => !has(serving, person) && !has(disqualified, person)),
    disqualified,
    tookPart: everServed.filter((person) => !has(disqualified, person) && !has(aside, person)),
  };
}

/** The people of the lists with this role directly inside a node, with their ids; without those whose name is still empty. */
export function itemPeopleOf(node: Node, role: string): readonly ItemPerson[] {
  const people: ItemPerson[] = [];
  node.forEach((list) => {
    if (list.type.name !== 'personList' || list.attrs.role !== role) return;
    list.forEach((person) => {
      const name = person.textContent.trim();
      if (name !== '') people.push({ name, party: (person.attrs.party as string | null) || null, personId: person.attrs.personId as string | null });
    });
  });
  return people;
}

/** [ATT5] Whether two are one: by the register's id where both have it, else by name and party. */
export function isSameItemPerson(one: ItemPerson, other: ItemPerson): boolean {
  if (one.personId !== null && other.personId !== null) return one.personId === other.personId;
  return isSamePerson(one, other);
}

type Listed = { readonly serving: readonly ItemPerson[]; readonly waiting: readonly ItemPerson[] };

function servingAt(meeting: readonly Attending[], item: string | null): Listed {
  const isServing = (person: Attending) => person.presence === 'serving' && isWithin(item, person);
  const known = meeting.filter((person) => person.isSubstitute && !isServing(person));
  return {
    serving: meeting.filter(isServing).map(asItemPerson),
    waiting: [...known.filter(({ presence }) => presence !== 'absent'), ...known.filter(({ presence }) => presence === 'absent')].map(asItemPerson),
  };
}

const asItemPerson = ({ name, party, personId }: Attending): ItemPerson => ({ name, party, personId });

function isWithin(item: string | null, { fromItem, untilItem }: Attending): boolean {
  // Not numbered yet, it is the item of this moment: who has come is there, who has gone is not.
  if (item === null) return untilItem === null;
  return (fromItem === null || numberOf(item) >= numberOf(fromItem)) && (untilItem === null || numberOf(item) <= numberOf(untilItem));
}

/** 47 of "47", "§ 47" and "47/2027": § run over a body's whole year. */
function numberOf(item: string): number {
  return Number(/\d+/u.exec(item)?.[0] ?? Number.NaN);
}

/** What the document itself lists, outside its events. */
function listedIn(document: Node): Listed {
  const [serving, waiting]: [ItemPerson[], ItemPerson[]] = [[], []];
  const gather = (parent: Node): void => {
    add(serving, itemPeopleOf(parent, 'serving'));
    add(waiting, itemPeopleOf(parent, 'substitutes'));
    parent.forEach((child) => {
      if (child.type.name === 'section') gather(child);
    });
  };
  gather(document);
  return { serving, waiting };
}

const has = (people: readonly ItemPerson[], person: ItemPerson) => people.some((other) => isSameItemPerson(other, person));

function add(people: ItemPerson[], more: readonly ItemPerson[]): void {
  for (const person of more) if (!has(people, person)) people.push(person);
}

function remove(people: ItemPerson[], gone: readonly ItemPerson[]): void {
  for (let index = people.length - 1; index >= 0; index--) if (has(gone, people[index] as ItemPerson)) people.splice(index, 1);
}
