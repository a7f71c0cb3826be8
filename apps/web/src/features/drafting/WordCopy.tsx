import { Download, FileOutput, Upload } from 'lucide-react';
import type { DocumentDetails } from '@yrka/server/api';
import { memo, useState } from 'react';
import { wordCopyOf } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Button, Dialog, IconButton } from '../../ui/index.ts';
import { ExportDialog } from '../exporting/index.ts';
import { prepareWordCopy } from './useWordCopyHere.ts';
import css from './WordCopy.module.css';

type WordCopyProps = {
  readonly details: Pick<DocumentDetails, 'id' | 'kind' | 'stage' | 'template'>;
  readonly isWhole?: boolean;
  /** Where a copy that was edited may come back; null for one who may not suggest. */
  readonly onBringBack: (() => void) | null;
  /** Makes the copy on this device; null while the server gives it. */
  readonly makeHere: (() => Promise<void>) | null;
};

/**
 * Always one click away: the document as a Word file, and beside that all else that it can be had as. In the header, and where
 * that has no room at the end of the contents (`isWhole`).
 */
export const WordCopy = memo(function WordCopy({ details, isWhole = false, onBringBack, makeHere }: WordCopyProps) {
  const t = useTranslations('way');
  const exporting = useTranslations('exporting');
  const copies = useTranslations('importing.copy');
  const frame = useTranslations('frame');
  const [isExporting, setExporting] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const words = t('items.word');
  const open = () => setExporting(true);
  return (
    <span className={isWhole ? css.whole : css.short}>
      <a
        className={css.link}
        href={wordCopyOf(details.id)}
        download
        title={isWhole ? undefined : words}
        aria-label={words}
        onFocus={prepareWordCopy}
        onPointerEnter={prepareWordCopy}
        onClick={(event) => {
          if (makeHere === null) return;
          event.preventDefault();
          makeHere().then(
            () => announce(t('items.wordHere')),
            () => setFailed(true),
          );
        }}
      >
        <Download aria-hidden />
        {isWhole && words}
      </a>
      {isWhole ? (
        <Button variant="quiet" icon={<FileOutput aria-hidden />} onPress={open}>
          {exporting('open')}
        </Button>
      ) : (
        <IconButton label={exporting('open')} onPress={open}>
          <FileOutput aria-hidden />
        </IconButton>
      )}
      {onBringBack !== null &&
        (isWhole ? (
          <Button variant="quiet" className={css.back ?? ''} icon={<Upload aria-hidden />} onPress={onBringBack}>
            {copies('menu')}
          </Button>
        ) : (
          <IconButton label={copies('menu')} className={css.back ?? ''} onPress={onBringBack}>
            <Upload aria-hidden />
          </IconButton>
        ))}
      {hasFailed && (
        <Dialog title={words} closeLabel={frame('close')} isOpen onOpenChange={(isOpen) => !isOpen && setFailed(false)}>
          <p>{t('items.wordNotHere')}</p>
        </Dialog>
      )}
      {isExporting && <ExportDialog details={details} onClose={() => setExporting(false)} />}
    </span>
  );
});
