import type { ImportedMatter } from '@yrka/server/api';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { useImportFile } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { importing as words } from '../../i18n/sv/importing.ts';
import { BackLink, Banner, Button, ButtonLink, PageHeading } from '../../ui/index.ts';
import css from './ImportPage.module.css';

/** A text file in, a matter out, and an account of what was understood. */
export function ImportPage() {
  const t = useTranslations('importing');
  const matters = useTranslations('matters');
  const failure = useFailureWords();
  const read = useImportFile();
  const [refused, setRefused] = useState<string | null>(null);

  function take(file: File | undefined): void {
    if (file === undefined || read.isPending) return;
    const isText = /\.(txt|text|md)$/i.test(file.name) || file.type.startsWith('text/');
    setRefused(isText ? null : t('notText', { name: file.name }));
    if (isText) read.mutate(file);
  }

  return (
    <div className={css.page}>
      <PageHeading title={t('title')} above={<BackLink to="/">{matters('back')}</BackLink>} />
      {read.isSuccess ? (
        <Result matter={read.data} onAnother={read.reset} />
      ) : (
        <>
          <p className={css.intro}>{t('intro')}</p>
          <DropZone
            className={css.zone ?? ''}
            getDropOperation={() => 'copy'}
            onDrop={async ({ items }) => {
              const files = items.filter(isFileDropItem);
              if (files.length > 1) setRefused(t('onlyOne'));
              else take(await files[0]?.getFile());
            }}
          >
            {read.isPending ? (
              <p className={css.reading}>{t('reading', { name: read.variables.name })}</p>
            ) : (
              <>
                <p className={css.drop}>{t('drop')}</p>
                <p className={css.or}>{t('or')}</p>
                <FileTrigger acceptedFileTypes={['.txt', 'text/plain']} onSelect={(files) => take(files?.[0])}>
                  <Button>{t('choose')}</Button>
                </FileTrigger>
                <p className={css.formats}>{t('formats')}</p>
              </>
            )}
          </DropZone>
          {refused !== null && (
            <Banner tone="danger" isAnnounced>
              {refused}
            </Banner>
          )}
          {refused === null && read.isError && (
            <Banner tone="danger" isAnnounced>
              {failure(read.error)}
            </Banner>
          )}
        </>
      )}
    </div>
  );
}

function Result({ matter, onAnother }: { readonly matter: ImportedMatter; readonly onAnother: () => void }) {
  const t = useTranslations('importing');
  const matters = useTranslations('matters');
  return (
    <div role="status" className={css.result}>
      <h2 className={css.name} lang="sv">
        {matter.title === '' ? matters('untitled') : matter.title}
      </h2>
      <section>
        <h3>{t('understood', { count: matter.understood.length })}</h3>
        <ul className={css.parts}>
          {matter.understood.map((part) => (
            <li key={part}>
              <Check aria-hidden />
              <PartName part={part} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t('unplaced', { count: matter.unplaced.length })}</h3>
        {matter.unplaced.length > 0 && (
          <>
            <p className={css.help}>{t('unplacedHelp')}</p>
            <ul className={css.lines} lang="sv">
              {matter.unplaced.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two lines may have the same words; their order is all that tells them apart.
                <li key={`${index} ${line}`}>{line}</li>
              ))}
            </ul>
          </>
        )}
      </section>
      <div className={css.actions}>
        <ButtonLink variant="primary" to="/arenden/$matterId" params={{ matterId: matter.id }}>
          {t('open')}
        </ButtonLink>
        <Button variant="quiet" onPress={onAnother}>
          {t('another')}
        </Button>
      </div>
    </div>
  );
}

/** The part as the reader knows it; a name that this page has no word for is shown as it came. */
function PartName({ part }: { readonly part: string }) {
  const t = useTranslations('importing.part');
  return isPart(part) ? t(part) : part;
}

const isPart = (part: string): part is keyof typeof words.part => Object.hasOwn(words.part, part);
