import type { Editor } from '@tiptap/core';
import type { DocumentDetails } from '@yrka/server/api';
import { useRef } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, SelectField, SidePanel } from '../../ui/index.ts';
import { CommentField } from './CommentField.tsx';
import css from './Comments.module.css';
import { NewWording } from './NewWording.tsx';
import { ThreadCard } from './ThreadCard.tsx';
import { filters } from './filters.ts';
import { type Comments, inOrder, type Thread } from './useComments.ts';
import { useCircleWords } from './useCircleWords.ts';
import { useLinedUp } from './useLinedUp.ts';
import { mentionsIn, peopleFor, shownQuote } from './words.ts';

type CommentsPanelProps = {
  readonly editor: Editor;
  readonly comments: Comments;
  readonly details: Pick<DocumentDetails, 'space' | 'stage'>;
  /** Shows the text, where only one thing is shown at a time. */
  readonly onGo: () => void;
  readonly onClose: () => void;
  /** Escape: back to where one reads or writes. */
  readonly onLeave: () => void;
};

const nothingIn = { mine: 'nothingMine', unread: 'nothingUnread', done: 'nothingDone' } as const;

/** More cards than this do not glide. */
const many = 50;

/** Kommentarer: beside the words that they are about where there is room, else a list. */
export function CommentsPanel({ editor, comments, details: { space, stage }, onGo, onClose, onLeave }: CommentsPanelProps) {
  const t = useTranslations('comments');
  const list = useRef<HTMLOListElement>(null);
  const { whole, detached, placed, fresh, filter, maySpeak, panel } = comments;
  useLinedUp(editor, list, comments.currentId ?? fresh?.id ?? null);
  const order = inOrder(comments);
  const card = (thread: Thread, isDetached = false) => (
    <ThreadCard
      key={thread.id}
      thread={thread}
      comments={comments}
      circle={thread.audience === 'readers' ? null : circle(thread.audience)}
      number={order.indexOf(thread) + 1}
      count={order.length}
      isDetached={isDetached}
      onOpen={() => {
        if (window.matchMedia('(max-width: 48rem)').matches) return;
        comments.go(thread.id);
        // The words are shown beside the card; one goes on in it.
        panel.current?.querySelector<HTMLElement>(`[data-thread="${thread.id}"] [data-sentence]`)?.focus({ preventScroll: true });
      }}
      onGo={
        placed.includes(thread)
          ? () => {
              onGo();
              requestAnimationFrame(() => comments.go(thread.id));
            }
          : null
      }
    />
  );
  const circle = useCircleWords(space);
  const drop = () => {
    comments.dropFresh();
    onLeave();
  };
  const isFreshPlaced = fresh !== null && fresh.anchor !== null;
  const freshCard = fresh !== null && (
    <li className={css.card} data-thread={fresh.id} data-current key={fresh.id}>
      <div className={css.body}>
        <p className={css.about}>{fresh.anchor === null ? t('aboutWhole') : t('aboutWords', { quote: shownQuote(fresh) ?? '' })}</p>
        <CommentField
          label={t('write')}
          actLabel={t('send')}
          text={fresh.text}
          people={peopleFor({ audience: fresh.audience, comments: [] }, comments.people)}
          onChange={(text) => comments.changeFresh({ text })}
          onSend={async (text) => {
            const { id, anchor, audience } = fresh;
            const wording = fresh.wording === null ? null : fresh.wording.trim();
            const mentions = mentionsIn(text, peopleFor({ audience, comments: [] }, comments.people));
            await comments.act({ kind: 'begin', comment: { id, anchor, audience, text, wording, mentions } });
            announce(t('isSent'));
            requestAnimationFrame(() => panel.current?.querySelector<HTMLElement>(`[data-thread="${id}"] [data-sentence]`)?.focus({ preventScroll: true }));
          }}
          onCancel={drop}
          autoFocus={comments.isFreshNew}
          isEnough={fresh.wording !== null && fresh.wording.trim() !== fresh.anchor?.quote}
        >
          {fresh.anchor !== null && <NewWording quote={fresh.anchor.quote} wording={fresh.wording} onChange={(wording) => comments.changeFresh({ wording })} />}
          {comments.audiences.length > 0 && (
            <SelectField
              label={t('audience')}
              value={fresh.audience}
              onChange={(audience) => comments.changeFresh({ audience })}
              options={comments.audiences.map((audience) => [audience, circle(audience)])}
            />
          )}
        </CommentField>
      </div>
    </li>
  );
  const freshAt = fresh === null ? -1 : placed.findIndex(({ id }) => comments.isBefore(fresh.id, id));
  return (
    <SidePanel
      title={t('title')}
      about={t(space === 'party' ? 'aboutParty' : stage === 'finalised' ? 'aboutFinal' : 'aboutMunicipality')}
      closeLabel={t('close')}
      panel={panel}
      onClose={onClose}
      onLeave={onLeave}
    >
      <div className={css.tools}>
        <div role="group" aria-label={t('filter')} className={css.filter}>
          {filters.map((name) => (
            <button key={name} type="button" className={css.choice} aria-pressed={filter === name} onClick={() => comments.setFilter(name)}>
              {t(`filters.${name}`)} <span className={css.choiceCount}>{comments.countOf(name)}</span>
            </button>
          ))}
        </div>
        {maySpeak && fresh === null && (
          <Button variant="quiet" className={css.begin ?? ''} onPress={() => comments.begin(comments.hasSelection ? 'selection' : 'whole')}>
            {t(comments.hasSelection ? 'onSelection' : 'onWhole')}
          </Button>
        )}
      </div>
      {comments.isLinkGone && <Banner tone="warning">{t('linkGone')}</Banner>}
      {filter === 'unread' && comments.unreadCount > 0 && (
        <Button
          variant="quiet"
          className={css.begin ?? ''}
          onPress={() => {
            comments.readAll();
            announce(t('allRead'));
            panel.current?.querySelector('h2')?.focus();
          }}
        >
          {t('readAll')}
        </Button>
      )}
      {order.length === 0 && fresh === null && comments.isLoaded && (
        <p className={css.nothing}>{t(filter === 'open' ? (maySpeak ? 'nothing' : 'nothingSaid') : nothingIn[filter])}</p>
      )}
      {(whole.length > 0 || (fresh !== null && !isFreshPlaced)) && (
        <section aria-label={t('whole')} className={css.group}>
          <h3 className={css.heading}>{t('whole')}</h3>
          <ol className={css.list}>
            {whole.map((thread) => card(thread))}
            {!isFreshPlaced && freshCard}
          </ol>
        </section>
      )}
      {detached.length > 0 && (
        <section aria-label={t('detached')} className={css.group}>
          <h3 className={css.heading}>{t('detached')}</h3>
          <p className={css.nothing}>{t('detachedMeans')}</p>
          <ol className={css.list}>{detached.map((thread) => card(thread, true))}</ol>
        </section>
      )}
      <ol
        ref={list}
        className={css.lined}
        aria-label={t('list')}
        data-many={placed.length > many ? '' : undefined}
        data-empty={placed.length === 0 && !isFreshPlaced ? '' : undefined}
      >
        {placed.slice(0, freshAt < 0 ? placed.length : freshAt).map((thread) => card(thread))}
        {isFreshPlaced && freshCard}
        {freshAt >= 0 && placed.slice(freshAt).map((thread) => card(thread))}
      </ol>
    </SidePanel>
  );
}
