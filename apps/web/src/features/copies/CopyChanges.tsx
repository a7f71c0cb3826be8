import type { BroughtCopy } from '@yrka/server/api';
import { useEffect } from 'react';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import { announce } from '../../ui/index.ts';
import css from './CopyChanges.module.css';
import { type CopyChange, isSettled, isToBePlaced } from './copyChanges.ts';
import { useCopyChangeWords } from './useCopyChangeWords.ts';

/** What is changed in a copy, and what becomes of it: what is suggested, and what is not, in its own words so that it can be copied. */
export function CopyChanges({ copy, isPut }: { readonly copy: BroughtCopy; readonly isPut: boolean }) {
  const t = useTranslations('importing.copy');
  const moments = useMoments();
  const words = useCopyChangeWords();
  const placed = copy.changes.filter(isToBePlaced);
  const left = copy.changes.filter((change) => !isSettled(change));
  const there = copy.changes.filter(({ outcome }) => outcome === 'there');
  const isUnchanged = copy.changes.length === 0 && copy.unplaced.length === 0;
  const told = isUnchanged
    ? t('unchanged')
    : [
        t('changes', { count: copy.changes.length }),
        ...(placed.length > 0 ? [t(isPut ? 'arePlaced' : 'areToBePlaced', { count: placed.length })] : []),
        ...(there.length > 0 ? [t('areThere', { count: there.length })] : []),
        ...(left.length + copy.unplaced.length > 0 ? [t('areLeft', { count: left.length + copy.unplaced.length })] : []),
      ].join(' ');

  // The dialog was there before it: it is said, while the button below has the focus.
  useEffect(() => announce(told), [told]);

  return (
    <div className={css.found}>
      <p className={css.summary}>{told}</p>
      <p className={css.about}>
        {t('madeOf', { when: moments.short(copy.at) })}
        {copy.authors.length > 0 && ` ${t('authors', { names: copy.authors.join(', ') })}`}
      </p>
      {placed.length > 0 && (
        <section className={css.part} aria-labelledby="copy-placed">
          <h3 id="copy-placed">{t(isPut ? 'placed' : 'toBePlaced')}</h3>
          <ol className={css.list}>
            {placed.map((change, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <li key={index}>{words(change)}</li>
            ))}
          </ol>
        </section>
      )}
      {left.length + copy.unplaced.length > 0 && (
        <section className={css.part} aria-labelledby="copy-left">
          <h3 id="copy-left">{t('left')}</h3>
          <p className={css.about}>{t('leftMeans')}</p>
          <ul className={css.list}>
            {left.map((change, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <Left key={index} change={change} />
            ))}
            {copy.unplaced.map((text, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <li key={`unplaced-${index}`}>
                <p>{t('reasons.noPlace')}</p>
                <blockquote className={css.quote}>{text}</blockquote>
              </li>
            ))}
          </ul>
        </section>
      )}
      {copy.comments.length > 0 && (
        <section className={css.part} aria-labelledby="copy-comments">
          <h3 id="copy-comments">{t('comments', { count: copy.comments.length })}</h3>
          <ul className={css.list}>
            {copy.comments.map(({ author, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <li key={index}>{author === '' ? text : t('comment', { author, text })}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** What could not be suggested: why, what the file says, and what the text says. */
function Left({ change }: { readonly change: CopyChange }) {
  const t = useTranslations('importing.copy');
  const words = useCopyChangeWords();
  const { kind, outcome, now } = change;
  const isOvertaken = outcome === 'overtaken' || outcome === 'partly';
  const reason = isOvertaken ? (kind === 'moved' && now === null ? 'moved' : 'overtaken') : outcome === 'gone' ? 'gone' : 'noPlace';
  return (
    <li>
      <p>{words(change, change.overtaken)}</p>
      <p className={css.about}>{t(`reasons.${reason}`)}</p>
      {kind !== 'removed' && (
        <blockquote className={css.quote}>
          <span className={css.label}>{t('inFile')}</span> {change.words}
        </blockquote>
      )}
      {now !== null && (
        <blockquote className={css.quote}>
          <span className={css.label}>{t('inText')}</span> {now}
        </blockquote>
      )}
    </li>
  );
}
