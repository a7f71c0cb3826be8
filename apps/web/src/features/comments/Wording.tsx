import { useTranslations } from '../../i18n/index.ts';
import { announce, Button, VisuallyHidden } from '../../ui/index.ts';
import css from './Comments.module.css';
import type { Comments, Thread } from './useComments.ts';

type WordingProps = {
  readonly thread: Thread;
  readonly wording: string;
  readonly comments: Comments;
  /** Whether the words stand in the text. */
  readonly isPlaced: boolean;
};

/** What somebody would have the words say: old and new, and for one who writes the decision. */
export function Wording({ thread, wording, comments, isPlaced }: WordingProps) {
  const t = useTranslations('comments');
  const { writing } = comments;
  const quote = thread.anchor?.quote ?? '';
  const standing = isPlaced && thread.resolved === null ? comments.wordsOf(thread.id) : null;
  const old = standing ?? quote;
  const take = (how: 'text' | 'suggestion') => {
    if (!comments.takeWording(thread.id, wording, how)) return announce(t('wordingGone'));
    void comments.act({ kind: 'resolve', threadId: thread.id, outcome: { outcome: 'done' } }).then(
      () => announce(t(how === 'text' ? 'isTaken' : 'isSuggested')),
      // The words stand; that the thread stays open is seen.
      () => announce(t('isTakenStaysOpen')),
    );
  };
  return (
    <div className={css.wording} role="group" aria-label={t('wordingOf')}>
      <p lang="sv">
        <VisuallyHidden>{t('wordingFrom')} </VisuallyHidden>
        <del>{old}</del>
      </p>
      <p lang="sv">
        <VisuallyHidden>{t('wordingTo')} </VisuallyHidden>
        {wording === '' ? <em>{t('wordingStruck')}</em> : <ins>{wording}</ins>}
      </p>
      {standing !== null && standing !== quote && <p className={css.about}>{t('wordingMoved')}</p>}
      {thread.resolved === null &&
        writing !== null &&
        (standing === null ? (
          <p className={css.about}>{t('wordingGone')}</p>
        ) : (
          <div className={css.acts}>
            {writing === 'edit' && (
              <Button aria-label={t('takeMeans')} onPress={() => take('text')}>
                {t('take')}
              </Button>
            )}
            <Button variant="quiet" onPress={() => take('suggestion')}>
              {t('asSuggestion')}
            </Button>
          </div>
        ))}
    </div>
  );
}
