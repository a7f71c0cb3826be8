import type { DocumentDetails, Review } from '@yrka/server/api';
import { useState } from 'react';
import { useActOnDocument, useReview } from '../../api/index.ts';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, Dialog, DialogActions, SkeletonLine, TextField } from '../../ui/index.ts';
import { type Candidate, PickReviewers } from './PickReviewers.tsx';
import css from './Reviewing.module.css';
import { ReviewerList } from './ReviewerList.tsx';

/** Whom to ask, by when, and how far those have come who were asked. */
export function ShareForReview({ details, onClose }: { readonly details: DocumentDetails; readonly onClose: () => void }) {
  const t = useTranslations('reviewing');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const review = useReview(details.id);
  return (
    <Dialog title={t('shareTitle')} closeLabel={frame('close')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      {review.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(review.error)}
        </Banner>
      )}
      {review.isPending && <SkeletonLine />}
      {review.data !== undefined && <Sharing details={details} review={review.data} onClose={onClose} />}
    </Dialog>
  );
}

function Sharing({ details, review, onClose }: { readonly details: DocumentDetails; readonly review: Review; readonly onClose: () => void }) {
  const t = useTranslations('reviewing');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const moments = useMoments();
  const perform = useActOnDocument(details.id);
  const [chosen, setChosen] = useState<readonly Candidate[]>([]);
  const [dueOn, setDueOn] = useState('');
  const [note, setNote] = useState('');
  const [hasTried, setTried] = useState(false);
  const isFirst = review.shared === null;
  const mayShare = details.acts.includes('shareForReview');
  const left = review.candidates.filter(({ id }) => chosen.every((one) => one.id !== id));
  const asked = new Set(review.reviewers.map(({ person }) => person.id));
  // A draft's guests come by a link, which is made when there is something to review.
  const needsSomebody = isFirst && details.space !== 'party';
  const problem = hasTried && needsSomebody && chosen.length === 0 ? t('chooseSomebody') : undefined;

  const share = () => {
    setTried(true);
    if (perform.isPending || (needsSomebody && chosen.length === 0)) return;
    perform.mutate(
      { act: 'shareForReview', body: { personIds: chosen.map(({ id }) => id), dueOn: dueOn === '' ? null : dueOn, note: note.trim() } },
      {
        onSuccess: () => {
          announce(t('done'));
          onClose();
        },
      },
    );
  };

  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        share();
      }}
    >
      {review.shared !== null && (
        <p className={css.hint}>
          {t('sharedAt', { when: moments.short(review.shared.at), name: review.shared.by.name ?? '' })} {t(review.hasChanged ? 'changed' : 'unchanged')}
        </p>
      )}
      {review.reviewers.length > 0 && (
        <ReviewerList
          details={details}
          review={review}
          mayAskAgain={(personId) => mayShare && left.some(({ id }) => id === personId)}
          onAskAgain={(personId) => setChosen([...chosen, ...left.filter(({ id }) => id === personId)])}
        />
      )}
      {!mayShare && <Banner>{t('gone')}</Banner>}
      {mayShare && (
        <>
          <p className={css.hint}>{t(isFirst ? 'shareMeans' : 'newMeans')}</p>
          <PickReviewers
            candidates={review.candidates.filter(({ id }) => !asked.has(id))}
            chosen={chosen}
            onChange={setChosen}
            error={problem}
            isFirst={isFirst}
          />
          <TextField label={t('dueOn')} type="date" value={dueOn} onChange={setDueOn} />
          <TextField label={t('note')} description={t('noteHelp')} value={note} onChange={setNote} rows={2} maxLength={1000} />
          {details.space === 'party' && <p className={css.hint}>{t('inviteGuestMeans')}</p>}
        </>
      )}
      {perform.isError && (
        <Banner tone="danger" isAnnounced>
          {failure(perform.error)}
        </Banner>
      )}
      <DialogActions>
        <Button variant="quiet" onPress={onClose}>
          {mayShare ? frame('cancel') : frame('close')}
        </Button>
        {mayShare && (
          <Button variant="primary" type="submit" isPending={perform.isPending}>
            {t(isFirst ? 'action' : 'shareNew')}
          </Button>
        )}
      </DialogActions>
    </form>
  );
}
