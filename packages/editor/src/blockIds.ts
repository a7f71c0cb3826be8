import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { ReplaceAroundStep, ReplaceStep } from '@tiptap/pm/transform';
import { hasId, newBlockId } from '@yrka/schema';
import { remoteChange } from './remoteChange.ts';

const key = new PluginKey<ReadonlySet<string>>('yrkaBlockIds');

/**
 * Gives every new block an id and renames duplicates (SPEC.md, ID1–ID5). Remembers which ids were
 * cut here, so that a block cut and pasted is still the same block to those who point at it.
 */
export function blockIds(): Plugin<ReadonlySet<string>> {
  return new Plugin<ReadonlySet<string>>({
    key,
    state: {
      init: () => new Set(),
      apply: (tr, cut, before, after) => (tr.getMeta('uiEvent') === 'cut' ? new Set([...cut, ...lostIds(before.doc, after.doc)]) : cut),
    },
    appendTransaction(transactions, before, after) {
      const own = transactions.filter((tr) => tr.docChanged);
      if (own.length === 0 || own.some((tr) => tr.getMeta(remoteChange) !== undefined) || !own.some(bringsBlocks)) return null;
      return corrected(own, before, after);
    },
  });
}

/** Whether a transaction can have made or copied a block. Typing cannot, and costs nothing here. */
function bringsBlocks(tr: Transaction): boolean {
  return tr.steps.some((step) => {
    if (step instanceof ReplaceAroundStep) return true;
    if (!(step instanceof ReplaceStep)) return false;
    let found = false;
    step.slice.content.descendants((node) => {
      found ||= hasId(node.type.name);
    });
    return found;
  });
}

function corrected(transactions: readonly Transaction[], before: EditorState, after: EditorState): Transaction | null {
  const byId = new Map<string, { node: Node; pos: number }[]>();
  const renamed: number[] = [];
  after.doc.descendants((node, pos) => {
    if (!hasId(node.type.name)) return;
    const id = node.attrs.id as string | null;
    if (id === null) renamed.push(pos);
    else byId.set(id, [...(byId.get(id) ?? []), { node, pos }]);
  });

  const fromElsewhere = transactions.some((tr) => ['paste', 'drop'].includes(tr.getMeta('uiEvent') as string));
  const known = fromElsewhere ? new Set([...(key.getState(after) ?? []), ...idsIn(before.doc)]) : null;
  for (const [id, bearers] of byId) {
    if (known !== null && !known.has(id)) renamed.push(...bearers.map(({ pos }) => pos));
    else if (bearers.length > 1) {
      const keeper = keeperOf(id, bearers, transactions, before);
      renamed.push(...bearers.filter((bearer) => bearer !== keeper).map(({ pos }) => pos));
    }
  }
  if (renamed.length === 0) return null;
  const tr = after.tr;
  // setNodeAttribute keeps the node's content and needs no order: it changes no position.
  for (const pos of renamed) tr.setNodeAttribute(pos, 'id', newBlockId());
  return tr.setStoredMarks(after.storedMarks);
}

/** After a split, the half with text, the first if both have; otherwise the one that bore the id before (ID2, ID3). */
function keeperOf<Bearer extends { node: Node; pos: number }>(
  id: string,
  bearers: readonly Bearer[],
  transactions: readonly Transaction[],
  before: EditorState,
): Bearer | undefined {
  let old: { node: Node; pos: number } | null = null;
  before.doc.descendants((node, pos) => {
    if (old === null && node.attrs.id === id) old = { node, pos };
    return old === null;
  });
  if (old === null) return bearers.find(({ node }) => node.textContent !== '') ?? bearers[0];
  const { node, pos } = old as { node: Node; pos: number };
  const mapped = transactions.reduce((at, tr) => tr.mapping.map(at, 1), pos);
  const bore = bearers.find((bearer) => bearer.pos === mapped);
  if (bore !== undefined && (bore.node.textContent !== '' || node.textContent === '')) return bore;
  return bearers.find((bearer) => bearer.node.textContent !== '') ?? bore ?? bearers[0];
}

function idsIn(doc: Node): Set<string> {
  const ids = new Set<string>();
  doc.descendants((node) => {
    if (hasId(node.type.name) && node.attrs.id !== null) ids.add(node.attrs.id as string);
  });
  return ids;
}

function lostIds(before: Node, after: Node): string[] {
  const left = idsIn(after);
  return [...idsIn(before)].filter((id) => !left.has(id));
}
