import { Link } from '@tanstack/react-router';
import { wordCopyOf } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { VisuallyHidden } from '../../ui/index.ts';
import css from './PaperLinks.module.css';

/** A locked document as it prints, to read or to keep on paper, as a Word file, and for whoever may the copy to publish. */
export function PaperLinks({ documentId, mayPublish = false }: { readonly documentId: string; readonly mayPublish?: boolean }) {
  const t = useTranslations('way');
  const publishing = useTranslations('publishing');
  return (
    <>
      <a className={css.link} href={`/api/documents/${encodeURIComponent(documentId)}/pdf`} target="_blank" rel="noreferrer">
        {t('items.pdf')}
        <VisuallyHidden>, {t('pdfOpens')}</VisuallyHidden>
      </a>
      <a className={css.link} href={wordCopyOf(documentId)} download>
        {t('items.word')}
      </a>
      {mayPublish && (
        <Link className={css.link} to="/dokument/$documentId/publicering" params={{ documentId }}>
          {publishing('open')}
        </Link>
      )}
    </>
  );
}
