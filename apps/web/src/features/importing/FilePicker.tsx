import { importableKinds } from '@yrka/schema';
import { useState } from 'react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import css from './ImportPage.module.css';
import type { ReadingState } from './useReading.ts';

/** What the file dialog offers. What a file is, its bytes say. */
const endings = ['.docx', '.odt', '.pdf', '.txt', '.md', '.html', '.htm', '.xml', '.akn'] as const;

/** Where a file is chosen or dropped, how it goes, and in one sentence why it came to nothing. */
export function FilePicker({ reading }: { readonly reading: ReadingState }) {
  const t = useTranslations('importing');
  const failure = useFailureWords();
  const [hasSeveral, setSeveral] = useState(false);
  const { underWay, failed, read, stop } = reading;
  const take = (file: File | undefined) => {
    setSeveral(false);
    if (file !== undefined && underWay === null) read(file);
  };
  return (
    <>
      <DropZone
        className={css.zone ?? ''}
        aria-label={t('drop')}
        getDropOperation={() => 'copy'}
        onDrop={async ({ items }) => {
          const files = items.filter(isFileDropItem);
          if (files.length > 1) setSeveral(true);
          else take(await files[0]?.getFile());
        }}
      >
        {underWay === null ? (
          <>
            <p className={css.drop}>{t('drop')}</p>
            <p className={css.or}>{t('or')}</p>
            <FileTrigger acceptedFileTypes={endings} onSelect={(files) => take(files?.[0])}>
              <Button>{t('choose')}</Button>
            </FileTrigger>
            <p className={css.formats}>{t('formats')}</p>
          </>
        ) : (
          <>
            <p className={css.reading} role="status">
              {underWay.part < 1 ? t('sending', { name: underWay.name }) : t('reading', { name: underWay.name })}
            </p>
            <progress className={css.progress} aria-label={t('progress')} {...(underWay.part < 1 && { value: underWay.part })} />
            <Button variant="quiet" onPress={stop}>
              {t('stop')}
            </Button>
          </>
        )}
      </DropZone>
      {hasSeveral && (
        <Banner tone="danger" isAnnounced>
          {t('onlyOne')}
        </Banner>
      )}
      {failed !== null && (
        <Banner tone="danger" isAnnounced>
          {t('failed', { name: failed.file.name, why: failure(failed.error) })}
        </Banner>
      )}
      {failed?.error.code === 'notUnderstood' && (
        <div className={css.anyway}>
          <p>{t('anyway')}</p>
          <div className={css.actions}>
            {importableKinds.map((kind) => (
              <Button key={kind} onPress={() => read(failed.file, { kind, templateId: null })}>
                {t(`kinds.${kind}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
    </>
  );
}
