import { type Glyphs, letterWidth, rowsOf, textOfPage, textOfRow } from './glyphs.ts';
import { columnsOf, joined, type Line } from './lines.ts';
import { linesOfRows, listed, type LooseLine, numberedLines } from './looseLines.ts';

/** An element of a page's structure, as pdf.js gives it: with a role, or the id of letters. */
export type Element = { readonly role?: string; readonly type?: string; readonly id?: string; readonly children?: readonly Element[] };

export type TaggedPage = {
  readonly tree: Element;
  /** The letters that are text, by the id of their content; those without one under ''. */
  readonly text: ReadonlyMap<string, readonly Glyphs[]>;
  /** What the file says is no part of the text: header, footer, numbers of lines, what stands across the page. */
  readonly artifacts: readonly Glyphs[];
};

/** Words in rows, of which the next page may have more. */
type Words = Glyphs[][];
type Block =
  | { readonly type: 'text'; readonly level: number | null; readonly isFurniture: boolean; readonly words: Words }
  | { readonly type: 'list'; readonly items: readonly { readonly mark: string; readonly words: Words }[] }
  | { readonly type: 'table'; readonly rows: readonly (readonly Words[])[] };

/**
 * [FIL6] The lines of a tagged PDF: headings, paragraphs, items and rows as its structure has them, also where a page ends within one,
 * notes at the end, and what belongs to the pages as furniture. Null where the structure cannot be trusted to be the text: it has no
 * heading, or there are letters that are not in it.
 */
export function linesOfTagged(pages: readonly TaggedPage[]): readonly Line[] | null {
  const right = pages.reduce((most, { text }) => [...text.values()].flat().reduce((end, { x, width }) => Math.max(end, x + width), most), 0);
  const blocks: Block[] = [];
  const notes: Block[] = [];
  const edges = new Map<number, readonly Glyphs[]>();
  for (const page of pages) {
    const reader = new StructureReader(page, blocks.length === 0);
    reader.read();
    if (reader.hasRest) return null;
    const [last, first, ...others] = [blocks.at(-1), ...reader.blocks];
    const goesOn = last !== undefined && first !== undefined && isTakenUp(last, first, right);
    edges.set(blocks.length, [...(edges.get(blocks.length) ?? []), ...page.artifacts]);
    blocks.push(...(goesOn || first === undefined ? others : [first, ...others]));
    notes.push(...reader.notes);
  }
  if (!blocks.some((block) => block.type === 'text' && block.level !== null)) return null;
  return numberedLines([...blocks.flatMap((block, index) => [...furnitureOf(edges.get(index) ?? []), ...linesOfBlock(block)]), ...notes.flatMap(linesOfBlock)]);
}

/** Roles that only hold others. What is in none of these lists is running text. */
const groups = new Set(['Root', 'Document', 'DocumentFragment', 'Part', 'Art', 'Sect', 'Div', 'Aside', 'BlockQuote', 'NonStruct', 'TOC', 'Index', 'Figure']);
const paragraphs = new Set(['P', 'TOCI', 'Caption', 'Note', 'FENote', 'L', 'Table']);
const headings = /^(?:H[1-6]?|Title)$/u;

class StructureReader {
  readonly blocks: Block[] = [];
  readonly notes: Block[] = [];
  readonly #page: TaggedPage;
  readonly #isFirst: boolean;
  readonly #rest: Set<string>;

  constructor(page: TaggedPage, isFirst: boolean) {
    this.#page = page;
    this.#isFirst = isFirst;
    this.#rest = new Set(page.text.keys());
  }

  read(): void {
    const document = this.#page.tree.children?.length === 1 ? this.#page.tree.children[0] : this.#page.tree;
    for (const [index, element] of (document?.children ?? []).entries()) this.#visit(element, this.#isFirst && index === 0 && isLetterhead(element));
  }

  /** Whether there are letters that the structure does not have. */
  get hasRest(): boolean {
    return this.#rest.size > 0;
  }

  #visit(element: Element, isFurniture: boolean): void {
    const { role = '', children = [] } = element;
    if (role === 'L') {
      const items = this.#itemsOf(element);
      if (items.length > 0) this.blocks.push({ type: 'list', items });
    } else if (role === 'Table') this.blocks.push({ type: 'table', rows: this.#rowsOf(element) });
    else if (groups.has(role) && children.some(isBlock)) for (const child of children) this.#visit(child, isFurniture);
    else {
      const level = headings.test(role) ? Number(role.slice(1)) || 1 : null;
      const words = rowsOf(this.#wordsOf(element));
      if (words.length > 0) this.blocks.push({ type: 'text', level, isFurniture, words });
    }
  }

  /** The items of a list and of those within it, also those that another page has the words of. */
  #itemsOf(list: Element): readonly { readonly mark: string; readonly words: Words }[] {
    return (list.children ?? []).flatMap((item) => {
      if (item.role === 'L') return this.#itemsOf(item);
      const label = find(item, 'Lbl');
      const mark = markOf(label === null ? '' : textOf(rowsOf(this.#wordsOf(label))));
      const inner: Element[] = [];
      const words = rowsOf(
        this.#wordsOf(item, (part) => {
          if (part.role === 'L') inner.push(part);
          return part !== label && part.role !== 'L';
        }),
      );
      return [{ mark, words }, ...inner.flatMap((one) => this.#itemsOf(one))];
    });
  }

  #rowsOf(table: Element): readonly (readonly Words[])[] {
    return (table.children ?? []).flatMap((part) =>
      part.role === 'TR' ? [(part.children ?? []).map((cell) => rowsOf(this.#wordsOf(cell)))] : this.#rowsOf(part),
    );
  }

  /** The letters in an element. A note within it is set aside, and its number is none of the words. */
  #wordsOf(element: Element, wanted: (part: Element) => boolean = () => true): Glyphs[] {
    const { children = [] } = element;
    return children.flatMap((child, index) => {
      if (!wanted(child)) return [];
      if (child.type === 'content') {
        this.#rest.delete(child.id ?? '');
        return [...(this.#page.text.get(child.id ?? '') ?? [])];
      }
      const words = this.#wordsOf(child, wanted);
      const isNote = child.role === 'Note' || child.role === 'FENote';
      if (isNote && words.length > 0) this.notes.push({ type: 'text', level: null, isFurniture: false, words: rowsOf(words) });
      const isNumber = child.role === 'Lbl' && (element.role === 'Note' || children[index + 1]?.role === 'Note');
      return isNote || isNumber ? [] : words;
    });
  }
}

const isBlock = ({ role = '' }: Element) => groups.has(role) || paragraphs.has(role) || headings.test(role);

const find = (element: Element, role: string): Element | null => element.children?.find((child) => child.role === role) ?? null;

/** The head of a letter, as `@yrka/exporters` sets it (pdf/letter.typ): columns side by side above the text. */
const isLetterhead = ({ role, children = [] }: Element) =>
  role === 'Div' &&
  children.length > 1 &&
  children.every((column) => column.role === 'Figure' || (column.role === 'Div' && column.children?.every((line) => line.role === 'P')));

/** What plain text has before an item for its label. */
const markOf = (label: string) =>
  label === '' ? '' : /^\d{1,3}[.)]?$/u.test(label) ? `${Number.parseInt(label, 10)}. ` : /[\p{L}\p{N}]/u.test(label) ? `${label} ` : '– ';

/** Whether the next page begins with the rest of a block, and then it is taken into it. */
function isTakenUp(last: Block, first: Block, right: number): boolean {
  const add = (words: Words, more: Words) => words.push(...more);
  if (last.type === 'text' && first.type === 'text') {
    if (last.level !== null || first.level !== null || !goesOn(last.words, first.words, right)) return false;
    add(last.words, first.words);
    return true;
  }
  // Each page has all items and rows, with the words that it shows.
  if (last.type === 'list' && first.type === 'list') {
    const [items, more] = [last.items.map(({ words }) => words), first.items.map(({ words }) => words)];
    if (!isRest(items, more)) return false;
    for (const [index, words] of items.entries()) add(words, more[index] ?? []);
    return true;
  }
  if (last.type === 'table' && first.type === 'table') {
    if (
      !isRest(
        last.rows.map((cells) => cells.flat()),
        first.rows.map((cells) => cells.flat()),
      )
    )
      return false;
    for (const [row, cells] of last.rows.entries()) for (const [cell, words] of cells.entries()) add(words, first.rows[row]?.[cell] ?? []);
    return true;
  }
  return false;
}

const isRest = (parts: readonly Words[], more: readonly Words[]) =>
  parts.length === more.length && parts.length > 1 && parts.findLastIndex((words) => words.length > 0) <= more.findIndex((words) => words.length > 0);

/**
 * Whether a paragraph goes on on the next page: within a word or a sentence, or where its last line is full, so that the next word had no
 * room on it. Programs that set text leave no line of a paragraph alone on a page.
 */
function goesOn(words: Words, more: Words, right: number): boolean {
  const [last = [], [first] = []] = [words.at(-1), more[0]];
  const [before, after] = [textOf([last]), first?.text ?? ''];
  if (before.endsWith('\u00ad')) return true;
  if (words.length < 2 || more.length < 2 || first === undefined || /^att\s/u.test(after)) return false;
  const end = Math.max(...last.map(({ x, width }) => x + width));
  const word = /^\S+/u.exec(after)?.[0] ?? '';
  const isFull = end + ((word.length + 1) * first.width) / after.length > right - 2 * letterWidth(last);
  return isFull || (/^\p{Ll}/u.test(after) && /[\p{L}\p{N},-]$/u.test(before));
}

function linesOfBlock(block: Block): readonly LooseLine[] {
  if (block.type === 'table') return linesOfRows(block.rows.map((cells) => cells.map(textOf)));
  if (block.type === 'list')
    return block.items.flatMap(({ mark, words }, index) => {
      const text = textOf(words);
      return text === '' ? [] : [{ text: listed(mark, text), level: null, beginsGroup: index === 0 || mark === '' }];
    });
  const { level, isFurniture, words } = block;
  const rows = words.map((row) => textOfRow(row, row[0]?.x ?? 0, letterWidth(row)));
  // Words in columns stay the lines that they are.
  const lines = rows.some((row) => columnsOf(row).length > 1) ? rows : [textOf(words)];
  return lines.map((text, index) => ({ text, level, beginsGroup: index === 0, ...(isFurniture && { isFurniture }) }));
}

function textOf(words: Words): string {
  const parts: string[] = [];
  for (const row of words) {
    const part = textOfRow(row, row[0]?.x ?? 0, letterWidth(row)).replace(/\s+/gu, ' ');
    const before = parts.at(-1) ?? '';
    // A soft hyphen at the end of a row divided a word, and after a stroke what it parts goes on.
    if (before.endsWith('\u00ad')) parts[parts.length - 1] = before.slice(0, -1) + part;
    else if (/\S\/$/u.test(before.slice(-2))) parts[parts.length - 1] = before + part;
    else parts.push(part);
  }
  return joined(parts);
}

/** Numbers of lines are no words. */
const furnitureOf = (artifacts: readonly Glyphs[]): readonly LooseLine[] => {
  const shown = artifacts.filter(({ text }) => !/^\d{1,3}$/u.test(text));
  return shown.length === 0
    ? []
    : textOfPage(shown)
        .split('\n')
        .filter((text) => text !== '')
        .map((text) => ({ text, level: null, beginsGroup: true, isFurniture: true }));
};
