import { useTranslations } from '../../i18n/index.ts';
import { VisuallyHidden } from '../../ui/index.ts';
import css from './ChecksButton.module.css';

/** In the header: how much there is to look at, and opens the panel. */
export function ChecksButton({ count, isOpen, onToggle }: { readonly count: number; readonly isOpen: boolean; readonly onToggle: () => void }) {
  const t = useTranslations('checks');
  return (
    <button type="button" className={css.button} aria-expanded={isOpen} onClick={onToggle}>
      {t('title')}{' '}
      <span className={css.count} data-none={count === 0 || undefined}>
        {count}
      </span>{' '}
      <VisuallyHidden>{t('toLookAt')}</VisuallyHidden>
    </button>
  );
}
