import type { Suggestion } from '@yrka/ydoc';
import { useTranslations } from '../../i18n/index.ts';
import { textChange } from './textChange.ts';
import { useChangeWords } from './useChangeWords.ts';

/** What a suggestion would do, in words. */
export function useSuggestionWords(): (suggestion: Pick<Suggestion, 'removed' | 'added' | 'changes'>) => string {
  const t = useTranslations('suggestions');
  const changeWords = useChangeWords();
  return (suggestion) => {
    const changes = [changeWords(suggestion.changes)].filter((said) => said !== '');
    const { sentence, removed, added } = textChange(suggestion);
    if (sentence !== null) changes.push(t(sentence, { removed, added }));
    else if (changes.length === 0) changes.push(suggestion.changes.length > 0 ? t('otherChoice') : t('blank'));
    return changes.join('. ');
  };
}
