import type { DocumentDetails } from '@yrka/server/api';
import { useState } from 'react';
import { useReview } from '../../api/index.ts';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import css from './Reviewing.module.css';
import { ShareForReview } from './ShareForReview.tsx';

/** For those who write: how far the review has come, and the way to it. A motion's begins in its menu. */
export function ReviewStatus({ details }: { readonly details: DocumentDetails }) {
  const t = useTranslations('reviewing');
  const moments = useMoments();
  const review = useReview(details.readsAs === 'live' && details.hasReview ? details.id : null).data;
  const [isOpen, setOpen] = useState(false);
  const mayShare = details.acts.includes('shareForReview');
  if (review === undefined || (review.shared === null && (!mayShare || details.kind === 'motion'))) return null;
  const { shared, reviewers } = review;
  const done = reviewers.filter((reviewer) => reviewer.done !== null).length;
  return (
    <section className={css.status} aria-label={t('panel')}>
      {shared !== null && (
        <p>
          {t('sharedAt', { when: moments.short(shared.at), name: shared.by.name ?? '' })}{' '}
          {reviewers.length > 0 && t('summary', { done, all: reviewers.length })}
          {reviewers.length > 0 && '.'}
        </p>
      )}
      <Button onPress={() => setOpen(true)}>{t(shared === null ? 'share' : 'shareAgain')}</Button>
      {isOpen && <ShareForReview details={details} onClose={() => setOpen(false)} />}
    </section>
  );
}
