import { importableKinds } from '@yrka/schema';
import { useState } from 'react';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, FileZone } from '../../ui/index.ts';
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
  return (
    <>
      <FileZone
        drop={t('drop')}
        choose={t('choose')}
        or={t('or')}
        formats={t('formats')}
        endings={endings}
        underWay={
          underWay && {
            words: t(underWay.part < 1 ? 'sending' : 'reading', { name: underWay.name }),
            part: underWay.part,
            label: t('progress'),
            stop: t('stop'),
            onStop: stop,
          }
        }
        onFiles={(files) => {
          const [file] = files;
          setSeveral(files.length > 1);
          if (file !== undefined && files.length === 1) read(file);
        }}
      />
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
