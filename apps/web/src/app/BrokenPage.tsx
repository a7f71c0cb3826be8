import type { ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslations } from '../i18n/index.ts';
import { Button, PageHeading } from '../ui/index.ts';
import css from './WordsPage.module.css';

/** When a page throws, or its code could not be fetched because a newer version has taken its place. */
export function BrokenPage({ error }: ErrorComponentProps) {
  const t = useTranslations('frame');
  useEffect(() => console.error(error), [error]);
  return (
    <div className={css.words} role="alert">
      <PageHeading title={t('brokenTitle')} />
      <p>{t('brokenWords')}</p>
      <p>
        <Button variant="primary" onPress={() => window.location.reload()}>
          {t('reload')}
        </Button>
      </p>
    </div>
  );
}
