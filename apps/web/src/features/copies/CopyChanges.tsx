import type { BroughtCopy } from '@yrka/server/api';
import { Check, Copy, CornerDownRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import { announce, Button } from '../../ui/index.ts';
import { CopyComments } from './CopyComments.tsx';
import { CopyDecisions, type CopyDecisionsProps } from './CopyDecisions.tsx';
import css from './CopyChanges.module.css';
import { type CopyChange, decidedHere, isSettled, isToBePlaced } from './copyChanges.ts';
import { shortened, useCopyChangeWords } from './useCopyChangeWords.ts';

type CopyChangesProps = Omit<CopyDecisionsProps, 'decided'> & {
  readonly copy: BroughtCopy;
  readonly isPut: boolean;
  /** Shows a block of the text. */
  readonly onShow: (blockId: string) => void;
};

/** What is changed in a copy, and what becomes of it: what is suggested, and what is not, in its own words, to be copied and put in by hand. */
export function CopyChanges({ copy, isPut, onShow, ...deciding }: CopyChangesProps) {
  const t = useTranslations('importing.copy');
  const moments = useMoments();
  const words = useCopyChangeWords();
  const placed = copy.changes.filter(isToBePlaced);
  const left = copy.changes.filter((change) => !isSettled(change));
  const there = copy.changes.filter(({ outcome }) => outcome === 'there');
  // As it was when the file was read: what is decided here since is said where that is done.
  const [decisions] = useState(() =>
    (['accept', 'reject'] as const).flatMap((verdict) => {
      const { length: count } = decidedHere(copy.decided, deciding.suggestions.all, verdict);
      return count > 0 ? [`${t(`decided.${verdict}.inFile`, { count })}.`] : [];
    }),
  );
  const comments = copy.comments.filter(({ outcome }) => outcome === 'placed').length;
  const isUnchanged = copy.changes.length === 0 && copy.unplaced.length === 0;
  const changes = isUnchanged
    ? decisions.length > 0
      ? []
      : [t('unchanged')]
    : [
        t('changes', { count: copy.changes.length }),
        ...(placed.length > 0 ? [t(isPut ? 'arePlaced' : 'areToBePlaced', { count: placed.length })] : []),
        ...(there.length > 0 ? [t('areThere', { count: there.length })] : []),
        ...(left.length + copy.unplaced.length > 0 ? [t('areLeft', { count: left.length + copy.unplaced.length })] : []),
      ];
  const shown = [...changes, ...(comments > 0 ? [`${t(`comments.${isPut ? 'isPut' : 'placed'}`, { count: comments })}.`] : [])].join(' ');
  // What was decided has a heading that says it to the eye.
  const told = [shown, ...decisions].join(' ').trim();

  // The dialog was there before it: it is said, while the button below has the focus.
  useEffect(() => announce(told), [told]);

  return (
    <div className={css.found}>
      {shown !== '' && <p className={css.summary}>{shown}</p>}
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
              <Left key={index} change={change} onShow={onShow} />
            ))}
            {copy.unplaced.map((text, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              <li key={`unplaced-${index}`}>
                <p>{t('reasons.noPlace')}</p>
                <blockquote className={css.quote}>{text}</blockquote>
                <div className={css.acts}>
                  <CopyWords words={text} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <CopyDecisions decided={copy.decided} {...deciding} />
      <CopyComments comments={copy.comments} isPut={isPut} />
    </div>
  );
}

/** What could not be suggested: why, what the file says, and what the text says. */
function Left({ change, onShow }: { readonly change: CopyChange } & Pick<CopyChangesProps, 'onShow'>) {
  const t = useTranslations('importing.copy');
  const words = useCopyChangeWords();
  const { kind, outcome, now, blockId } = change;
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
      <div className={css.acts}>
        {kind !== 'removed' && <CopyWords words={change.words} />}
        {blockId !== null && (
          <Button
            variant="quiet"
            icon={<CornerDownRight aria-hidden />}
            aria-label={t('showPlaceOf', { words: shortened(change.words) })}
            onPress={() => onShow(blockId)}
          >
            {t('showPlace')}
          </Button>
        )}
      </div>
    </li>
  );
}

function CopyWords({ words }: { readonly words: string }) {
  const t = useTranslations('importing.copy');
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null);
  const copy = async () => {
    // There is no clipboard where the page is not served safely.
    const now = await (navigator.clipboard?.writeText(words) ?? Promise.reject(new Error('no clipboard'))).then(
      () => 'copied' as const,
      () => 'notCopied' as const,
    );
    setOutcome(now);
    announce(t(now));
  };
  return (
    <>
      <Button
        variant="quiet"
        icon={outcome === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
        aria-label={t('copyOf', { words: shortened(words) })}
        onPress={copy}
      >
        {t('copy')}
      </Button>
      {outcome === 'notCopied' && <p className={css.about}>{t('notCopied')}</p>}
    </>
  );
}
