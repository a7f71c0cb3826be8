import type { ListItem } from './page.ts';

/** A list as most formats have it: items with the lists that stand below them. */
export type NestedList = { readonly isOrdered: boolean; readonly start: number; readonly items: readonly NestedItem[] };
export type NestedItem = { readonly item: ListItem; readonly below: readonly NestedList[] };

/** Lists are flat in the document, as in Word. Where the marks are of another sort, or the numbers begin anew, another list begins. */
export function nested(items: readonly ListItem[]): readonly NestedList[] {
  const lists: { isOrdered: boolean; start: number; items: { item: ListItem; below: NestedList[] }[] }[] = [];
  let index = 0;
  while (index < items.length) {
    const item = items[index] as ListItem; // index is within
    let end = index + 1;
    while (end < items.length && (items[end] as ListItem).depth > item.depth) end++;
    const below = [...nested(items.slice(index + 1, end))];
    const list = lists.at(-1);
    const last = list?.items.at(-1)?.item.mark;
    const goesOn = item.mark === 'bullet' ? last === 'bullet' : typeof last === 'number' && item.mark === last + 1;
    if (list !== undefined && goesOn) list.items.push({ item, below });
    else lists.push({ isOrdered: item.mark !== 'bullet', start: item.mark === 'bullet' ? 1 : item.mark, items: [{ item, below }] });
    index = end;
  }
  return lists;
}
