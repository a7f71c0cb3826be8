import type { ExportReport } from '@yrka/server/api';
import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { saveFile } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { announce, Banner, Button, VisuallyHidden } from '../../ui/index.ts';
import css from './ExportDialog.module.css';
import type { FileState } from './useMadeFile.ts';

type MadeFileProps = {
  readonly state: FileState;
  readonly stop: () => void;
  readonly again: () => void;
  /** Where it can be looked at as it is; null for what a browser saves. */
  readonly pdf: string | null;
};

/** How far the file has come, what it leaves out, and the button that saves it. */
export function MadeFile({ state, stop, again, pdf }: MadeFileProps) {
  const t = useTranslations('exporting');
  const failure = useFailureWords();
  const size = useSizeWords();
  const words = useStateWords(state);
  const save = () => {
    if (state.kind !== 'ready') return;
    saveFile(state.file);
    announce(t('saved', { name: state.file.name }));
  };
  return (
    <div className={css.file}>
      {state.kind === 'ready' && <Report report={state.file.report} />}
      {state.kind === 'failed' && (
        <Banner tone="danger" isAnnounced>
          {failure(state.error)}
        </Banner>
      )}
      <p className={css.state}>
        {state.kind === 'making' && <progress aria-label={t('making')} className={css.progress} />}
        {state.kind === 'ready' ? `${t('ready', { size: size(state.file.blob.size) })}${state.file.report.length === 0 ? ` ${t('lost.nothing')}` : ''}` : words}
      </p>
      <div className={css.acts}>
        {state.kind === 'making' && <Button onPress={stop}>{t('stop')}</Button>}
        {(state.kind === 'stopped' || state.kind === 'failed') && <Button onPress={again}>{t('again')}</Button>}
        {pdf !== null && (
          <a className={css.open} href={pdf} target="_blank" rel="noreferrer">
            {t('openPdf')}
            <VisuallyHidden>, {t('openPdfMeans')}</VisuallyHidden>
          </a>
        )}
        <Button variant="primary" icon={<FileDown aria-hidden />} isDisabled={state.kind === 'failed'} isPending={state.kind !== 'ready'} onPress={save}>
          {t('save')}
        </Button>
      </div>
    </div>
  );
}

/** How long one waits before one is told that it will take longer. */
const longMs = 3_000;

/** What is said of a file that is not there: to everybody, and aloud when it takes long or was given up. */
function useStateWords({ kind }: FileState): string {
  const t = useTranslations('exporting');
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (kind !== 'making') return;
    const timer = setTimeout(() => setLong(true), longMs);
    return () => clearTimeout(timer);
  }, [kind]);
  const words = kind === 'stopped' ? t('stopped') : kind === 'making' ? t(isLong ? 'makingStill' : 'making') : '';
  useEffect(() => {
    if (kind === 'stopped' || (kind === 'making' && isLong)) announce(words);
  }, [kind, isLong, words]);
  return words;
}

function useSizeWords(): (bytes: number) => string {
  const t = useTranslations('exporting');
  return (bytes) => (bytes < 1_000_000 ? t('kilobytes', { size: Math.max(1, Math.round(bytes / 1_000)) }) : t('megabytes', { size: bytes / 1_000_000 }));
}

/** What does not come along, each said once; nothing when all of it does. */
function Report({ report }: { readonly report: ExportReport }) {
  const t = useTranslations('exporting.lost');
  const wordsOf = (lost: ExportReport[number]): string => {
    switch (lost.code) {
      case 'unknownContent':
      case 'pictureUnreadable':
      case 'templateUnknown':
        return t(lost.code);
      case 'charactersWithoutGlyph':
        return t(lost.code, { characters: lost.characters.join(' ') });
      case 'linkWithoutAddress':
        return t(lost.code, { address: lost.href });
      case 'notCarried':
        return t(lost.what);
      default:
        return lost satisfies never;
    }
  };
  const said = [...new Set(report.map(wordsOf))];
  if (said.length === 0) return null;
  return (
    <Banner tone="warning">
      <p className={css.lostHeading}>{t('heading')}</p>
      <ul className={css.lost}>
        {said.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Banner>
  );
}
