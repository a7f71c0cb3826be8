import { schema, suggestionWord } from '@yrka/schema';
import { type Objection, rootOf, updateFromDocument } from '@yrka/ydoc';
import { element, forge, letters } from '@yrka/ydoc/forgedUpdatesForTests';
import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { edit } from '../rights/hostile.ts';

/** Whose document it is, another who suggests in it, and the one who may do no more than that. */
export const [anna, ali, eva] = ['anna', 'ali', 'eva'] as const;

/** The Yjs client id that the document was made by, which is nobody's, and those that Eva and Ali write under. */
export const [makerClient, evasClient, alisClient] = [5_001, 4_001, 4_002] as const;

const evas = { id: 'Eva1Eva1Eva1', by: eva };
const alis = { id: 'Ali1Ali1Ali1', by: ali };

const words = (text: string, ...marks: readonly ['insertion' | 'deletion' | 'strong', object?][]) =>
  schema.text(
    text,
    marks.map(([name, attrs]) => schema.mark(name, attrs as Record<string, unknown>)),
  );
const block = (name: string, id: string, content: readonly Node[] | Node, attrs: object = {}) => schema.node(name, { id, ...attrs }, content);

/** A document in which words and blocks stand, and two persons have suggested both. */
export const attacked: Node = schema.node('doc', null, [
  block('title', 'title', words('Cykelbanor')),
  block('paragraph', 'plain', words('Detta stycke står')),
  block('paragraph', 'heading', words('En rubrik'), { level: 1 }),
  block('paragraph', 'mixed', [
    words('Stående '),
    words('evas nya ', ['insertion', evas]),
    words('mellan '),
    words('evas strukna ', ['deletion', evas]),
    words('mellan '),
    words('alis nya ', ['insertion', alis]),
    words('mellan '),
    words('alis strukna ', ['deletion', alis]),
    words('fet slut', ['strong']),
  ]),
  block('paragraph', 'evasBlock', [words('Evas stycke '), words('med alis ord', ['insertion', alis]), words(' och struket', ['deletion', alis])], {
    inserted: suggestionWord(evas),
  }),
  block('paragraph', 'evasStrike', words('Eva stryker detta'), { deleted: suggestionWord(evas) }),
  block('paragraph', 'alisBlock', words('Alis stycke'), { inserted: suggestionWord(alis) }),
  block('paragraph', 'alisStrike', words('Ali stryker detta'), { deleted: suggestionWord(alis) }),
  schema.node('yrkandeList', { id: 'list' }, [
    block('attClause', 'one', words('en sak')),
    block('attClause', 'two', words('två saker')),
    block('attClause', 'three', words('tre saker')),
  ]),
  schema.node('personList', { id: 'people', role: 'signatories' }, [block('person', 'person', words('Karin Ek'))]),
]);

export const attackedBytes = (): Uint8Array => updateFromDocument(attacked, makerClient);

/** Something that Eva tries, who may only suggest; `found` is why it is refused, or what the room says before it is tried at all. */
export type Try = {
  readonly name: string;
  readonly found: Objection | 'foreignClient' | 'unknownRoot' | 'unknownContent' | 'malformed';
  readonly update: (bytes: Uint8Array) => Uint8Array<ArrayBuffer>;
};

type Change = (blocks: (id: string) => Y.XmlElement, ydoc: Y.Doc) => void;

const attempt = (name: string, found: Try['found'], change: Change, client: number = evasClient): Try => ({
  name,
  found,
  update: (bytes) => edit(bytes, (ydoc) => change((id) => blockIn(ydoc, id), ydoc), client),
});

export function blockIn(ydoc: Y.Doc, id: string): Y.XmlElement {
  for (const element of rootOf(ydoc).createTreeWalker((type) => type instanceof Y.XmlElement)) {
    if (element instanceof Y.XmlElement && element.getAttribute('id') === id) return element;
  }
  throw new Error(`no block ${id}`);
}

const textIn = (element: Y.XmlElement) => element.get(0) as Y.XmlText;
/** Where some words begin in a block's text, as Yjs counts. */
const at = (element: Y.XmlElement, sought: string) => {
  const plain = (textIn(element).toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc')).join('');
  return plain.indexOf(sought);
};
const format = (element: Y.XmlElement, sought: string, marks: object) => textIn(element).format(at(element, sought), sought.length, marks);
const remove = (element: Y.XmlElement, sought: string) => textIn(element).delete(at(element, sought), sought.length);
const paragraph = (text: string, attrs: Record<string, string> = {}) => {
  const made = new Y.XmlElement('paragraph');
  for (const [name, value] of Object.entries({ id: 'NyttStycke12', ...attrs })) made.setAttribute(name, value);
  made.insert(0, [new Y.XmlText(text)]);
  return made;
};
/** A text item that ends as it stands: what comes behind it is Yjs' own affair. */
const endOf = (ydoc: Y.Doc, id: string) => {
  let item = textIn(blockIn(ydoc, id))._start;
  while (item?.right) item = item.right;
  return item?.lastId as Y.ID;
};
const set = (element: Y.XmlElement, name: string, value: unknown) => element.setAttribute(name, value as string);
const placeOf = (ydoc: Y.Doc, id: string) => rootOf(ydoc).toArray().indexOf(blockIn(ydoc, id));

export const attacks: readonly Try[] = [
  attempt('words without a mark', 'text', (the) => textIn(the('plain')).insert(6, 'inte ')),
  attempt('words taken away', 'text', (the) => remove(the('plain'), 'stycke ')),
  attempt('words made bold', 'text', (the) => format(the('plain'), 'stycke', { strong: {} })),
  attempt('bold words made plain', 'text', (the) => format(the('mixed'), 'fet', { strong: null })),
  attempt('a block taken away', 'text', (_, ydoc) => rootOf(ydoc).delete(placeOf(ydoc, 'plain'))),
  attempt('a block that does not say that it is suggested', 'text', (_, ydoc) => rootOf(ydoc).insert(1, [paragraph('Smuget in')])),
  attempt('a block split in two', 'text', (the, ydoc) => {
    remove(the('plain'), 'står');
    rootOf(ydoc).insert(placeOf(ydoc, 'plain') + 1, [paragraph('står')]);
  }),
  attempt('two blocks joined', 'text', (the, ydoc) => {
    rootOf(ydoc).delete(placeOf(ydoc, 'heading'));
    textIn(the('plain')).insert(textIn(the('plain')).length, 'En rubrik');
  }),
  attempt('a heading made text', 'text', (the) => the('heading').removeAttribute('level')),
  attempt('another id', 'text', (the) => the('plain').setAttribute('id', 'AnnatId12345')),
  attempt('a clause moved by its order key', 'text', (the) => the('three').setAttribute('_o', 'a')),
  attempt('an order key changed where it stands', 'letters', (the) => the('three').setAttribute('_o', 'z9')),
  attempt('a block moved by taking it away and suggesting it elsewhere', 'text', (_, ydoc) => {
    rootOf(ydoc).delete(placeOf(ydoc, 'plain'));
    rootOf(ydoc).insert(1, [paragraph('Detta stycke står', { id: 'plain', inserted: suggestionWord(evas) })]);
  }),
  attempt("another's added words accepted", 'text', (the) => format(the('mixed'), 'alis nya ', { insertion: null })),
  attempt("another's added words taken away", 'others', (the) => remove(the('mixed'), 'alis nya ')),
  attempt("words within another's added words, under their mark", 'others', (the) => textIn(the('mixed')).insert(at(the('mixed'), 'alis nya ') + 5, 'inte ')),
  attempt("another's added words taken for one's own", 'others', (the) => format(the('mixed'), 'alis nya ', { insertion: evas })),
  attempt("another's strike taken back", 'others', (the) => format(the('mixed'), 'alis strukna ', { deletion: null })),
  attempt("another's strike taken for one's own", 'others', (the) => format(the('mixed'), 'alis strukna ', { deletion: evas })),
  attempt("another's strike made longer", 'others', (the) => format(the('mixed'), 'alis strukna fet', { deletion: alis })),
  attempt("another's strike accepted", 'text', (the) => remove(the('mixed'), 'alis strukna ')),
  attempt("another's block accepted", 'text', (the) => the('alisBlock').removeAttribute('inserted')),
  attempt("another's block taken away", 'others', (_, ydoc) => rootOf(ydoc).delete(placeOf(ydoc, 'alisBlock'))),
  attempt("words in another's block without a mark", 'others', (the) => textIn(the('alisBlock')).insert(0, 'Inte ')),
  attempt("another's struck block kept", 'others', (the) => the('alisStrike').removeAttribute('deleted')),
  attempt("another's struck block struck by oneself", 'others', (the) => the('alisStrike').setAttribute('deleted', suggestionWord(evas))),
  attempt("another's struck block accepted", 'text', (_, ydoc) => rootOf(ydoc).delete(placeOf(ydoc, 'alisStrike'))),
  attempt("words under another's name", 'others', (the) => textIn(the('plain')).insert(6, 'inte ', { insertion: { id: 'NyttNytt1234', by: ali } })),
  attempt("words under the author's name", 'others', (the) => textIn(the('plain')).insert(6, 'inte ', { insertion: { id: 'NyttNytt1234', by: anna } })),
  attempt("a strike under another's name", 'others', (the) => format(the('plain'), 'stycke', { deletion: { id: 'NyttNytt1234', by: ali } })),
  attempt("a block under another's name", 'others', (_, ydoc) => rootOf(ydoc).insert(1, [paragraph('Smuget in', { inserted: suggestionWord(alis) })])),
  attempt("a block struck under another's name", 'others', (the) => the('plain').setAttribute('deleted', suggestionWord(alis))),
  attempt("one's own added words accepted", 'text', (the) => format(the('mixed'), 'evas nya ', { insertion: null })),
  attempt("one's own strike accepted", 'text', (the) => remove(the('mixed'), 'evas strukna ')),
  attempt("one's own block accepted", 'text', (the) => the('evasBlock').removeAttribute('inserted')),
  attempt("one's own struck block accepted", 'text', (_, ydoc) => rootOf(ydoc).delete(placeOf(ydoc, 'evasStrike'))),
  attempt("one's own block taken away with another's words in it", 'letters', (_, ydoc) => rootOf(ydoc).delete(placeOf(ydoc, 'evasBlock'))),
  attempt("another's words in one's own block taken away", 'letters', (the) => remove(the('evasBlock'), 'med alis ord')),
  attempt("another's strike in one's own block taken back", 'letters', (the) => format(the('evasBlock'), ' och struket', { deletion: null })),
  attempt("a strike under another's name in one's own block", 'letters', (the) =>
    format(the('evasBlock'), 'Evas', { deletion: { id: 'NyttNytt1234', by: ali } }),
  ),
  attempt('letters that stand taken away and typed anew', 'letters', (the) => {
    remove(the('plain'), 'stycke');
    textIn(the('plain')).insert(6, 'stycke');
  }),
  attempt('a block that stands made anew under its id', 'letters', (_, ydoc) => {
    const place = placeOf(ydoc, 'plain');
    rootOf(ydoc).delete(place);
    rootOf(ydoc).insert(place, [paragraph('Detta stycke står', { id: 'plain' })]);
  }),
  attempt('letters that stand exchanged for those of a suggestion', 'letters', (the) => {
    textIn(the('plain')).insert(12, 'stycke', {});
    format(the('plain'), 'stycke', { insertion: evas });
  }),
  attempt('words that stand said to be suggested', 'text', (the) => format(the('plain'), 'stycke', { insertion: evas })),
  attempt('a block that stands said to be suggested', 'text', (the) => the('plain').setAttribute('inserted', suggestionWord(evas))),
  attempt('a mark that goes on behind the last word', 'letters', (_, ydoc) => openMark(ydoc, 'plain', 'insertion', evas)),
  attempt('a strike that goes on behind the last word', 'letters', (_, ydoc) => openMark(ydoc, 'plain', 'deletion', evas)),
  attempt('a bold that goes on behind the last word', 'letters', (_, ydoc) => openMark(ydoc, 'plain', 'strong', {})),
  attempt('a mark with more in it than a mark has', 'letters', (the) => format(the('plain'), 'stycke', { deletion: { ...evas, note: 'dolt' } })),
  attempt('a mark of no form', 'letters', (the) => format(the('plain'), 'stycke', { link: 'dolt' })),
  attempt('an attribute that the block does not have', 'letters', (the) => set(the('list'), 'level', 3)),
  attempt('a strike of no form on a block', 'letters', (the) => the('plain').setAttribute('deleted', 'dolt')),
  attempt('an attribute on the text itself', 'letters', (the) => textIn(the('plain')).setAttribute('level', 'dolt')),
  attempt('an attribute on the root', 'letters', (_, ydoc) => {
    const root: unknown = rootOf(ydoc);
    Y.XmlElement.prototype.setAttribute.call(root as Y.XmlElement, 'level', 'dolt');
  }),
  attempt('words beside the blocks', 'text', (_, ydoc) => rootOf(ydoc).insert(1, [new Y.XmlText('dolt')])),
  attempt('words in a list, beside its clauses', 'text', (the) => the('list').insert(0, [new Y.XmlText('dolt')])),
  attempt('a clause that does not say that it is suggested', 'text', (the) => {
    const clause = new Y.XmlElement('attClause');
    clause.setAttribute('id', 'NyAttsats123');
    the('list').insert(0, [clause]);
  }),
  attempt("letters in somebody's name", 'text', (the) => textIn(the('person')).insert(0, 'von ')),
  attempt("letters in somebody's name under another's name", 'others', (the) => textIn(the('person')).insert(0, 'von ', { insertion: alis })),
  attempt("a choice under another's name", 'others', (the) => set(the('plain'), '_s level Ali1Ali1Ali1 ali', 1)),
  attempt('a choice of a block that stands, made', 'text', (the) => set(the('heading'), 'level', 2)),
  attempt('letters that stand said to have been moved', 'moves', (the) => {
    textIn(the('evasBlock')).insert(0, 'stycke');
    const { clock } = (textIn(the('evasBlock'))._start as Y.Item).id;
    const stands = textIn(the('plain'))._start as Y.Item;
    set(the('evasBlock'), '_mev_1', [evasClient, clock, stands.id.client, stands.id.clock, 6]);
  }),
  attempt('a move of no form', 'moves', (the) => set(the('plain'), '_mev_2', ['dolt'])),
  attempt('the id of a block that stands, made before it', 'text', (_, ydoc) =>
    rootOf(ydoc).insert(0, [paragraph('Smuget in', { id: 'plain', inserted: suggestionWord(evas) })]),
  ),
  attempt('everything taken away', 'text', (_, ydoc) => rootOf(ydoc).delete(0, rootOf(ydoc).length)),
  {
    name: 'a deletion that carries no word of its own',
    found: 'text',
    update: (bytes) => {
      const ydoc = new Y.Doc();
      Y.applyUpdate(ydoc, bytes);
      const { client, clock } = (textIn(blockIn(ydoc, 'plain'))._start as Y.Item).id;
      return forge([], [[client, clock, 5]]).slice();
    },
  },
  {
    name: 'letters of no text',
    found: 'letters',
    update: (bytes) => {
      const ydoc = new Y.Doc();
      Y.applyUpdate(ydoc, bytes);
      const { client, clock } = (blockIn(ydoc, 'plain')._item as Y.Item).id;
      return forge([[evasClient, 0, letters({ parent: [client, clock] }, 'dolt')]]).slice();
    },
  },
  {
    name: 'blocks in blocks, deeper than anybody is shown',
    found: 'malformed',
    update: () =>
      forge([
        [
          evasClient,
          0,
          element({ parent: 'document' }, 'section'),
          ...Array.from({ length: 60 }, (_, depth) => element({ parent: [evasClient, depth] }, 'section')),
        ],
      ]).slice(),
  },
  {
    name: 'a hundred thousand words',
    found: 'text',
    update: (bytes) => edit(bytes, (ydoc) => rootOf(ydoc).insert(1, [paragraph('smuggel '.repeat(100_000))]), evasClient),
  },
  attempt("words under another's client id", 'foreignClient', (the) => textIn(the('plain')).insert(6, 'inte ', { insertion: evas }), alisClient),
  attempt('a root beside the document', 'unknownRoot', (_, ydoc) => void ydoc.getMap('other').set('words', 'dolt')),
  attempt('a document within the document', 'unknownContent', (the) => textIn(the('plain')).insertEmbed(0, new Y.Doc() as unknown as object)),
];

function openMark(ydoc: Y.Doc, id: string, key: string, value: object): void {
  ydoc.transact((transaction) => {
    const text = textIn(blockIn(ydoc, id));
    const clock = Y.getState(ydoc.store, ydoc.clientID);
    const left = Y.getItem(ydoc.store, endOf(ydoc, id)) as Y.Item;
    new Y.Item(Y.createID(ydoc.clientID, clock), left, left.lastId, null, null, text as never, null, new Y.ContentFormat(key, value)).integrate(transaction, 0);
  });
}
