import { useEffect, useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { SkeletonPaper } from '../../ui/index.ts';
import type { FileState } from './useMadeFile.ts';
import css from './PagesPreview.module.css';

/** In bytes: more than anybody reads here, and little enough for a phone. */
const shownBytes = 100_000;

/** A file that is nothing but letters, as it is. */
export function WordsPreview({ state }: { readonly state: FileState }) {
  const t = useTranslations('exporting.preview');
  const blob = state.kind === 'ready' ? state.file.blob : null;
  const [words, setWords] = useState<{ readonly of: Blob; readonly text: string } | null>(null);
  useEffect(() => {
    if (blob === null) return;
    let isGone = false;
    // A letter that is cut in two at the end is no loss.
    void blob
      .slice(0, shownBytes)
      .text()
      .then((text) => isGone || setWords({ of: blob, text }));
    return () => {
      isGone = true;
    };
  }, [blob]);
  const isShown = words !== null && words.of === blob;
  return (
    <section className={css.preview} aria-label={t('words')}>
      {isShown && words.of.size > shownBytes && <p className={css.note}>{t('cut')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached */}
      <div className={css.sheets} data-words role="group" aria-label={t('words')} tabIndex={0}>
        {state.kind === 'making' && <SkeletonPaper label={t('loadingWords')} />}
        {isShown &&
          (words.text.trim() === '' ? (
            <p className={css.note}>{t('empty')}</p>
          ) : (
            <pre className={css.words} lang="sv">
              {words.text}
            </pre>
          ))}
      </div>
    </section>
  );
}
