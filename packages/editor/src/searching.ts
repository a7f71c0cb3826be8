import type { Node } from '@tiptap/pm/model';
import { type Command, type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { undoStep } from './remoteChange.ts';
import { textOf } from './structure.ts';

type Match = { readonly from: number; readonly to: number };

export type SearchState = {
  readonly query: string;
  readonly matches: readonly Match[];
  /** Which match is shown as the present one, -1 when there is none. */
  readonly current: number;
  readonly decorations: DecorationSet;
};

const none: SearchState = { query: '', matches: [], current: -1, decorations: DecorationSet.empty };
const key = new PluginKey<SearchState>('yrkaSearch');

/** Finds words within a block, also across bold and links, in any case (SPEC.md, FIN1). */
export function searching(): Plugin<SearchState> {
  return new Plugin<SearchState>({
    key,
    state: {
      init: () => none,
      apply: (tr, previous) => {
        const asked = tr.getMeta(key) as { query?: string; current?: number } | undefined;
        const query = asked?.query ?? previous.query;
        if (query === '') return none;
        if (!asked && !tr.docChanged) return previous;
        const matches = asked?.query === undefined && !tr.docChanged ? previous.matches : find(tr.doc, query);
        const current = asked?.current ?? (asked?.query === undefined ? kept(previous, matches, tr) : firstFrom(matches, tr.selection.from));
        return { query, matches, current, decorations: decorate(tr.doc, matches, current) };
      },
    },
    props: {
      decorations(state) {
        return this.getState(state)?.decorations;
      },
    },
  });
}

export function searchState(state: EditorState): SearchState {
  return key.getState(state) ?? none;
}

/** Looks for a text from where the caret is; '' ends the search. Nothing in the document changes. */
export function search(query: string): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setMeta(key, { query }));
    return true;
  };
}

/** Selects and scrolls to the next match, from the last one on to the first. */
export const findNext: Command = step(1);
export const findPrevious: Command = step(-1);

/** Replaces the present match and goes on to the next. */
export function replaceMatch(text: string): Command {
  return (state, dispatch) => {
    const { matches, current } = searchState(state);
    const match = matches[current];
    if (!match) return false;
    const tr = replace(state.tr, match, text);
    const after = match.from + text.length;
    const remaining = find(tr.doc, searchState(state).query);
    const next = firstFrom(remaining, after);
    show(tr.setMeta(key, { current: next }), remaining[next]);
    dispatch?.(tr);
    return true;
  };
}

/** Replaces every match in one transaction; what lies between them is not touched (FIN2). */
export function replaceAllMatches(text: string): Command {
  return (state, dispatch) => {
    const { matches } = searchState(state);
    if (matches.length === 0) return false;
    const tr = state.tr.setMeta(undoStep, true);
    for (const match of matches.toReversed()) replace(tr, match, text);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

function step(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const { matches, current } = searchState(state);
    if (matches.length === 0) return false;
    // The first step goes to the match at the caret, which is shown but not selected.
    const shown = matches[current];
    const isSelected = shown && state.selection.from === shown.from && state.selection.to === shown.to;
    const next = isSelected || direction < 0 ? (current + direction + matches.length) % matches.length : Math.max(current, 0);
    dispatch?.(show(state.tr.setMeta(key, { current: next }), matches[next]));
    return true;
  };
}

function show(tr: Transaction, match: Match | undefined): Transaction {
  return match ? tr.setSelection(TextSelection.create(tr.doc, match.from, match.to)).scrollIntoView() : tr;
}

/** The new words look as the first letter of the old ones did. */
function replace(tr: Transaction, { from, to }: Match, text: string): Transaction {
  const marks = tr.doc.resolve(from).nodeAfter?.marks ?? [];
  return text === '' ? tr.delete(from, to) : tr.replaceWith(from, to, tr.doc.type.schema.text(text, marks));
}

function find(doc: Node, query: string): Match[] {
  const pattern = patternOf(query);
  const matches: Match[] = [];
  doc.descendants((node, pos) => {
    // A footnote is read by itself: its words are not in the sentence around it.
    if (!node.inlineContent) return true;
    for (const match of textOf(node).matchAll(pattern)) matches.push({ from: pos + 1 + match.index, to: pos + 1 + match.index + match[0].length });
    return true;
  });
  return matches.toSorted((a, b) => a.from - b.from);
}

/** å is å, composed or not, but never a; any space finds any space. */
function patternOf(query: string): RegExp {
  const source = [...query.normalize('NFC')].map((letter) => {
    if (/\s/u.test(letter)) return '[\\s\\u00a0\\u202f]';
    const parts = [...new Set([letter, letter.normalize('NFD')])].map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
    return `(?:${parts.join('|')})${/\p{L}/u.test(letter) ? '(?!\\p{M})' : ''}`;
  });
  return new RegExp(source.join(''), 'giu');
}

function firstFrom(matches: readonly Match[], pos: number): number {
  const next = matches.findIndex(({ from }) => from >= pos);
  return next >= 0 ? next : matches.length > 0 ? 0 : -1;
}

/** The same match after a change elsewhere, else the nearest after it. */
function kept(previous: SearchState, matches: readonly Match[], tr: Transaction): number {
  const match = previous.matches[previous.current];
  return match ? firstFrom(matches, tr.mapping.map(match.from, -1)) : firstFrom(matches, tr.selection.from);
}

function decorate(doc: Node, matches: readonly Match[], current: number): DecorationSet {
  return DecorationSet.create(
    doc,
    matches.map(({ from, to }, index) => Decoration.inline(from, to, { class: index === current ? 'yrka-match yrka-match-current' : 'yrka-match' })),
  );
}
