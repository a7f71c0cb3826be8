import type { Element, Ids } from './element.ts';

/**
 * Names of elements in ids, where they are not the element's own.
 * Source: OASIS, Akoma Ntoso Naming Convention 1.0 (2019-02-21), section 5. Its short names of elements are not yet checked one by one.
 */
const shortNames: Readonly<Record<string, string>> = { section: 'sec', debateSection: 'dbsect', blockList: 'list', listIntroduction: 'intro' };

/** Of these there is one in its context at most, and it has no number. */
const single = new Set(['heading', 'num', 'intro', 'content', 'docTitle']);
/** What has no id of its own, and is no context for those within. */
const unnamed = new Set(['preface', 'mainBody', 'conclusions', 'b', 'i', 'br', 'span', 'tr']);

/**
 * The ids of all that is in these elements. An `eId` says where the element stands in this version, as in `sec_2__list_1__item_3`;
 * a `wId` names it for as long as the work lives, by the id of its block, and is given only where the copy may carry that.
 */
export function idsOf(parts: readonly Element[], { hasBlocks }: { readonly hasBlocks: boolean }): Ids {
  const ids = new Map<Element, { eId: string; wId: string | null }>();
  const counts = new Map<string, number>();
  const visit = (element: Element, context: string): void => {
    const inside = unnamed.has(element.name) ? context : named(element, context);
    for (const child of element.children) if (typeof child !== 'string') visit(child, inside);
  };
  const named = (element: Element, context: string): string => {
    const name = shortNames[element.name] ?? element.name;
    const place = `${context}${name}`;
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    const eId = single.has(element.name) && count === 1 ? place : `${place}_${count}`;
    ids.set(element, { eId, wId: hasBlocks && element.block !== null ? `${name}_${element.block}` : null });
    return `${eId}__`;
  };
  for (const part of parts) visit(part, '');
  return ids;
}
