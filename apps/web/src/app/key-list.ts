/** Every key, by what one is doing; as ProseMirror writes them, where Mod is Ctrl or a Mac's Cmd. `does` is a key of the catalogues. */
export const keyList = [
  {
    group: 'everywhere',
    keys: [
      { keys: ['Tab'], does: 'everywhere.forward' },
      { keys: ['Shift-Tab'], does: 'everywhere.back' },
      { keys: ['Enter'], does: 'everywhere.press' },
      { keys: ['Escape'], does: 'everywhere.close' },
      { keys: ['ArrowUp', 'ArrowDown'], does: 'everywhere.move' },
    ],
  },
  {
    group: 'writing',
    keys: [
      { keys: ['Enter'], does: 'writing.next' },
      { keys: ['Shift-Enter'], does: 'writing.newLine' },
      { keys: ['Mod-Enter'], does: 'writing.leave' },
      { keys: ['Backspace'], does: 'writing.joinBack' },
      { keys: ['Delete'], does: 'writing.joinOn' },
      { keys: ['/'], does: 'writing.insert' },
      { keys: ['Mod-a'], does: 'writing.selectAll' },
      { keys: ['Mod-End', 'Mod-Shift-End'], does: 'writing.toEnd' },
      { keys: ['Mod-z'], does: 'writing.undo' },
      { keys: ['Mod-y', 'Mod-Shift-z'], does: 'writing.redo' },
    ],
  },
  {
    group: 'blocks',
    keys: [
      { keys: ['F4'], does: 'blocks.happening' },
      { keys: ['Alt-ArrowUp'], does: 'blocks.up' },
      { keys: ['Alt-ArrowDown'], does: 'blocks.down' },
      { keys: ['Tab'], does: 'blocks.nextField' },
      { keys: ['Shift-Tab'], does: 'blocks.previousField' },
      { keys: ['Escape'], does: 'blocks.escape' },
      { keys: ['ArrowLeft', 'ArrowRight'], does: 'blocks.footnote' },
    ],
  },
  {
    group: 'formatting',
    keys: [
      { keys: ['Mod-b'], does: 'formatting.strong' },
      { keys: ['Mod-i'], does: 'formatting.emphasis' },
      { keys: ['Mod-Alt-0'], does: 'formatting.plain' },
      { keys: ['Mod-Alt-1'], does: 'formatting.heading1' },
      { keys: ['Mod-Alt-2'], does: 'formatting.heading2' },
      { keys: ['Mod-Alt-3'], does: 'formatting.heading3' },
      { keys: ['Mod-Shift-7'], does: 'formatting.ordered' },
      { keys: ['Mod-Shift-8'], does: 'formatting.bullet' },
      { keys: ['Mod-Shift-9'], does: 'formatting.quotation' },
    ],
  },
  {
    group: 'document',
    keys: [
      { keys: ['Alt-q'], does: 'document.commands' },
      { keys: ['Mod-h', 'Mod-Shift-f'], does: 'document.find' },
      { keys: ['Mod-s'], does: 'document.save' },
      { keys: ['Mod-p'], does: 'document.print' },
      { keys: ['Alt-t'], does: 'document.takeBack' },
      { keys: ['F8', 'Shift-F8'], does: 'document.nextFinding' },
      { keys: ['Alt-F8'], does: 'document.toChecks' },
      { keys: ['Mod-Alt-m'], does: 'document.comment' },
      { keys: ['F7', 'Shift-F7'], does: 'document.nextSuggestion' },
      { keys: ['Alt-F7'], does: 'document.toSuggestion' },
      { keys: ['F9', 'Shift-F9'], does: 'document.nextComment' },
      { keys: ['Alt-F9'], does: 'document.toComments' },
      { keys: ['Mod-Alt-w'], does: 'document.writers' },
      { keys: ['F2', 'Shift-F2'], does: 'document.nextChange' },
      { keys: ['Alt-F10'], does: 'document.toTools' },
      { keys: ['Escape'], does: 'document.toWords' },
    ],
  },
] as const;

/** Those that are others for whoever has chosen the keys of Swedish Word. */
export const keysOfWord: Readonly<Record<string, readonly string[]>> = {
  'formatting.strong': ['Mod-f'],
  'formatting.emphasis': ['Mod-k', 'Mod-i'],
  'document.find': ['Mod-b', 'Mod-h', 'Mod-Shift-f'],
};

const names: Readonly<Record<string, string>> = { Mod: 'Ctrl', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };
const macNames: Readonly<Record<string, string>> = { ...names, Mod: '⌘', Alt: '⌥', Shift: '⇧' };

/** As the keys are printed on this keyboard: "Mod-Alt-1" → Ctrl, Alt, 1. `words` has the keys whose names differ between languages. */
export function printedKeys(key: string, isMac: boolean, words: Readonly<Partial<Record<string, string>>> = {}): readonly string[] {
  return key.split('-').map((part) => (isMac ? macNames : names)[part] ?? words[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}
