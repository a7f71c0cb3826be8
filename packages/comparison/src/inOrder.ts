import { longestRising } from './longestRising.ts';
import type { Standing } from './standings.ts';

/** The keys of the children that stand among each other as before: as many as there can be. */
export function inOrder(old: Standing, now: Standing): ReadonlySet<string> {
  const places = new Map(old.children.map(({ key }, index) => [key, index]));
  const common = now.children.flatMap(({ key }) => {
    const place = places.get(key);
    return place === undefined ? [] : [{ key, place }];
  });
  return new Set(longestRising(common.map(({ place }) => place)).flatMap((index) => common[index]?.key ?? []));
}
