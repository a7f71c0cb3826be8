import { useState } from 'react';
import { useTranslations } from '../../i18n/index.ts';
import { BackLink, PageHeading } from '../../ui/index.ts';
import { takeFile } from '../matters/index.ts';
import { FilePicker } from './FilePicker.tsx';
import css from './ImportPage.module.css';
import { ReadingView } from './ReadingView.tsx';
import { useReading } from './useReading.ts';

/** A file in, a matter of its own out: one that is chosen here, or that was no copy of the document that it was given to. */
export function ImportPage() {
  const t = useTranslations('importing');
  const matters = useTranslations('matters');
  const [left] = useState(() => takeFile(null));
  const reading = useReading(null, left);
  const back = <BackLink to="/">{matters('back')}</BackLink>;
  if (reading.found !== null) return <ReadingView reading={reading} found={reading.found} back={back} matter={null} />;
  return (
    <div className={css.page}>
      <PageHeading title={t('title')} above={back} />
      <p className={css.intro}>{t('intro')}</p>
      <FilePicker reading={reading} />
    </div>
  );
}
