import { useTranslations } from '../i18n/index.ts';
import { ButtonLink, EmptyState } from '../ui/index.ts';

export function NotFoundPage() {
  const t = useTranslations('frame');
  return (
    <EmptyState
      title={t('notFoundTitle')}
      action={
        <ButtonLink variant="primary" to="/">
          {t('toMatters')}
        </ButtonLink>
      }
    >
      {t('notFoundWords')}
    </EmptyState>
  );
}
