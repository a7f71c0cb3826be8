import type { Suggestion } from '@yrka/ydoc';
import { useTranslations } from '../../i18n/index.ts';

/** How much of a passage is said; the text itself has the rest. */
const longestWords = 90;

/** What a suggestion would do, in words. */
export function useSuggestionWords(): (suggestion: Pick<Suggestion, 'removed' | 'added'>) => string {
  const t = useTranslations('suggestions');
  return (suggestion) => {
    const [removed, added] = [short(suggestion.removed), short(suggestion.added)];
    if (removed === '' && added === '') return t('blank');
    if (removed === '') return t('adds', { added });
    return added === '' ? t('removes', { removed }) : t('replaces', { removed, added });
  };
}

function short(words: string): string {
  const whole = words.replace(/\s+/gu, ' ').trim();
  return whole.length <= longestWords ? whole : `${whole.slice(0, longestWords).toWellFormed().trimEnd()}…`;
}
