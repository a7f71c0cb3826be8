import type { ListStyle } from '@yrka/schema';

/** What a pasted text is made of: paragraphs of one or more lines, and points of lists without their marks. */
export type PastedBlock = { readonly list: ListStyle | null; readonly lines: readonly string[] };

const bullet = /^[•·▪◦‣–*-][ \t\u00a0]+(?=\S)/u;
const ordered = /^\d{1,3}[.)][ \t\u00a0]+(?=\S)/u;
const att = /^att[ \t\u00a0]+(?=\S)/u;
/** A line of a PDF is about this part of the longest one before it is broken. */
const wrappedShare = 0.6;
const shortestWrapped = 40;

/**
 * Reads plain text into blocks (SPEC.md, PAS4): a blank line ends a paragraph; lines broken by a
 * PDF's margin are joined again and words broken at the end of a line mended; in a text without
 * blank lines that is not so broken, each line is a paragraph, as Word and Notepad write. Nothing
 * is left out: page numbers stay where they were.
 */
export function readPlainText(text: string): PastedBlock[] {
  const lines = text
    .replace(/\r\n?|\u2028/g, '\n')
    .replace(/[\u2029\f]/g, '\n\n')
    .replace(/[\u200b\ufeff]/g, '')
    .split('\n')
    .map((line) => line.replace(/[ \t]+$/u, ''));
  while (lines.at(-1) === '') lines.pop();
  while (lines[0] === '') lines.shift();
  const hasBlankLines = lines.includes('');
  const longest = Math.max(0, ...lines.map((line) => line.length));
  const isWrapped = looksWrapped(lines, longest);
  const cutsWords = lines.some((line, index) => isBrokenWord(line, lines[index + 1] ?? ''));
  const blocks: { list: ListStyle | null; lines: string[] }[] = [];
  let open = false;
  lines.forEach((line, index) => {
    if (line === '') {
      open = false;
      return;
    }
    const { list, begins, rest } = beginning(line.trimStart());
    const last = blocks.at(-1);
    const before = lines[index - 1] ?? '';
    const isOn = isBrokenWord(before, rest) || (isWrapped && wasBroken(before, longest)) || (cutsWords && isUnfinished(before, rest));
    if (open && last && !begins && isOn) last.lines.push(joined(last.lines.pop() ?? '', rest));
    else if (open && last && !begins && hasBlankLines && !isWrapped) last.lines.push(rest);
    else blocks.push({ list, lines: [rest] });
    open = true;
  });
  return blocks;
}

/** A point of a list and a clause that says att begin a block of their own, whatever came before. */
function beginning(line: string): { list: ListStyle | null; begins: boolean; rest: string } {
  if (bullet.test(line)) return { list: 'bullet', begins: true, rest: line.replace(bullet, '') };
  if (ordered.test(line)) return { list: 'ordered', begins: true, rest: line.replace(ordered, '') };
  return { list: null, begins: att.test(line), rest: line };
}

/** Several lines of nearly the same length, the rest shorter: a margin broke them, not a person. */
function looksWrapped(lines: readonly string[], longest: number): boolean {
  if (longest < shortestWrapped || longest > 140) return false;
  const followed = lines.filter((line, index) => line !== '' && (lines[index + 1] ?? '') !== '');
  const broken = followed.filter((line) => wasBroken(line, longest));
  return broken.some((line) => /[\p{Ll},\u00ad-]$/u.test(line)) && broken.length * 2 >= followed.length;
}

const wasBroken = (line: string, longest: number) => line.length >= longest * wrappedShare;

/** Where a margin has cut words, no paragraph begins with a small letter after a line that ends without a stop. */
const isUnfinished = (before: string, next: string) => /[\p{L}\d,]$/u.test(before) && /^\p{Ll}/u.test(next);

/** A word that a margin cut, however short the line. */
const isBrokenWord = (before: string, next: string) =>
  before.endsWith('\u00ad') || (/\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(next) && !suspended.test(next));
/** What follows "cykel-" when the hyphen stands for the rest of the next word. */
const suspended = /^(?:och|eller|samt|respektive|till)\b/u;

/** "kommun-" + "styrelsen" is one word; "cykel-" + "och gångvägar" and "KS-" + "2026" are not. */
function joined(before: string, next: string): string {
  if (isBrokenWord(before, next)) return before.slice(0, -1) + next;
  return `${before} ${next}`;
}
