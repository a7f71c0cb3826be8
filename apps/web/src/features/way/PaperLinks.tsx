import { wordCopyOf } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { VisuallyHidden } from '../../ui/index.ts';
import css from './PaperLinks.module.css';

/** A locked document as it prints, to read or to keep on paper, and as a Word file. */
export function PaperLinks({ documentId }: { readonly documentId: string }) {
  const t = useTranslations('way');
  return (
    <>
      <a className={css.link} href={`/api/documents/${encodeURIComponent(documentId)}/pdf`} target="_blank" rel="noreferrer">
        {t('items.pdf')}
        <VisuallyHidden>, {t('pdfOpens')}</VisuallyHidden>
      </a>
      <a className={css.link} href={wordCopyOf(documentId)} download>
        {t('items.word')}
      </a>
    </>
  );
}
