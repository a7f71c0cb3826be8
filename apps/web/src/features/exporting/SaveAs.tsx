import type { ExportReport } from '@yrka/server/api';
import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { makeFile, saveFile } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button } from '../../ui/index.ts';
import css from './SaveAs.module.css';

type SavedFile = { readonly name: string; readonly address: string };

type Saving =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'making'; readonly address: string }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'saved'; readonly report: ExportReport };

/** Buttons that each save a file, which the server makes while one waits; one at a time, given up when one leaves. */
export function SaveAs({
  files,
  lost,
}: {
  readonly files: readonly SavedFile[];
  /** What is said of a file that leaves something out. */
  readonly lost: string;
}) {
  const t = useTranslations('exporting');
  const failure = useFailureWords();
  const [saving, setSaving] = useState<Saving>({ kind: 'nothing' });
  const giveUp = useRef<AbortController | null>(null);
  useEffect(() => () => giveUp.current?.abort(), []);

  const save = async (address: string) => {
    giveUp.current?.abort();
    const own = new AbortController();
    giveUp.current = own;
    setSaving({ kind: 'making', address });
    try {
      const file = await makeFile(address, own.signal);
      saveFile(file);
      announce(t('saved', { name: file.name }));
      setSaving({ kind: 'saved', report: file.report });
    } catch (error) {
      if (!own.signal.aborted) setSaving({ kind: 'failed', error });
    }
  };
  return (
    <div className={css.files}>
      <div className={css.buttons}>
        {files.map(({ name, address }) => (
          <Button
            key={address}
            icon={<FileDown aria-hidden />}
            isPending={saving.kind === 'making' && saving.address === address}
            onPress={() => void save(address)}
          >
            {name}
          </Button>
        ))}
        {saving.kind === 'making' && (
          <>
            <progress className={css.progress} aria-label={t('making')} />
            <Button
              variant="quiet"
              onPress={() => {
                giveUp.current?.abort();
                setSaving({ kind: 'nothing' });
                announce(t('stopped'));
              }}
            >
              {t('stop')}
            </Button>
          </>
        )}
      </div>
      {saving.kind === 'failed' && (
        <Banner tone="danger" isAnnounced>
          {failure(saving.error)}
        </Banner>
      )}
      {saving.kind === 'saved' && saving.report.length > 0 && (
        <Banner tone="warning" isAnnounced>
          {lost}
        </Banner>
      )}
    </div>
  );
}
