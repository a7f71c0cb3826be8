import type { FileWriter } from '../paper/fileWriter.ts';
import type { Page } from '../paper/page.ts';
import type { LostInExport } from '../report.ts';
import { writeBlock } from './blocks.ts';
import { plainText, type Writer } from './words.ts';

/** A page as Markdown: CommonMark, with the tables and footnotes that GitHub and Pandoc know. */
export const writeMarkdown: FileWriter = (page, { arms }) => {
  const lost = new Map<string, LostInExport>();
  const notes: string[] = [];
  const writer: Writer = { note: (words) => notes.push(words), lose: (one) => lost.set(JSON.stringify(one), one) };
  if (arms !== null && page.letterhead.arms !== null) writer.lose({ code: 'notCarried', what: 'arms' });
  if (page.lineNumbers) writer.lose({ code: 'notCarried', what: 'lineNumbers' });
  // Notes are gathered while the blocks are written.
  const blocks = page.blocks.map((block) => writeBlock(block, writer));
  const foot = [
    ...(page.footer.length === 0 ? [] : [page.footer.map(({ label, value }) => plainText(`${label} ${value}`)).join(' · ')]),
    ...(page.documentId === null ? [] : [plainText(`Dokument-id ${page.documentId}`)]),
    // One after the other: each begins a line and needs no space between.
    ...(notes.length === 0 ? [] : [notes.map((words, index) => `[^${index + 1}]: ${plainText(words)}`).join('\n\n')]),
  ];
  const text = `${[letterheadOf(page), ...blocks, ...foot].filter((part) => part !== '').join('\n\n')}\n`;
  return { bytes: new TextEncoder().encode(text), lost: [...lost.values()] };
};

/** The head on two lines: who and what, then what else is said of it. */
function letterheadOf({ letterhead, mark }: Page): string {
  const { municipality, body, label, facts, stamp } = letterhead;
  const first = [`**${plainText(municipality)}**`, ...[body, label].filter((words) => words !== '').map(plainText)];
  const second = [
    ...(mark === null ? [] : [`**${plainText(mark)}**`]),
    ...facts.map((fact) => plainText(`${fact.label} ${fact.value}`)),
    ...(stamp === null ? [] : [plainText(stamp)]),
  ];
  return [first, second]
    .filter((parts) => parts.length > 0)
    .map((parts) => parts.join(' · '))
    .join('\\\n');
}
