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
  /** One alone has no number. */
  | { readonly form: 'clause'; readonly isNumbered: boolean }
  | { readonly form: 'heading'; readonly level: number }
  | { readonly form: 'list'; readonly list: 'bullet' | 'ordered'; readonly depth: number };

/** A paragraph of a copy, in the order of the file. Of a cell: which row of which table it stands in, counted over the file. */
export type CopyLine = LineForm & { readonly segments: readonly Segment[]; readonly row: number | null };

/** What a file says that Yrka wrote, and what it carries unseen. */
export type OpenedCopy = { readonly source: string | null; readonly lines: readonly CopyLine[] };

/** The words as the copy was made with them (`@yrka/exporters`, paper/source.ts): a footnote stands between two marks of its own. */
export const carriedText = (runs: readonly CopyRun[]) =>
  runs.map((run) => ('text' in run ? run.text : 'note' in run ? `\u2045${run.note}\u2046` : '\n')).join('');

/** The same without what programs change as they write a file anew: how many spaces stand where. */
export const normalized = (text: string) => text.replace(/\s+/gu, ' ').trim();

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

  get segments(): readonly Segment[] {
    return this.#segments;
  }
}

type TextRun = Extract<CopyRun, { readonly text: string }>;
const isAlike = (one: TextRun, other: TextRun) => one.strong === other.strong && one.emphasis === other.emphasis && one.href === other.href;

/** A block's id as files bear it, as in "yrka_7KzRfGh2mNpQ"; null for any other bookmark. */
export const idOfBookmark = (name: string | undefined) => /^yrka_([A-Za-z0-9]{1,30})$/u.exec(name ?? '')?.[1] ?? null;
