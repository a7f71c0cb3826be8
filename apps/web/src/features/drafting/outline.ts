import type { Node } from '@tiptap/pm/model';
import { contextOf, sentenceOf } from '@yrka/formal-text';
import { type DocumentKind, type MunicipalityTemplate, sectionHeading } from '@yrka/schema';
import { isBlankPart } from './paper/blankPart.ts';

/** A place in the document that one may want to go to. */
export type OutlineEntry = {
  /** The block's id; a position where it has none. */
  readonly key: string;
  /** `clauses` stands for the list of a motion, which has no heading of its own on paper. */
  readonly kind: 'title' | 'heading' | 'clauses' | 'clause';
  /** 1 for a part or a main heading, 2 and 3 below. */
  readonly level: number;
  /** The number that a clause bears; null for headings. */
  readonly number: number | null;
  readonly words: string;
};

const longestWords = 90;

/** Title, headings and clauses in the order of the document; where it is only read, without the parts in which nothing is written. */
export function outlineOf(document: Node, kind: DocumentKind, template: MunicipalityTemplate, isOnlyRead = false): readonly OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  const add = (node: Node, position: number, entry: Omit<OutlineEntry, 'key' | 'words'>, words: string) =>
    entries.push({
      ...entry,
      key: typeof node.attrs.id === 'string' ? node.attrs.id : `@${position}`,
      words: shortened(words.replace(/\s+/gu, ' ').trim()),
    });
  const sentences = contextOf(document);
  const visit = (parent: Node, start: number) => {
    parent.forEach((node, offset, index) => {
      const position = start + offset;
      switch (node.type.name) {
        case 'title':
          add(node, position, { kind: 'title', level: 1, number: null }, node.textContent);
          break;
        case 'paragraph':
          if ((node.attrs.level as number) > 0 && node.textContent.trim() !== '')
            add(
              node,
              position,
              { kind: 'heading', level: Math.min(3, (node.attrs.level as number) + (parent.type.name === 'section' ? 1 : 0)), number: null },
              node.textContent,
            );
          break;
        case 'section': {
          if (isOnlyRead && isBlankPart(node)) break;
          const heading = sectionHeading(template, kind, node.attrs as { part: string; heading: string | null });
          if (heading !== '') add(node, position, { kind: 'heading', level: 1, number: null }, heading);
          visit(node, position + 1);
          break;
        }
        case 'yrkandeList':
          if (kind === 'motion') add(node, position, { kind: 'clauses', level: 1, number: null }, '');
          visit(node, position + 1);
          break;
        case 'decisionList':
          visit(node, position + 1);
          break;
        case 'attClause':
        case 'decisionPoint':
          add(
            node,
            position,
            { kind: 'clause', level: 2, number: index + 1 },
            node.textContent === '' ? '' : `${node.attrs.att === true ? 'att ' : ''}${node.textContent}`,
          );
          break;
        case 'yrkande':
          add(node, position, { kind: 'clause', level: 2, number: index + 1 }, sentenceOf(node, sentences) ?? '');
          break;
      }
    });
  };
  visit(document, 0);
  return entries;
}

/** Whole words: who hears the entry would take half a word for one. */
function shortened(words: string): string {
  if (words.length <= longestWords) return words;
  const end = words.lastIndexOf(' ', longestWords);
  return `${words.slice(0, end > 0 ? end : longestWords)}…`;
}

/** Where an entry's block stands now; null when it is gone. */
export function positionOf(document: Node, key: string): number | null {
  if (key.startsWith('@')) {
    const position = Number(key.slice(1));
    return position < document.content.size ? position : null;
  }
  let found: number | null = null;
  document.descendants((node, position) => {
    if (found === null && node.attrs.id === key) found = position;
    return found === null && !node.isTextblock;
  });
  return found;
}

/** Where the first words of a motion that nobody has begun go: in its first paragraph. Null when something stands there. */
export function beginningOf(document: Node): number | null {
  let position = 0;
  for (const node of document.children) {
    if (node.type.name === 'paragraph') return node.content.size === 0 ? position + 1 : null;
    position += node.nodeSize;
  }
  return null;
}
