import {
  addColumn,
  addRow,
  deleteColumn,
  deleteRow,
  deleteTable,
  type InsertableId,
  setPlainText,
  toggleEmphasis,
  toggleHeaderRow,
  toggleHeading,
  toggleList,
  toggleQuotation,
  toggleStrong,
} from '@yrka/editor';
import type { Command } from '@tiptap/pm/state';

type Commands = Readonly<Record<string, Command>>;

/** What a paragraph can be, by the names of the catalogues. */
export const styleCommands = {
  text: setPlainText,
  heading1: toggleHeading(1),
  heading2: toggleHeading(2),
  heading3: toggleHeading(3),
  bullets: toggleList('bullet'),
  numbers: toggleList('ordered'),
  quote: toggleQuotation,
} as const satisfies Commands;

/** The keys of those whose names are the same in every language. */
export const styleKeys = { text: 'Ctrl+Alt+0', heading1: 'Ctrl+Alt+1', heading2: 'Ctrl+Alt+2', heading3: 'Ctrl+Alt+3' } as const;

/** What words can be. */
export const markCommands = { bold: toggleStrong, italic: toggleEmphasis } as const satisfies Commands;

/** The keys of these and of searching, which are others in Swedish Word. */
export const markKeys = (areWords: boolean) =>
  areWords ? { bold: 'Ctrl+F', italic: 'Ctrl+K', find: 'Ctrl+B' } : { bold: 'Ctrl+B', italic: 'Ctrl+I', find: 'Ctrl+H' };

export const tableCommands = {
  rowAbove: addRow('above'),
  rowBelow: addRow('below'),
  columnLeft: addColumn('left'),
  columnRight: addColumn('right'),
  headerRow: toggleHeaderRow,
  removeRow: deleteRow,
  removeColumn: deleteColumn,
  removeTable: deleteTable,
} as const satisfies Commands;

/** What a paragraph can be is not offered again among what can be put in. */
export const insertableStyles: ReadonlySet<InsertableId> = new Set(['text', 'heading1', 'heading2', 'heading3', 'bulletList', 'orderedList', 'quotation']);
