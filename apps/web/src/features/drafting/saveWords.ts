import { saveFile } from '../../api/index.ts';

/** Gives the browser a text file to keep, with a paragraph for each block. */
export const saveWords = (name: string, blocks: readonly string[]): void =>
  saveFile({ blob: new Blob([`${blocks.join('\n\n')}\n`], { type: 'text/plain;charset=utf-8' }), name });
