import { insertionOf } from '@yrka/schema';
import type { Node } from 'prosemirror-model';

/** An amount as written in a cell; `unit` is '' when the cell holds a mere number. */
export type Amount = { readonly value: number; readonly unit: string };

/** A column's sum, written as the column is written; null for a column that has none. */
export type ColumnSum = Amount | null;

const unitValue: Readonly<Record<string, number>> = { kronor: 1, kr: 1, tkr: 1_000, mnkr: 1_000_000, mkr: 1_000_000 };
const amountPattern = /^([-−–+]?)\s*(\d{1,3}(?:[\s\u00a0\u202f.]\d{3})+|\d+)(?:,(\d+))?\s*(?::-|([\p{L}%]+)\.?)?$/u;

/**
 * [NUM2] Reads a number as Swedes write it: "480 000", "1 200 tkr", "−15", "12,5". Null when the cell
 * says anything else ("–", "ingår", "2026–2028").
 */
export function readAmount(text: string): Amount | null {
  const match = amountPattern.exec(text.trim());
  if (!match) return null;
  const [, sign, whole, decimals, unit] = match;
  const value = Number(`${(whole ?? '').replace(/\D/g, '')}.${decimals ?? '0'}`);
  return { value: sign === '' || sign === '+' ? value : -value, unit: (unit ?? '').toLowerCase() };
}

/** [NUM1] "1 234,5" with non-breaking spaces and a true minus; the unit follows when there is one. */
export function writeAmount({ value, unit }: Amount): string {
  const [whole = '0', decimals] = String(Math.abs(Math.round(value * 1_000) / 1_000)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return `${value < 0 ? '−' : ''}${grouped}${decimals ? `,${decimals}` : ''}${unit ? `\u00a0${unit}` : ''}`;
}

/**
 * [SUM1] The sums under a costs table, a value per column, on the screen and in every export. Header
 * cells and the first column, which says what is paid for, are not summed. Units that differ are
 * summed in kronor; a column that mixes what cannot be added (kr and procent) has no sum. Empty when
 * no column has one, and when the last row is a sum already. What somebody suggests is not summed:
 * the figures count that stand.
 */
export function columnSums(table: Node): ColumnSum[] {
  const columns: Amount[][] = [];
  let width = 0;
  let lastLabel = '';
  table.forEach((row) => {
    if (insertionOf(row) !== null) return;
    lastLabel = row.firstChild === null ? '' : standingText(row.firstChild).trim();
    width = Math.max(width, row.childCount);
    row.forEach((cell, _, index) => {
      const amount = cell.attrs.header === true || index === 0 ? null : readAmount(standingText(cell));
      if (!amount) return;
      columns[index] ??= [];
      columns[index].push(amount);
    });
  });
  if (/^(?:summa|totalt)(?!\p{L})/iu.test(lastLabel)) return [];
  const sums = Array.from({ length: width }, (_, index) => sum(columns[index] ?? []));
  return sums.every((value) => value === null) ? [] : sums;
}

/** The words of a cell without those that are suggested to be added. */
function standingText(cell: Node): string {
  if (insertionOf(cell) !== null) return '';
  return cell.isText ? (cell.text ?? '') : cell.children.map(standingText).join('');
}

function sum(amounts: readonly Amount[]): ColumnSum {
  const units = new Set(amounts.map(({ unit }) => unit));
  if (amounts.length === 0) return null;
  if (units.size === 1) return { value: total(amounts.map(({ value }) => value)), unit: amounts[0]?.unit ?? '' };
  const values = amounts.map(({ value, unit }) => value * (unit === '' ? 1 : (unitValue[unit] ?? Number.NaN)));
  return values.some(Number.isNaN) ? null : { value: total(values), unit: 'kr' };
}

/** In thousandths, so that 0,1 and 0,2 make 0,3. */
const total = (values: readonly number[]) => values.reduce((all, value) => all + Math.round(value * 1_000), 0) / 1_000;
