import { type ReactNode, useState } from 'react';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Avatar, Button, ConfirmDialog, VisuallyHidden } from '../../ui/index.ts';
import { Assigning } from './Assigning.tsx';
import { CommentField } from './CommentField.tsx';
import css from './Comments.module.css';
import { isUnread } from './filters.ts';
import { Resolving } from './Resolving.tsx';
import type { Comments, Thread } from './useComments.ts';
import { Wording } from './Wording.tsx';
import { mentionsIn, peopleFor, short, shownQuote } from './words.ts';

type Comment = Thread['comments'][number];

type ThreadCardProps = {
  readonly thread: Thread;
  readonly comments: Comments;
  /** Which of how many it is, as one hears them. */
  readonly number: number;
  readonly count: number;
  readonly isDetached: boolean;
  /** For whom it is, where it is not for all who read the comments. */
  readonly circle: string | null;
  /** When it is opened: shows the words beside it, where there is room. */
  readonly onOpen: () => void;
  /** Shows the words instead of the comments; null where they are not in the text. */
  readonly onGo: (() => void) | null;
};

/** One thread: a line until it is opened, then all that was said and what one can do. */
export function ThreadCard({ thread, comments, number, count, isDetached, circle, onOpen, onGo }: ThreadCardProps) {
  const t = useTranslations('comments');
  const isOpen = comments.currentId === thread.id;
  const [first, ...answers] = thread.comments;
  const quote = shownQuote(thread);
  if (first === undefined) return null;
  const which = { number: String(number), count: String(count) };
  const isDone = thread.resolved !== null;
  const assigned = thread.assignedTo === null ? null : t('assignedTo', { name: thread.assignedTo.name ?? t('gone') });
  const meta = [circle === null ? null : t('visibleFor', { circle }), assigned].filter((one) => one !== null).join(' · ');
  const copyLink = () => {
    const address = `${location.origin}${location.pathname}#kommentar-${thread.id}`;
    // Without a clipboard, as where the page is not served safely, the address is said instead.
    const copied = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => announce(t('linkCopied')),
      () => announce(t('linkNotCopied', { address })),
    );
  };
  return (
    <li className={css.card} data-thread={thread.id} data-current={isOpen || undefined}>
      <button
        type="button"
        tabIndex={0} // or Safari would take the focus out of the panel at a press
        className={css.head}
        aria-expanded={isOpen}
        data-sentence
        onClick={() => {
          comments.open(isOpen ? null : thread.id);
          if (!isOpen) onOpen();
        }}
      >
        <VisuallyHidden>{quote === null ? t('nthWhole', which) : t('nth', { ...which, quote })}. </VisuallyHidden>
        <Author comment={first} isUnread={isUnread(thread)} />
        {!isOpen && (
          <span className={css.line}>
            <span className={css.snippet}>
              {first.isRemoved
                ? t('removed')
                : first.text === ''
                  ? `${t('wording')}: ${first.wording === '' ? t('wordingStruck') : first.wording}`
                  : first.text}
            </span>
            {answers.length > 0 && <span className={css.answers}>{t('answers', { count: answers.length })}</span>}
          </span>
        )}
        {meta !== '' && <span className={css.meta}>{meta}</span>}
      </button>
      {isDetached && quote !== null && <blockquote className={css.quote}>{quote}</blockquote>}
      {isOpen && (
        <div className={css.body}>
          <Said thread={thread} comment={first} comments={comments} isPlaced={!isDetached} />
          {answers.length > 0 && (
            <ol className={css.replies} aria-label={t('answersTo')}>
              {answers.map((answer) => (
                <li key={answer.id} className={css.reply}>
                  <div className={css.by}>
                    <Author comment={answer} isUnread={answer.isUnread} />
                  </div>
                  <Said thread={thread} comment={answer} comments={comments} isPlaced={!isDetached} />
                </li>
              ))}
            </ol>
          )}
          <Done thread={thread} />
          {onGo !== null && (
            <Button variant="quiet" className={css.go ?? ''} onPress={onGo}>
              {t('showWords')}
            </Button>
          )}
          {comments.maySpeak && (!isDone || comments.drafts.read(thread.id).text !== '') && <Answer thread={thread} comments={comments} />}
          <div className={css.own}>
            {comments.maySpeak && <Resolving thread={thread} comments={comments} />}
            {comments.maySpeak && !isDone && <Assigning thread={thread} comments={comments} />}
            <Button variant="quiet" onPress={copyLink}>
              {t('copyLink')}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}

function Answer({ thread, comments }: Pick<ThreadCardProps, 'thread' | 'comments'>) {
  const t = useTranslations('comments');
  const [draft, setDraft] = useState(() => comments.drafts.read(thread.id));
  return (
    <CommentField
      label={t('answer')}
      actLabel={t('sendAnswer')}
      text={draft.text}
      people={peopleFor(thread, comments.people)}
      onChange={(text) => {
        const changed = { ...draft, text };
        comments.drafts.keep(thread.id, changed);
        setDraft(changed);
      }}
      onSend={async (text) => {
        await comments.act({
          kind: 'answer',
          threadId: thread.id,
          reply: { id: draft.id, text, mentions: mentionsIn(text, peopleFor(thread, comments.people)) },
        });
        comments.drafts.forget(thread.id);
        setDraft(comments.drafts.read(thread.id));
        announce(t('isAnswered'));
      }}
    />
  );
}

/** Who, and when. */
function Author({ comment: { author, at }, isUnread: isNew }: { readonly comment: Comment; readonly isUnread: boolean }) {
  const t = useTranslations('comments');
  const moments = useMoments();
  const name = author.name ?? t('gone');
  return (
    <span className={css.author}>
      <Avatar name={name} size="small" isNamed />
      <span className={css.name}>{name}</span>
      {isNew && (
        <span className={css.unread}>
          <VisuallyHidden>{t('unread')}</VisuallyHidden>
        </span>
      )}
      <time className={css.time} dateTime={at} title={moments.long(at)}>
        {moments.short(at)}
      </time>
    </span>
  );
}

type SaidProps = {
  readonly thread: Thread;
  readonly comment: Comment;
  readonly comments: Comments;
  /** Whether its words stand in the text. */
  readonly isPlaced: boolean;
};

/** The words of a comment, and to its author what becomes of them. */
function Said({ thread, comment, comments, isPlaced }: SaidProps) {
  const t = useTranslations('comments');
  const failure = useFailureWords();
  const [changed, setChanged] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isOwn = comments.maySpeak && comment.author.id === comments.personId && !comment.isRemoved;
  if (changed !== null) {
    return (
      <CommentField
        label={t('change')}
        actLabel={t('save')}
        text={changed}
        people={peopleFor(thread, comments.people)}
        onChange={setChanged}
        onSend={async (text) => {
          await comments.act({ kind: 'change', commentId: comment.id, change: { text, mentions: mentionsIn(text, peopleFor(thread, comments.people)) } });
          setChanged(null);
        }}
        onCancel={() => setChanged(null)}
        autoFocus
        isEnough={comment.wording !== null}
      />
    );
  }
  const remove = () =>
    void comments.act({ kind: 'remove', commentId: comment.id }).then(
      () => {
        setAsking(false);
        announce(t('isRemoved'));
      },
      (error: unknown) => setProblem(failure(error)),
    );
  return (
    <>
      {(comment.isRemoved || comment.text !== '' || comment.editedAt !== null) && (
        <p className={css.text} data-removed={comment.isRemoved || undefined}>
          {comment.isRemoved ? t('removed') : withMentions(comment)}
          {comment.editedAt !== null && <span className={css.edited}> {t('edited')}</span>}
        </p>
      )}
      {comment.wording !== null && <Wording thread={thread} wording={comment.wording} comments={comments} isPlaced={isPlaced} />}
      {isOwn && (
        <div className={css.own}>
          <Button variant="quiet" onPress={() => setChanged(comment.text)} aria-label={t('changeOf', { text: short(comment.text) })}>
            {t('change')}
          </Button>
          <Button variant="quiet" onPress={() => setAsking(true)} aria-label={t('removeOf', { text: short(comment.text) })}>
            {t('remove')}
          </Button>
        </div>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('removeTitle')}
          means={t('removeMeans')}
          actLabel={t('remove')}
          cancelLabel={t('cancel')}
          closeLabel={t('cancel')}
          problem={problem}
          isPending={false}
          onAct={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Done({ thread: { resolved } }: Pick<ThreadCardProps, 'thread'>) {
  const t = useTranslations('comments');
  const moments = useMoments();
  if (resolved === null) return null;
  const said = resolved.outcome === null ? '' : t(`outcomes.${resolved.outcome}`);
  const told = resolved.reason === '' ? said : said === '' ? resolved.reason : t('outcomeReason', { outcome: said, reason: resolved.reason });
  return (
    <div className={css.done}>
      <p>{t('doneBy', { name: resolved.by.name ?? t('gone'), when: moments.short(resolved.at) })}</p>
      {told !== '' && <p className={css.text}>{told}</p>}
    </div>
  );
}

/** Names that are mentioned stand out. */
function withMentions({ text, mentions }: Comment): ReactNode {
  const names = mentions.flatMap(({ name }) => (name === null ? [] : [`@${name}`]));
  if (names.length === 0) return text;
  const parts = text.split(new RegExp(`(${names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|')})`, 'u'));
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have nothing but their order
  return parts.map((part, index) => (names.includes(part) ? <strong key={index}>{part}</strong> : part));
}
