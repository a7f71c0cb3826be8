import { AlignmentType, Document, LevelFormat, LineNumberRestartFormat, Packer } from 'docx';
import type { FileWriter } from '../paper/fileWriter.ts';
import { xmlText } from '../paper/xmlText.ts';
import type { LostInExport } from '../report.ts';
import { writeBlock } from './blocks.ts';
import { WordComments } from './comments.ts';
import { edgesOf, letterheadOf } from './letterhead.ts';
import { sameBytes } from './sameBytes.ts';
import { mm, page as paper, stylesOf } from './styles.ts';
import { Tracking } from './tracking.ts';
import { type ListKind, line, type Writer } from './words.ts';

/** Word has nine levels of a list. */
const levels = 9;

type First = { readonly depth: number; readonly number: number };

/** Left of the numbers of clauses, which hang in the margin. */
const lineNumbers = { countBy: 1, restart: LineNumberRestartFormat.NEW_PAGE, distance: mm(13) };

/** A page as a Word file. */
export const writeDocx: FileWriter = async (page, { arms, source, createdAt }) => {
  const notes: string[] = [];
  const lost = new Map<string, LostInExport>();
  const used = new Map<string, { readonly kind: ListKind; readonly first: First; instances: number }>();
  const comments = new WordComments(page.comments);
  let bookmarks = 0;
  const writer: Writer = {
    commentIds: (comment) => comments.idsOf(comment),
    bookmark: () => ++bookmarks,
    tracking: new Tracking(page.blocks, createdAt),
    note: (words) => notes.push(words),
    numbering: (kind, first) => {
      const { depth, number } = first ?? { depth: 0, number: 1 };
      const reference = `${kind}-${depth}-${number}`;
      const definition = used.get(reference) ?? { kind, first: { depth, number }, instances: 0 };
      used.set(reference, definition);
      if (first !== undefined) definition.instances++;
      return { reference, instance: definition.instances };
    },
    lose: (one) => lost.set(JSON.stringify(one), one),
  };
  const content = page.blocks.flatMap((block, index) => writeBlock(block, page.blocks[index + 1], writer));
  const letterhead = letterheadOf(page, arms, comments.unplaced(), writer);
  const file = new Document({
    title: xmlText(page.title),
    creator: xmlText(page.authors.join(', ') || page.letterhead.municipality),
    lastModifiedBy: 'Yrka',
    styles: stylesOf(page),
    numbering: { config: [...used].map(([reference, { kind, first }]) => ({ reference, levels: levelsOf(kind, first) })) },
    footnotes: Object.fromEntries(notes.map((words, index) => [index + 1, { children: [line('FootnoteText', words)] }])),
    ...(page.comments.length > 0 && { comments: { children: comments.all() } }),
    sections: [
      {
        properties: {
          titlePage: true,
          ...(page.lineNumbers && { lineNumbers }),
          page: { size: { width: paper.width, height: paper.height }, margin: paper.margin },
        },
        ...edgesOf(page),
        children: [...letterhead, ...content],
      },
    ],
  });
  return { bytes: sameBytes(new Uint8Array(await Packer.toArrayBuffer(file)), createdAt, source), lost: [...lost.values()] };
};

/** As on the paper: a clause's number hangs in the margin without a full stop. */
const lists: Readonly<Record<ListKind, { readonly format: (typeof LevelFormat)[keyof typeof LevelFormat]; readonly text: (level: number) => string }>> = {
  clauses: { format: LevelFormat.DECIMAL, text: (level) => `%${level + 1}` },
  list: { format: LevelFormat.DECIMAL, text: (level) => `%${level + 1}.` },
  bullets: { format: LevelFormat.BULLET, text: () => '–' },
};

function levelsOf(kind: ListKind, first: First) {
  const { format, text } = lists[kind];
  return Array.from({ length: levels }, (_, level) => ({
    level,
    format,
    text: text(level),
    alignment: AlignmentType.START,
    start: level === first.depth ? first.number : 1,
    style: { paragraph: { indent: kind === 'clauses' ? { left: 0, hanging: mm(8) } : { left: mm(7) * (level + 1), hanging: mm(7) } } },
  }));
}
