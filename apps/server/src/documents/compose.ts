import {
  type ClauseReference,
  derivedBlockId,
  type DocumentKind,
  type FieldName,
  hasId,
  type MunicipalityTemplate,
  type NodeName,
  type Outcome,
  type PersonListRole,
  type PersonRole,
  type RecipientPurpose,
  schema,
  type SectionPart,
} from '@yrka/schema';
import { documentFromUpdates, seedDocument } from '@yrka/ydoc';
import { Fragment, type Node } from 'prosemirror-model';

/** Short ways to write blocks. A tilde in text is a no-break space, as in "480~000 kronor". */
export const text = (words: string): Node => schema.text(words.replaceAll('~', '\u00a0'));
const line = (name: NodeName, attributes: Readonly<Record<string, unknown>>, words: string | readonly Node[]): Node =>
  schema.node(name, attributes, typeof words === 'string' ? (words === '' ? [] : [text(words)]) : [...words]);

export const paragraph = (...words: readonly (string | Node)[]): Node =>
  line(
    'paragraph',
    {},
    words.map((part) => (typeof part === 'string' ? text(part) : part)),
  );
export const heading = (words: string): Node => line('paragraph', { level: 1 }, words);
export const bullet = (words: string): Node => line('paragraph', { list: 'bullet' }, words);
export const footnote = (words: string): Node => schema.node('footnote', null, [text(words)]);
export const attClause = (id: string | null, words: string, att = true): Node => line('attClause', { id, att }, words);
export const decisionPoint = (outcome: Outcome, answers: readonly ClauseReference[], words: string): Node =>
  line('decisionPoint', { att: true, outcome, answers }, words);
export const decisionBasis = (words: string, source: { readonly document: string; readonly version: number } | null = null): Node =>
  line('decisionBasis', { document: source?.document ?? null, version: source?.version ?? null }, words);
export const attachment = (words: string): Node => line('attachment', {}, words);
export const recipient = (words: string, purpose: RecipientPurpose): Node => line('recipient', { purpose }, words);
export const list = (name: NodeName, ...items: readonly Node[]): Node => schema.node(name, null, [...items]);

/** A table of costs: the first row is headers, and so is the first cell of each other. */
export function costTable(...rows: readonly (readonly string[])[]): Node {
  return schema.node(
    'table',
    { kind: 'costs' },
    rows.map((cells, row) =>
      schema.node(
        'tableRow',
        null,
        cells.map((words, column) => line('tableCell', { header: row === 0 || column === 0 }, words)),
      ),
    ),
  );
}

/** Somebody of the register as a document names them. */
export type NamedPerson = { readonly id: string; readonly name: string; readonly party: string | null; readonly role: PersonRole | null };
export const personList = (role: PersonListRole, people: readonly NamedPerson[]): Node =>
  schema.node(
    'personList',
    { role },
    people.map(({ id, name, party, role: capacity }) => line('person', { personId: id, party, role: capacity }, name)),
  );

/** What to put in the places that a seed leaves open. */
export type Filling = {
  readonly title?: string;
  readonly fields?: Readonly<Partial<Record<FieldName, string>>>;
  readonly people?: Readonly<Partial<Record<PersonListRole, readonly NamedPerson[]>>>;
  /** Motion: what stands before the lead-in, in place of the empty paragraph. */
  readonly body?: readonly Node[];
  /** Motion: the yrkanden. */
  readonly clauses?: readonly Node[];
  /** Report and minutes: the contents of parts. */
  readonly parts?: Readonly<Partial<Record<SectionPart, readonly Node[]>>>;
};

/** A document as its template seeds it, with its open places filled. Every block that is new gets an id derived from `name`. */
export function filledDocument(kind: DocumentKind, template: MunicipalityTemplate, name: string, filling: Filling): Node {
  return withIds(fill(documentFromUpdates([seedDocument(kind, template)]), filling), name);
}

/** The document with its open places filled; blocks that are not mentioned stay as they are. */
export function fill(document: Node, filling: Filling): Node {
  let bodyStands = false;
  const blocks: Node[] = [];
  for (const block of document.children) {
    const people = filling.people?.[block.attrs.role as PersonListRole];
    const part = filling.parts?.[block.attrs.part as SectionPart];
    if (block.type.name === 'title' && filling.title) blocks.push(withContent(block, text(filling.title)));
    else if (block.type.name === 'fieldList')
      blocks.push(
        withContent(
          block,
          block.children.map((field) => fillField(field, filling)),
        ),
      );
    else if (block.type.name === 'personList' && people !== undefined) blocks.push(withContent(block, personList('by', people).children));
    else if (block.type.name === 'section' && part !== undefined) blocks.push(withContent(block, part));
    else if (block.type.name === 'yrkandeList' && filling.clauses !== undefined) blocks.push(withContent(block, filling.clauses));
    else if (block.type.name === 'paragraph' && filling.body !== undefined && !bodyStands) {
      // The first paragraph of a seeded motion is the empty one before the lead-in.
      blocks.push(...filling.body);
      bodyStands = true;
    } else blocks.push(block);
  }
  return document.type.create(document.attrs, blocks);
}

function fillField(field: Node, filling: Filling): Node {
  const words = filling.fields?.[field.attrs.name as FieldName];
  return words ? withContent(field, text(words)) : field;
}

const withContent = (node: Node, content: Node | readonly Node[]): Node => node.type.create(node.attrs, content);

/** Gives each block without an id one that its name and place always give. */
function withIds(node: Node, path: string): Node {
  if (node.isText) return node;
  const children = node.children.map((child, index) => withIds(child, `${path}/${index}`));
  const id: unknown = node.attrs.id;
  return node.type.create(hasId(node.type.name) && id === null ? { ...node.attrs, id: derivedBlockId(path) } : node.attrs, Fragment.from(children), node.marks);
}
