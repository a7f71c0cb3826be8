import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { remoteChange } from '@yrka/editor';
import type { PersonRole } from '@yrka/schema';

/** The person, or the name in a list of votes, that the caret is in. */
export type PersonPlace = { readonly node: Node; readonly from: number; readonly name: string };

/** Asked first about keys in a person; true = taken. Set by the picker while it is shown. */
export type PersonKeys = { current: ((event: KeyboardEvent) => boolean) | null };

const personNodes: ReadonlySet<string> = new Set(['person', 'castVote']);

export function personAt({ selection }: EditorState): PersonPlace | null {
  const { $from, $to } = selection;
  const node = $from.parent;
  return personNodes.has(node.type.name) && $to.parent === node ? { node, from: $from.before(), name: node.textContent } : null;
}

/** Somebody of the register, as a document names them. */
export type RegisteredPerson = { readonly id: string | null; readonly name: string; readonly party: string | null; readonly role: PersonRole | null };

/** Writes somebody of the register where the caret is. */
export function fillPerson(state: EditorState, place: PersonPlace, person: RegisteredPerson): Transaction {
  const { tr, schema } = state;
  const start = place.from + 1;
  tr.replaceWith(start, start + place.node.content.size, schema.text(person.name));
  tr.setNodeAttribute(place.from, 'personId', person.id).setNodeAttribute(place.from, 'party', person.party);
  if ('role' in place.node.attrs) tr.setNodeAttribute(place.from, 'role', person.role);
  return tr.setSelection(TextSelection.create(tr.doc, start + person.name.length)).scrollIntoView();
}

/** Events whose substance is the words after their people: who is named says something. */
const wordedEvents: ReadonlySet<string> = new Set(['separateStatement', 'minutesNote']);

/** Moves the caret from the last person of an event that is in words alone to its words; anywhere else it stays. */
export function toOwnWords({ selection, tr }: EditorState): Transaction {
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if (!wordedEvents.has($from.node(depth).type.name)) continue;
    const people = $from.node(depth + 1);
    const isLast = people.type.name === 'personList' && $from.index(depth + 1) >= people.childCount - 1;
    return isLast ? tr.setSelection(TextSelection.near(tr.doc.resolve($from.after(depth + 1)), 1)).scrollIntoView() : tr;
  }
  return tr;
}

/** The keys of the picker, and Tab between a sentence's people, its choices and its words. */
export const personField = Extension.create<{ readonly onKey: (event: KeyboardEvent) => boolean }>({
  name: 'yrkaPersonField',
  // Before the editor's own keys: Enter chooses while there is something to choose.
  priority: 1_100,
  addOptions: () => ({ onKey: () => false }),
  addProseMirrorPlugins() {
    const { onKey } = this.options;
    return [
      new Plugin({
        props: {
          handleKeyDown: (view, event) => (personAt(view.state) !== null && onKey(event)) || toEdgeOfName(view, event) || tabToChoices(view, event),
          handleTextInput: nextPersonAtComma,
        },
        // Whoever changes the name of a registered person has named somebody else.
        appendTransaction(transactions, before, after) {
          if (!transactions.some((transaction) => transaction.docChanged && transaction.getMeta(remoteChange) === undefined)) return null;
          const place = personAt(after);
          if (place === null || place.node.attrs.personId === null) return null;
          const former = formerNode(transactions, before, place.from);
          if (former === null || former.textContent === place.name || former.attrs.personId !== place.node.attrs.personId) return null;
          return after.tr.setNodeAttribute(place.from, 'personId', null);
        },
      }),
    ];
  },
});

/** Home and End stay within the name: the browser goes on into the words below, because the name stands in a line with what one presses. */
function toEdgeOfName(view: EditorView, event: KeyboardEvent): boolean {
  const place = personAt(view.state);
  if (place === null || (event.key !== 'Home' && event.key !== 'End') || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
  const { tr } = view.state;
  const at = place.from + 1 + (event.key === 'End' ? place.node.content.size : 0);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at)).scrollIntoView());
  return true;
}

/** Behind somebody of the register a comma means the next person, as Enter does. In a name that is written freely it stays: "Sven Ek, ordförande". */
function nextPersonAtComma(view: EditorView, from: number, to: number, text: string): boolean {
  const place = personAt(view.state);
  if (text !== ',' || place === null || place.node.type.name !== 'person' || place.node.attrs.personId === null) return false;
  const end = place.from + place.node.nodeSize;
  if (from !== end - 1 || to !== from) return false;
  const { tr } = view.state;
  tr.insert(end, place.node.type.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
  return true;
}

function formerNode(transactions: readonly Transaction[], before: EditorState, at: number): Node | null {
  let position = at;
  for (const transaction of [...transactions].reverse()) position = transaction.mapping.invert().map(position, -1);
  const node = position <= before.doc.content.size ? before.doc.nodeAt(position) : null;
  return node !== null && personNodes.has(node.type.name) ? node : null;
}

/** From the last of an event's people, Tab goes to its choices; from its words, Shift+Tab goes back to them. */
export function tabToChoices(view: EditorView, event: KeyboardEvent): boolean {
  if (event.key !== 'Tab' || event.altKey || event.ctrlKey || event.metaKey) return false;
  const { $from } = view.state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const dom = view.nodeDOM($from.before(depth));
    if (!(dom instanceof HTMLElement) || $from.node(depth).type.name === 'doc') continue;
    const fields = dom.querySelector<HTMLElement>(':scope > .yrka-event > .yrka-event__fields');
    if (fields === null) continue;
    const list = $from.node(depth + 1);
    const isInPeople = list?.type.name === 'personList';
    const isLastPerson = isInPeople && $from.index(depth + 1) >= list.childCount - 1;
    const place = $from.index(depth);
    // What the chair does has nobody to name: its choices stand before its first words.
    const isFirstAfterPeople = !isInPeople && (place === 0 || $from.node(depth).child(place - 1).type.name === 'personList');
    const controls = fields.querySelectorAll<HTMLElement>('select, input, button');
    const goal = !event.shiftKey && isLastPerson ? controls[0] : event.shiftKey && isFirstAfterPeople ? controls[controls.length - 1] : undefined;
    if (goal === undefined) return false;
    goal.focus();
    return true;
  }
  return false;
}

/** The first choice of the event around the caret; null outside events that have any. */
export function firstChoice(view: EditorView): HTMLElement | null {
  const { $from } = view.state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const dom = view.nodeDOM($from.before(depth));
    const choice =
      dom instanceof HTMLElement
        ? dom.querySelector<HTMLElement>(':scope > .yrka-event > .yrka-event__fields :is(select:not([data-aside]), [data-leads])')
        : null;
    if (choice !== null) return choice;
  }
  return null;
}
