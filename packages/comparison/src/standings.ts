import type { Node } from 'prosemirror-model';

/** A block as it stands in one of two documents. `key` is the same in both for the same block. */
export type Standing = { readonly key: string; readonly node: Node; readonly children: readonly Standing[] };
export type Standings = { readonly root: Standing; readonly byKey: ReadonlyMap<string, Standing> };

/**
 * The blocks of a document, each under a key. `nameOf`: what a block is known by; null, or a name that another has
 * already, for one that is known by its place among its like.
 */
export function standingsIn(document: Node, isLookedInto: (node: Node) => boolean, nameOf: (node: Node) => string | null): Standings {
  const byKey = new Map<string, Standing>();
  const stand = (node: Node, key: string): Standing => {
    const unnamed = new Map<string, number>();
    const keyOf = (child: Node) => {
      const name = nameOf(child);
      if (name !== null && !byKey.has(name)) return name;
      const place = unnamed.get(child.type.name) ?? 0;
      unnamed.set(child.type.name, place + 1);
      return `${key}/${child.type.name} ${place}`;
    };
    const children: Standing[] = [];
    if (isLookedInto(node)) for (const child of node.children) children.push(keep(child, keyOf(child)));
    return { key, node, children };
  };
  const keep = (node: Node, key: string): Standing => {
    // Taken before what is in it, which might bear the same name.
    byKey.set(key, { key, node, children: [] });
    const standing = stand(node, key);
    byKey.set(key, standing);
    return standing;
  };
  return { root: stand(document, ''), byKey };
}

export function idOf(node: Node): string | null {
  return typeof node.attrs.id === 'string' ? node.attrs.id : null;
}
