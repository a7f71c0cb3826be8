import type { Element, Ids } from './element.ts';

/**
 * Names of elements in ids, where they are not the element's own.
 * Source: OASIS, Akoma Ntoso Naming Convention 1.0, 5.4.2 (the list as of csprd03, read 2026-11-26): these are all of ours that are in it
 * but `mainBody`, which need not have an id and has none.
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
  const taken = new Set<string>();
  /** Two in one place with the same number are told apart by another behind it. */
  const free = (wanted: string): string => {
    let [id, again] = [wanted, 1];
    while (taken.has(id)) id = `${wanted}-${++again}`;
    taken.add(id);
    return id;
  };
  const visit = (element: Element, context: string): void => {
    const inside = unnamed.has(element.name) ? context : named(element, context);
    for (const child of element.children) if (typeof child !== 'string') visit(child, inside);
  };
  const named = (element: Element, context: string): string => {
    const name = shortNames[element.name] ?? element.name;
    const place = `${context}${name}`;
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    const eId = free(single.has(element.name) && count === 1 ? place : `${place}_${numberOf(element) ?? count}`);
    ids.set(element, { eId, wId: hasBlocks && element.block !== null ? `${name}_${element.block}` : null });
    return `${eId}__`;
  };
  for (const part of parts) visit(part, '');
  return ids;
}

/** The number that stands in the text, without what only sets it apart (5.4.3); null where none does, as for a dash. */
function numberOf({ children }: Element): string | null {
  const num = children.find((child) => typeof child !== 'string' && child.name === 'num');
  const text = typeof num === 'object' ? num.children.filter((child) => typeof child === 'string').join('') : '';
  return /[\p{L}\p{N}]+/u.exec(text)?.[0] ?? null;
}
