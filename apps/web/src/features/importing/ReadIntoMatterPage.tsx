import { useState } from 'react';
import { useMatter } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { BackLink, PageHeading, SkeletonPaper } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import { takeFile } from '../matters/index.ts';
import { FilePicker } from './FilePicker.tsx';
import css from './ImportPage.module.css';
import { ReadingView } from './ReadingView.tsx';
import { useReading } from './useReading.ts';

/** A file becomes one of the documents of a matter: the one that was dropped on it, or one that is chosen here. */
export function ReadIntoMatterPage({ matterId }: { readonly matterId: string }) {
  const t = useTranslations('importing');
  const matters = useTranslations('matters');
  const frame = useTranslations('frame');
  const matter = useMatter(matterId);
  const [dropped] = useState(() => takeFile(matterId));
  const reading = useReading(matterId, dropped);

  if (matter.isPending) return <SkeletonPaper label={frame('loading')} />;
  if (matter.data === undefined) return <FailedPage title={t('readDocument')} error={matter.error} onRetry={() => matter.refetch()} />;
  const { title, diarienummer, mayCreate } = matter.data;
  const back = (
    <BackLink to="/arenden/$matterId" params={{ matterId }}>
      {title === '' ? matters('untitled') : title}
    </BackLink>
  );
  if (reading.found !== null) return <ReadingView reading={reading} found={reading.found} back={back} matter={{ id: matterId, diarienummer }} />;
  return (
    <div className={css.page}>
      <PageHeading title={t('readDocument')} above={back} />
      <p className={css.intro}>{t(mayCreate.length === 0 ? 'mayNot' : 'introMatter')}</p>
      {mayCreate.length > 0 && <FilePicker reading={reading} />}
    </div>
  );
}
