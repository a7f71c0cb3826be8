import { linesOfRows, listed, type LooseLine, numberedLines } from './looseLines.ts';
import { type Line, maxWidth } from './lines.ts';

/** Elements that end a line of text before and after themselves. */
const blocks = new Set(
  'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
/** What is on a page and is no part of its text. */
const skipped = new Set('script style head title template noscript svg math object iframe select button audio video'.split(' '));

export type HtmlOptions = {
  /** Tabs set columns apart, as in Word; in HTML at large they are spaces. */
  readonly hasTabs?: boolean;
};

/**
 * [FIL3] The lines of a page of HTML: a block a line, headings with their level, items with their mark,
 * a row of a table as a line with its cells under one another. The parser is loaded here, by whoever reads such a file.
 */
export async function linesOfHtml(html: string, { hasTabs = false }: HtmlOptions = {}): Promise<readonly Line[]> {
  const { Parser } = await import('htmlparser2');
  const lines: LooseLine[] = [];
  const lists: { isOrdered: boolean; isBare: boolean; count: number }[] = [];
  const tables: { rows: string[][]; cell: string | null }[] = [];
  let text = '';
  let mark = '';
  let level: number | null = null;
  let skipDepth = 0;
  let headerDepth = 0;
  let endsParagraph = true;
  let isAfterEmpty = true;
  const afterEmpty: boolean[] = [];
  let empties = 0;

  const flush = (endsGroup: boolean) => {
    const words = (hasTabs ? text.replace(/\t/gu, '    ').replace(/[^\S ]+/gu, ' ') : text.replace(/\s+/gu, ' ')).trim();
    text = '';
    const table = tables.at(-1);
    if (words !== '') {
      if (table?.cell != null) table.cell = `${table.cell} ${words}`.trim();
      else {
        // What a page has at its head is the page's, but not a heading that stands there.
        const isFurniture = headerDepth > 0 && level === null;
        lines.push({
          text: listed(mark, words),
          level,
          ...(isFurniture && { isFurniture }),
          beginsGroup: endsParagraph && !(mark !== '' && lists.length > 0 && (lists.at(-1)?.count ?? 0) > 1),
        });
        afterEmpty.push(isAfterEmpty);
        mark = '';
        endsParagraph = false;
        isAfterEmpty = false;
      }
    }
    if (endsGroup) endsParagraph = true;
  };

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (skipDepth > 0 || skipped.has(name) || 'hidden' in attributes) {
          if (!isVoid.has(name)) skipDepth++;
          return;
        }
        if (name === 'br') return flush(false);
        if (!blocks.has(name)) return;
        flush(true);
        if (name === 'header') headerDepth++;
        if (/^h[1-6]$/u.test(name)) level = Number(name.slice(1));
        if (name === 'ul' || name === 'ol')
          lists.push({ isOrdered: name === 'ol', isBare: /^(?:lines|names)$/u.test(attributes['class'] ?? ''), count: firstNumber(attributes['start']) - 1 });
        if (name === 'li') {
          const list = lists.at(-1);
          if (list !== undefined) list.count++;
          mark = list?.isBare === true ? '' : list?.isOrdered === true ? `${list.count}. ` : '– ';
        }
        if (name === 'table') tables.push({ rows: [], cell: null });
        const table = tables.at(-1);
        if (name === 'tr') table?.rows.push([]);
        if ((name === 'td' || name === 'th') && table !== undefined) table.cell = '';
      },
      ontext(words) {
        if (skipDepth === 0) text += words;
      },
      onclosetag(name) {
        if (skipDepth > 0) {
          if (!isVoid.has(name)) skipDepth--;
          return;
        }
        if (!blocks.has(name)) return;
        if (name === 'p' && text.trim() === '' && tables.length === 0) {
          empties++;
          isAfterEmpty = true;
        }
        flush(true);
        if (name === 'header') headerDepth = Math.max(0, headerDepth - 1);
        if (/^h[1-6]$/u.test(name)) level = null;
        if (name === 'ul' || name === 'ol') lists.pop();
        if (name === 'li') mark = '';
        const table = tables.at(-1);
        if ((name === 'td' || name === 'th') && table !== undefined) {
          table.rows.at(-1)?.push(table.cell ?? '');
          table.cell = null;
        }
        if (name === 'table' && table !== undefined) {
          tables.pop();
          const outer = tables.at(-1);
          // A table within a cell is text there.
          if (outer?.cell != null) outer.cell = `${outer.cell} ${table.rows.flat().join(' ')}`.trim();
          else {
            const rows = linesOfRows(table.rows);
            lines.push(...rows);
            afterEmpty.push(...rows.map(({ beginsGroup }) => beginsGroup));
            isAfterEmpty = true;
          }
          endsParagraph = true;
        }
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  flush(true);
  return numberedLines(
    hasTabs && empties >= lines.length * 0.15 && lines.every(({ text: words }) => words.length <= maxWidth) ? byEmptyParagraphs(lines, afterEmpty) : lines,
  );
}

/**
 * A text whose lines became a paragraph each, as when plain text is opened and saved in Word: there the
 * empty paragraphs are the blank lines, and what lies between them is to be joined as lines are.
 */
const byEmptyParagraphs = (lines: readonly LooseLine[], afterEmpty: readonly boolean[]) =>
  lines.map((line, index) => ({
    ...line,
    beginsGroup: afterEmpty[index] === true || line.level !== null || line.cells !== undefined || lines[index - 1]?.level != null,
  }));

/** The number that a list begins with; one that is none, or longer than people count, is 1. */
const firstNumber = (start: string | undefined) => (/^-?\d{1,6}$/u.test(start?.trim() ?? '') ? Number(start) : 1);

const isVoid = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** Whether a text is HTML: by its first element, whatever the file is called. */
export const isHtml = (text: string) =>
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|meta|div|p|h[1-6]|table|article|main|section)\b/isu.test(
    text.slice(0, 4_000),
  );
