import { useTranslations } from '../../i18n/index.ts';
import { VisuallyHidden } from '../../ui/index.ts';
import css from './PdfLink.module.css';

/** A locked document as it prints, to read or to keep on paper. */
export function PdfLink({ documentId }: { readonly documentId: string }) {
  const t = useTranslations('way');
  return (
    <a className={css.pdf} href={`/api/documents/${encodeURIComponent(documentId)}/pdf`} target="_blank" rel="noreferrer">
      {t('items.pdf')}
      <VisuallyHidden>, {t('pdfOpens')}</VisuallyHidden>
    </a>
  );
}
