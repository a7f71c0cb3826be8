import type { DocumentKind } from '@yrka/schema';
import type { Node } from 'prosemirror-model';
import type { Page, Words } from './page.ts';
import type { PaperOptions, SourceFacts } from './pageOf.ts';
import { blockSign, withoutSigns } from './signs.ts';
import { textOf } from './words.ts';
import { xmlText } from './xmlText.ts';

/**
 * What a copy carries unseen, so that it comes back as the document that it was made from, and so that what somebody
 * changes in it can be told from what stood there. `@yrka/importers` reads it (`copy/source.ts`). It holds nothing that the
 * paper does not say, but ids.
 */
export type Source = SourceFacts & {
  /** The form of this object; a program that does not know it reads the words alone. */
  readonly yrka: 1;
  readonly kind: DocumentKind;
  readonly templateId: string;
  readonly document: unknown;
  /** The words that each block was written in, by its id, in the order of the paper. */
  readonly shown: readonly (readonly [id: string, text: string])[];
  /** Words that belong to no block: labels, names, the head. Each once. */
  readonly others: readonly string[];
};

/** Null where the options name no source, and then the copy carries nothing. */
export function sourceOf(page: Page, document: Node, options: PaperOptions): string | null {
  return options.source == null ? null : carriedSource(textsOf(page), document, options);
}

/** The same of words that another form than the page has. */
export function carriedSource({ shown, others }: Pick<Source, 'shown' | 'others'>, document: Node, { source, kind, template }: PaperOptions): string | null {
  if (source == null) return null;
  const carried: Source = {
    yrka: 1,
    ...source,
    kind,
    templateId: template.id,
    document: withoutWithdrawn(document).toJSON() as unknown,
    shown,
    others,
  };
  return JSON.stringify(carried);
}

/** What was taken back is in nothing that leaves the working material (schema SPEC.md, PAR7). */
function withoutWithdrawn(node: Node): Node {
  if (node.isTextblock || node.childCount === 0) return node;
  const children = node.children.filter((child) => child.attrs.withdrawn !== true).map(withoutWithdrawn);
  return children.length === node.childCount && children.every((child, index) => child === node.child(index)) ? node : node.type.create(node.attrs, children);
}

/** All words of a page, by the block that they are of. */
function textsOf({ letterhead, mark, blocks }: Page): Pick<Source, 'shown' | 'others'> {
  const shown: [string, string][] = [];
  const others = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') others.add(value.trim());
    else if (Array.isArray(value)) {
      const all: readonly unknown[] = value;
      if (isWords(all)) add(all);
      else for (const one of all) visit(one);
    } else if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) if (key !== 'type') visit(inner);
  };
  const add = (words: Words) => {
    const segments = segmentsOf(words);
    for (const { id, words: own } of segments) {
      if (id === null) others.add(textOf(own).trim());
      // What is struck whole is not in the file once all is accepted, and is no word that somebody took away.
      else if (!isStruck(own)) shown.push([id, carriedText(own)]);
    }
  };
  visit([letterhead, mark, blocks]);
  others.delete('');
  return { shown, others: [...others] };
}

function isStruck(words: Words): boolean {
  const seen = withoutSigns(words);
  return seen.length > 0 && seen.every(({ deleted }) => deleted !== undefined);
}

const isWords = (value: readonly unknown[]): value is Words =>
  value.length > 0 &&
  value.every(
    (one) => typeof one === 'object' && one !== null && ('sign' in one || 'break' in one || 'note' in one || ('text' in one && typeof one.text === 'string')),
  );

/** Words in the pieces that belong to a block each; what stands before the first sign has no id. */
function segmentsOf(words: Words): readonly { readonly id: string | null; readonly words: Words }[] {
  const segments: { readonly id: string | null; readonly words: Words[number][] }[] = [];
  for (const run of words) {
    const id = blockSign([run]);
    if (id !== null || segments.length === 0) segments.push({ id, words: [] });
    segments.at(-1)?.words.push(run);
  }
  return segments;
}

/** The words as they stand when all that is suggested is accepted; a footnote between two marks of its own. */
function carriedText(words: Words): string {
  return words
    .map((run) => {
      if ('sign' in run || run.deleted !== undefined) return '';
      return 'text' in run ? xmlText(run.text) : 'note' in run ? `\u2045${xmlText(run.note)}\u2046` : '\n';
    })
    .join('');
}
