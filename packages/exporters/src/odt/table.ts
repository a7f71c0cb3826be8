import { columnShares, manyColumns } from '../paper/columnShares.ts';
import type { Block, Words } from '../paper/page.ts';
import { maxWholeRows } from '../paper/staysWithNext.ts';
import { lineWidth } from './styles.ts';
import { line, paragraph, type Writer } from './words.ts';

/** Head rows are repeated on each page, numbers stand to the right, the sum is bold. */
export function tableOf(block: Extract<Block, { type: 'table' }>, writer: Writer): string {
  const { columns, header, rows, sum, numeric } = block;
  const isMany = columns >= manyColumns;
  const size = isMany ? '_20_liten' : '';
  const cell = (words: Words, column: number, isFirst: boolean, isBold: boolean) => {
    const bold = isBold ? words.map((run) => ('text' in run ? { ...run, strong: true as const } : run)) : words;
    return `<table:table-cell table:style-name="${cellStyle(isFirst ? strong : hair, writer, isMany)}" office:value-type="string">${paragraph(`${numeric[column] === true ? 'Tabelltal' : 'Tabelltext'}${size}`, bold, writer)}</table:table-cell>`;
  };
  const row = (cells: readonly Words[], isFirst: boolean, isBold = false) =>
    `<table:table-row table:style-name="Tabellrad">${cells.map((words, column) => cell(words, column, isFirst, isBold)).join('')}</table:table-row>`;
  const body = [...rows.map((cells, index) => row(cells, header.length === 0 && index === 0)), ...(sum === null ? [] : [row(sum, false, true)])];
  const head =
    header.length === 0 ? '' : `<table:table-header-rows>${header.map((cells, index) => row(cells, index === 0)).join('')}</table:table-header-rows>`;
  const shares = columnShares(block);
  return table(shares, `${head}${body.join('')}`, header.length + body.length <= maxWholeRows, writer);
}

/** Lines above and below a cell, none at its sides. */
const cellStyle = (above: string, writer: Writer, isMany = false) =>
  writer.automatic(
    'table-cell',
    `<style:table-cell-properties fo:border-top="${above}" fo:border-bottom="${hair}" fo:border-left="none" fo:border-right="none" fo:padding="0.4mm" fo:padding-right="${isMany ? '0.6' : '2'}mm"/>`,
  );
const hair = '0.5pt solid #bfbfbf';
const strong = '0.75pt solid #000000';

/** Two columns without lines: what, and its words on a line each. */
export function particularsOf({ rows }: Extract<Block, { type: 'particulars' }>, writer: Writer): string {
  const cell = (lines: readonly string[], style: string) =>
    `<table:table-cell table:style-name="${cellStyle(hair, writer)}" office:value-type="string">${lines.map((text) => line(style, text)).join('')}</table:table-cell>`;
  return table(
    [1, 2],
    rows
      .map(({ label, lines }) => `<table:table-row>${cell([label], 'Tabelletikett')}${cell(lines.length === 0 ? [''] : lines, 'Tabelltext')}</table:table-row>`)
      .join(''),
    rows.length <= maxWholeRows,
    writer,
  );
}

/** `isWhole`: whether it stands on one page. */
function table(shares: readonly number[], rows: string, isWhole: boolean, writer: Writer): string {
  const whole = shares.reduce((total, share) => total + share, 0);
  const columns = shares.map((share) => {
    const width = ((lineWidth * share) / whole).toFixed(2);
    return `<table:table-column table:style-name="${writer.automatic('table-column', `<style:table-column-properties style:column-width="${width}mm"/>`)}"/>`;
  });
  const style = writer.automatic(
    'table',
    `<style:table-properties style:width="${lineWidth}mm" table:align="left" style:may-break-between-rows="${isWhole ? 'false' : 'true'}" fo:margin-top="1mm"/>`,
  );
  return `<table:table table:name="Tabell${writer.table()}" table:style-name="${style}">${columns.join('')}${rows}</table:table>`;
}
