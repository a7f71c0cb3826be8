import type { Run, Words } from '../paper/page.ts';
import { withoutSigns } from '../paper/signs.ts';
import { xmlText } from '../paper/xmlText.ts';
import type { LostInExport } from '../report.ts';

/** What a block's function has at hand. */
export type Writer = {
  /** The number of the footnote with these words, counted from 1. */
  readonly note: (words: string) => number;
  readonly lose: (lost: LostInExport) => void;
};

export type InlineOptions = {
  /** Within a cell of a table, where a line may not end. */
  readonly isCell?: boolean;
};

/** Running text on one line, or on several where it has breaks; every letter stands for itself. */
export function inline(words: Words, writer: Writer, { isCell = false }: InlineOptions = {}): string {
  const runs = withoutSigns(words);
  let text = '';
  for (const [index, run] of runs.entries()) {
    if ('break' in run) text = `${text.trimEnd()}${isCell ? '<br>' : '\\\n'}`;
    else if ('note' in run) text += `[^${writer.note(run.note)}]`;
    else text += marked(run, runs[index - 1], runs[index + 1]);
  }
  return atLineStarts(isCell ? text.replaceAll('|', '\\|') : text);
}

type TextRun = Extract<Run, { readonly text: string }>;

/** Text with its marks. Spaces stand outside of them, where CommonMark wants them. */
function marked(run: TextRun, before: Run | undefined, after: Run | undefined): string {
  const all = xmlText(run.text).replace(/\s/gu, (space) => (space === '\u00a0' || space === '\u2003' ? space : ' '));
  const inner = all.trim();
  const start = all.slice(0, all.length - all.trimStart().length);
  const end = all.slice(start.length + inner.length);
  if (inner === '') return start;
  let text = escapedInline(inner);
  // A mark beside a letter, with a sign inside it, is none to CommonMark (6.2, flanking); the element always is.
  const isOpenable =
    canFlank(start === '' ? lastLetter(before) : ' ', inner.at(0) ?? '') && canFlank(end === '' ? firstLetter(after) : ' ', inner.at(-1) ?? '');
  if (run.emphasis) text = isOpenable ? `*${text}*` : `<em>${text}</em>`;
  if (run.strong) text = isOpenable && !run.emphasis ? `**${text}**` : isOpenable ? `**${text}**` : `<strong>${text}</strong>`;
  if (run.href !== undefined) text = `[${text}](<${run.href.replace(/[<>\\]/gu, (letter) => encodeURIComponent(letter))}>)`;
  return `${start}${text}${end}`;
}

const wordLetter = /[\p{L}\p{N}]/u;
const canFlank = (outside: string, inside: string) => outside === '' || /\s/u.test(outside) || (wordLetter.test(inside) && !/[*_]/u.test(outside));
const lastLetter = (run: Run | undefined) => (run !== undefined && 'text' in run ? (run.text.at(-1) ?? '') : '');
const firstLetter = (run: Run | undefined) => (run !== undefined && 'text' in run ? (run.text.at(0) ?? '') : '');

/** Signs that Markdown would take for its own, wherever they stand. */
const escapedInline = (text: string) => text.replace(/[\\`*_[\]<>~]/gu, '\\$&').replace(/&(?=#?\w+;)/gu, '\\&');

/** What begins a line may be no heading, list, quotation or rule. */
const atLineStarts = (text: string) =>
  text.replace(/^[ \t]*(?:([#+=-])|(\d{1,9})([.)])(?=\s|$))/gmu, (_all, sign: string | undefined, number: string | undefined, dot: string | undefined) =>
    sign === undefined ? `${number}\\${dot}` : `\\${sign}`,
  );

/** One line of text without marks. */
export const plainText = (text: string) =>
  atLineStarts(
    escapedInline(
      xmlText(text)
        .replace(/(?<!\s)\s*\n\s*/gu, ' ')
        .trim(),
    ),
  );
