import type { Node } from '@tiptap/pm/model';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { changesOf } from '@yrka/schema';
import { blockChanges } from '@yrka/ydoc';
import type { SuggestionWords } from '../options.ts';
import { heardItems } from '../structure.ts';

/**
 * Blocks of which somebody suggests something are shown so, whatever draws them: words have their
 * marks, a block has none. Who hears the paper is told by the same roles as `ins` and `del` have, or
 * where the block has a role of its own by a description; what a block would be stands in it in words.
 */
export function blocksIn(doc: Node, words: SuggestionWords | undefined): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, position, parent) => {
    const [isInserted, isDeleted, changes] = [Boolean(node.attrs.inserted), Boolean(node.attrs.deleted), changesOf(node)];
    const kinds = [...(isInserted ? ['yrka-inserted'] : []), ...(isDeleted ? ['yrka-deleted'] : []), ...(changes.length > 0 ? ['yrka-changed'] : [])];
    if (kinds.length === 0) return !node.isTextblock;
    found.push(
      Decoration.node(position, position + node.nodeSize, { class: kinds.join(' '), ...(isInserted || isDeleted ? heard(node, isDeleted, words) : {}) }),
    );
    if (changes.length > 0 && words !== undefined && parent !== null && !tableParts.has(node.type.name)) {
      const said = words.changed(blockChanges(parent, node));
      const at = node.isTextblock ? position + node.nodeSize - 1 : position + 1;
      if (said !== '')
        found.push(Decoration.widget(at, () => label(said), { side: node.isTextblock ? 1 : -1, ignoreSelection: true, key: `suggested ${said}` }));
    }
    return !node.isTextblock;
  });
  return DecorationSet.create(doc, found);
}

/** Between their rows and cells nothing else may stand. */
const tableParts: ReadonlySet<string> = new Set(['table', 'tableRow']);

function heard(node: Node, isDeleted: boolean, words: SuggestionWords | undefined): Record<string, string> {
  const isPlain = node.isTextblock && node.type.name !== 'title' && node.type.name !== 'tableCell' && !heardItems.has(node.type.name) && !node.attrs.level;
  if (isPlain) return { role: isDeleted ? 'deletion' : 'insertion' };
  return words === undefined ? {} : { 'aria-description': isDeleted ? words.deleted : words.inserted };
}

function label(words: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'yrka-suggested-change';
  element.contentEditable = 'false';
  element.textContent = words;
  return element;
}
