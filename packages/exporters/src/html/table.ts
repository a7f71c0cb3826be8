import type { Block, Words } from '../paper/page.ts';
import { withoutStrong } from '../paper/words.ts';
import { element, type Writer } from './words.ts';

/** Its head is told at each cell by a reader's program, numbers stand to the right, the sum is its foot. */
export function tableOf({ header, rows, sum, numeric }: Extract<Block, { type: 'table' }>, writer: Writer): string {
  const row = (cells: readonly Words[], tag: 'th' | 'td') =>
    `<tr>${cells.map((words, column) => element(tag, words, writer, `${tag === 'th' ? ' scope="col"' : ''}${numeric[column] === true ? ' class="number"' : ''}`)).join('')}</tr>`;
  const part = (tag: string, lines: readonly string[]) => (lines.length === 0 ? '' : `<${tag}>\n${lines.join('\n')}\n</${tag}>\n`);
  return `<table>\n${part(
    'thead',
    header.map((cells) => row(cells.map(withoutStrong), 'th')),
  )}${part(
    'tbody',
    rows.map((cells) => row(cells, 'td')),
  )}${part('tfoot', sum === null ? [] : [row(sum, 'td')])}</table>`;
}
