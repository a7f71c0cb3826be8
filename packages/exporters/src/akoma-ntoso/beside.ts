import type { Block, Words } from '../paper/page.ts';
import { type Content, element, type Element } from './element.ts';
import { label } from './words.ts';

/**
 * What the caller knows and the document does not (who signed, what is filed along, who verified, what stands on the
 * noticeboard), which the page has as blocks already (paper/pageOf.ts, paper/minutes.ts).
 */
export const besideText = (blocks: readonly Block[]): readonly Element[] => blocks.flatMap(blockOf);

function blockOf(block: Block): readonly Element[] {
  switch (block.type) {
    case 'heading':
      return [element('p', { class: 'heading' }, ...wordsOf(block.words))];
    case 'paragraph':
      return [element('p', {}, ...wordsOf(block.words))];
    case 'lines':
      return block.items.map((words) => element('p', { class: 'attachment' }, ...wordsOf(words)));
    case 'facts':
      return block.facts.map((fact) => element('p', {}, ...(fact.label === null ? [] : [label(`${fact.label}: `)]), ...wordsOf(fact.words)));
    case 'particulars':
      return block.rows.map((row) => element('p', {}, label(`${row.label}: `), row.lines.join(', ')));
    case 'signatures':
      return [element('p', { class: 'heading' }, block.heading), ...block.people.map(({ name, date }) => signature(name, date))];
    case 'signatureLines':
      return block.people.map(({ name, role }) => signature(name, role));
    default:
      return []; // the text's own, which its nodes write
  }
}

const signature = (name: string, more: string | null): Element => element('p', {}, element('signature', {}, name, ...(more === null ? [] : [`, ${more}`])));

const wordsOf = (words: Words): readonly Content[] =>
  words.flatMap((run): readonly Content[] => ('text' in run ? [run.text] : 'break' in run ? [element('br')] : []));
