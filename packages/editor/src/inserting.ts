import { Fragment, type Node, type NodeType, type ResolvedPos, type Schema } from '@tiptap/pm/model';
import { type Command, type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { DocumentKind, NodeName, PersonListRole } from '@yrka/schema';
import { emptyParagraph, freshItem } from './enter.ts';
import { headings, lists, type ParagraphChange, plainText, quotations } from './formatting.ts';
import {
  ancestor,
  caret,
  events,
  findPosition,
  isEmptyText,
  lineItems,
  namedAncestor,
  type Place,
  placeAt,
  textblockAt,
  textblockStarts,
} from './structure.ts';
import { selectContent } from './tables.ts';

/** Everything that the "/" menu and the toolbar can put into some document, in the order of the menu. */
export const insertableIds = [
  'text',
  'heading1',
  'heading2',
  'heading3',
  'bulletList',
  'orderedList',
  'quotation',
  'table',
  'costsTable',
  'footnote',
  'attClause',
  'decisionPoint',
  'yrkande',
  'deliberation',
  'vote',
  'reservation',
  'separateStatement',
  'minutesNote',
  'conflictOfInterest',
  'notParticipating',
  'attendanceChange',
  'acclamation',
  'decisionBasis',
  'attachment',
  'recipient',
  'movers',
  'signatories',
  'supporters',
  'serving',
  'substitutes',
  'absent',
] as const;
export type InsertableId = (typeof insertableIds)[number];

const everywhere: readonly InsertableId[] = [
  'text',
  'heading1',
  'heading2',
  'heading3',
  'bulletList',
  'orderedList',
  'quotation',
  'table',
  'costsTable',
  'footnote',
];
/** What each kind of document may contain; the rest of its frame is the template's. */
const contents: Record<DocumentKind, readonly InsertableId[]> = {
  motion: [...everywhere, 'attClause', 'movers', 'signatories', 'supporters'],
  writtenStatement: [...everywhere, 'attClause'],
  officerReport: [...everywhere, 'decisionPoint', 'decisionBasis', 'attachment', 'recipient'],
  minutesItem: [
    ...everywhere,
    'decisionPoint',
    'yrkande',
    'deliberation',
    'vote',
    'reservation',
    'separateStatement',
    'minutesNote',
    'conflictOfInterest',
    'notParticipating',
    'attendanceChange',
    'acclamation',
    'decisionBasis',
    'attachment',
    'recipient',
    'serving',
    'substitutes',
    'absent',
  ],
};

export type InsertingSettings = { readonly kind: DocumentKind; readonly clausesBeginWithAtt: boolean; readonly decisionsBeginWithAtt: boolean };
const fallback: InsertingSettings = { kind: 'motion', clausesBeginWithAtt: true, decisionsBeginWithAtt: true };
const key = new PluginKey<InsertingSettings>('yrkaInserting');

/** Tells the commands below which document they write in. */
export function inserting(settings: InsertingSettings): Plugin<InsertingSettings> {
  return new Plugin<InsertingSettings>({ key, state: { init: () => settings, apply: (_, kept) => kept } });
}

/** What this kind of document may contain, and whether it can be put where the caret is. */
export function insertables(state: EditorState): { readonly id: InsertableId; readonly available: boolean }[] {
  const { kind } = key.getState(state) ?? fallback;
  return insertableIds.filter((id) => contents[kind].includes(id)).map((id) => ({ id, available: insertBlock(id)(state) }));
}

/**
 * Puts a thing into the document where the caret is, in place of an empty paragraph, else after
 * the block. `replacing` is what was typed to ask for it ("/tab"); it goes first, in the same
 * transaction. An item (clause, point, recipient …) goes to the list one is in, else to the end
 * of the document's list, else into a new one. The caret lands where one writes first.
 */
export function insertBlock(id: InsertableId, replacing?: { readonly from: number; readonly to: number }): Command {
  return (state, dispatch) => {
    const tr = state.tr;
    if (replacing) tr.delete(replacing.from, replacing.to);
    const settings = key.getState(state) ?? fallback;
    if (!insert(tr, id, settings)) return false;
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** The next clause after the one with the caret, else a last one in the document's list. */
export const addClause: Command = (state, dispatch) => insertBlock('attClause')(state, dispatch);

function insert(tr: Transaction, id: InsertableId, settings: InsertingSettings): boolean {
  const { schema } = tr.doc.type;
  switch (id) {
    case 'text':
      return inParagraph(tr, plainText) || insertAfter(tr, emptyParagraph(schema));
    case 'heading1':
      return inParagraph(tr, headings(1));
    case 'heading2':
      return inParagraph(tr, headings(2));
    case 'heading3':
      return inParagraph(tr, headings(3));
    case 'bulletList':
      return inParagraph(tr, lists('bullet'));
    case 'orderedList':
      return inParagraph(tr, lists('ordered'));
    case 'quotation':
      return inParagraph(tr, quotations);
    case 'table':
      return insertAfter(tr, table(schema, 'plain', 3, 2));
    case 'costsTable':
      return insertAfter(tr, table(schema, 'costs', 4, 3));
    case 'footnote':
      return footnote(tr);
    case 'attClause':
      return insertItem(tr, 'yrkandeList', make(schema, 'attClause', { att: settings.clausesBeginWithAtt }));
    case 'decisionPoint':
      return insertItem(tr, 'decisionList', make(schema, 'decisionPoint', { att: settings.decisionsBeginWithAtt }));
    case 'yrkande':
      return insertItem(tr, 'yrkandeList', event(schema, 'yrkande'));
    case 'recipient':
      return insertItem(tr, 'recipientList', make(schema, 'recipient'));
    case 'attachment':
      return insertItem(tr, 'attachmentList', make(schema, 'attachment'));
    case 'decisionBasis':
      return insertItem(tr, 'decisionBasisList', make(schema, 'decisionBasis'));
    case 'vote':
      return insertAfter(tr, vote(schema));
    case 'deliberation':
    case 'reservation':
    case 'separateStatement':
    case 'minutesNote':
    case 'conflictOfInterest':
    case 'notParticipating':
    case 'attendanceChange':
    case 'acclamation':
      return insertAfter(tr, event(schema, id));
    case 'movers':
    case 'signatories':
    case 'supporters':
    case 'serving':
    case 'substitutes':
    case 'absent':
      return insertPerson(tr, id);
  }
}

function inParagraph(tr: Transaction, change: ParagraphChange): boolean {
  return textblockAt(tr.selection.$from)?.node.type.name === 'paragraph' && change(tr);
}

function footnote(tr: Transaction): boolean {
  const { $to } = tr.selection;
  const type = tr.doc.type.schema.nodes.footnote;
  if (!type || !$to.parent.isTextblock || !$to.parent.canReplaceWith($to.index(), $to.index(), type)) return false;
  caret(tr.insert($to.pos, type.create()), $to.pos + 1);
  return true;
}

/** In place of the empty paragraph with the caret, else after the block that stands in the document, the part or the event. */
function insertAfter(tr: Transaction, node: Node): boolean {
  const host = hostOf(tr.selection.$to);
  if (!host) return false;
  const $host = tr.doc.resolve(host.from);
  if (!$host.parent.canReplaceWith(host.index, host.index, node.type)) return false;
  const replaces = host.node.type.name === 'paragraph' && isEmptyText(host.node);
  const at = replaces ? host.from : host.to;
  tr.replaceWith(at, replaces ? host.to : at, node);
  placeCaret(tr, at, node);
  return true;
}

/** The block around a position whose parent holds blocks of any sort. */
function hostOf($pos: ResolvedPos): Place | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const parent = $pos.node(depth - 1).type.name;
    if (parent === 'doc' || parent === 'section' || events.has(parent)) {
      const place = placeAt($pos, depth);
      // A table, a vote … does not go inside another event's words: it follows the event.
      if (place.node.isBlock && !events.has(parent)) return place;
    }
  }
  return null;
}

function insertItem(tr: Transaction, listName: NodeName, item: Node): boolean {
  const { schema } = tr.doc.type;
  // A yrkande that is moved in words of its own has its clauses in such a list too: the next yrkande follows it, and is none of them.
  const around = ancestor(tr.selection.$to, (_, parent) => parent.type.name === listName && accepts(parent, item.type));
  if (around) {
    // The next one is written as the one before it.
    const fresh = around.node.type === item.type && lineItems.has(item.type.name) ? freshItem(around.node) : item;
    tr.insert(around.to, fresh);
    placeCaret(tr, around.to, fresh);
    return true;
  }
  const wanted = (node: Node) => node.type.name === listName && accepts(node, item.type);
  const section = namedAncestor(tr.selection.$to, 'section');
  const at = (section && findPosition(tr.doc, wanted, section.from, section.to)) ?? findPosition(tr.doc, wanted);
  const list = at === null ? null : tr.doc.nodeAt(at);
  if (at === null || list === null) return insertAfter(tr, make(schema, listName, {}, item)) || insertAtEnd(tr, make(schema, listName, {}, item));
  const last = list.lastChild;
  if (last && last.type === item.type && isEmptyText(last)) {
    caret(tr, at + list.nodeSize - 2);
    return true;
  }
  const fresh = last && last.type === item.type && lineItems.has(item.type.name) ? freshItem(last) : item;
  const end = at + list.nodeSize - 1;
  tr.insert(end, fresh);
  placeCaret(tr, end, fresh);
  return true;
}

/** A list of clauses holds either clauses or yrkanden moved at a meeting; an empty one takes both. */
function accepts(list: Node, item: NodeType): boolean {
  let fits = true;
  list.forEach((child) => {
    fits &&= child.type === item;
  });
  return fits;
}

function insertPerson(tr: Transaction, role: PersonListRole): boolean {
  const { schema } = tr.doc.type;
  const person = make(schema, 'person');
  const at = findPosition(tr.doc, (node) => node.type.name === 'personList' && node.attrs.role === role);
  const list = at === null ? null : tr.doc.nodeAt(at);
  if (at === null || list === null)
    return insertAfter(tr, make(schema, 'personList', { role }, person)) || insertAtEnd(tr, make(schema, 'personList', { role }, person));
  const end = at + list.nodeSize - 1;
  tr.insert(end, person);
  placeCaret(tr, end, person);
  return true;
}

function insertAtEnd(tr: Transaction, node: Node): boolean {
  const at = tr.doc.content.size;
  tr.insert(at, node);
  placeCaret(tr, at, node);
  return true;
}

function placeCaret(tr: Transaction, at: number, node: Node): void {
  const start = textblockStarts(tr.doc, at, at + node.nodeSize)[0];
  if (start !== undefined) selectContent(tr, start);
}

function table(schema: Schema, kind: string, rows: number, columns: number): Node {
  const row = (header: boolean) => make(schema, 'tableRow', {}, ...Array.from({ length: columns }, () => make(schema, 'tableCell', { header })));
  return make(schema, 'table', { kind }, ...Array.from({ length: rows }, (_, index) => row(index === 0)));
}

/** People first, then room for words; while there are none the sentence is written from the structure. */
function event(schema: Schema, name: NodeName): Node {
  const people = make(schema, 'personList', { role: name === 'deliberation' ? 'speakers' : 'by' }, make(schema, 'person'));
  return make(schema, name, {}, people, emptyParagraph(schema));
}

function vote(schema: Schema): Node {
  const field = (name: string) => make(schema, 'field', { name });
  return make(schema, 'vote', {}, field('proposition'), field('yesMeans'), field('noMeans'), make(schema, 'castVoteList'), emptyParagraph(schema));
}

function make(schema: Schema, name: NodeName, attrs: Record<string, unknown> = {}, ...content: readonly Node[]): Node {
  const type = schema.nodes[name];
  if (!type) throw new Error(`the schema has no ${name}`);
  return type.create(attrs, Fragment.from([...content]));
}
