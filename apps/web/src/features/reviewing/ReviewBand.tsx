import type { DocumentDetails, Review } from '@yrka/server/api';
import { useState } from 'react';
import { useReview } from '../../api/index.ts';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import { FinishDialog } from './FinishDialog.tsx';
import css from './Reviewing.module.css';
import { useSeenVersion } from './useSeenVersion.ts';

/** For one who was asked to review: what it is that they read, what they may do with it, and what became of what they said. */
export function ReviewBand({ details }: { readonly details: DocumentDetails }) {
  const review = useReviewOf(details).data;
  if (review === undefined || review.own === null || review.shared === null) return null;
  return <Band details={details} shared={review.shared} own={review.own} />;
}

/** What the band of a review is made of; asked for also before there is a paper to put it above. */
export const useReviewOf = (details: DocumentDetails) => useReview(details.hasReview ? details.id : null);

type BandProps = {
  readonly details: DocumentDetails;
  readonly shared: NonNullable<Review['shared']>;
  readonly own: NonNullable<Review['own']>;
};

function Band({ details, shared, own }: BandProps) {
  const t = useTranslations('reviewing.band');
  const verdicts = useTranslations('reviewing.verdict');
  const moments = useMoments();
  const [isFinishing, setFinishing] = useState(false);
  const { isNewer, understand } = useSeenVersion(details.id, shared.version);
  const { reviewer } = own;
  const name = shared.by.name ?? '';
  const isFinal = details.stage === 'finalised';
  return (
    <section className={css.band} aria-label={t('label')}>
      {isFinal ? (
        <p>{t('final')}</p>
      ) : (
        details.readsAs === 'shared' && <p>{t(details.maySuggest ? 'version' : 'readOnly', { when: moments.short(shared.at), name })}</p>
      )}
      {!isFinal && shared.note !== '' && (
        <p className={css.words} lang="sv">
          {t('note', { name, note: shared.note })}
        </p>
      )}
      {!isFinal && isNewer && details.readsAs === 'shared' && (
        <Banner isAnnounced action={<Button onPress={understand}>{t('understood')}</Button>}>
          {t('newer', { count: own.open })}
        </Banner>
      )}
      {own.taken + own.notTaken.length > 0 && <Answers own={own} />}
      {!isFinal && (
        <div className={css.actions}>
          {reviewer.done !== null ? (
            <span>{t('finished', { when: moments.short(reviewer.done.at), verdict: verdicts(reviewer.done.verdict) })}</span>
          ) : (
            <>
              {details.acts.includes('finishReview') && (
                <Button variant="primary" onPress={() => setFinishing(true)}>
                  {t('finish')}
                </Button>
              )}
              {reviewer.dueOn !== null && (
                <span data-late={reviewer.isLate || undefined}>{t(reviewer.isLate ? 'late' : 'due', { day: moments.nearDay(reviewer.dueOn) })}</span>
              )}
            </>
          )}
        </div>
      )}
      {isFinishing && <FinishDialog details={details} name={name} open={own.open} onClose={() => setFinishing(false)} />}
    </section>
  );
}

/** "2 godtagna, 1 inte", with the reason of each that was not. */
function Answers({ own: { taken, notTaken } }: Pick<BandProps, 'own'>) {
  const t = useTranslations('reviewing.band');
  const answer = (what: string, reason: string) => {
    if (what === '') return reason === '' ? t('nothingSaid') : t('reasonAlone', { reason });
    return reason === '' ? t('noReason', { what }) : t('reason', { what, reason });
  };
  return (
    <div>
      <p>
        {t('taken', { taken })}
        {notTaken.length > 0 && `, ${t('notTaken', { count: notTaken.length })}`}
      </p>
      {notTaken.length > 0 && (
        <ul className={css.reasons} lang="sv">
          {notTaken.map(({ what, reason }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they have no ids, and are only added to
            <li key={index}>{answer(what, reason)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
