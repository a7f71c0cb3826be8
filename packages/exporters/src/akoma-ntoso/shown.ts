import { xmlText } from '../paper/xmlText.ts';
import type { Element } from './element.ts';

/** The words of a file as `carriedSource` wants them, and as `@yrka/importers` reads them (copy/akomaNtoso.ts): the two are changed together. */
export type Shown = { readonly shown: readonly (readonly [id: string, text: string])[]; readonly others: readonly string[] };

/**
 * The words of each paragraph and heading, by the block that they are of: the nearest around them, if no words before were its own.
 * Labels and numbers are nobody's.
 */
export function shownIn(parts: readonly Element[]): Shown {
  const shown: [string, string][] = [];
  const others = new Set<string>();
  const taken = new Set<string>();
  const visit = (element: Element, around: string | null): void => {
    const block = element.block ?? around;
    if (element.name !== 'p' && element.name !== 'heading') {
      // What stands in a table and in no block of its own is a sum.
      for (const child of element.children) if (typeof child !== 'string') visit(child, element.name === 'table' ? null : block);
      return;
    }
    const text = textOf(element);
    if (block !== null && !taken.has(block)) {
      taken.add(block);
      shown.push([block, text]);
    } else others.add(text.trim());
  };
  for (const part of parts) visit(part, null);
  others.delete('');
  return { shown, others: [...others] };
}

function textOf(element: Element): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return xmlText(child);
      if (child.name === 'br') return '\n';
      if (child.attributes.class === 'label') return '';
      return child.name === 'authorialNote' ? `\u2045${textOf(child).trim()}\u2046` : textOf(child);
    })
    .join('');
}
