import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { columnSums, writeAmount } from '@yrka/formal-text';
import type { FieldName, PersonListRole } from '@yrka/schema';
import { blockDecorations } from './changedBlocks.ts';
import type { EditorStrings } from './options.ts';
import { textblockAt, textOf } from './structure.ts';

/**
 * Marks empty blocks with `data-placeholder`. The style sheet shows it (structure.css), for a
 * paragraph only where the caret is.
 */
export function placeholders(strings: EditorStrings): Plugin {
  return blockDecorations('yrkaPlaceholders', (node, pos, parent, doc) => {
    const text =
      node.content.size > 0 ? null : node.type.name === 'tableCell' ? costsHeading(doc.resolve(pos), node, strings) : placeholder(node, parent, strings);
    return text === null ? [] : [Decoration.node(pos, pos + node.nodeSize, { class: 'yrka-empty', 'data-placeholder': text })];
  });
}

function placeholder(node: Node, parent: Node | null, strings: EditorStrings): string | null {
  switch (node.type.name) {
    case 'title':
      return strings.titlePlaceholder;
    case 'paragraph':
      return strings.paragraphPlaceholder;
    case 'attClause':
      return strings.clausePlaceholder;
    case 'decisionPoint':
      return strings.decisionPointPlaceholder;
    case 'field':
      return strings.fieldPlaceholder(node.attrs.name as FieldName);
    case 'person':
      return strings.personPlaceholder((parent?.attrs.role ?? 'by') as PersonListRole);
    case 'castVote':
      return strings.personPlaceholder('serving');
    case 'recipient':
      return strings.recipientPlaceholder;
    case 'attachment':
      return strings.attachmentPlaceholder;
    case 'decisionBasis':
      return strings.decisionBasisPlaceholder;
    default:
      return null;
  }
}

/** A table of costs that has just been put in is empty lines: its first one says what they are for. */
function costsHeading(place: ResolvedPos, cell: Node, strings: EditorStrings): string | null {
  const table = place.node(place.depth - 1);
  if (cell.attrs.header !== true || table.attrs.kind !== 'costs' || place.index(place.depth - 1) > 0) return null;
  return strings.costsPlaceholder(place.index() === 0);
}

/** Marks the block with the caret as `yrka-current`. */
export function currentBlock(): Plugin {
  let last: { doc: Node; from: number; set: DecorationSet } | null = null;
  return new Plugin({
    key: new PluginKey('yrkaCurrentBlock'),
    props: {
      decorations({ doc, selection }: EditorState) {
        const block = textblockAt(selection.$head);
        if (!block) return null;
        if (last?.doc !== doc || last.from !== block.from) {
          last = { doc, from: block.from, set: DecorationSet.create(doc, [Decoration.node(block.from, block.to, { class: 'yrka-current' })]) };
        }
        return last.set;
      },
    },
  });
}

const namedBlocks = new Set(['person', 'castVote']);
const namedFields = new Set(['diarienummer', 'responsibleOfficer', 'paragraphNumber', 'addressee']);
/** Diarienummer (KS 2026-00187, KS/2025:39, KLK-2023/123), law references (5 kap. 35 §) and paragraphs (§ 47). */
const notWords =
  /(?<![\p{L}\d])(?:\p{Lu}{1,6}[ \u00a0/-]?\d{4}[-:/]\d{1,6}|\d+[ \u00a0](?:\p{Ll}[ \u00a0])?kap\.[ \u00a0]\d+[ \u00a0](?:\p{Ll}[ \u00a0])?§|§+[ \u00a0]\d+|\d+[ \u00a0]§)(?![\p{L}\d])/gu;

/** Keeps the browser's spelling check, whose dictionary they are not in, from underlining names and numbers. */
export function spelling(): Plugin {
  const off = { spellcheck: 'false' };
  return blockDecorations('yrkaSpelling', (node, pos) => {
    if (namedBlocks.has(node.type.name) || (node.type.name === 'field' && namedFields.has(node.attrs.name as string)))
      return [Decoration.node(pos, pos + node.nodeSize, off)];
    if (!/[§\d]/.test(textOf(node))) return [];
    return [...textOf(node).matchAll(notWords)].map((match) => Decoration.inline(pos + 1 + match.index, pos + 1 + match.index + match[0].length, off));
  });
}

type Sums = { readonly tables: readonly Node[]; readonly set: DecorationSet };

/** The row of sums under each costs table. It is shown, never stored: the cells are the truth. */
export function sumRows(label: string): Plugin<Sums> {
  const build = (doc: Node, tables: readonly { node: Node; pos: number }[]): Sums => ({
    tables: tables.map(({ node }) => node),
    set: DecorationSet.create(
      doc,
      tables.flatMap(({ node, pos }) => sumRow(node, pos, label)),
    ),
  });
  return new Plugin<Sums>({
    key: new PluginKey('yrkaSums'),
    state: {
      init: (_, { doc }) => build(doc, costsTables(doc)),
      apply: (tr, sums) => {
        if (!tr.docChanged) return sums;
        const tables = costsTables(tr.doc);
        const isSame = tables.length === sums.tables.length && tables.every(({ node }, index) => node === sums.tables[index]);
        if (!isSame) return build(tr.doc, tables);
        return tables.length === 0 ? sums : { tables: sums.tables, set: sums.set.map(tr.mapping, tr.doc) };
      },
    },
    props: {
      decorations(state) {
        return this.getState(state)?.set;
      },
    },
  });
}

function costsTables(doc: Node): { node: Node; pos: number }[] {
  const found: { node: Node; pos: number }[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name === 'table' && node.attrs.kind === 'costs') found.push({ node, pos });
    return !node.isTextblock && node.type.name !== 'table';
  });
  return found;
}

function sumRow(table: Node, pos: number, label: string): Decoration[] {
  const sums = columnSums(table).map((sum) => (sum ? writeAmount(sum) : ''));
  if (sums.length === 0) return [];
  const toDOM = () => {
    const row = document.createElement('tr');
    row.className = 'yrka-sum';
    row.contentEditable = 'false';
    sums.forEach((sum, index) => {
      const cell = document.createElement(index === 0 ? 'th' : 'td');
      if (index === 0) cell.setAttribute('scope', 'row');
      cell.textContent = index === 0 ? label : sum;
      row.append(cell);
    });
    return row;
  };
  return [Decoration.widget(pos + table.nodeSize - 1, toDOM, { side: 1, key: `sum ${sums.join('|')}`, ignoreSelection: true })];
}
