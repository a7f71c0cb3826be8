import { useCallback } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import type { CopyChange } from './copyChanges.ts';

const longestWords = 60;
/** Of a sentence in which more was changed, so many places are told. */
const mostPlaces = 5;

/** What is changed in a copy, in a sentence, as two versions are compared. `what`: which of it, where that is not all. */
export function useCopyChangeWords(): (change: CopyChange, what?: CopyChange['replaced']) => string {
  const t = useTranslations('versions.comparing');
  return useCallback(
    ({ kind, words: said, replaced }, what = replaced) => {
      const words = shortened(said);
      if (kind === 'added' || kind === 'removed' || kind === 'moved') return t(kind, { words });
      const told = what.slice(0, mostPlaces).map((place) => {
        const [removed, added] = [shortened(place.removed), shortened(place.added)];
        if (removed === added) return t('formatted', { words: added });
        return added === '' ? t('wordsRemoved', { removed }) : removed === '' ? t('wordsAdded', { added }) : t('replaced', { removed, added });
      });
      return told.length === 0 ? t('said', { words }) : t('changed', { words, what: told.join(', ') });
    },
    [t],
  );
}

/** The beginning of words, in whole words. */
export function shortened(text: string): string {
  const words = text.replace(/\s+/gu, ' ').trim();
  return words.length > longestWords ? `${words.slice(0, longestWords).replace(/\s+\S*$/u, '')} …` : words;
}
