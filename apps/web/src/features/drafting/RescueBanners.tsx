import type { Editor } from '@tiptap/core';
import { type TakenAway, whoRemoved } from '@yrka/editor';
import type { Rescue } from '@yrka/server/api';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { useRescues, useTakeRescue } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, VisuallyHidden } from '../../ui/index.ts';
import css from './RescueBanners.module.css';
import { putWordsBack } from './paper/putBack.ts';

const shownWords = 120;

/**
 * What another took away while one wrote in it, offered back with one key: at once from this
 * window, and however late from the server.
 */
export function RescueBanners({
  editor,
  documentId,
  awareness,
  arrivals,
  takenAway,
  onTakeBack,
  onLeave,
}: {
  readonly editor: Editor;
  readonly documentId: string;
  readonly awareness: Awareness;
  /** Raised when the server has rescued something more. */
  readonly arrivals: number;
  readonly takenAway: TakenAway | null;
  readonly onTakeBack: () => void;
  readonly onLeave: () => void;
}) {
  const t = useTranslations('drafting.rescue');
  const rescues = useRescues(documentId);
  const take = useTakeRescue(documentId);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { refetch } = rescues;
  useEffect(() => {
    if (arrivals > 0) void refetch();
  }, [arrivals, refetch]);

  // What this window offered itself, and has had its answer.
  const [answered, setAnswered] = useState<readonly TakenAway[]>([]);
  const open = rescues.data?.rescues ?? [];
  const rescue = open.find((one) => !left.has(one.id) && !isOfferedBy(one, takenAway) && !answered.some((offer) => isOfferedBy(one, offer)));
  const text = takenAway?.node.textContent ?? rescue?.text ?? null;
  const remover = useRemover(awareness, takenAway?.blockId ?? null);
  const by = takenAway !== null ? remover : (rescue?.by ?? null);

  // The server's part of an offer may come, or grow, after the person has answered.
  const told = useRef<Set<string>>(new Set());
  useEffect(() => {
    for (const one of open) {
      if (told.current.has(one.id) || !answered.some((offer) => isOfferedBy(one, offer))) continue;
      told.current.add(one.id);
      take.mutate(one.id);
    }
  }, [open, answered, take]);

  const letGo = () => {
    if (takenAway !== null) setAnswered((before) => [...before, takenAway]);
    else if (rescue !== undefined) {
      setLeft((before) => new Set(before).add(rescue.id));
      take.mutate(rescue.id);
    }
  };
  const takeBack = () => {
    letGo();
    if (takenAway !== null) onTakeBack();
    else if (rescue !== undefined) putWordsBack(editor, rescue.text, rescue.blockId);
    announce(t('taken'));
  };
  const leave = () => {
    letGo();
    if (takenAway !== null) onLeave();
  };

  useEffect(() => {
    if (text === null) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.code !== 'KeyT') return;
      event.preventDefault();
      takeBack();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });

  if (text === null) return null;
  return (
    <div className={css.place}>
      <Banner
        tone="warning"
        isAnnounced
        action={
          <div className={css.actions}>
            <Button onPress={takeBack}>
              {t('takeBack')} <kbd>{t('takeBackKeys')}</kbd>
            </Button>
            <Button variant="quiet" onPress={leave}>
              {t('leave')}
            </Button>
          </div>
        }
      >
        <strong>{by === null ? t('removedUnknown') : t('removed', { name: by })}</strong>{' '}
        {t('yours', { text: text.length > shownWords ? `${text.slice(0, shownWords).trimEnd()}…` : text })}
        {/* The key stands on the button, which is not read with the words. */}
        <VisuallyHidden> {t('takeBackHint')}</VisuallyHidden>
      </Banner>
    </div>
  );
}

/** Whether the window's own offer holds all of a rescue's words. It has the whole block with its form: the server's is its poorer twin. */
function isOfferedBy({ blockId, letters }: Rescue, offer: TakenAway | null): boolean {
  return offer?.blockId === blockId && letters.every(({ client, clock, length }) => clock + length <= (offer.known.get(client) ?? 0));
}

/** Who removed a block. It is told beside the document, and may be told after the block is gone; who leaves afterwards has still removed it. */
function useRemover(awareness: Awareness, blockId: string | null): string | null {
  const last = useRef<{ readonly blockId: string; readonly name: string } | null>(null);
  const subscribe = useCallback(
    (listener: () => void) => {
      awareness.on('change', listener);
      return () => awareness.off('change', listener);
    },
    [awareness],
  );
  return useSyncExternalStore(subscribe, () => {
    if (blockId === null) return null;
    const name = whoRemoved(awareness, blockId);
    if (name !== null) last.current = { blockId, name };
    return last.current?.blockId === blockId ? last.current.name : null;
  });
}
