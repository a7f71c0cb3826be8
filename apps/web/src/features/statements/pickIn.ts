import type { Editor } from '@tiptap/core';
import { Fragment, type Node, type Schema } from '@tiptap/pm/model';
import { eventNode, insertEventsAtHome, recordEvent } from '@yrka/editor';
import { isProcedural, kindNamedIn } from '@yrka/formal-text';
import { statementKinds, type YrkandeKind } from '@yrka/schema';
import type { StatementList } from '@yrka/server/api';

type Received = StatementList['statements'][number];

/**
 * Picks a statement that has come in into the §: in whose names it is and what they move stands as an event under the
 * heading that is for it, with the document and the version that it is from. What was handed in is not touched.
 *
 * Returns whether there was a place for it.
 */
export function pickIn(editor: Editor, { documentId, version, kind, by }: Received, json: unknown): boolean {
  const { schema } = editor.state;
  const content = schema.nodeFromJSON(json);
  const people = { by };
  const source = { document: documentId, version };
  if (kind === 'yrkande') {
    const moved = kindNamedIn(content.children.map(({ textContent }) => textContent).join('\n'));
    const clauses = hasClauses.has(moved) ? clausesOf(content, schema) : [];
    const attributes = { kind: moved, target: isProcedural({ kind: moved }) ? 'matter' : 'motion', ...source };
    return recordEvent('yrkande', { attributes, people, blocks: clauses })(editor.state, editor.view.dispatch, editor.view);
  }
  const attributes = kind === 'reservation' ? { form: 'written', ...source } : source;
  const event = eventNode(schema, kind, { attributes, people });
  return insertEventsAtHome(kind, [event, ...quoted(content, schema)])(editor.state, editor.view.dispatch, editor.view);
}

/** The documents that events of a § were picked in from. */
export function pickedInto(item: Node): ReadonlySet<string> {
  const documents = new Set<string>();
  item.descendants((node) => {
    const { document } = node.attrs;
    if (typeof document === 'string' && picked.has(node.type.name)) documents.add(document);
    return !node.isTextblock;
  });
  return documents;
}

const picked: ReadonlySet<string> = new Set(statementKinds);

/** Those whose clauses are a part of their sentence (formal-text, YRK8, YRK10–YRK11). */
const hasClauses: ReadonlySet<YrkandeKind> = new Set(['addition', 'amendment', 'proposal']);

/** The clauses with their words; ids are given anew, as to all that is copied. */
function clausesOf(content: Node, schema: Schema): readonly Node[] {
  const clauses: Node[] = [];
  content.descendants((node) => {
    if (node.type.name === 'attClause' && node.textContent.trim() !== '') clauses.push(node.type.create({ ...node.attrs, id: null }, node.content));
    return !node.isTextblock;
  });
  const list = schema.nodes.yrkandeList;
  return clauses.length === 0 || list === undefined ? [] : [list.create(null, Fragment.from(clauses))];
}

/** The words of a reservation or a statement, as quoted below the sentence that names who gives it. */
function quoted(content: Node, schema: Schema): readonly Node[] {
  const paragraph = schema.nodes.paragraph;
  if (paragraph === undefined) return [];
  return content.children
    .filter(({ type, textContent }) => type === paragraph && textContent.trim() !== '')
    .map((node) => paragraph.create({ quote: true }, node.content));
}
