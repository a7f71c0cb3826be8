import { useTranslations } from '../../i18n/index.ts';
import css from './Preparing.module.css';

/** That pages are made ready to print, above whatever is there. It is said aloud where that begins (`usePrint`). */
export function Preparing() {
  const t = useTranslations('exporting.print');
  return (
    <p className={css.preparing} aria-hidden>
      {t('preparing')}
    </p>
  );
}
