import { useSession } from '../api/index.ts';
import { useTranslations } from '../i18n/index.ts';
import { PageHeading } from '../ui/index.ts';
import css from './WordsPage.module.css';

/** Source: lagen (2018:1937) om tillgänglighet till digital offentlig service 13 §, read 2025-05-26. */
export function AccessibilityPage() {
  const t = useTranslations('accessibility');
  const { data: session } = useSession();
  const municipality = session?.municipality.name ?? '';
  return (
    <div className={css.words}>
      <PageHeading title={t('title')} />
      <p>{t('intro', { municipality })}</p>
      <h2>{t('howTitle')}</h2>
      <p>{t('how')}</p>
      <h2>{t('lacksTitle')}</h2>
      <ul>
        <li>{t('lacks.structured')}</li>
        <li>{t('lacks.cursors')}</li>
        <li>{t('lacks.language')}</li>
      </ul>
      <h2>{t('helpTitle')}</h2>
      <p>{t('help', { municipality })}</p>
      <h2>{t('reportTitle')}</h2>
      <p>{t('report', { municipality })}</p>
      <h2>{t('supervisionTitle')}</h2>
      <p>{t('supervision')}</p>
      <h2>{t('testedTitle')}</h2>
      <p>{t('tested')}</p>
    </div>
  );
}
