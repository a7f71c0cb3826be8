import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { AttrStep } from '@tiptap/pm/transform';
import { type Decoration, DecorationSet } from '@tiptap/pm/view';

type Decorate = (node: Node, pos: number, parent: Node | null, doc: Node) => readonly Decoration[];

/**
 * Decorations that depend on one text block each. Only the blocks that a transaction changed are
 * looked at again: in a document of forty pages a key press must not cost forty pages.
 */
export function blockDecorations(name: string, decorate: Decorate): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key: new PluginKey(name),
    state: {
      init: (_, { doc }) => {
        const all: Decoration[] = [];
        doc.descendants((node, pos, parent) => {
          if (node.isTextblock) all.push(...decorate(node, pos, parent, doc));
          return !node.isTextblock;
        });
        return DecorationSet.create(doc, all);
      },
      apply: (tr, set) => {
        if (!tr.docChanged) return set;
        let next = set.map(tr.mapping, tr.doc);
        for (const { node, pos, parent } of changedTextblocks(tr)) {
          const end = pos + node.nodeSize;
          // Also what reaches in from a block that this one was split from; mere neighbours only touch.
          const stale = next.find(pos, end).filter((one) => one.from < end && one.to > pos);
          const fresh = decorate(node, pos, parent, tr.doc);
          if (stale.length > 0) next = next.remove(stale);
          if (fresh.length > 0) next = next.add(tr.doc, [...fresh]);
        }
        return next;
      },
    },
    props: {
      decorations(state) {
        return this.getState(state);
      },
    },
  });
}

/** The text blocks that a transaction wrote in, made, or gave other attributes. */
export function changedTextblocks(tr: Transaction): { node: Node; pos: number; parent: Node | null }[] {
  const found = new Map<number, { node: Node; pos: number; parent: Node | null }>();
  const look = (from: number, to: number) => {
    const [start, end] = [Math.max(0, from - 1), Math.min(tr.doc.content.size, to + 1)];
    tr.doc.nodesBetween(start, end, (node, pos, parent) => {
      if (node.isTextblock) found.set(pos, { node, pos, parent });
      return !node.isTextblock;
    });
  };
  tr.steps.forEach((step, index) => {
    const later = tr.mapping.slice(index + 1);
    if (step instanceof AttrStep) look(later.map(step.pos, 1), later.map(step.pos + 1, 1));
    tr.mapping.maps[index]?.forEach((_oldFrom, _oldTo, from, to) => {
      look(later.map(from, -1), later.map(to, 1));
    });
  });
  return [...found.values()];
}
