import { keys as editorKeys } from '@yrka/editor';
import { expect, test } from 'vitest';
import { keyList, printedKeys } from './key-list.ts';

test('every key of the editor is in the list that people read', () => {
  const listed = new Set<string>(keyList.flatMap(({ keys }) => keys.flatMap((row) => [...row.keys])));
  // With a modifier these delete more of the same; the list says it once.
  const sameAsWithout = /^(Shift|Mod|Alt)-(Backspace|Delete)$/;
  expect(Object.keys(editorKeys).filter((key) => !sameAsWithout.test(key) && !listed.has(key))).toEqual([]);
});

test('keys are written as they are printed on the keyboard at hand', () => {
  expect(printedKeys('Mod-Alt-1', false)).toEqual(['Ctrl', 'Alt', '1']);
  expect(printedKeys('Mod-Shift-7', false, { Shift: 'Skift' })).toEqual(['Ctrl', 'Skift', '7']);
  expect(printedKeys('Mod-z', true)).toEqual(['⌘', 'Z']);
  expect(printedKeys('Alt-ArrowUp', false)).toEqual(['Alt', '↑']);
});
