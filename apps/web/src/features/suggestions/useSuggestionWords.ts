import type { Suggestion } from '@yrka/ydoc';
import { useTranslations } from '../../i18n/index.ts';
import { useChangeWords } from './useChangeWords.ts';

/** How much of a passage is said; the text itself has the rest. */
const longestWords = 90;

/** What a suggestion would do, in words. */
export function useSuggestionWords(): (suggestion: Pick<Suggestion, 'removed' | 'added' | 'changes'>) => string {
  const t = useTranslations('suggestions');
  const changeWords = useChangeWords();
  return (suggestion) => {
    const [removed, added] = [short(suggestion.removed), short(suggestion.added)];
    const changes = [changeWords(suggestion.changes)].filter((said) => said !== '');
    const words =
      removed === '' && added === ''
        ? changes.length > 0
          ? []
          : [suggestion.changes.length > 0 ? t('otherChoice') : t('blank')]
        : [removed === '' ? t('adds', { added }) : added === '' ? t('removes', { removed }) : t('replaces', { removed, added })];
    return [...changes, ...words].join('. ');
  };
}

function short(words: string): string {
  const whole = words.replace(/\s+/gu, ' ').trim();
  return whole.length <= longestWords ? whole : `${whole.slice(0, longestWords).toWellFormed().trimEnd()}…`;
}
