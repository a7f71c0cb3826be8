import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { decideSuggestions, readInPauses, showPosition, suggestAs, suggestionAt } from '@yrka/editor';
import type { DocumentDetails } from '@yrka/server/api';
import { type Suggestion, suggestionsIn, type Verdict } from '@yrka/ydoc';
import { useEffect, useMemo, useState } from 'react';
import { useSession, useSuggestionList } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';

export type Suggestions = {
  /** In the order of the text. */
  readonly all: readonly Suggestion[];
  readonly nameOf: (suggestion: Suggestion) => string | null;
  readonly isOwn: (suggestion: Suggestion) => boolean;
  /** The one in which the caret stands; null for none. */
  readonly current: Suggestion | null;
  readonly go: (suggestion: Suggestion) => void;
  readonly decide: (verdict: Verdict, suggestions: readonly Suggestion[]) => void;
};

/** What is suggested in the open document. `isSuggesting`: what one writes becomes suggestions of one's own. */
export function useSuggestions(editor: Editor | null, details: DocumentDetails, isSuggesting: boolean): Suggestions {
  const t = useTranslations('suggestions');
  const personId = useSession().data?.person?.id ?? null;
  const [all, setAll] = useState<readonly Suggestion[]>([]);

  useEffect(() => {
    if (editor === null || editor.isDestroyed) return;
    suggestAs(isSuggesting ? personId : null)(editor.state, editor.view.dispatch);
  }, [editor, isSuggesting, personId]);

  useEffect(() => {
    if (editor === null) return;
    return readInPauses(editor, () => {
      const now = suggestionsIn(editor.state.doc);
      setAll((before) => (now.length === 0 && before.length === 0 ? before : now));
    });
  }, [editor]);

  const names = useNames(details, all);
  const at = useEditorState({ editor, selector: () => (editor === null ? null : suggestionAt(editor.state)) });
  const keyAt = at === null ? null : keyOf(at);
  const current = useMemo(() => all.find((one) => keyOf(one) === keyAt) ?? null, [all, keyAt]);

  return {
    all,
    nameOf: ({ by }) => names.get(by) ?? null,
    isOwn: ({ by }) => by === personId,
    current,
    go: (suggestion) => {
      if (editor === null) return;
      // Where it is now: others may have written before it since the list was made.
      const now = suggestionsIn(editor.state.doc).find((one) => keyOf(one) === keyOf(suggestion));
      if (now === undefined) announce(t('gone'));
      else showPosition(editor.view, now.from);
    },
    decide: (verdict, suggestions) => {
      if (editor === null) return;
      const isDone = decideSuggestions(verdict, suggestions)(editor.state, editor.view.dispatch);
      setAll(suggestionsIn(editor.state.doc));
      const isWithdrawn = verdict === 'reject' && suggestions.every(({ by }) => by === personId);
      if (!isDone) announce(t('gone'));
      else if (isWithdrawn) announce(t('withdrawn'));
      else announce(t(verdict === 'accept' ? 'accepted' : 'rejected', { count: suggestions.length }));
    },
  };
}

/** The names of those who suggest, as the server knows them. */
function useNames({ id, mayWrite }: DocumentDetails, all: readonly Suggestion[]): ReadonlyMap<string, string> {
  const { data, refetch } = useSuggestionList(mayWrite && all.length > 0 ? id : null);
  const names = useMemo(() => new Map((data?.suggestions ?? []).flatMap(({ by, name }) => (name === null ? [] : [[by, name] as const]))), [data]);
  const [here, there] = [all, data?.suggestions ?? []].map((list) => list.map(keyOf).join());
  const isBehind = data !== undefined && (here !== there || data.suggestions.some(({ name }) => name === null));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again as long as the answer is another than what stands here
  useEffect(() => {
    if (!isBehind) return;
    // The server has what was written, and by whom, a moment later.
    const timer = setTimeout(() => void refetch(), 1_000);
    return () => clearTimeout(timer);
  }, [isBehind, here, data, refetch]);
  return names;
}

export const keyOf = ({ id, by }: Pick<Suggestion, 'id' | 'by'>) => `${id} ${by}`;
