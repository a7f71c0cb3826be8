import { Fragment, type Node, type NodeType, type Schema } from '@tiptap/pm/model';
import type { Command, Transaction } from '@tiptap/pm/state';
import {
  type FieldName,
  type NodeName,
  type PersonListRole,
  type PersonRole,
  type SectionPart,
  type VoteAnswer,
  voteAnswers,
  type VoteSettlement,
} from '@yrka/schema';
import { emptyParagraph } from './enter.ts';
import { insertBlock } from './inserting.ts';
import { findPosition, isEmptyText, isUnwritten, namedAncestor, textblockStarts } from './structure.ts';
import { selectContent } from './tables.ts';

/** What happens at a meeting, in the order in which it mostly does. */
export const recordableIds = [
  'deliberation',
  'yrkande',
  'acclamation',
  'vote',
  'decisionPoint',
  'reservation',
  'separateStatement',
  'minutesNote',
  'conflictOfInterest',
  'notParticipating',
  'attendanceChange',
] as const;
export type RecordableId = (typeof recordableIds)[number];

/** Somebody as a list of people names them. */
export type RecordedPerson = {
  readonly name: string;
  readonly party: string | null;
  readonly personId: string | null;
  readonly role?: PersonRole | null;
};

/** What is known of an event already when it is recorded. */
export type Recorded = {
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly people?: Readonly<Partial<Record<PersonListRole, readonly RecordedPerson[]>>>;
  readonly fields?: Readonly<Partial<Record<FieldName, string>>>;
  /** What stands in it below its people, as the clauses of a yrkande. */
  readonly blocks?: readonly Node[];
};

/**
 * Under which heading each is looked for, the first first. A vote may also stand right after the
 * question that it settles.
 */
const homes: Readonly<Record<RecordableId, readonly SectionPart[]>> = {
  deliberation: ['deliberation'],
  yrkande: ['yrkanden'],
  acclamation: ['beslutsgang'],
  vote: ['vote', 'beslutsgang'],
  decisionPoint: ['decision', 'proposalToAssembly'],
  reservation: ['reservations'],
  separateStatement: ['separateStatements'],
  minutesNote: ['minutesNotes'],
  conflictOfInterest: ['conflictOfInterest', 'attendance'],
  notParticipating: ['notParticipating'],
  attendanceChange: ['deliberation'],
};

/**
 * Records an event from wherever the caret is: after the block one is in where that is under its
 * heading, else at the end of the part that is for it, else after the block. The caret lands where
 * one writes first.
 */
export function recordEvent(name: RecordableId, recorded: Recorded = {}): Command {
  return (state, dispatch, view) => {
    const listed = name === 'yrkande' || name === 'decisionPoint';
    const section = namedAncestor(state.selection.$to, 'section');
    const isHome = section !== null && homes[name].includes(section.node.attrs.part as SectionPart);
    const home = isHome ? null : homeOf(state.doc, name);
    if (home === null || (listed && hasList(state.doc, name))) {
      if (listed && recorded.attributes === undefined && recorded.people === undefined) return insertBlock(name)(state, dispatch, view);
      return listed ? insertInList(name, recorded)(state, dispatch, view) : insertEvent(eventNode(state.schema, name, recorded))(state, dispatch, view);
    }
    const tr = state.tr;
    const begun = state.doc.nodeAt(home)?.lastChild ?? null;
    if (begun !== null && begun.type.name === name && isUnwritten(begun) && recorded.attributes === undefined && recorded.people === undefined) {
      // One that was begun and says nothing yet, as the template has it, is gone on with; it may have no place to write in yet.
      const from = home + (state.doc.nodeAt(home)?.nodeSize ?? 0) - 1 - begun.nodeSize;
      const fresh = eventNode(state.schema, name);
      if (textblockStarts(state.doc, from, from + begun.nodeSize).length === 0) tr.replaceWith(from + 1, from + begun.nodeSize - 1, fresh.content);
      placeCaret(tr, from, tr.doc.nodeAt(from) ?? begun);
      dispatch?.(tr.scrollIntoView());
      return true;
    }
    const event = eventNode(state.schema, name, recorded);
    const node = listed ? make(state.schema, name === 'yrkande' ? 'yrkandeList' : 'decisionList', {}, event) : event;
    putAtEnd(tr, home, node);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Puts an event after the block that one is in, at the level of parts and events. */
export function insertEvent(node: Node): Command {
  return (state, dispatch) => {
    const { $to } = state.selection;
    for (let depth = $to.depth; depth > 0; depth--) {
      const parent = $to.node(depth - 1).type.name;
      if (parent !== 'doc' && parent !== 'section') continue;
      const block = $to.node(depth);
      const replaces = block.type.name === 'paragraph' && isEmptyText(block);
      const at = replaces ? $to.before(depth) : $to.after(depth);
      const tr = state.tr.replaceWith(at, replaces ? $to.after(depth) : at, node);
      placeCaret(tr, at, node);
      dispatch?.(tr.scrollIntoView());
      return true;
    }
    return false;
  };
}

/** Puts events one after the other behind the block at a position, and leaves the caret where it is. */
export function insertEventsAfter(at: number, nodes: readonly Node[]): Command {
  return (state, dispatch) => {
    const after = state.doc.nodeAt(at);
    if (after === null || nodes.length === 0) return false;
    dispatch?.(state.tr.insert(at + after.nodeSize, Fragment.from([...nodes])));
    return true;
  };
}

/** Puts events at the end of the part that is for the first of them, else at the end of the document; an empty paragraph there makes room. */
export function insertEventsAtHome(name: RecordableId, nodes: readonly Node[]): Command {
  return (state, dispatch) => {
    const first = nodes[0];
    if (first === undefined) return false;
    const tr = state.tr;
    const home = homeOf(tr.doc, name);
    if (home === null) tr.insert(tr.doc.content.size, Fragment.from([...nodes]));
    else putAtEnd(tr, home, ...nodes);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** An event as a node: its people, its fields, and room for words. */
export function eventNode(schema: Schema, name: RecordableId, { attributes = {}, people = {}, fields = {}, blocks = [] }: Recorded = {}): Node {
  if (name === 'decisionPoint') return make(schema, name, attributes);
  const lists = Object.entries(people).map(([role, persons]) => personList(schema, role as PersonListRole, persons));
  const own = leadingRole[name];
  if (own !== null && people[own] === undefined) lists.unshift(personList(schema, own, []));
  const names: readonly FieldName[] = name === 'vote' ? ['proposition', 'yesMeans', 'noMeans'] : (Object.keys(fields) as FieldName[]);
  const written = names.map((field) => make(schema, 'field', { name: field }, ...textOf(schema, fields[field])));
  const votes = name === 'vote' ? [make(schema, 'castVoteList')] : [];
  return make(schema, name, attributes, ...lists, ...written, ...blocks, ...votes, emptyParagraph(schema));
}

/** Whose names lead the event; null for what the chair does. */
const leadingRole: Readonly<Record<RecordableId, PersonListRole | null>> = {
  deliberation: 'speakers',
  yrkande: 'by',
  acclamation: null,
  vote: null,
  decisionPoint: null,
  reservation: 'by',
  separateStatement: 'by',
  minutesNote: 'by',
  conflictOfInterest: 'by',
  notParticipating: 'by',
  attendanceChange: 'by',
};

/** Sets who stands in a list of people of the event at a position (REC9); the list goes when it has nobody. */
export function setPeople(at: number, role: PersonListRole, people: readonly RecordedPerson[]): Command {
  return (state, dispatch) => {
    const tr = state.tr;
    if (!putPeople(tr, at, role, people)) return false;
    dispatch?.(tr);
    return true;
  };
}

/** Puts the caret where one writes who else, in a list of people that the event at a position may not have yet. */
export function openPeople(at: number, role: PersonListRole): Command {
  return (state, dispatch) => {
    const event = state.doc.nodeAt(at);
    if (event === null) return false;
    const tr = state.tr;
    const found = childAt(event, at, (child) => child.type.name === 'personList' && child.attrs.role === role);
    if (found === null) {
      const place = afterPeople(event, at);
      tr.insert(place, personList(state.schema, role, []));
      placeCaret(tr, place, tr.doc.nodeAt(place) as Node);
    } else {
      const end = found.from + found.node.nodeSize - 1;
      tr.insert(end, make(state.schema, 'person'));
      placeCaret(tr, end, tr.doc.nodeAt(end) as Node);
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Gives the yrkande at a position a clause of its own to write in, or takes away one in which nothing was written. */
export function setOwnClause(at: number, isWanted: boolean): Command {
  return (state, dispatch) => {
    const yrkande = state.doc.nodeAt(at);
    const found = yrkande === null ? null : childAt(yrkande, at, (child) => child.type.name === 'yrkandeList');
    if (yrkande === null || isWanted === (found !== null)) return false;
    if (found !== null && !isUnwritten(found.node)) return false;
    const tr = state.tr;
    if (found !== null) tr.delete(found.from, found.from + found.node.nodeSize);
    else tr.insert(afterPeople(yrkande, at), make(state.schema, 'yrkandeList', {}, make(state.schema, 'attClause', { att: true })));
    dispatch?.(tr);
    return true;
  };
}

export type NewCastVote = RecordedPerson & { readonly answer: VoteAnswer };

/**
 * Sets the votes by name of the vote at a position, and the counts that they add up to (REC9). A name
 * that somebody wrote and has no answer yet stands.
 */
export function setCastVotes(at: number, votes: readonly NewCastVote[], settledBy?: VoteSettlement | null): Command {
  return (state, dispatch) => {
    const vote = state.doc.nodeAt(at);
    if (vote === null || vote.type.name !== 'vote') return false;
    const { schema, tr } = state;
    const list = childAt(vote, at, (child) => child.type.name === 'castVoteList');
    if (list === null) tr.insert(at + vote.nodeSize - 1, make(schema, 'castVoteList', {}, ...votes.map((one) => newItem(schema, castVoteItem(one)))));
    else putItems(tr, list, votes.map(castVoteItem), (cast) => cast.attrs.answer === null && cast.textContent.trim() !== '');
    if (settledBy === undefined) for (const answer of voteAnswers) tr.setNodeAttribute(at, answer, votes.filter((one) => one.answer === answer).length);
    else tr.setNodeAttribute(at, 'settledBy', settledBy);
    dispatch?.(tr);
    return true;
  };
}

/** One line of a list as it is wanted. Attributes that are not named stay as they are. */
type Item = { readonly name: NodeName; readonly words: string; readonly attributes: Readonly<Record<string, unknown>> };

const castVoteItem = ({ name, party, personId, answer }: NewCastVote): Item => ({ name: 'castVote', words: name, attributes: { party, personId, answer } });

const personItem = ({ name, party, personId, role }: RecordedPerson): Item => ({
  name: 'person',
  words: name,
  attributes: { party, personId, ...(role === undefined ? {} : { role }) },
});

const newItem = (schema: Schema, { name, words, attributes }: Item): Node => make(schema, name, attributes, ...textOf(schema, words));

/**
 * Brings a list to what is wanted, in that order: whatever stands there already is the same block as
 * before, with its id and what others write in it, and what stands there twice does so once (REC9).
 *
 * @param stays of what is not wanted, what is left all the same.
 */
function putItems(
  tr: Transaction,
  { from, node: list }: { readonly from: number; readonly node: Node },
  wanted: readonly Item[],
  stays: (item: Node) => boolean = () => false,
): void {
  const left = [...list.children];
  const nodes: Node[] = [];
  const standing = new Map<Node, Node>();
  for (const item of wanted) {
    const there = left.find((one) => isSameId(one, item)) ?? left.find((one) => isSameName(one, item));
    const node = there === undefined ? newItem(tr.doc.type.schema, item) : renewed(there, item);
    nodes.push(node);
    if (there === undefined) continue;
    left.splice(left.indexOf(there), 1);
    standing.set(there, node);
  }
  for (const item of left.filter(stays)) {
    const before = list.children.slice(0, list.children.indexOf(item)).findLast((one) => standing.has(one));
    nodes.splice(before === undefined ? 0 : nodes.indexOf(standing.get(before) as Node) + 1, 0, item);
    standing.set(item, item);
  }
  // What is the same at both ends is not touched: a caret in it stays.
  let [start, end, newEnd] = [0, list.childCount, nodes.length];
  while (start < Math.min(end, newEnd) && list.child(start) === nodes[start]) start++;
  while (start < Math.min(end, newEnd) && list.child(end - 1) === nodes[newEnd - 1]) {
    end--;
    newEnd--;
  }
  const positionOf = (index: number) => list.children.slice(0, index).reduce((position, { nodeSize }) => position + nodeSize, from + 1);
  if (start < end || start < newEnd) tr.replaceWith(positionOf(start), positionOf(end), nodes.slice(start, newEnd));
}

const isSameId = ({ attrs }: Node, { attributes }: Item) => typeof attributes.personId === 'string' && attrs.personId === attributes.personId;

function isSameName({ attrs, textContent }: Node, { words, attributes }: Item): boolean {
  const agree = (name: string) => (attrs[name] ?? null) === null || (attributes[name] ?? null) === null;
  return textContent.trim() === words.trim() && agree('personId') && (agree('party') || attrs.party === attributes.party);
}

function renewed(there: Node, { words, attributes }: Item): Node {
  const content = there.textContent.trim() === words.trim() ? there.content : Fragment.from(textOf(there.type.schema, words));
  const isSame = content === there.content && Object.entries(attributes).every(([name, value]) => there.attrs[name] === value);
  return isSame ? there : there.type.create({ ...there.attrs, ...attributes }, content, there.marks);
}

/** Puts the words of a decision into the part of the decision, in place of its points; a point that says the same stays (REC9). */
export function setDecision(
  parts: readonly SectionPart[],
  points: readonly { readonly text: string; readonly attributes: Readonly<Record<string, unknown>> }[],
): Command {
  return (state, dispatch) => {
    const wanted = points.map(({ text, attributes }): Item => ({ name: 'decisionPoint', words: text, attributes }));
    for (const part of parts) {
      const section = findPosition(state.doc, (node) => node.type.name === 'section' && node.attrs.part === part);
      if (section === null) continue;
      const holder = state.doc.nodeAt(section) as Node;
      const list = childAt(holder, section, (child) => child.type.name === 'decisionList');
      const tr = state.tr;
      if (list === null) tr.insert(section + holder.nodeSize - 1, make(state.schema, 'decisionList', {}, ...wanted.map((item) => newItem(state.schema, item))));
      else putItems(tr, list, wanted);
      placeCaret(
        tr,
        list === null ? section + holder.nodeSize - 1 : list.from,
        tr.doc.nodeAt(list === null ? section + holder.nodeSize - 1 : list.from) as Node,
      );
      dispatch?.(tr.scrollIntoView());
      return true;
    }
    return false;
  };
}

function childAt(parent: Node, at: number, test: (child: Node) => boolean): { readonly from: number; readonly node: Node } | null {
  let found: { readonly from: number; readonly node: Node } | null = null;
  parent.forEach((child, offset) => {
    if (test(child)) found ??= { from: at + 1 + offset, node: child };
  });
  return found;
}

/** Behind the last list of people of an event, else at its beginning. */
function afterPeople(event: Node, at: number): number {
  let end = at + 1;
  event.forEach((child, offset) => {
    if (child.type.name === 'personList') end = at + 1 + offset + child.nodeSize;
  });
  return end;
}

/** Sets the lists of people of the part that tells who was there; false where the document has no such part. */
export function setPrintedAttendance(lists: Readonly<Partial<Record<PersonListRole, readonly RecordedPerson[]>>>): Command {
  return (state, dispatch) => {
    const at = findPosition(state.doc, (node) => node.type.name === 'section' && node.attrs.part === 'attendance');
    if (at === null) return false;
    const tr = state.tr;
    for (const [role, people] of Object.entries(lists)) putPeople(tr, at, role as PersonListRole, people);
    dispatch?.(tr);
    return true;
  };
}

function putPeople(tr: Transaction, at: number, role: PersonListRole, people: readonly RecordedPerson[]): boolean {
  const holder = tr.doc.nodeAt(at);
  if (holder === null) return false;
  const { schema } = tr.doc.type;
  const found = childAt(holder, at, (child) => child.type.name === 'personList' && child.attrs.role === role);
  if (found === null) {
    if (people.length > 0) tr.insert(afterPeople(holder, at), personList(schema, role, people));
  } else if (people.length === 0) tr.delete(found.from, found.from + found.node.nodeSize);
  else putItems(tr, found, people.map(personItem));
  return true;
}

function insertInList(name: 'yrkande' | 'decisionPoint', recorded: Recorded): Command {
  return (state, dispatch) => {
    const at = listPosition(state.doc, name);
    const list = at === null ? null : state.doc.nodeAt(at);
    if (at === null || list === null) return false;
    const node = eventNode(state.schema, name, recorded);
    const end = at + list.nodeSize - 1;
    const tr = state.tr.insert(end, node);
    placeCaret(tr, end, node);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

const hasList = (doc: Node, name: 'yrkande' | 'decisionPoint') => listPosition(doc, name) !== null;

function listPosition(doc: Node, name: 'yrkande' | 'decisionPoint'): number | null {
  const listName: NodeName = name === 'yrkande' ? 'yrkandeList' : 'decisionList';
  return findPosition(doc, (node) => node.type.name === listName && node.children.every((child) => child.type.name === name));
}

/** The position before the section that is for it; null where the document has none. */
function homeOf(doc: Node, name: RecordableId): number | null {
  for (const part of homes[name]) {
    const at = findPosition(doc, (node) => node.type.name === 'section' && node.attrs.part === part);
    if (at !== null) return at;
  }
  return null;
}

function putAtEnd(tr: Transaction, section: number, ...nodes: readonly Node[]): void {
  const node = tr.doc.nodeAt(section) as Node;
  const end = section + node.nodeSize - 1;
  const last = node.lastChild;
  const from = last !== null && last.type.name === 'paragraph' && isEmptyText(last) ? end - last.nodeSize : end;
  tr.replaceWith(from, end, Fragment.from([...nodes]));
  placeCaret(tr, from, nodes[0] as Node);
}

function placeCaret(tr: Transaction, at: number, node: Node): void {
  const start = textblockStarts(tr.doc, at, at + node.nodeSize)[0];
  if (start !== undefined) selectContent(tr, start);
}

function personList(schema: Schema, role: PersonListRole, people: readonly RecordedPerson[]): Node {
  const nodes = people.length === 0 ? [make(schema, 'person')] : people.map((one) => newItem(schema, personItem(one)));
  return make(schema, 'personList', { role }, ...nodes);
}

const textOf = (schema: Schema, words: string | undefined): Node[] => (words === undefined || words === '' ? [] : [schema.text(words)]);

function make(schema: Schema, name: NodeName, attrs: Record<string, unknown> = {}, ...content: readonly Node[]): Node {
  const type: NodeType | undefined = schema.nodes[name];
  if (!type) throw new Error(`the schema has no ${name}`);
  return type.create(attrs, Fragment.from([...content]));
}
