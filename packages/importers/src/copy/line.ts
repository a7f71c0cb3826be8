/** Running text of a copy: a letter or several under the same marks, a line break, or a footnote. */
export type CopyRun =
  | { readonly text: string; readonly strong: boolean; readonly emphasis: boolean; readonly href: string | null }
  | { readonly break: true }
  | { readonly note: string };

/** Words of one block; `id` as the copy has it at its first letter, null for words that somebody put there. */
export type Segment = { readonly id: string | null; readonly runs: readonly CopyRun[] };

/** What a paragraph looks like. `level` counts as the paper does: 1 for the title. */
export type LineForm =
  | { readonly form: 'text' | 'line' | 'quotation' }
  /** The head of the first page. */
  | { readonly form: 'letterhead' }
  /** One alone has no number. */
  | { readonly form: 'clause'; readonly isNumbered: boolean }
  | { readonly form: 'heading'; readonly level: number }
  | { readonly form: 'list'; readonly list: 'bullet' | 'ordered'; readonly depth: number };

/** A paragraph of a copy, in the order of the file. Of a cell: which row of which table it stands in, counted over the file. */
export type CopyLine = LineForm & { readonly segments: readonly Segment[]; readonly row: number | null };

/** Words of one block that something in the margin is about, with what the block says around them. `id` as of a segment. */
export type Passage = { readonly id: string | null; readonly before: string; readonly words: string; readonly after: string };

/** What a file says that Yrka wrote, what it carries unseen, and which words each comment is about, by its name in the file. */
export type OpenedCopy = {
  readonly source: string | null;
  readonly lines: readonly CopyLine[];
  readonly places?: ReadonlyMap<string, readonly Passage[]>;
  /** The same paragraphs as they would be with all tracked changes rejected, where the file has such. */
  readonly untracked?: readonly CopyLine[];
};

/** The words as the copy was made with them (`@yrka/exporters`, paper/source.ts): a footnote stands between two marks of its own. */
export const carriedText = (runs: readonly CopyRun[]) =>
  runs.map((run) => ('text' in run ? run.text : 'note' in run ? `\u2045${run.note}\u2046` : '\n')).join('');

/** All words of a line. */
export const wordsOfLine = ({ segments }: CopyLine): string => segments.map(({ runs }) => carriedText(runs)).join('');

/** The same without what programs change as they write a file anew: how many spaces stand where. */
export const normalized = (text: string) => text.replace(/\s+/gu, ' ').trim();

/** A place in a segment that is being written; in units of its words. */
type Edge = { readonly segment: Segment; readonly offset: number };

/** Where comments begin and end, as they are met in a file. One without an end is about the block that it stands in. */
export class CommentEdges {
  readonly #edges = new Map<string, { readonly from: Edge; to: Edge }>();

  begin(name: string, from: Edge): void {
    if (!this.#edges.has(name)) this.#edges.set(name, { from, to: from });
  }

  end(name: string, to: Edge): void {
    const edges = this.#edges.get(name);
    if (edges !== undefined) edges.to = to;
  }

  /** The words of each comment, block by block; one passage without words for one that is at a point. */
  passagesIn(lines: readonly CopyLine[]): ReadonlyMap<string, readonly Passage[]> {
    const segments = lines.flatMap((line) => line.segments);
    const passages = ({ from, to }: { readonly from: Edge; readonly to: Edge }): readonly Passage[] => {
      const [first, last] = [segments.indexOf(from.segment), segments.indexOf(to.segment)];
      const within = segments.slice(first, Math.max(first, last) + 1).map((segment): Passage => {
        const text = carriedText(segment.runs);
        const [start, end] = [segment === from.segment ? from.offset : 0, segment === to.segment ? to.offset : text.length];
        return { id: segment.id, before: text.slice(0, start), words: text.slice(start, end), after: text.slice(Math.max(start, end)) };
      });
      const said = within.filter(({ words }) => words.trim() !== '');
      return first < 0 ? [] : said.length > 0 ? said : within.slice(0, 1);
    };
    return new Map([...this.#edges].map(([name, edges]) => [name, passages(edges)]));
  }
}

/** Segments as they are met in a paragraph. What stands before the first id is of the block that begins there. */
export class SegmentWriter {
  readonly #segments: { id: string | null; readonly runs: CopyRun[] }[] = [];

  begin(id: string): void {
    const [first] = this.#segments;
    if (this.#segments.length === 1 && first !== undefined && first.id === null) first.id = id;
    else this.#segments.push({ id, runs: [] });
  }

  add(run: CopyRun): void {
    if (this.#segments.length === 0) this.#segments.push({ id: null, runs: [] });
    const runs = this.#segments.at(-1)?.runs ?? [];
    const last = runs.at(-1);
    if (last !== undefined && 'text' in last && 'text' in run && isAlike(last, run)) runs[runs.length - 1] = { ...last, text: last.text + run.text };
    else runs.push(run);
  }

  /** Where the next words come to stand. */
  get place(): Edge {
    if (this.#segments.length === 0) this.#segments.push({ id: null, runs: [] });
    const segment = this.#segments.at(-1) as Segment; // there is one
    return { segment, offset: carriedText(segment.runs).length };
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }
}

type TextRun = Extract<CopyRun, { readonly text: string }>;
const isAlike = (one: TextRun, other: TextRun) => one.strong === other.strong && one.emphasis === other.emphasis && one.href === other.href;

/** A block's id as files bear it, as in "yrka_7KzRfGh2mNpQ"; null for any other bookmark. */
export const idOfBookmark = (name: string | undefined) => /^yrka_([A-Za-z0-9]{1,30})$/u.exec(name ?? '')?.[1] ?? null;
