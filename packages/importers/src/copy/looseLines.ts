import { type Line, alignedRows } from '../lines.ts';
import { listed, type LooseLine, numberedLines } from '../looseLines.ts';
import { type CopyLine, type CopyRun, normalized } from './line.ts';

/** The lines of an OpenDocument text that is nobody's copy, as those of any other file: headings with their level, items with their mark, rows as one line. */
export function linesOfCopy(lines: readonly CopyLine[]): readonly Line[] {
  const loose: LooseLine[] = [];
  const notes: string[] = [];
  const counts: number[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as CopyLine; // index is within
    if (line.row !== null) {
      const end = lines.findIndex(({ row }, at) => at > index && row !== line.row);
      const cells = lines.slice(index, end === -1 ? lines.length : end).map((cell) => wordsOf(cell, notes).join(' '));
      loose.push({ text: alignedRows([cells])[0] ?? '', level: null, beginsGroup: lines[index - 1]?.row == null, cells });
      index += cells.length - 1;
      continue;
    }
    const depth = line.form === 'list' ? line.depth : line.form === 'clause' && line.isNumbered ? 0 : null;
    const isListed = depth !== null;
    counts.splice(isListed ? depth + 1 : 0);
    if (isListed) counts[depth] = (counts[depth] ?? 0) + 1;
    const mark = !isListed ? '' : line.form === 'list' && line.list === 'bullet' ? '– ' : `${counts[depth]}. `;
    for (const [place, text] of wordsOf(line, notes).entries())
      loose.push({
        text: place === 0 ? listed(mark, text) : text,
        level: line.form === 'heading' ? line.level : null,
        ...(line.form === 'letterhead' && { isFurniture: true }),
        beginsGroup: place === 0 && !(isListed && lines[index - 1]?.form === line.form),
      });
  }
  return numberedLines([...loose, ...notes.map((text): LooseLine => ({ text, level: null, beginsGroup: true }))]);
}

/** A paragraph's lines, with its footnotes set aside. */
function wordsOf({ segments }: CopyLine, notes: string[]): readonly string[] {
  const text = segments
    .flatMap(({ runs }) => runs)
    .map((run: CopyRun) => {
      if ('break' in run) return '\n';
      if ('text' in run) return run.text.replace(/\t/gu, '    ');
      notes.push(run.note);
      return '';
    })
    .join('');
  return text.split('\n').filter((part) => normalized(part) !== '');
}
