import type { CommentList, DocumentDetails } from '@yrka/server/api';
import { useTranslations } from '../../i18n/index.ts';

type Audience = CommentList['audiences'][number];

/** What a circle of those who read the comments is called where the document stands. */
export function useCircleWords(space: DocumentDetails['space']): (audience: Audience) => string {
  const t = useTranslations('comments');
  return (audience) => {
    if (space === 'party') return t(audience === 'group' || audience === 'writers' ? `audienceIn.party.${audience}` : 'audienceIn.party.readers');
    return t(audience === 'administration' || audience === 'writers' ? `audienceIn.municipality.${audience}` : 'audienceIn.municipality.readers');
  };
}
