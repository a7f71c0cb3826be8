import { ChevronDown, FileDown } from 'lucide-react';
import { type CopyFormat, copyFormats, copyOf, wordCopyOf } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { IconButton, Menu, MenuItem, MenuTrigger } from '../../ui/index.ts';
import css from './WordCopy.module.css';

/**
 * Always one click away: the document as a Word file, and beside that what else it can be had as. In the header, and where
 * that has no room at the end of the contents (`isWhole`).
 */
export function WordCopy({ documentId, isWhole = false }: { readonly documentId: string; readonly isWhole?: boolean }) {
  const t = useTranslations('way');
  const words = t('items.word');
  return (
    <span className={isWhole ? css.whole : css.short}>
      <a className={css.link} href={wordCopyOf(documentId)} download title={isWhole ? undefined : words} aria-label={words}>
        <FileDown aria-hidden />
        {isWhole && words}
      </a>
      <MenuTrigger>
        <IconButton label={t('items.otherCopies')}>
          <ChevronDown aria-hidden />
        </IconButton>
        <Menu aria-label={t('items.otherCopies')} placement="bottom end" onAction={(key) => window.location.assign(copyOf(documentId, key as CopyFormat))}>
          {copyFormats.map((format) => (
            <MenuItem key={format} id={format}>
              {t(`copies.${format}`)}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
    </span>
  );
}
