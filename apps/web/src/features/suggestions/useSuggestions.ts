import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { decideSuggestions, keepVerdict, readInPauses, showPosition, suggestAs, suggestionAt } from '@yrka/editor';
import type { DocumentDetails } from '@yrka/server/api';
import { type Suggestion, suggestionsIn, type Verdict } from '@yrka/ydoc';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSession, useSuggestionList } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';
import { useDecisions } from './useDecisions.ts';
import { useSuggestionWords } from './useSuggestionWords.ts';

export type Suggestions = {
  /** In the order of the text. */
  readonly all: readonly Suggestion[];
  readonly nameOf: (suggestion: Pick<Suggestion, 'by'>) => string | null;
  readonly isOwn: (suggestion: Pick<Suggestion, 'by'>) => boolean;
  /** Whose it is and what it would do, as headed and said. */
  readonly whose: (suggestion: Suggestion) => string;
  readonly what: (suggestion: Suggestion) => string;
  /** The one in which the caret stands; null for none. */
  readonly current: Suggestion | null;
  readonly go: (suggestion: Suggestion) => void;
  /** To the next one from the caret (1), or the one before it (-1), and says what it is. */
  readonly step: (direction: 1 | -1) => void;
  /** `reason`: why, in a few words; '' for none. */
  readonly decide: (verdict: Verdict, suggestions: readonly Suggestion[], reason?: string) => void;
};

/** What is suggested in the open document. `isSuggesting`: what one writes becomes suggestions of one's own. */
export function useSuggestions(editor: Editor | null, details: DocumentDetails, isSuggesting: boolean): Suggestions {
  const t = useTranslations('suggestions');
  const words = useSuggestionWords();
  const personId = useSession().data?.person?.id ?? null;
  const [all, setAll] = useState<readonly Suggestion[]>([]);
  const decisions = useDecisions(details.id, ({ by, verdict, suggestionId, suggestedBy }, before) => {
    if (editor !== null && !editor.isDestroyed && editor.isEditable)
      keepVerdict(before, { id: suggestionId, by: suggestedBy }, verdict)(editor.state, editor.view.dispatch);
    announce(t(verdict === 'accept' ? 'overtakenAccepted' : 'overtakenRejected', { name: by.name ?? t('somebody') }));
  });
  const seen = useRef(decisions.see);
  seen.current = decisions.see;

  useEffect(() => {
    if (editor === null || editor.isDestroyed) return;
    suggestAs(isSuggesting ? personId : null)(editor.state, editor.view.dispatch);
  }, [editor, isSuggesting, personId]);

  useEffect(() => {
    if (editor === null) return;
    return readInPauses(editor, () => {
      const now = suggestionsIn(editor.state.doc);
      seen.current(now);
      setAll((before) => (now.length === 0 && before.length === 0 ? before : now));
    });
  }, [editor]);

  const names = useNames(details, all);
  const at = useEditorState({ editor, selector: () => (editor === null ? null : suggestionAt(editor.state)) });
  const keyAt = at === null ? null : keyOf(at);
  const current = useMemo(() => all.find((one) => keyOf(one) === keyAt) ?? null, [all, keyAt]);

  const nameOf = ({ by }: Pick<Suggestion, 'by'>) => names.get(by) ?? null;
  const isOwn = ({ by }: Pick<Suggestion, 'by'>) => by === personId;
  const whose = (suggestion: Suggestion) => {
    const name = nameOf(suggestion);
    return isOwn(suggestion) ? t('own') : name === null ? t('byUnknown') : t('by', { name });
  };
  const go = (suggestion: Suggestion): boolean => {
    if (editor === null) return false;
    // Where it is now: others may have written before it since the list was made.
    const now = suggestionsIn(editor.state.doc).find((one) => keyOf(one) === keyOf(suggestion));
    if (now === undefined) announce(t('gone'));
    else showPosition(editor.view, now.from);
    return now !== undefined;
  };

  return {
    all,
    nameOf,
    isOwn,
    whose,
    what: words,
    current,
    go,
    step: (direction) => {
      if (editor === null) return;
      const now = suggestionsIn(editor.state.doc);
      const { head } = editor.state.selection;
      const within = suggestionAt(editor.state);
      const here = within === null ? -1 : now.findIndex((one) => keyOf(one) === keyOf(within));
      const beside = direction === 1 ? now.find(({ from }) => from >= head) : now.findLast(({ to }) => to <= head);
      const next = here < 0 ? (beside ?? now.at(direction === 1 ? 0 : -1)) : now[(here + direction + now.length) % now.length];
      if (next === undefined) announce(t('nothing'));
      else if (go(next)) announce(t('told', { at: String(now.indexOf(next) + 1), of: String(now.length), whose: whose(next), what: words(next) }));
    },
    decide: (verdict, suggestions, reason = '') => {
      if (editor === null) return;
      const before = editor.state.doc;
      const standing = new Set(suggestionsIn(editor.state.doc).map(keyOf));
      const isDone = decideSuggestions(verdict, suggestions)(editor.state, editor.view.dispatch);
      setAll(suggestionsIn(editor.state.doc));
      const isWithdrawn = verdict === 'reject' && suggestions.every(isOwn);
      // To withdraw what one suggested oneself is nobody's decision on it.
      const decided = suggestions.filter((one) => standing.has(keyOf(one)) && !(verdict === 'reject' && isOwn(one)));
      if (isDone && decided.length > 0)
        decisions.tell(
          verdict,
          reason,
          decided.map((suggestion) => ({ suggestion, what: words(suggestion) })),
          before,
        );
      if (!isDone) announce(t('gone'));
      else if (isWithdrawn) announce(t('withdrawn'));
      else announce(t(verdict === 'accept' ? 'accepted' : 'rejected', { count: suggestions.length }));
    },
  };
}

/** The names of those who suggest, as the server knows them. */
function useNames({ id, mayWrite }: DocumentDetails, all: readonly Suggestion[]): ReadonlyMap<string, string> {
  // Also when the last one is decided: others show how many the server knows.
  const wasAny = useRef(false);
  wasAny.current ||= all.length > 0;
  const { data, dataUpdatedAt, refetch } = useSuggestionList(mayWrite && wasAny.current ? id : null);
  const names = useMemo(() => new Map((data?.suggestions ?? []).flatMap(({ by, name }) => (name === null ? [] : [[by, name] as const]))), [data]);
  const [here, there] = [all, data?.suggestions ?? []].map((list) => list.map(keyOf).join());
  const isBehind = data !== undefined && (here !== there || data.suggestions.some(({ name }) => name === null));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again as long as the answer is another than what stands here
  useEffect(() => {
    if (!isBehind) return;
    // The server has what was written, and by whom, a moment later. An answer that is the same as before is the very same `data`.
    const timer = setTimeout(() => void refetch(), 1_000);
    return () => clearTimeout(timer);
  }, [isBehind, here, dataUpdatedAt, refetch]);
  return names;
}

export const keyOf = ({ id, by }: Pick<Suggestion, 'id' | 'by'>) => `${id} ${by}`;
