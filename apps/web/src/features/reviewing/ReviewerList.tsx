import type { DocumentDetails, Review } from '@yrka/server/api';
import { useActOnDocument } from '../../api/index.ts';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Avatar, Banner, Button } from '../../ui/index.ts';
import css from './Reviewing.module.css';

type Reviewer = Review['reviewers'][number];

type ReviewerListProps = {
  readonly details: DocumentDetails;
  readonly review: Review;
  /** Whether somebody who is done can be asked for the next version, and is not yet. */
  readonly mayAskAgain: (personId: string) => boolean;
  readonly onAskAgain: (personId: string) => void;
};

/** Who was asked, who is done and with what, who is late. */
export function ReviewerList({ details, review, mayAskAgain, onAskAgain }: ReviewerListProps) {
  const t = useTranslations('reviewing');
  const failure = useFailureWords();
  const perform = useActOnDocument(details.id);
  const may = (act: DocumentDetails['acts'][number]) => details.acts.includes(act);
  const act = (name: 'remindReviewer' | 'endReview', personId: string, told: string) =>
    perform.mutate({ act: name, body: { personId } }, { onSuccess: () => announce(told) });
  return (
    <>
      <ul className={css.reviewers} aria-label={t('panel')}>
        {review.reviewers.map((reviewer) => {
          const { person, done } = reviewer;
          const name = person.name ?? '';
          return (
            <li key={person.id} className={css.row}>
              <Avatar name={name} isNamed />
              <div className={css.person}>
                <span className={css.name}>{name}</span>
                <Status reviewer={reviewer} />
                {done !== null && (
                  <>
                    <strong className={css.verdict} data-verdict={done.verdict}>
                      {t(`verdict.${done.verdict}`)}
                    </strong>
                    {done.words !== '' && (
                      <p className={css.words} lang="sv">
                        {done.words}
                      </p>
                    )}
                  </>
                )}
              </div>
              <div className={css.actions}>
                {done === null && may('remindReviewer') && (
                  <Button
                    variant="quiet"
                    aria-label={t('remindName', { name })}
                    isPending={perform.isPending}
                    onPress={() => act('remindReviewer', person.id, t('remindedNow', { name }))}
                  >
                    {t('remind')}
                  </Button>
                )}
                {done !== null && mayAskAgain(person.id) && (
                  <Button
                    variant="quiet"
                    aria-label={t('askAgainName', { name })}
                    onPress={() => {
                      onAskAgain(person.id);
                      announce(t('askedAgain', { name }));
                    }}
                  >
                    {t('askAgain')}
                  </Button>
                )}
                {may('endReview') && (
                  <Button
                    variant="quiet"
                    aria-label={t('endName', { name })}
                    isPending={perform.isPending}
                    onPress={() => act('endReview', person.id, t('ended', { name }))}
                  >
                    {t('end')}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {perform.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(perform.error)}
        </Banner>
      )}
    </>
  );
}

function Status({ reviewer: { done, dueOn, isLate, remindedAt } }: { readonly reviewer: Reviewer }) {
  const t = useTranslations('reviewing.status');
  const moments = useMoments();
  const words =
    done !== null
      ? t(done.isOfNewest ? 'done' : 'doneEarlier', { when: moments.short(done.at) })
      : dueOn === null
        ? t('waiting')
        : t(isLate ? 'late' : 'waitingUntil', { day: moments.nearDay(dueOn) });
  return (
    <span className={css.hint} data-late={isLate || undefined}>
      {words}
      {done === null && remindedAt !== null && `. ${t('reminded', { when: moments.short(remindedAt) })}`}
    </span>
  );
}
