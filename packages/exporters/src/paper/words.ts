import { isSafeHref } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { LostInExport } from '../report.ts';
import type { Run, Words } from './page.ts';

/** Running text with its marks. [] for a block without a word, a footnote or a break between words. */
export function writeWords(parent: Node, lose: (lost: LostInExport) => void): Words {
  const runs: Run[] = [];
  parent.forEach((node) => {
    switch (node.type.name) {
      case 'text':
        runs.push(textRun(node));
        break;
      case 'hardBreak':
        runs.push({ break: true });
        break;
      case 'footnote':
        if (node.textContent.trim() !== '') runs.push({ note: node.textContent.trim() });
        break;
      default:
        lose({ code: 'unknownContent', name: String(node.attrs.name ?? node.type.name) });
    }
  });
  return hasWords(runs) ? runs : [];
}

function textRun(node: Node): Run {
  const href = node.marks.find((mark) => mark.type.name === 'link')?.attrs.href as unknown;
  const has = (name: string) => node.marks.some((mark) => mark.type.name === name);
  return {
    text: node.text ?? '',
    ...(has('strong') && { strong: true as const }),
    ...(has('emphasis') && { emphasis: true as const }),
    ...(isSafeHref(href) && { href }),
  };
}

export const plain = (text: string): Words =>
  text.trim() === '' ? [] : text.split('\n').flatMap((line, index): Words => (index === 0 ? [{ text: line }] : [{ break: true }, { text: line }]));

export const hasWords = (words: Words) => words.some((run) => 'note' in run || ('text' in run && run.text.trim() !== ''));

/** What a reader hears of the words, without footnotes. */
export const textOf = (words: Words) => words.map((run) => ('text' in run ? run.text : 'break' in run ? ' ' : '')).join('');
