import { hasId, isSafeHref, newBlockId, type NodeName, schema } from '@yrka/schema';
import { Fragment, type Mark, type Node } from 'prosemirror-model';
import { carriedText, type CopyLine, type CopyRun, normalized, type Segment } from './line.ts';
import { inReadingOrder, wordsBetween } from './order.ts';
import type { CopySource } from './source.ts';

/** What a copy says now, as the document that it was made from would say it. */
export type EditedCopy = {
  readonly document: Node;
  /** Words that somebody wrote where no block of the document has them: into a name, a heading of the municipality's. */
  readonly unplaced: readonly string[];
};

/**
 * Holds the words that stand in a copy against those that it was made with. A block that says the same is the very block;
 * one that says something else says that; what is gone is gone, what is new is a block of its own, and what stands
 * elsewhere has moved there.
 */
export function editedCopy(source: CopySource, lines: readonly CopyLine[], { newId = newBlockId }: { readonly newId?: () => string } = {}): EditedCopy {
  return new Editing(source, newId).edited(lines);
}

/** What a copy made by an older program, or a program between, may have put where a block stands. */
type Found = { readonly segment: Segment; readonly line: CopyLine };

class Editing {
  readonly #source: CopySource;
  readonly #newId: () => string;
  readonly #nodes = new Map<string, { readonly node: Node; readonly path: readonly Node[] }>();
  readonly #unplaced: string[] = [];
  readonly #content = new Map<string, readonly Node[]>();
  readonly #gone = new Set<string>();
  /** What stands behind a block, by its id, or first in it. */
  readonly #behind = new Map<string, Node[]>();
  readonly #firstIn = new Map<string, Node[]>();
  readonly #atStart: Node[] = [];

  constructor(source: CopySource, newId: () => string) {
    this.#source = source;
    this.#newId = newId;
    const visit = (node: Node, path: readonly Node[]) =>
      node.forEach((child) => {
        if (typeof child.attrs.id === 'string') this.#nodes.set(child.attrs.id, { node: child, path: [...path, node] });
        if (!child.isTextblock) visit(child, [...path, node]);
      });
    visit(source.document, []);
  }

  edited(lines: readonly CopyLine[]): EditedCopy {
    const found = this.#find(lines);
    const shown = this.#source.shown.filter(([id]) => this.#nodes.has(id));
    const expected = new Map(shown);
    for (const [id, text] of expected) {
      const now = found.get(id);
      if (now === undefined) this.#remove(id);
      else this.#rewrite(id, text, now.segment.runs);
    }
    this.#move(
      shown.map(([id]) => id),
      [...found.keys()],
    );
    this.#insertNew(lines, found);
    const document = this.#built(this.#source.document, true);
    return { document: document ?? this.#source.document, unplaced: this.#unplaced };
  }

  /** The words of each block in the file. Those of a block that was joined to the one before it are that one's. */
  #find(lines: readonly CopyLine[]): ReadonlyMap<string, Found> {
    const found = new Map<string, Found>();
    const neighbours = new Set<string>();
    // Which blocks stand on one line on the paper as well, as § and diarienummer do.
    for (const [index, [id]] of this.#source.shown.entries()) {
      const before = this.#source.shown[index - 1]?.[0];
      if (before !== undefined && this.#parentOf(id) === this.#parentOf(before) && this.#nodes.get(id)?.node.type.name === 'field')
        neighbours.add(`${before} ${id}`);
    }
    for (const line of lines) {
      let last: string | null = null;
      for (const segment of line.segments) {
        const { id } = segment;
        const isKnown = id !== null && this.#nodes.has(id) && !found.has(id);
        if (isKnown && (last === null || neighbours.has(`${last} ${id}`))) {
          found.set(id, { segment, line });
          last = id;
        } else if (last !== null) {
          const before = found.get(last) as Found; // it was set above
          found.set(last, { line, segment: { id: last, runs: [...before.segment.runs, ...segment.runs] } });
        }
      }
    }
    return found;
  }

  #parentOf(id: string): Node | undefined {
    return this.#nodes.get(id)?.path.at(-1);
  }

  #remove(id: string): void {
    const { node } = this.#nodes.get(id) as { node: Node }; // asked before
    // What a head, a title or a cell says is taken away, and not the place for it. Of a part, its heading alone is none of its own.
    if (['title', 'field', 'tableCell'].includes(node.type.name)) this.#content.set(id, []);
    else if (node.type.name !== 'section') this.#gone.add(id);
  }

  #rewrite(id: string, text: string, runs: readonly CopyRun[]): void {
    const { node } = this.#nodes.get(id) as { node: Node }; // asked before
    const now = carriedText(runs);
    const isSameText = normalized(now) === normalized(text);
    if (!node.isTextblock) {
      if (!isSameText) this.#rewriteSentence(id, node, runs);
      return;
    }
    if (isSameText && normalized(now) === '') return;
    const [before, own] = [piecesOf(node), carriedText(piecesOf(node).flatMap(({ run }) => (run === null ? [] : [run])))];
    const at = own === '' ? -1 : text.indexOf(own);
    const [prefix, suffix] = at === -1 ? [/^att /u.exec(text)?.[0] ?? '', ''] : [text.slice(0, at), text.slice(at + own.length)];
    const after = lettersOf(withoutEnds(runs, now.startsWith(prefix) ? prefix.length : 0, now.endsWith(suffix) ? suffix.length : 0));
    // The sentence of a choice is none of the block's own words until somebody changes it.
    if (at === -1 && isSameText) return;
    const isHeader = node.type.name === 'tableCell' && node.attrs.header === true;
    const visible = before.filter(({ run }) => run !== null);
    if (isSameText && isLikeIn(visible, after, isHeader)) return;
    this.#content.set(id, this.#joined(node, before, after, isHeader));
  }

  /** A sentence that was written from what is chosen gets words of its own; what has no room for them is told. */
  #rewriteSentence(id: string, node: Node, runs: readonly CopyRun[]): void {
    const words = carriedText(runs).trim();
    if (words === '') return this.#remove(id);
    if (!node.type.contentMatch.matchType(schema.nodes.paragraph) || node.type.name === 'section') {
      this.#unplaced.push(words);
      return;
    }
    this.#firstIn.set(id, [...(this.#firstIn.get(id) ?? []), this.#block('paragraph', {}, runs)]);
  }

  /** The words of a block as they were as far as they are the same, with what is new between. */
  #joined(node: Node, before: readonly Piece[], after: readonly Letter[], isHeader: boolean): readonly Node[] {
    const visible = before.flatMap((piece, index) => (piece.run === null ? [] : [index]));
    const same = (index: number, at: number) => {
      const [piece, letter] = [before[visible[index] ?? -1], after[at]];
      return piece !== undefined && letter !== undefined && isAlike(piece, letter, isHeader);
    };
    let start = 0;
    while (start < visible.length && start < after.length && same(start, start)) start++;
    let end = 0;
    while (end < visible.length - start && end < after.length - start && same(visible.length - 1 - end, after.length - 1 - end)) end++;
    const from = visible[start] ?? before.length;
    const to = end === 0 ? before.length : (visible[visible.length - end] ?? before.length);
    const kept = (pieces: readonly Piece[]) => pieces.map(({ node: piece }) => piece);
    return [
      ...kept(before.slice(0, from)),
      // What somebody suggests to take away is not shown in the words, and stands.
      ...kept(before.slice(from, to).filter(({ run }) => run === null)),
      ...this.#inline(node, after.slice(start, after.length - end), before),
      ...kept(before.slice(to)),
    ];
  }

  #inline(parent: Node, letters: readonly Letter[], before: readonly Piece[] = []): readonly Node[] {
    return letters.flatMap((run): Node[] => {
      if ('break' in run) return [parent.type.name === 'title' ? schema.text(' ') : schema.node('hardBreak')];
      if ('note' in run) {
        if (run.note === '') return [];
        const known = before.find((piece) => piece.run !== null && 'note' in piece.run && piece.run.note === run.note);
        if (known !== undefined) return [known.node];
        if (parent.type.name !== 'title') return [schema.node('footnote', { id: this.#newId() }, schema.text(run.note))];
        this.#unplaced.push(run.note);
        return [];
      }
      return [schema.text(run.text, marksOf(run, parent))];
    });
  }

  #block(name: NodeName, attributes: Readonly<Record<string, unknown>>, runs: readonly CopyRun[]): Node {
    const empty = schema.node(name, { ...(hasId(name) && { id: this.#newId() }), ...attributes });
    return empty.copy(Fragment.fromArray([...this.#inline(empty, lettersOf(trimmed(runs)))]));
  }

  /** Blocks that stand in another order than they did: the fewest that must have moved have moved. */
  #move(expected: readonly string[], found: readonly string[]): void {
    for (const [id, before] of inReadingOrder(expected, found)) {
      const { node } = this.#nodes.get(id) as { node: Node }; // both lists are of known blocks
      if (!node.isTextblock || ['title', 'field', 'tableCell'].includes(node.type.name)) continue;
      this.#gone.add(id);
      const content = this.#content.get(id);
      this.#place(before, node.type.name as NodeName, content === undefined ? node : node.copy(Fragment.fromArray([...content])));
    }
  }

  /** Paragraphs that are no block's: each becomes one behind the block above it. */
  #insertNew(lines: readonly CopyLine[], found: ReadonlyMap<string, Found>): void {
    let last: string | null = null;
    const idIn = (line: CopyLine) => line.segments.findLast(({ id }) => id !== null && found.get(id)?.line === line)?.id ?? null;
    for (let index = 0; index < lines.length; index++) {
      const line = lines[index] as CopyLine; // index is within
      if (line.row === null) {
        const known = idIn(line);
        if (known === null) this.#insertLine(last, line);
        else last = known;
        continue;
      }
      const cells = lines.slice(index, index + rowLength(lines, index));
      const known = cells.map(idIn).findLast((id) => id !== null) ?? null;
      if (known === null) this.#insertRow(last, cells);
      else last = known;
      index += cells.length - 1;
    }
  }

  #insertLine(after: string | null, line: CopyLine): void {
    const runs = line.segments.flatMap((segment) => segment.runs);
    const text = carriedText(runs);
    if (normalized(text) === '' || wordsBetween(text).every((part) => this.#source.others.has(part))) return;
    const name = after === null ? null : this.#nodes.get(after)?.node.type.name;
    const isClause = line.form === 'clause' && (name === 'attClause' || name === 'decisionPoint');
    const isLine = line.form === 'line' && (name === 'recipient' || name === 'attachment' || name === 'decisionBasis');
    if (after === null || !(isClause || isLine)) return this.#place(after, 'paragraph', this.#block('paragraph', this.#looks(after, line), runs));
    if (isLine) return this.#place(after, name, this.#block(name, {}, runs));
    const att = /^att\s+/iu.exec(text.trimStart());
    this.#place(
      after,
      name as NodeName,
      this.#block(name as NodeName, { att: att !== null }, att === null ? runs : withoutEnds(trimmed(runs), att[0].length, 0)),
    );
  }

  #looks(after: string | null, line: CopyLine): Readonly<Record<string, unknown>> {
    if (line.form === 'list') return { list: line.list, depth: line.depth };
    if (line.form === 'quotation') return { quote: true };
    if (line.form !== 'heading') return {};
    const isInPart =
      after !== null &&
      (this.#nodes.get(after)?.path.some(({ type }) => type.name === 'section') === true || this.#nodes.get(after)?.node.type.name === 'section');
    return { level: Math.min(3, Math.max(1, line.level - (isInPart ? 2 : 1))) };
  }

  #insertRow(after: string | null, cells: readonly CopyLine[]): void {
    const texts = cells.map(({ segments }) => carriedText(segments.flatMap(({ runs }) => runs)));
    if (texts.every((text) => normalized(text) === '' || this.#source.others.has(normalized(text)) || this.#source.others.has(text.trim()))) return;
    const row = after === null ? undefined : this.#nodes.get(after)?.path.findLast(({ type }) => type.name === 'tableRow');
    if (row === undefined || typeof row.attrs.id !== 'string') {
      this.#unplaced.push(...texts.filter((text) => normalized(text) !== ''));
      return;
    }
    const made = cells.map(({ segments }) =>
      this.#block(
        'tableCell',
        {},
        segments.flatMap(({ runs }) => runs),
      ),
    );
    this.#put(this.#behind, row.attrs.id, schema.node('tableRow', { id: this.#newId() }, made));
  }

  /** Puts a block behind another, as near as its sort may stand. */
  #place(after: string | null, name: NodeName, node: Node): void {
    if (after === null) {
      this.#atStart.push(node);
      return;
    }
    const place = this.#nodes.get(after);
    if (place === undefined) return;
    const isItem = name !== 'paragraph';
    const around = [...place.path, place.node];
    if (!isItem && place.node.type.name === 'section') return this.#put(this.#firstIn, after, node);
    for (let index = around.length - 1; index > 0; index--) {
      const [sibling, parent] = [around[index] as Node, around[index - 1] as Node];
      const hasRoom = isItem ? parent.type === this.#nodes.get(node.attrs.id as string)?.path.at(-1)?.type || sibling.type.name === name : isFlow(parent);
      if (hasRoom && typeof sibling.attrs.id === 'string') return this.#put(this.#behind, sibling.attrs.id, node);
    }
    this.#unplaced.push(node.textContent);
  }

  #put(places: Map<string, Node[]>, id: string, node: Node): void {
    places.set(id, [...(places.get(id) ?? []), node]);
  }

  /** The document with all that was found; null for what is gone. */
  #built(node: Node, isRoot = false): Node | null {
    const id = isRoot ? null : (node.attrs.id as unknown);
    if (typeof id === 'string' && this.#gone.has(id)) return null;
    const content = typeof id === 'string' ? this.#content.get(id) : undefined;
    if (node.isTextblock) return content === undefined ? node : node.copy(Fragment.fromArray([...content]));
    const children: Node[] = isRoot ? [...this.#atStart] : typeof id === 'string' ? [...(this.#firstIn.get(id) ?? [])] : [];
    let isSame = children.length === 0;
    node.forEach((child) => {
      const built = this.#built(child);
      const behind = typeof child.attrs.id === 'string' ? (this.#behind.get(child.attrs.id) ?? []) : [];
      isSame &&= built === child && behind.length === 0;
      children.push(...(built === null ? [] : [built]), ...behind);
    });
    if (isSame) return node;
    // A table, a row or a list of which all has been taken away goes with it.
    if (children.length === 0 && node.childCount > 0 && !isRoot) return null;
    if (node.type.name === 'tableRow' && children.every((child, index) => child.content.size === 0 && (node.maybeChild(index)?.content.size ?? 0) > 0))
      return null;
    return node.copy(Fragment.fromArray(children));
  }
}

/** How many lines from this one on are cells of the same row. */
function rowLength(lines: readonly CopyLine[], index: number): number {
  let end = index + 1;
  while (end < lines.length && lines[end]?.row === lines[index]?.row) end++;
  return end - index;
}

/** Where running text may stand. */
const isFlow = ({ type }: Node) =>
  type.name === 'doc' || (type.name !== 'title' && !type.isTextblock && type.contentMatch.matchType(schema.nodes.paragraph) !== null);

/** One letter or one inline node of a block. `run` is null for what is not shown in its words. */
type Piece = { readonly node: Node; readonly run: CopyRun | null };
type Letter = CopyRun;

function piecesOf(block: Node): readonly Piece[] {
  return block.children.flatMap((node): Piece[] => {
    const isStruck = node.marks.some(({ type }) => type.name === 'deletion');
    if (node.isText)
      return Array.from({ length: node.nodeSize }, (_, at) => {
        const letter = node.cut(at, at + 1);
        return { node: letter, run: isStruck ? null : { text: letter.text ?? '', ...looksOf(node.marks) } };
      });
    if (isStruck) return [{ node, run: null }];
    if (node.type.name === 'hardBreak') return [{ node, run: { break: true } }];
    const note = node.type.name === 'footnote' ? node.textContent.trim() : '';
    return [{ node, run: note === '' ? null : { note } }];
  });
}

function looksOf(marks: readonly Mark[]) {
  const has = (name: string) => marks.some(({ type }) => type.name === name);
  const href: unknown = marks.find(({ type }) => type.name === 'link')?.attrs.href;
  return { strong: has('strong'), emphasis: has('emphasis'), href: isSafeHref(href) ? href : null };
}

function marksOf({ strong, emphasis, href }: Extract<CopyRun, { readonly text: string }>, parent: Node): Mark[] {
  const marks = [
    ...(strong ? [schema.mark('strong')] : []),
    ...(emphasis ? [schema.mark('emphasis')] : []),
    ...(isSafeHref(href) ? [schema.mark('link', { href })] : []),
  ];
  return marks.filter((mark) => parent.type.allowsMarkType(mark.type));
}

/** In letters, so that words can be told from what stands beside them. */
const lettersOf = (runs: readonly CopyRun[]): readonly Letter[] =>
  runs.flatMap((run): Letter[] => ('text' in run ? run.text.split('').map((text) => ({ ...run, text })) : [run]));

/** Without so many units at either end. */
function withoutEnds(runs: readonly CopyRun[], start: number, end: number): readonly CopyRun[] {
  const letters = lettersOf(runs);
  return letters.slice(start, letters.length - end);
}

/** Without spaces at either end. */
function trimmed(runs: readonly CopyRun[]): readonly CopyRun[] {
  const letters = lettersOf(runs);
  const isSpace = (run: Letter | undefined) => run !== undefined && (('text' in run && run.text.trim() === '') || 'break' in run);
  let [from, to] = [0, letters.length];
  while (from < to && isSpace(letters[from])) from++;
  while (to > from && isSpace(letters[to - 1])) to--;
  return letters.slice(from, to);
}

/** The cells of a head are bold by what they are. */
function isAlike({ run }: Piece, letter: Letter, isHeader: boolean): boolean {
  if (run === null) return false;
  if ('text' in run && 'text' in letter)
    return run.text === letter.text && (isHeader || run.strong === letter.strong) && run.emphasis === letter.emphasis && isSameAddress(run.href, letter.href);
  if ('note' in run && 'note' in letter) return run.note === letter.note;
  return 'break' in run && 'break' in letter;
}

/** Programs write an address in the form that they follow it in. */
const isSameAddress = (one: string | null, other: string | null) =>
  one === other || (one !== null && other !== null && URL.parse(one)?.href === URL.parse(other)?.href);

/** Whether the letters are the same under the same marks, whatever spaces stand between them. */
function isLikeIn(pieces: readonly Piece[], letters: readonly Letter[], isHeader: boolean): boolean {
  const isSeen = (run: CopyRun | null) => run !== null && !('text' in run && run.text.trim() === '');
  const [before, after] = [pieces.filter(({ run }) => isSeen(run)), letters.filter(isSeen)];
  return before.length === after.length && before.every((piece, index) => isAlike(piece, after[index] as Letter, isHeader));
}
