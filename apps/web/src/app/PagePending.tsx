import { useTranslations } from '../i18n/index.ts';
import { SkeletonPaper } from '../ui/index.ts';

/** Before a page's code or its first answer has come. */
export function PagePending() {
  const t = useTranslations('frame');
  return <SkeletonPaper label={t('loading')} />;
}
