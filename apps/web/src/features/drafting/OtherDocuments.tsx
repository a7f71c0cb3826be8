import { memo } from 'react';
import { Link } from '@tanstack/react-router';
import type { DocumentDetails } from '@yrka/server/api';
import { useMatter } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import css from './OtherDocuments.module.css';

/** The documents of the same matter; the open one is marked. Nothing when it is alone. */
export const OtherDocuments = memo(function OtherDocuments({ details }: { readonly details: DocumentDetails }) {
  const t = useTranslations('drafting.outline');
  const { data: matter } = useMatter(details.matterId);
  if (matter === undefined || matter.documents.length < 2) return null;
  return (
    <section className={css.parts}>
      <h2 className={css.heading}>{t('parts')}</h2>
      <ul>
        {matter.documents.map((document) => (
          <li key={document.id}>
            <Link
              to="/dokument/$documentId"
              params={{ documentId: document.id }}
              className={css.part}
              aria-current={document.id === details.id ? 'page' : undefined}
            >
              {document.revision > 1
                ? t('revision', { kind: details.template.documentLabels[document.kind], revision: document.revision })
                : details.template.documentLabels[document.kind]}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
});
