import type { Mark, Node } from '@tiptap/pm/model';
import { type Command, type EditorState, Plugin, PluginKey, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { AttrStep, ReplaceStep, type Step, type StepMap } from '@tiptap/pm/transform';
import type { DecorationSet, EditorView } from '@tiptap/pm/view';
import { changesOf, deletionOf, insertionOf, isSuggestionMark, makerOf, newBlockId, type SuggestionMaker } from '@yrka/schema';
import { decide, type Verdict } from '@yrka/ydoc';
import type { SuggestionWords } from '../options.ts';
import { blocksIn } from './suggestedBlocks.ts';
import { replaceInBlock } from '../mending.ts';
import { remoteChange, undoStep } from '../remoteChange.ts';
import { replaceChanged } from '../replaceChanged.ts';
import { blockById, textblockAt } from '../structure.ts';
import { asSuggestion, type Doing, type Edit, type Standing } from './asSuggestion.ts';
import { type WithIds, withIds, withoutLentIds } from './withIds.ts';

/** `by`: whose suggestions what is written becomes; null while one writes in the text itself. */
type Mode = { readonly by: string | null; readonly blocks: DecorationSet };

const key = new PluginKey<Mode>('yrkaSuggesting');
/** Transaction meta: whose suggestion a single act is, whatever mode the editor is in. */
const once = 'yrka$suggestedOnce';
/** Transaction meta of a decision: it changes the text itself, also while one suggests. */
export const decision = 'yrka$decision';

/**
 * Makes what a person does a suggestion while they suggest, and keeps what is written in the text
 * itself out of suggestions that it stands in (SPEC.md, SUG).
 *
 * @param onRefused told when something was taken back because it cannot be suggested.
 * @param words what is said of blocks; without them they are marked and nothing is said.
 * @param suggestsAs who suggests from the first letter on, before the page has said in which mode it is.
 */
export function suggesting(onRefused?: () => void, words?: SuggestionWords, suggestsAs: () => string | null = () => null): Plugin<Mode> {
  let view: EditorView | null = null;
  return new Plugin<Mode>({
    key,
    state: {
      init: (_, { doc }) => ({ by: suggestsAs(), blocks: blocksIn(doc, words) }),
      apply: (tr, { by, blocks }) => {
        const asked = tr.getMeta(key) as Pick<Mode, 'by'> | undefined;
        return {
          by: asked === undefined ? by : asked.by,
          blocks: !tr.docChanged ? blocks : tr.steps.some(touchesBlocks) ? blocksIn(tr.doc, words) : blocks.map(tr.mapping, tr.doc),
        };
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.blocks,
      // Selected words go before what is typed over them: told by the difference alone, "250" over "240" would strike "40".
      handleKeyPress: (typed, { ctrlKey, altKey, metaKey }) => {
        const { doc, selection, tr } = typed.state;
        const isOver = selection instanceof TextSelection && !selection.empty && selection.$from.sameParent(selection.$to);
        if (!isOver || ctrlKey || altKey || metaKey || (key.getState(typed.state)?.by ?? null) === null) return false;
        // From its beginning, as Delete does it: one goes on behind what is struck.
        if (selection.head !== selection.from) typed.dispatch(tr.setSelection(TextSelection.create(doc, selection.to, selection.from)));
        typed.dispatch(typed.state.tr.deleteSelection());
        return false;
      },
      handleDOMEvents: {
        // What is composed next begins with its marks again.
        compositionend: (composed) => {
          setTimeout(() => {
            if (composed.isDestroyed || composed.composing) return;
            const tr = marksToWrite(composed.state, key.getState(composed.state)?.by ?? null);
            if (tr !== null) composed.dispatch(tr);
          });
          return false;
        },
      },
    },
    appendTransaction(transactions, before, after) {
      const mode = key.getState(after)?.by ?? null;
      const by = (transactions.find((tr) => tr.getMeta(once) !== undefined)?.getMeta(once) as string | undefined) ?? mode;
      const changed = transactions.filter((tr) => tr.docChanged);
      const isOthers = changed.some((tr) => tr.getMeta(remoteChange) !== undefined || tr.getMeta(decision) !== undefined);
      // Stored marks make ProseMirror break off what is being composed, to show them.
      const mayStoreMarks = view?.composing !== true;
      if (by === null || isOthers || changed.length === 0) return mayStoreMarks ? marksToWrite(after, by) : null;
      const docs = withIds(before.doc, after.doc);
      const doing = {
        by,
        stood: standing(docs.before, before.selection.head),
        stands: standing(docs.after, after.selection.head),
        edits: editsOf(changed, docs.before, docs.after),
      };
      return suggested(before, after, docs, doing, mayStoreMarks && by === mode, onRefused);
    },
    view: (own) => {
      view = own;
      return {
        destroy: () => {
          view = null;
        },
      };
    },
  });
}

/** Lets what is written from now on become suggestions of this person; null: the text itself. */
export function suggestAs(by: string | null): Command {
  return (state, dispatch) => {
    if (key.getState(state)?.by === by) return false;
    dispatch?.(state.tr.setMeta(key, { by }).setMeta('addToHistory', false));
    return true;
  };
}

/** What a command does as one person's suggestion, also while one writes in the text itself. */
export function asSuggestionOf(by: string, command: Command): Command {
  return (state, dispatch, view) => command(state, dispatch && ((tr) => dispatch(tr.setMeta(once, by).setMeta(undoStep, true))), view);
}

/** Other words in a place of a block, as one person's suggestion. Does nothing where the block is gone. */
export function suggestWording({ blockId, from, to }: WordingPlace, words: string, by: string): Command {
  return asSuggestionOf(by, replaceInBlock(blockId, { from, to }, words));
}

/** Offsets in the content of a block. */
export type WordingPlace = { readonly blockId: string; readonly from: number; readonly to: number };

/**
 * Accepts or rejects suggestions: one, or all that are given. One undo takes it back. Not applied
 * where none of them stands any more: somebody was quicker.
 */
export function decideSuggestions(verdict: Verdict, makers: readonly SuggestionMaker[]): Command {
  return (state, dispatch) => {
    const meant = new Set(makers.map(({ id, by }) => `${id} ${by}`));
    const decided = decide(state.doc, verdict, ({ id, by }) => meant.has(`${id} ${by}`));
    if (decided === state.doc) return false;
    dispatch?.(stayingInBlock(replaceChanged(state.tr, decided), state).setMeta(decision, true).setMeta(undoStep, true).scrollIntoView());
    return true;
  };
}

/** With the caret in the block where it stood, also where that was moved; else where the change has left it. */
function stayingInBlock(tr: Transaction, { doc, selection }: EditorState): Transaction {
  const [anchor, head] = [standing(doc, selection.anchor), standing(doc, selection.head)];
  if (anchor === null || anchor.blockId !== head?.blockId) return tr;
  const [stood, stands] = [blockById(doc, anchor.blockId), blockById(tr.doc, anchor.blockId)];
  if (stood === null || stands === null || !stood.node.content.eq(stands.node.content)) return tr;
  return tr.setSelection(TextSelection.create(tr.doc, stands.from + 1 + anchor.offset, stands.from + 1 + head.offset));
}

/** The suggestion in which the caret stands, or the selection begins; null for none. */
export function suggestionAt({ selection: { $from } }: EditorState): SuggestionMaker | null {
  for (const node of $from.parent.inlineContent ? [$from.nodeAfter, $from.nodeBefore] : []) {
    const maker = node === null ? null : (insertionOf(node) ?? deletionOf(node));
    if (maker !== null) return maker;
  }
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    const maker = insertionOf(node) ?? deletionOf(node) ?? changesOf(node)[0] ?? null;
    if (maker !== null) return maker;
  }
  return null;
}

/** Whether a step can have made blocks, or said something new of one: typing does not. */
function touchesBlocks(step: Step): boolean {
  if (!(step instanceof ReplaceStep)) return step instanceof AttrStep || 'gapFrom' in step;
  let found = false;
  step.slice.content.descendants((node) => {
    found ||= node.isBlock;
    return !found;
  });
  return found;
}

/** @param docs the documents of both states, with an id for every block. */
function suggested(before: EditorState, after: EditorState, docs: WithIds, doing: Doing, mayStoreMarks: boolean, onRefused?: () => void): Transaction | null {
  const { doc, map, isRefused } = asSuggestion(docs.before, docs.after, doing);
  if (isRefused) onRefused?.();
  const tr = replaceChanged(after.tr, withoutLentIds(doc, docs.lent));
  if (doc === docs.before) tr.setSelection(Selection.fromJSON(tr.doc, before.selection.toJSON()));
  else if (tr.docChanged) {
    const place = (position: number): number | null => {
      const at = standing(docs.after, position);
      return at === null ? null : positionOf(doc, map(at));
    };
    const [anchor, head] = [place(after.selection.anchor), place(after.selection.head)];
    if (anchor !== null && head !== null) tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head)));
  }
  const marks = mayStoreMarks ? marksFor(tr.doc, tr.selection.from, tr.selection.empty, doing.by) : null;
  if (marks !== null) tr.setStoredMarks(marks);
  return tr.docChanged || tr.storedMarksSet ? tr.scrollIntoView() : null;
}

/** The places within text blocks that several steps changed, by the block; a single place is better told by the difference. */
function editsOf(transactions: readonly Transaction[], before: Node, after: Node): ReadonlyMap<string, readonly Edit[]> {
  const found = new Map<string, Edit[]>();
  const places = changedPlaces(transactions.flatMap(({ mapping }) => mapping.maps));
  for (const place of places.length > 1 ? places : []) {
    const [from, to] = [standing(before, place.from), standing(before, place.to)];
    const [fromAfter, toAfter] = [standing(after, place.fromAfter), standing(after, place.toAfter)];
    if (from === null || [to, fromAfter, toAfter].some((one) => one?.blockId !== from.blockId) || !to || !fromAfter || !toAfter) continue;
    const edits = found.get(from.blockId) ?? [];
    edits.push({ from: from.offset, to: to.offset, fromAfter: fromAfter.offset, toAfter: toAfter.offset });
    found.set(from.blockId, edits);
  }
  return new Map([...found].filter(([, edits]) => edits.length > 1));
}

/** Where the document differs once all the maps have been gone through, in order; places that touch are one. */
function changedPlaces(maps: readonly StepMap[]): readonly Edit[] {
  const places: { -readonly [Key in keyof Edit]: Edit[Key] }[] = [];
  for (const map of maps) {
    map.forEach((oldFrom, oldTo, newFrom, newTo) => {
      // In the document as it is when the ranges before this one have been replaced.
      const [start, end, grown] = [newFrom, newFrom + oldTo - oldFrom, newTo - newFrom - (oldTo - oldFrom)];
      let first = places.findIndex(({ toAfter }) => toAfter >= start);
      if (first < 0) first = places.length;
      let behind = first;
      while (behind < places.length && (places[behind]?.fromAfter ?? 0) <= end) behind++;
      const [previous, one, last] = [places[first - 1], behind > first ? places[first] : undefined, places[behind - 1]];
      const shift = previous === undefined ? 0 : previous.toAfter - previous.to;
      const shiftBehind = last === undefined ? 0 : last.toAfter - last.to;
      const place = {
        from: one !== undefined && one.fromAfter <= start ? one.from : start - shift,
        to: last !== undefined && behind > first && last.toAfter >= end ? last.to : end - shiftBehind,
        fromAfter: Math.min(start, one?.fromAfter ?? start),
        toAfter: Math.max(end, (behind > first ? last?.toAfter : null) ?? end) + grown,
      };
      for (const later of places.slice(behind)) {
        later.fromAfter += grown;
        later.toAfter += grown;
      }
      places.splice(first, behind - first, place);
    });
  }
  return places;
}

/**
 * What is typed next bears a suggestion's mark from the first letter, or none: phones write by
 * composition, which a mark put on afterwards would break off.
 */
function marksToWrite(state: EditorState, by: string | null): Transaction | null {
  if (state.storedMarks?.some((mark) => isSuggestionMark(mark) && makerOf(mark)?.by === by)) return null;
  const marks = marksFor(state.doc, state.selection.from, state.selection.empty, by, state.storedMarks);
  return marks === null ? null : state.tr.setStoredMarks(marks);
}

/** Null where letters need no other marks than those they would have anyway. */
function marksFor(doc: Node, at: number, isEmpty: boolean, by: string | null, stored: readonly Mark[] | null = null): readonly Mark[] | null {
  const $at = doc.resolve(at);
  const { insertion } = doc.type.schema.marks;
  if (!isEmpty || !$at.parent.inlineContent || insertion === undefined || !$at.parent.type.allowsMarkType(insertion)) return null;
  const usual = stored ?? $at.marks();
  const plain = usual.filter((mark) => !isSuggestionMark(mark));
  if (by === null) return plain.length === usual.length ? null : plain;
  return insertion.create({ id: ownBeside($at.nodeBefore, by) ?? ownBeside($at.nodeAfter, by) ?? newBlockId(), by }).addToSet(plain);
}

function ownBeside(node: Node | null, by: string): string | null {
  for (const mark of node?.marks ?? []) {
    const maker = makerOf(mark);
    if (maker?.by === by) return maker.id;
  }
  return null;
}

function standing(doc: Node, position: number): Standing | null {
  const block = textblockAt(doc.resolve(position));
  const id: unknown = block?.node.attrs.id;
  return block === null || typeof id !== 'string' ? null : { blockId: id, offset: position - block.from - 1 };
}

function positionOf(doc: Node, { blockId, offset }: Standing): number | null {
  const block = blockById(doc, blockId);
  return block === null ? null : block.from + 1 + Math.min(Math.max(offset, 0), block.node.content.size);
}
