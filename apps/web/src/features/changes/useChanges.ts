import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { changePlaces, showChanges } from '@yrka/editor';
import type { Changes as Answer } from '@yrka/server/api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';
import { usePlaceWords } from './placeWords.ts';
import { Reading } from './reading.ts';

type Place = Answer['places'][number];

/** A page that crashes has not said how far it was read: it is said this often. */
const reportMs = 30_000;

export type Changes = {
  /** How many places there are; 0 when nothing has changed, or it was marked as read. */
  readonly count: number;
  /** What is said of the place one has come to; null before the first. */
  readonly current: string | null;
  /** To the next (1) or the previous (-1) place, and says what is there. The focus goes along only where it is asked to. */
  readonly step: (direction: -1 | 1, takesFocus: boolean) => void;
  readonly done: () => void;
};

type Wishes = {
  readonly documentId: string;
  readonly connection: { readonly onSent: (listener: (seq: number) => void) => () => void };
  /** Whether there is a caret that can go to a place. */
  readonly isWriting: boolean;
  /** Before a place is shown, where the text may be out of sight. */
  readonly onGo: () => void;
};

/** Finds out what has changed since one last read the document, marks it, and remembers how far one has read. */
export function useChanges(editor: Editor | null, { documentId, connection, isWriting, onGo }: Wishes): Changes {
  const t = useTranslations('changes');
  const wordsOf = usePlaceWords();
  const [places, setPlaces] = useState<readonly Place[]>([]);
  const [current, setCurrent] = useState<{ readonly blockId: string; readonly words: string } | null>(null);
  const visited = useRef<ReadonlySet<string>>(new Set());
  const reading = useRef<Reading | null>(null);

  useEffect(() => {
    const opened = new Reading({
      ask: () => api.changes(documentId),
      report: (seq) => api.seen(documentId, seq),
      // What was told before and not looked at is still new.
      tell: (news) => setPlaces((before) => (news.length === 0 ? before : [...news, ...unvisited(before, news, visited.current)])),
      now: () => performance.now(),
    });
    reading.current = opened;
    const look = () => (document.visibilityState === 'visible' ? opened.shown() : opened.hidden());
    const leave = () => opened.hidden();
    look();
    const stop = connection.onSent((seq) => opened.sent(seq));
    const timer = setInterval(() => opened.tellServer(), reportMs);
    document.addEventListener('visibilitychange', look);
    addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', look);
      removeEventListener('pagehide', leave);
      clearInterval(timer);
      stop();
      leave();
    };
  }, [documentId, connection]);

  const count = places.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said when there is something new, not when the language changes
  useEffect(() => {
    if (count > 0) announce(t('title', { count }));
  }, [places]);

  const currentId = current?.blockId ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands in the text is drawn when something new is told
  useEffect(() => {
    if (editor === null || editor.isDestroyed) return;
    showChanges(places, { current: currentId, isFocusable: !isWriting, removed: t('removed') })(editor.state, editor.view.dispatch);
  }, [editor, places, currentId, isWriting]);

  const done = useCallback(() => {
    setPlaces([]);
    setCurrent(null);
    visited.current = new Set();
    reading.current?.answered();
    announce(t('isDone'));
  }, [t]);

  const step = useCallback(
    (direction: -1 | 1, takesFocus: boolean) => {
      if (editor === null) return;
      const there = changePlaces(editor.state, places);
      // All of them are gone, or taken back.
      if (there.length === 0) return done();
      const at = there.findIndex(({ change }) => change.blockId === currentId);
      const next = at < 0 ? (direction > 0 ? 0 : there.length - 1) : (at + direction + there.length) % there.length;
      const place = there[next];
      if (place === undefined) return;
      onGo();
      const { blockId } = place.change;
      const what = wordsOf(editor.state.doc, place);
      const numbers = { at: String(next + 1), of: String(there.length) };
      setCurrent({ blockId, words: t('at', { ...numbers, what }) });
      announce(t('told', { ...numbers, what }));
      visited.current = new Set([...visited.current, blockId]);
      if (there.every(({ change }) => visited.current.has(change.blockId))) reading.current?.answered();
      if (isWriting) {
        const { doc, tr } = editor.state;
        editor.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(Math.min(place.caret, doc.content.size)), 1)));
        if (takesFocus) editor.view.focus();
      }
      // Who may only read has no caret that could go there.
      bringIntoSight(editor, takesFocus && !isWriting);
    },
    [editor, places, currentId, isWriting, wordsOf, onGo, done, t],
  );

  useEffect(() => {
    if (count === 0) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F2' || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      step(event.shiftKey ? -1 : 1, true);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [count, step]);

  return { count, current: current?.words ?? null, step, done };
}

function unvisited(before: readonly Place[], news: readonly Place[], visited: ReadonlySet<string>): readonly Place[] {
  const told = new Set(news.map(({ blockId }) => blockId));
  return before.filter(({ blockId }) => !told.has(blockId) && !visited.has(blockId));
}

/** In the next frame: the present place is marked by then, and the text is shown where it was not. */
function bringIntoSight(editor: Editor, takesFocus: boolean): void {
  requestAnimationFrame(() => {
    if (editor.isDestroyed) return;
    const place = editor.view.dom.querySelector<HTMLElement>('.yrka-change-current');
    if (takesFocus) place?.focus({ preventScroll: true });
    const { top = 0, bottom = 0 } = place?.getBoundingClientRect() ?? {};
    if (top > 180 && bottom < innerHeight - 80) return;
    place?.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  });
}
