import { type ReactNode, useState } from 'react';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Avatar, Button, ConfirmDialog, VisuallyHidden } from '../../ui/index.ts';
import { CommentField } from './CommentField.tsx';
import css from './Comments.module.css';
import type { Comments, Thread } from './useComments.ts';
import { mentionsIn, short, shownQuote } from './words.ts';

type Comment = Thread['comments'][number];

type ThreadCardProps = {
  readonly thread: Thread;
  readonly comments: Comments;
  /** Which of how many it is, as one hears them. */
  readonly number: number;
  readonly count: number;
  readonly isDetached: boolean;
  /** When it is opened: shows the words beside it, where there is room. */
  readonly onOpen: () => void;
  /** Shows the words instead of the comments; null where they are not in the text. */
  readonly onGo: (() => void) | null;
};

/** One thread: a line until it is opened, then all that was said and what one can do. */
export function ThreadCard({ thread, comments, number, count, isDetached, onOpen, onGo }: ThreadCardProps) {
  const t = useTranslations('comments');
  const failure = useFailureWords();
  const isOpen = comments.currentId === thread.id;
  const [first, ...answers] = thread.comments;
  const quote = shownQuote(thread);
  if (first === undefined) return null;
  const which = { number: String(number), count: String(count) };
  const isDone = thread.resolved !== null;
  const mark = () =>
    void comments.act({ kind: isDone ? 'reopen' : 'resolve', threadId: thread.id }).then(
      () => announce(t(isDone ? 'isOpen' : 'isDone')),
      (error: unknown) => announce(failure(error)),
    );
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
        className={css.head}
        aria-expanded={isOpen}
        data-sentence
        onClick={() => {
          comments.open(isOpen ? null : thread.id);
          if (!isOpen) onOpen();
        }}
      >
        <VisuallyHidden>{quote === null ? t('nthWhole', which) : t('nth', { ...which, quote })}. </VisuallyHidden>
        <Author comment={first} />
        {!isOpen && (
          <span className={css.line}>
            <span className={css.snippet}>{first.isRemoved ? t('removed') : first.text}</span>
            {answers.length > 0 && <span className={css.answers}>{t('answers', { count: answers.length })}</span>}
          </span>
        )}
      </button>
      {isDetached && quote !== null && <blockquote className={css.quote}>{quote}</blockquote>}
      {isOpen && (
        <div className={css.body}>
          <Said comment={first} comments={comments} />
          {answers.length > 0 && (
            <ol className={css.replies} aria-label={t('answersTo')}>
              {answers.map((answer) => (
                <li key={answer.id} className={css.reply}>
                  <div className={css.by}>
                    <Author comment={answer} />
                  </div>
                  <Said comment={answer} comments={comments} />
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
          {comments.maySpeak && !isDone && <Answer thread={thread} comments={comments} />}
          <div className={css.own}>
            {comments.maySpeak && (
              <Button variant="quiet" onPress={mark}>
                {t(isDone ? 'reopen' : 'resolve')}
              </Button>
            )}
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
      people={comments.people}
      onChange={(text) => {
        const changed = { ...draft, text };
        comments.drafts.keep(thread.id, changed);
        setDraft(changed);
      }}
      onSend={async (text) => {
        await comments.act({ kind: 'answer', threadId: thread.id, reply: { id: draft.id, text, mentions: mentionsIn(text, comments.people) } });
        comments.drafts.forget(thread.id);
        setDraft(comments.drafts.read(thread.id));
        announce(t('isAnswered'));
      }}
    />
  );
}

/** Who, and when. */
function Author({ comment: { author, at } }: { readonly comment: Comment }) {
  const t = useTranslations('comments');
  const moments = useMoments();
  const name = author.name ?? t('gone');
  return (
    <span className={css.author}>
      <Avatar name={name} size="small" isNamed />
      <span className={css.name}>{name}</span>
      <time className={css.time} dateTime={at} title={moments.long(at)}>
        {moments.short(at)}
      </time>
    </span>
  );
}

/** The words of a comment, and to its author what becomes of them. */
function Said({ comment, comments }: { readonly comment: Comment; readonly comments: Comments }) {
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
        people={comments.people}
        onChange={setChanged}
        onSend={async (text) => {
          await comments.act({ kind: 'change', commentId: comment.id, change: { text, mentions: mentionsIn(text, comments.people) } });
          setChanged(null);
        }}
        onCancel={() => setChanged(null)}
        autoFocus
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
      <p className={css.text} data-removed={comment.isRemoved || undefined}>
        {comment.isRemoved ? t('removed') : withMentions(comment)}
        {comment.editedAt !== null && <span className={css.edited}> {t('edited')}</span>}
      </p>
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
  return <p className={css.done}>{t('doneBy', { name: resolved.by.name ?? t('gone'), when: moments.short(resolved.at) })}</p>;
}

/** Names that are mentioned stand out. */
function withMentions({ text, mentions }: Comment): ReactNode {
  const names = mentions.flatMap(({ name }) => (name === null ? [] : [`@${name}`]));
  if (names.length === 0) return text;
  const parts = text.split(new RegExp(`(${names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|')})`, 'u'));
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have nothing but their order
  return parts.map((part, index) => (names.includes(part) ? <strong key={index}>{part}</strong> : part));
}
