import { titleOf } from '@yrka/ydoc';
import type { Node } from 'prosemirror-model';

/** What lists and search show of a document: little enough to go from one thread to another. */
export type DocumentSummary = {
  /** As lists show it; '' when there is none. */
  readonly title: string;
  readonly movers: readonly { readonly name: string; readonly party: string | null }[];
  /** What is searched: the whole title, and every word. */
  readonly search: { readonly title: string; readonly text: string };
};

export function summaryOf(document: Node): DocumentSummary {
  return {
    title: listedTitle(document),
    movers: moversOf(document),
    search: { title: titleOf(document), text: document.textBetween(0, document.content.size, ' ', ' ') },
  };
}

/** What a list shows at most: whatever somebody puts into one document, everybody's list stays a list. */
const longestTitle = 300;
const longestName = 100;
const mostMovers = 50;

/** A document's title, for lists; '' when it has none. */
export function listedTitle(document: Node): string {
  return titleOf(document).slice(0, longestTitle).toWellFormed();
}

/** Those who moved a motion, for lists. Minutes name them in words only, and have none here. */
export function moversOf(document: Node): { name: string; party: string | null }[] {
  return document.children
    .filter(({ type, attrs }) => type.name === 'personList' && attrs.role === 'movers')
    .flatMap((list) => list.children)
    .map((person) => ({ name: listed(person.textContent), party: typeof person.attrs.party === 'string' ? listed(person.attrs.party) : null }))
    .filter(({ name }) => name !== '')
    .slice(0, mostMovers);
}

const listed = (name: string) => name.trim().slice(0, longestName).toWellFormed();
