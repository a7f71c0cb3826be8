import { FileDown } from 'lucide-react';
import { wordCopyOf } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import css from './WordCopy.module.css';

/** Always one click away: the document as a Word file. In the header, and where that has no room at the end of the contents (`isWhole`). */
export function WordCopy({ documentId, isWhole = false }: { readonly documentId: string; readonly isWhole?: boolean }) {
  const t = useTranslations('way');
  const words = t('items.word');
  return (
    <a className={isWhole ? css.whole : css.short} href={wordCopyOf(documentId)} download title={isWhole ? undefined : words} aria-label={words}>
      <FileDown aria-hidden />
      {isWhole && words}
    </a>
  );
}
