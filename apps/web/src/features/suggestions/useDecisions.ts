import type { NewSuggestionDecisions, SuggestionDecisionList } from '@yrka/server/api';
import type { Node } from '@tiptap/pm/model';
import type { Suggestion, Verdict } from '@yrka/ydoc';
import { useEffect, useMemo, useRef } from 'react';
import { api, ApiError } from '../../api/index.ts';

export type Decisions = {
  /** Tells the server what became of suggestions; what cannot be kept now is sent again. */
  readonly tell: (verdict: Verdict, reason: string, decided: readonly Decided[], before: Node) => void;
  /** Which suggestions stand: a decision made here on one of them has been undone. */
  readonly see: (standing: readonly Suggestion[]) => void;
};

export type Decided = { readonly suggestion: Suggestion; readonly what: string };
type Overtaken = SuggestionDecisionList['decisions'][number];

/** As the server has room for. */
const mostAtOnce = 20;
const longestQuote = 300;
/** How long a server that could not keep a decision is left alone before it is told again. */
const againMs = 10_000;

/**
 * What one decides of a document's suggestions, as it is kept beside the text (packages/schema
 * SPEC.md, SUG6). The text has been changed already when it is told.
 *
 * @param onOvertaken somebody had decided the same before, and otherwise; with the document as it was when one decided here.
 */
export function useDecisions(documentId: string, onOvertaken: (standing: Overtaken, before: Node) => void): Decisions {
  const waiting = useRef<{ readonly told: NewSuggestionDecisions; readonly before: Node }[]>([]);
  const made = useRef(new Map<string, NewSuggestionDecisions['suggestions'][number]>());
  const told = useRef(onOvertaken);
  told.current = onOvertaken;
  const later = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useMemo(
    () => async () => {
      clearTimeout(later.current);
      for (let next = waiting.current.shift(); next !== undefined; next = waiting.current.shift()) {
        try {
          const { decisions } = await api.decideSuggestions(documentId, next.told);
          for (const standing of decisions) {
            if (standing.verdict === next.told.verdict) continue;
            made.current.delete(`${standing.suggestionId} ${standing.suggestedBy}`);
            told.current(standing, next.before);
          }
        } catch (error) {
          // What the server refuses is final: the text was locked meanwhile, and what was decided in it with it.
          if (!mayHealItself(error)) continue;
          waiting.current.unshift(next);
          later.current = setTimeout(() => void flush(), againMs);
          return;
        }
      }
    },
    [documentId],
  );
  useEffect(() => {
    const again = () => void flush();
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('online', again);
      clearTimeout(later.current);
    };
  }, [flush]);

  return useMemo(
    () => ({
      tell: (verdict, reason, decided, before) => {
        const all = decided.map(({ suggestion: { id, by, removed, added }, what }) => ({
          suggestionId: id,
          suggestedBy: by,
          quoted: { removed: short(removed, longestQuote), added: short(added, longestQuote), what: short(what, 2 * longestQuote) },
        }));
        for (const one of all) made.current.set(`${one.suggestionId} ${one.suggestedBy}`, one);
        for (let at = 0; at < all.length; at += mostAtOnce)
          waiting.current.push({ told: { verdict, reason, suggestions: all.slice(at, at + mostAtOnce) }, before });
        void flush();
      },
      see: (standing) => {
        const undone = standing
          .flatMap(({ id, by, removed, added }) => {
            const decided = made.current.get(`${id} ${by}`);
            // Its id is its maker's choice: other words under it are another suggestion, and the decision stands.
            const isSame = decided?.quoted.removed === short(removed, longestQuote) && decided.quoted.added === short(added, longestQuote);
            return decided !== undefined && isSame ? [decided] : [];
          })
          .map(({ suggestionId, suggestedBy }) => ({ suggestionId, suggestedBy }));
        for (const { suggestionId, suggestedBy } of undone) made.current.delete(`${suggestionId} ${suggestedBy}`);
        for (let at = 0; at < undone.length; at += mostAtOnce)
          // Where it is not told a decision is kept too many; whoever decides anew is told of it.
          api.undoDecisions(documentId, { suggestions: undone.slice(at, at + mostAtOnce) }).catch(() => undefined);
      },
    }),
    [documentId, flush],
  );
}

/** Whether the same may be kept when it is sent again: no answer came, the server failed, or was asked too often. */
const mayHealItself = (error: unknown) => error instanceof ApiError && (error.code === 'offline' || error.status >= 500 || error.status === 429);

const short = (words: string, longest: number) => words.slice(0, longest).toWellFormed();
