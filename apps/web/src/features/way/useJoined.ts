import { useLanguage, useTranslations } from '../../i18n/index.ts';

/** "Anna Lind (L) och Omar Said (L)", in the interface's language; '' for nobody. */
export function useJoined(): (people: readonly { readonly name: string; readonly party: string | null }[]) => string {
  const t = useTranslations('people');
  const { language } = useLanguage();
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return (people) => list.format(people.map(({ name, party }) => (party === null ? name : t('withParty', { name, party }))));
}
