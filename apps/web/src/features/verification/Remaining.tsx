import type { DocumentDetails } from '@yrka/server/api';
import { useTranslations } from '../../i18n/index.ts';
import { FindingList } from '../checks/index.ts';
import type { RemainingFindings } from './useRemaining.ts';
import css from './VerificationWay.module.css';

/** What is still to be said of the item. It informs, and never stops: verification certifies what was decided (JO dnr 3339-2013). */
export function Remaining({ details, remaining }: { readonly details: DocumentDetails; readonly remaining: RemainingFindings | null }) {
  const t = useTranslations('verification.remaining');
  if (remaining === null) return null;
  if (remaining.count === 0) return <p className={css.note}>{t('none')}</p>;
  return (
    <section className={css.remaining} aria-label={t('title')}>
      <h2 className={css.heading}>{t('title')}</h2>
      {remaining.hasNoNumber && <p>{t('noNumber')}</p>}
      {remaining.findings.length > 0 && <FindingList findings={remaining.findings} kind={details.kind} template={details.template} />}
      <p className={css.note}>{t('never')}</p>
    </section>
  );
}
