import type { Block, Words } from '../paper/page.ts';
import { withoutStrong } from '../paper/words.ts';
import { inline, type Writer } from './words.ts';

/** A table has one head; where the paper has none it is empty, and further rows of it stand in bold below. The sum is the last row. */
export function tableOf({ columns, header, rows, sum, numeric }: Extract<Block, { type: 'table' }>, writer: Writer): string {
  const cells = (row: readonly Words[]) => row.map((words) => inline(words, writer, { isCell: true }).trim());
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const [head, ...further] = header;
  const bold = (row: readonly Words[]) =>
    row.map((words) => words.map((run) => ('text' in run && run.text.trim() !== '' ? { ...run, strong: true as const } : run)));
  const isHead = head !== undefined;
  return [
    line(isHead ? cells(head.map(withoutStrong)) : Array.from({ length: columns }, () => '')),
    line(numeric.map((isNumber) => (isNumber ? '---:' : '---'))),
    ...[...further, ...rows, ...(sum === null ? [] : [bold(sum)])].map((row) => line(cells(row))),
  ].join('\n');
}
