import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useLocation } from '@tanstack/react-router';
import { anchorSelection, anchorShown, commentsShown, passagesOf, readInPauses, showPosition } from '@yrka/editor';
import { newBlockId } from '@yrka/schema';
import type { CommentList, DocumentDetails } from '@yrka/server/api';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { type CommentAct, useActOnComments, useCommentList, useReadComments, useSession } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';
import { Drafts, type NewThreadDraft } from './drafts.ts';
import { arrived, type Filter, isUnread, passes } from './filters.ts';
import { useKeptFocus } from './useKeptFocus.ts';
import { shownQuote } from './words.ts';
import { putWording, standingWords } from './wordings.ts';

export type Thread = CommentList['threads'][number];

/** What a person has before them: the comments of a document, where they stand, and what can be done. */
export type Comments = {
  /** False where the person does not read what is said of the document. */
  readonly isThere: boolean;
  readonly maySpeak: boolean;
  /** False until the comments have come for the first time. */
  readonly isLoaded: boolean;
  readonly openCount: number;
  readonly unreadCount: number;
  /** How many each filter lets through. */
  readonly countOf: (filter: Filter) => number;
  readonly filter: Filter;
  readonly setFilter: (filter: Filter) => void;
  /** Those that the filter lets through: about the whole document, with words that are gone, and in the order of the text. */
  readonly whole: readonly Thread[];
  readonly detached: readonly Thread[];
  readonly placed: readonly Thread[];
  /** Whether the first of two that stand in the text stands before the other. */
  readonly isBefore: (one: string, other: string) => boolean;
  readonly people: CommentList['people'];
  /** For whom one may speak. */
  readonly audiences: CommentList['audiences'];
  readonly personId: string;
  /** The one that is open; null for none. */
  readonly currentId: string | null;
  readonly open: (threadId: string | null) => void;
  /** Shows the words, with the caret in them where one writes. False where they are gone, or the whole document is meant. */
  readonly go: (threadId: string) => boolean;
  /** What is being said of new words; null for nothing. */
  readonly fresh: NewThreadDraft | null;
  /** Whether somebody is in the middle of it, rather than come back to it. */
  readonly isFreshNew: boolean;
  readonly changeFresh: (change: Partial<Pick<NewThreadDraft, 'text' | 'audience' | 'wording'>>) => void;
  readonly dropFresh: () => void;
  /** Whether words are selected, or a block has the caret, to be commented on. */
  readonly hasSelection: boolean;
  /** Begins a comment on what is selected, or on the whole document. */
  readonly begin: (about: 'selection' | 'whole') => void;
  readonly drafts: Drafts;
  /** How the person writes in the text: in itself, or as suggestions; null for one who only reads it now. */
  readonly writing: 'edit' | 'suggest' | null;
  /** The words of a thread as they stand, where they stand in one text; null where they do not. */
  readonly wordsOf: (threadId: string) => string | null;
  /** Puts other words in their place, as a decision or as one's own suggestion. False where they do not stand in one text. */
  readonly takeWording: (threadId: string, wording: string, how: 'text' | 'suggestion') => boolean;
  /** Whether a link led to a comment that is gone, or not for the person. */
  readonly isLinkGone: boolean;
  readonly readAll: () => void;
  /** The panel, where it is shown. */
  readonly panel: RefObject<HTMLElement | null>;
  readonly act: (act: CommentAct) => Promise<void>;
};

/** Where the comments are shown. */
type Shown = {
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  /** Back to the text. */
  readonly onLeave: () => void;
  readonly writing: Comments['writing'];
};

const nothing: readonly Thread[] = [];

/**
 * The comments of the open document. `arrivals` is another each time the server says that there is something new.
 * @param epoch of the document that the editor shows: in another, the words of a comment are found by other letters.
 */
export function useComments(
  editor: Editor | null,
  details: DocumentDetails,
  { epoch, arrivals }: { readonly epoch: number; readonly arrivals: number },
  shownIn: Shown,
): Comments {
  const t = useTranslations('comments');
  const isThere = details.comments !== 'none';
  const maySpeak = details.comments === 'write';
  const personId = useSession().data?.person?.id ?? '';
  const { data, refetch } = useCommentList(isThere ? details.id : null);
  const acting = useActOnComments(details.id);
  const reading = useReadComments(details.id);
  const all = data?.threads ?? nothing;

  const drafts = useMemo(() => new Drafts(personId, details.id), [personId, details.id]);
  const [fresh, setFresh] = useState<NewThreadDraft | null>(() => (maySpeak ? drafts.readThread() : null));
  const [isFreshNew, setFreshNew] = useState(false);
  const [filter, setFilter] = useState<Filter>('open');
  const [currentId, setCurrentId] = useState<string | null>(null);
  const [isLinkGone, setLinkGone] = useState(false);
  /** Those that were unread when one asked for them: they stay while one reads. */
  const [wereUnread, setWereUnread] = useState<ReadonlySet<string>>(new Set());
  const [found, setFound] = useState<{ readonly order: readonly string[]; readonly detached: readonly string[] }>({ order: [], detached: [] });

  const panel = useRef<HTMLElement>(null);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once more at each arrival
  useEffect(() => {
    if (!first.current && isThere) void refetch();
    first.current = false;
  }, [epoch, arrivals, isThere, refetch]);

  const inEpoch = useRef(epoch);
  useEffect(() => {
    if (inEpoch.current === epoch) return;
    inEpoch.current = epoch;
    if (editor === null || fresh === null || fresh.anchor === null) return;
    const draft = { ...fresh, anchor: anchorShown(editor.state, { id: fresh.id, anchor: fresh.anchor }) ?? fresh.anchor };
    drafts.keepThread(draft);
    setFresh(draft);
  }, [editor, epoch, fresh, drafts]);

  const shown = useMemo(
    // The open one stays, also when another has marked it as done meanwhile.
    () => all.filter((thread) => passes(filter, thread, personId) || thread.id === currentId || (filter === 'unread' && wereUnread.has(thread.id))),
    [all, filter, personId, currentId, wereUnread],
  );
  const isShown = shownIn.isOpen;
  const [freshId, freshAnchor] = [fresh?.id ?? null, fresh?.anchor ?? null];
  useEffect(() => {
    if (editor === null || !isThere) return;
    const commented = [...shown, ...(freshId === null ? [] : [{ id: freshId, anchor: freshAnchor }])].flatMap(({ id, anchor }) =>
      anchor === null ? [] : [{ id, anchor }],
    );
    return readInPauses(editor, () => {
      const { passages, detached } = passagesOf(editor.state, commented);
      commentsShown.out(passages)(editor.state, editor.view.dispatch);
      const places = commentsShown.now(editor.state).map(({ id }) => id);
      const order = [...new Set([...places, ...passages.map(({ id }) => id)])];
      setFound((before) =>
        before.order.join() === order.join() && before.detached.join() === [...detached].join() ? before : { order, detached: [...detached] },
      );
    });
  }, [editor, isThere, shown, freshId, freshAnchor]);

  useEffect(() => {
    if (editor !== null && !editor.isDestroyed) commentsShown.at(isShown ? (currentId ?? freshId) : null)(editor.state, editor.view.dispatch);
  }, [editor, isShown, currentId, freshId]);

  // The one in whose words the caret stands is open.
  const atCaret = useEditorState({ editor, selector: () => (editor === null ? null : threadAt(editor, currentId)) });
  const wasAtCaret = useRef(atCaret);
  useEffect(() => {
    if (wasAtCaret.current === atCaret) return;
    wasAtCaret.current = atCaret;
    if (atCaret === null || all.some(({ id }) => id === atCaret)) setCurrentId(atCaret);
  }, [atCaret, all]);
  // Asked at every key press: it looks no further than the block of the caret.
  const hasSelection = useEditorState({ editor, selector: () => (editor === null ? false : hasWords(editor)) }) ?? false;

  const detached = shown.filter(({ id }) => found.detached.includes(id));
  const whole = shown.filter(({ anchor }) => anchor === null);
  const placed = shown
    .filter((thread) => !detached.includes(thread) && !whole.includes(thread))
    .toSorted((a, b) => placeIn(found.order, a) - placeIn(found.order, b));

  const choose = (next: Filter) => {
    setLinkGone(false);
    setFilter(next);
    setWereUnread(new Set(next === 'unread' ? all.filter(isUnread).map(({ id }) => id) : []));
    // What the filter does not let through is open no more.
    setCurrentId((id) => (all.some((thread) => thread.id === id && passes(next, thread, personId)) ? id : null));
  };
  const open = (threadId: string | null) => {
    setLinkGone(false);
    setCurrentId(threadId);
  };
  const go = (threadId: string) => {
    const place = editor === null ? undefined : commentsShown.now(editor.state).find(({ id }) => id === threadId);
    if (editor === null || place === undefined) return false;
    // Whoever only reads has no caret: the words are what the browser goes on from.
    if (!editor.isEditable && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const { head } = editor.state.selection;
    // A caret that stands among the words stays where it is.
    showPosition(editor.view, place.from <= head && head <= place.to ? head : place.from);
    return true;
  };
  const begin = (about: 'selection' | 'whole') => {
    if (editor === null || !maySpeak) return;
    // One that was begun before keeps its words: they are not lost to a key that was pressed twice.
    const text = fresh?.text ?? '';
    const anchor = about === 'whole' ? null : anchorSelection(editor.state);
    const draft: NewThreadDraft = { id: fresh?.id ?? newBlockId(), text, anchor, audience: fresh?.audience ?? 'readers', wording: null };
    drafts.keepThread(draft);
    // From here on the words are marked as what is commented on.
    if (about === 'selection') editor.commands.setTextSelection(editor.state.selection.to);
    choose('open');
    setFresh(draft);
    setFreshNew(true);
    setCurrentId(null);
    shownIn.onOpen();
  };
  const dropFresh = () => {
    drafts.forget('new');
    setFresh(null);
  };

  const comments: Comments = {
    isThere,
    maySpeak,
    isLoaded: data !== undefined,
    openCount: all.filter(({ resolved }) => resolved === null).length,
    unreadCount: all.filter(isUnread).length,
    countOf: (name) => all.filter((thread) => passes(name, thread, personId)).length,
    filter,
    setFilter: choose,
    whole,
    detached,
    placed,
    isBefore: (one, other) => found.order.includes(one) && found.order.indexOf(one) < found.order.indexOf(other),
    people: data?.people ?? [],
    audiences: data?.audiences ?? [],
    personId,
    currentId,
    open,
    go,
    fresh,
    isFreshNew,
    changeFresh: (change) => {
      if (fresh === null) return;
      const draft = { ...fresh, ...change };
      drafts.keepThread(draft);
      setFresh(draft);
    },
    dropFresh,
    hasSelection,
    begin,
    drafts,
    writing: shownIn.writing,
    wordsOf: (threadId) => (editor === null ? null : (standingWords(editor, threadId)?.words ?? null)),
    takeWording: (threadId, wording, how) => {
      const standing = editor === null ? null : standingWords(editor, threadId);
      if (editor === null || standing === null) return false;
      // Who suggests already needs not begin.
      return putWording(editor, standing, wording, how === 'suggestion' && shownIn.writing === 'edit' ? personId : null);
    },
    isLinkGone,
    readAll: () => reading.mutate(newestOf(all.filter(isUnread))),
    panel,
    act: async (act) => {
      await acting.mutateAsync(act);
      // What one has marked as done oneself is out of the way.
      if (act.kind === 'resolve' || act.kind === 'reopen') setCurrentId((id) => (id === act.threadId ? null : id));
      if (act.kind !== 'begin') return;
      dropFresh();
      setCurrentId(act.comment.id);
    },
  };

  const now = useRef({ comments, shownIn, t, all });
  now.current = { comments, shownIn, t, all };
  useEffect(() => {
    if (!isThere) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const isNew = event.code === 'KeyM' && (event.ctrlKey || event.metaKey) && event.altKey && !event.getModifierState('AltGraph');
      if (isNew && maySpeak) {
        event.preventDefault();
        now.current.comments.begin('selection');
      } else if (event.key === 'F9' && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        if (event.altKey) toCard(now.current);
        else step(now.current, event.shiftKey ? -1 : 1);
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isThere, maySpeak]);

  // A link to a comment: …#kommentar-7Qm2xVbT9sKd. Followed each time that one goes there.
  const isLoaded = data !== undefined;
  const { hash, state } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same link may be followed twice
  useEffect(() => {
    const id = /^kommentar-(\w+)$/.exec(hash)?.[1];
    if (!isLoaded || id === undefined) return;
    let isOver = false;
    const threadOf = (threads: readonly Thread[]) => threads.find((one) => one.comments.some((comment) => comment.id === id));
    const follow = async () => {
      // It may be newer than what was last asked for.
      const thread = threadOf(now.current.all) ?? threadOf((await refetch()).data?.threads ?? []);
      if (isOver) return;
      now.current.shownIn.onOpen();
      if (thread === undefined) {
        setLinkGone(true);
        announce(now.current.t('linkGone'));
        return focusCard(panel, null);
      }
      setLinkGone(false);
      setFilter(thread.resolved === null ? 'open' : 'done');
      setCurrentId(thread.id);
      // When the words are marked and the card stands beside them.
      requestAnimationFrame(() => {
        now.current.comments.go(thread.id);
        focusCard(panel, thread.id);
      });
    };
    void follow();
    return () => {
      isOver = true;
    };
  }, [isLoaded, hash, state.__TSR_key, refetch]);

  useKeptFocus(
    panel,
    inOrder(comments).map(({ id }) => id),
  );
  useHearingOfArrivals(data?.threads, personId);
  useMarkingAsRead(isShown ? (all.find(({ id }) => id === currentId) ?? null) : null, reading.mutate);

  return comments;
}

/** What others say meanwhile is heard, once. */
function useHearingOfArrivals(threads: readonly Thread[] | undefined, personId: string): void {
  const t = useTranslations('comments');
  const before = useRef(threads);
  useEffect(() => {
    const known = before.current;
    before.current = threads;
    if (known === undefined || threads === undefined) return;
    const come = arrived(known, threads, personId);
    const [only] = come;
    if (only === undefined) return;
    const quote = shownQuote(only.thread);
    const by = only.comment.author.name ?? t('gone');
    if (come.length > 1) announce(t('comeMany', { count: come.length }));
    else if (quote === null) announce(t('comeWhole', { name: by }));
    else announce(t('come', { name: by, quote }));
  }, [threads, personId, t]);
}

/** What one has before one's eyes is read. */
function useMarkingAsRead(thread: Thread | null, read: (commentIds: readonly string[]) => void): void {
  const [newest] = thread !== null && isUnread(thread) ? newestOf([thread]) : [];
  useEffect(() => {
    if (newest !== undefined) read([newest]);
  }, [newest, read]);
}

const newestOf = (threads: readonly Thread[]) => threads.flatMap(({ comments }) => comments.at(-1)?.id ?? []);

/** From the words to their comment, else to the first; where one is in it already, back to the words. */
function toCard({ comments, shownIn, t }: Now): void {
  if (hasFocus(comments.panel)) return shownIn.onLeave();
  const ids = inOrder(comments).map(({ id }) => id);
  const id = comments.currentId !== null && ids.includes(comments.currentId) ? comments.currentId : (ids[0] ?? null);
  if (id === null) announce(t('nothing'));
  comments.open(id);
  shownIn.onOpen();
  focusCard(comments.panel, id);
}

/** To the next or previous comment: from card to card where one is among them, else from words to words. */
function step({ comments, t }: Now, direction: -1 | 1): void {
  const isAmongCards = hasFocus(comments.panel);
  const threads = isAmongCards ? inOrder(comments) : comments.placed;
  if (threads.length === 0) return announce(t('nothing'));
  const at = threads.findIndex(({ id }) => id === comments.currentId);
  const next = threads[at < 0 ? (direction > 0 ? 0 : threads.length - 1) : (at + direction + threads.length) % threads.length];
  if (next === undefined) return;
  comments.open(next.id);
  if (isAmongCards) return focusCard(comments.panel, next.id);
  comments.go(next.id);
  announce(
    t('told', {
      number: String(threads.indexOf(next) + 1),
      count: String(threads.length),
      quote: shownQuote(next) ?? '',
      text: next.comments[0]?.text ?? '',
      name: next.comments[0]?.author.name ?? t('gone'),
    }),
  );
}

type Now = { readonly comments: Comments; readonly shownIn: Shown; readonly t: ReturnType<typeof useTranslations<'comments'>> };

const hasFocus = (panel: RefObject<HTMLElement | null>) => panel.current?.contains(document.activeElement) === true;

/** Once it is on the screen; the panel itself where there is no such card. */
function focusCard(panel: RefObject<HTMLElement | null>, threadId: string | null): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const card = panel.current?.querySelector<HTMLElement>(`[data-thread="${threadId ?? ''}"] [data-sentence]`);
      (card ?? panel.current?.querySelector('h2'))?.focus();
    }),
  );
}

/** As they stand on the screen. */
export const inOrder = ({ whole, detached, placed }: Pick<Comments, 'whole' | 'detached' | 'placed'>): readonly Thread[] => [...whole, ...detached, ...placed];

const placeIn = (order: readonly string[], { id }: Thread) => (order.includes(id) ? order.indexOf(id) : order.length);

function hasWords({ state: { selection } }: Editor): boolean {
  return !selection.empty || selection.$from.parent.textContent.trim() !== '';
}

/** The thread in whose words the caret stands: the open one, else the one with the fewest. */
function threadAt({ state }: Editor, currentId: string | null): string | null {
  const { head } = state.selection;
  const around = commentsShown.around(state, head);
  const closest = around.toSorted((a, b) => a.to - a.from - (b.to - b.from))[0];
  return around.find(({ id }) => id === currentId)?.id ?? closest?.id ?? null;
}
