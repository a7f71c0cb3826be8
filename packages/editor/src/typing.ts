import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { deleteSelected } from './deletion.ts';
import { lawJustWritten, linkLaw } from './lawLinks.ts';
import { remoteChange, undoStep } from './remoteChange.ts';
import { nonBreakingSpaces } from './spaces.ts';
import { isPlainText, textblockAt, textOf } from './structure.ts';

/** What this person has typed just now, without a pause elsewhere: only there may the program correct. */
type Run = { readonly from: number; readonly to: number };

const key = new PluginKey<Run | null>('yrkaTyping');
const nonBreakingSpace = '\u00a0';
/** How far back a pattern may reach. */
const reach = 60;

/**
 * Small corrections while one types: "att " at the start of a clause that already says att, "- "
 * and "1. " at the start of a paragraph, spaces that should not break, statutes that are named. Each
 * is an undo step of its own, made only to what the same person just typed (SPEC.md, ED2, ATT1, NBS1, LAW3).
 */
export function typing(): Plugin<Run | null> {
  return new Plugin<Run | null>({
    key,
    state: { init: () => null, apply: nextRun },
    props: {
      handleTextInput(view, from, _to, text, insert) {
        const { state } = view;
        if (spansBlocks(state)) {
          view.dispatch(deleteSelected(state.tr).insertText(text).scrollIntoView());
          return true;
        }
        // Asked first of the mere text, so that an ordinary letter costs nothing.
        const block = textblockAt(state.doc.resolve(from));
        if (!block || !mayNeedCorrection(block.node, textOf(block.node).slice(0, from - block.from - 1) + text)) return false;
        view.dispatch(insert());
        correct(view.state, (tr) => {
          view.dispatch(tr);
        });
        return true;
      },
      handleKeyDown(view, { key: name }) {
        // Nothing more is typed behind what Enter ends.
        if (name === 'Enter')
          linkWritten(view.state, (tr) => {
            view.dispatch(tr);
          });
        return false;
      },
      handleDOMEvents: {
        // Phones write by composition, which handleTextInput does not see; the words are in the state a moment later.
        compositionend: (view) => {
          setTimeout(() => {
            if (!view.isDestroyed && !view.composing)
              correct(view.state, (tr) => {
                view.dispatch(tr);
              });
          });
          return false;
        },
      },
    },
  });
}

/** The correction that what was just typed calls for, as a transaction; false when there is none. */
export function correct(state: EditorState, dispatch: (tr: Transaction) => void): boolean {
  const run = key.getState(state) ?? null;
  const { selection } = state;
  const block = textblockAt(selection.$from);
  if (!run || !selection.empty || !block || selection.$from.parent !== block.node) return false;
  const start = block.from + 1;
  const before = textOf(block.node).slice(0, selection.from - start);
  const tr = state.tr;
  if (beginsWithDoubledAtt(block.node, before) && run.from <= start) tr.delete(start, start + before.length);
  else if (listMarker(block.node, before) !== null && run.from <= start) {
    tr.delete(start, start + before.length).setNodeAttribute(block.from, 'list', listMarker(block.node, before));
  } else {
    for (const offset of spacesIn(before)) {
      const at = start + offset;
      if (at >= run.from) tr.insertText(nonBreakingSpace, at, at + 1);
    }
    const law = lawJustWritten(before);
    if (law !== null && start + law.from >= run.from) linkLaw(tr, block, law);
  }
  if (!tr.docChanged) return false;
  dispatch(tr.setMeta(undoStep, true).setStoredMarks(state.storedMarks));
  return true;
}

/** The link that what one has written calls for when it is over, as a transaction; false when there is none. */
export function linkWritten(state: EditorState, dispatch: (tr: Transaction) => void): boolean {
  const run = key.getState(state) ?? null;
  const { selection, tr } = state;
  const block = textblockAt(selection.$from);
  if (!run || !selection.empty || !block || selection.$from.parent !== block.node) return false;
  const law = lawJustWritten(textOf(block.node).slice(0, selection.$from.parentOffset), true);
  if (law === null || block.from + 1 + law.from < run.from || !linkLaw(tr, block, law)) return false;
  dispatch(tr.setMeta(undoStep, true).setStoredMarks(state.storedMarks));
  return true;
}

function mayNeedCorrection(node: Node, before: string): boolean {
  return beginsWithDoubledAtt(node, before) || listMarker(node, before) !== null || spacesIn(before).length > 0 || lawJustWritten(before) !== null;
}

/** Whether a clause whose block says att now begins with it in words too (ATT1). */
export function beginsWithDoubledAtt(node: Node, before: string): boolean {
  return node.attrs.att === true && /^att[ \u00a0]$/i.test(before);
}

function listMarker(node: Node, before: string): 'bullet' | 'ordered' | null {
  if (!isPlainText(node)) return null;
  if (before === '- ' || before === '* ') return 'bullet';
  return before === '1. ' || before === '1) ' ? 'ordered' : null;
}

function spacesIn(before: string): number[] {
  const skipped = Math.max(0, before.length - reach);
  return nonBreakingSpaces(before.slice(skipped)).map((offset) => offset + skipped);
}

function spansBlocks({ selection }: EditorState): boolean {
  if (selection.empty) return false;
  if (!(selection instanceof TextSelection)) return selection.$from.pos === 0 && selection.$to.pos === selection.$to.doc.content.size;
  return !selection.$from.sameParent(selection.$to);
}

function nextRun(tr: Transaction, run: Run | null): Run | null {
  if (!tr.docChanged) return run;
  const mapped = run && { from: tr.mapping.map(run.from, -1), to: tr.mapping.map(run.to, 1) };
  if (tr.getMeta(remoteChange) !== undefined) return mapped && mapped.from <= mapped.to ? mapped : null;
  if (tr.getMeta('uiEvent') !== undefined) return null;
  const written = typedRange(tr);
  if (!written) return tr.getMeta(undoStep) === true ? mapped : null;
  const continues = mapped && written.from <= mapped.to && written.to >= mapped.from;
  return continues ? { from: Math.min(mapped.from, written.from), to: Math.max(mapped.to, written.to) } : written;
}

/** Where a transaction wrote plain text within one block, and nothing else. */
function typedRange(tr: Transaction): Run | null {
  const step = tr.steps.length === 1 ? tr.steps[0] : undefined;
  if (!(step instanceof ReplaceStep) || step.slice.openStart > 0 || step.slice.openEnd > 0) return null;
  let isText = true;
  step.slice.content.forEach((node) => {
    isText &&= node.isText;
  });
  return isText ? { from: step.from, to: step.from + step.slice.size } : null;
}
