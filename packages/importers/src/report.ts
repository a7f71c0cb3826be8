import type { SectionPart } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { FurnitureLine } from './furniture.ts';
import { collapsed } from './lines.ts';

/** What was recognised: parts by their names in the schema, and the blocks that are no part. */
export type UnderstoodPart = SectionPart | 'title' | 'fields' | 'movers' | 'signatories' | 'supporters' | 'clauses' | 'text';

/** A line that stands in the document where it stood, but in no block of its own. */
export type UnplacedLine = { readonly text: string /** Counted from 1 in the file. */; readonly line: number };

export type ImportReport = {
  readonly understood: readonly UnderstoodPart[];
  readonly unplaced: readonly UnplacedLine[];
  /** What the pages bore, which is not in the document: page numbers, headers and footers. */
  readonly furniture: readonly FurnitureLine[];
  /** The share of the words that stand in a place of their own or belong to the page, from 0 to 1. */
  readonly coverage: number;
};

/** Gathers what found no place while a document is read. */
export class Findings {
  readonly #unplaced: UnplacedLine[] = [];

  unplaced({ text, line }: UnplacedLine): void {
    this.#unplaced.push({ text: collapsed(text), line });
  }

  /** With the parts that the finished document has, each once and in its order; lines in the order of the file. */
  report(document: Node, furniture: readonly FurnitureLine[]): ImportReport {
    const understood = new Set<UnderstoodPart>();
    document.forEach((node) => {
      const part = partOf(node);
      if (part !== null && node.content.size > 0) understood.add(part);
    });
    const unplaced = this.#unplaced.toSorted((one, other) => one.line - other.line);
    const all = countWords(document.textBetween(0, document.content.size, ' '));
    const without = unplaced.reduce((count, { text }) => count + countWords(text), 0);
    return { understood: [...understood], unplaced, furniture, coverage: all === 0 ? 1 : Math.max(0, Math.round((1 - without / all) * 1000) / 1000) };
  }
}

function partOf(node: Node): UnderstoodPart | null {
  switch (node.type.name) {
    case 'title':
      return 'title';
    case 'fieldList':
      return 'fields';
    case 'yrkandeList':
      return 'clauses';
    case 'paragraph':
      return 'text';
    case 'personList':
      return node.attrs.role as 'movers' | 'signatories' | 'supporters';
    case 'section':
      return node.attrs.part === 'other' ? 'text' : (node.attrs.part as SectionPart);
    default:
      return null;
  }
}

const countWords = (text: string) => text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
