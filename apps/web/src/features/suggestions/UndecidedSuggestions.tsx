import { useSuggestionList } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { Banner } from '../../ui/index.ts';

/** Before a text is locked: what is suggested in it and not decided is no part of what is locked. Nothing where nothing is. */
export function UndecidedSuggestions({ documentId }: { readonly documentId: string }) {
  const t = useTranslations('suggestions');
  const count = useSuggestionList(documentId).data?.suggestions.length ?? 0;
  return count === 0 ? null : <Banner tone="warning">{t('undecided', { count })}</Banner>;
}
