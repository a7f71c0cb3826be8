import { eventNames } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import { generatedSentence, isWithdrawn, type SentenceContext, writtenWords } from './sentence.ts';

/** A block whose words stand in the document as it is read on paper. */
export type WordedBlock = {
  readonly id: string;
  readonly words: string;
  /** The part that it stands in; null outside all of them. */
  readonly section: Node | null;
};

/**
 * [SEN5] What stands in a document by its own id and in its own words: its lines of text, and the events
 * whose sentence their structure gives. The people and choices that a sentence is made of are no lines;
 * a yrkande that was taken back has none. In the order of the document; [] when nothing is written.
 */
export function wordedBlocks(document: Node, context: SentenceContext): readonly WordedBlock[] {
  const found: WordedBlock[] = [];
  const collect = (node: Node, section: Node | null, isEvent: boolean): void => {
    if (isWithdrawn(node) || (isEvent && madeOf.has(node.type.name))) return;
    const own = node.isTextblock ? writtenWords(node) : null;
    const words = own ?? (writtenWords(node) === null ? generatedSentence(node, context) : null);
    const id: unknown = node.attrs.id;
    if (words !== null && typeof id === 'string') found.push({ id, words, section });
    if (words !== null || node.isTextblock) return;
    const below = node.type.name === 'section' ? node : section;
    for (const child of node.children) collect(child, below, isEvent || events.has(node.type.name));
  };
  collect(document, null, false);
  return found;
}

const events: ReadonlySet<string> = new Set(eventNames);
/** What an event's sentence is made of, or its words are written over. */
const madeOf: ReadonlySet<string> = new Set(['personList', 'castVoteList', 'fieldList', 'field']);
