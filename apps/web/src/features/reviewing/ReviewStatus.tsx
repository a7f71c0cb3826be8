import type { DocumentDetails } from '@yrka/server/api';
import { useState } from 'react';
import { useReview } from '../../api/index.ts';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import css from './Reviewing.module.css';
import { ShareForReview } from './ShareForReview.tsx';

/** For those who write: how far the review has come, and the way to it where no other acts stand above the paper. */
export function ReviewStatus({ details }: { readonly details: DocumentDetails }) {
  const t = useTranslations('reviewing');
  const moments = useMoments();
  const review = useOwnReview(details);
  if (review === undefined || review.shared === null) return null;
  const { shared, reviewers } = review;
  const done = reviewers.filter((reviewer) => reviewer.done !== null).length;
  return (
    <section className={css.status} aria-label={t('panel')}>
      <p>
        {t('sharedAt', { when: moments.short(shared.at), name: shared.by.name ?? '' })} {reviewers.length > 0 && t('summary', { done, all: reviewers.length })}
        {reviewers.length > 0 && '.'}
      </p>
      {details.kind !== 'officerReport' && <ReviewButton details={details} />}
    </section>
  );
}

/** The way to the review. A motion's begins in its menu. */
export function ReviewButton({ details }: { readonly details: DocumentDetails }) {
  const t = useTranslations('reviewing');
  const review = useOwnReview(details);
  const [isOpen, setOpen] = useState(false);
  const mayShare = details.acts.includes('shareForReview') && details.kind !== 'motion';
  if (review === undefined || (review.shared === null && !mayShare)) return null;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t(review.shared === null ? 'share' : 'shareAgain')}</Button>
      {isOpen && <ShareForReview details={details} onClose={() => setOpen(false)} />}
    </>
  );
}

const useOwnReview = (details: DocumentDetails) => useReview(details.readsAs === 'live' && details.hasReview ? details.id : null).data;
