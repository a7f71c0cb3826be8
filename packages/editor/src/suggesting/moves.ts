import type { Node } from '@tiptap/pm/model';
import type { Place } from '@yrka/schema';

/**
 * Which of some siblings somebody moved: as few as can have been, and of two that changed places the
 * one in which they stand.
 *
 * @param matches the siblings as they stand now; null for what is new.
 */
export function movedAmong(before: readonly Node[], matches: readonly (Node | null)[], standsIn: string | null): ReadonlySet<Node> {
  const now = matches.filter((child) => child !== null);
  const places = new Map(before.map((child, index) => [child, index]));
  const isInOrder = (children: readonly Node[]) => children.every((child, index) => index === 0 || placeOf(child) > placeOf(children[index - 1] as Node));
  const placeOf = (child: Node) => places.get(child) ?? 0;
  if (isInOrder(now)) return new Set();
  const around = now.filter((child) => standsIn !== null && holds(child, standsIn));
  const alone = [...around, ...now].find((child) => isInOrder(now.filter((one) => one !== child)));
  if (alone !== undefined) return new Set([alone]);
  const kept = longestRise(now.map(placeOf));
  return new Set(now.filter((_child, index) => !kept.has(index)));
}

/** Siblings in the order that they would stand in. */
export function withMoves(siblings: readonly Node[], placeOf: (child: Node) => Place | null): readonly Node[] {
  const order = [...siblings];
  for (const child of siblings) {
    const place = placeOf(child);
    if (place === null) continue;
    const others = order.filter((one) => one !== child);
    const [behind, ahead] = place.map((id) => (id === null ? -1 : others.findIndex(({ attrs }) => attrs.id === id))) as [number, number];
    if (behind < 0 && ahead < 0) continue;
    order.splice(0, order.length, ...others.toSpliced(behind >= 0 ? behind + 1 : ahead, 0, child));
  }
  return order;
}

/**
 * Where a sibling that was moved would stand; null where that is where it stands already.
 *
 * @param stood the siblings before; @param stands as they were put; @param suggested as the same person
 *   had suggested that they stand: one step more goes on from there.
 */
export function placeIn(
  child: Node,
  { stood, stands, suggested }: { readonly stood: readonly Node[]; readonly stands: readonly Node[]; readonly suggested: readonly Node[] },
): Place | null {
  const step = stands.indexOf(child) - stood.indexOf(child);
  const from = suggested.indexOf(child);
  const goesOn = Math.abs(step) === 1 && suggested.some((one, index) => one !== stood[index]);
  const to = Math.min(Math.max(from + step, 0), suggested.length - 1);
  const order = goesOn ? suggested.filter((one) => one !== child).toSpliced(to, 0, child) : stands;
  const between = (siblings: readonly Node[]): Place => {
    const at = siblings.indexOf(child);
    return [idOf(siblings[at - 1]), idOf(siblings[at + 1])];
  };
  const [now, would] = [between(stood), between(order)];
  return now[0] === would[0] && now[1] === would[1] ? null : would;
}

function idOf(node: Node | undefined): string | null {
  const id: unknown = node?.attrs.id;
  return typeof id === 'string' ? id : null;
}

function holds(node: Node, blockId: string): boolean {
  let found = node.attrs.id === blockId;
  node.descendants((child) => {
    found ||= child.attrs.id === blockId;
    return !found;
  });
  return found;
}

/** The indices of a longest rising run. */
function longestRise(values: readonly number[]): ReadonlySet<number> {
  const runs: number[][] = [];
  values.forEach((value, index) => {
    const longest = runs.filter((run) => (values[run.at(-1) ?? -1] ?? -1) < value).reduce<number[]>((best, run) => (run.length > best.length ? run : best), []);
    runs.push([...longest, index]);
  });
  return new Set(runs.reduce<number[]>((best, run) => (run.length > best.length ? run : best), []));
}
