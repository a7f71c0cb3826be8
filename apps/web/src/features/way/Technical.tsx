import { useLock } from '../../api/index.ts';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import css from './DocumentWay.module.css';

/** By what a locked text is known; folded, for those who ask. */
export function Technical({ documentId }: { readonly documentId: string }) {
  const t = useTranslations('way.technical');
  const moments = useMoments();
  const lock = useLock(documentId).data?.lock ?? null;
  if (lock === null) return null;
  return (
    <details className={css.technical}>
      <summary>{t('heading')}</summary>
      <dl className={css.facts}>
        <div>
          <dt>{t('code')}</dt>
          <dd>{lock.code}</dd>
        </div>
        <div>
          <dt>{t('locked')}</dt>
          <dd>{moments.long(lock.at)}</dd>
        </div>
        <div>
          <dt>{t('hash')}</dt>
          <dd className={css.hash}>{lock.sha256}</dd>
        </div>
      </dl>
    </details>
  );
}
