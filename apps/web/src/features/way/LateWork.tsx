import type { DocumentDetails } from '@yrka/server/api';
import { useState } from 'react';
import { useDropLate, useLate } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import css from './LateWork.module.css';

/** One's own work that came after the lock: kept, shown to nobody else, to be saved or let go. */
export function LateWork({ details }: { readonly details: DocumentDetails }) {
  const t = useTranslations('way.late');
  const { data } = useLate(details.id, details.stage);
  const drop = useDropLate(details.id);
  const [isShown, setShown] = useState(false);
  const late = data?.late ?? null;
  if (late === null) return null;
  return (
    <div className={css.late}>
      <Banner tone="warning" isAnnounced>
        <strong>{t('title')}.</strong> {t(details.stage === 'filed' ? 'words' : 'wordsLocked')}
      </Banner>
      <div className={css.actions}>
        <Button variant="quiet" aria-expanded={isShown} onPress={() => setShown(!isShown)}>
          {t('show')}
        </Button>
        <Button variant="quiet" onPress={() => saveAsFile(t('fileName'), late.text)}>
          {t('save')}
        </Button>
        <Button variant="quiet" isPending={drop.isPending} onPress={() => drop.mutate()}>
          {t('drop')}
        </Button>
      </div>
      {isShown && (
        <pre className={css.text} lang="sv">
          {late.text}
        </pre>
      )}
    </div>
  );
}

function saveAsFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
