import type { Block, Words } from '../paper/page.ts';
import { maxWholeRows } from '../paper/staysWithNext.ts';
import { withoutStrong } from '../paper/words.ts';
import { element, type Writer } from './words.ts';

/** From so many columns on a table is moved by itself where it has no room, and not the page with it. */
const wideColumns = 7;

/** Its head is told at each cell by a reader's program, numbers stand to the right, the sum is its foot. */
export function tableOf({ columns, header, rows, sum, numeric }: Extract<Block, { type: 'table' }>, writer: Writer): string {
  const row = (cells: readonly Words[], tag: 'th' | 'td') =>
    `<tr>${cells.map((words, column) => element(tag, words, writer, `${tag === 'th' ? ' scope="col"' : ''}${numeric[column] === true ? ' class="number"' : ''}`)).join('')}</tr>`;
  const part = (tag: string, lines: readonly string[]) => (lines.length === 0 ? '' : `<${tag}>\n${lines.join('\n')}\n</${tag}>\n`);
  const isWhole = header.length + rows.length < maxWholeRows;
  const table = `<table${isWhole ? ' class="whole"' : ''}>\n${part(
    'thead',
    header.map((cells) => row(cells.map(withoutStrong), 'th')),
  )}${part(
    'tbody',
    rows.map((cells) => row(cells, 'td')),
  )}${part('tfoot', sum === null ? [] : [row(sum, 'td')])}</table>`;
  return columns < wideColumns ? table : `<div class="wide" role="region" aria-label="Tabell" tabindex="0">\n${table}\n</div>`;
}
