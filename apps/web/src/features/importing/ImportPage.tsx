import { importSpace } from '@yrka/policies';
import { importableKinds } from '@yrka/schema';
import { useState } from 'react';
import { useSession } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { BackLink, ButtonLink, EmptyState, PageHeading } from '../../ui/index.ts';
import { takeFile } from '../matters/index.ts';
import { FilePicker } from './FilePicker.tsx';
import css from './ImportPage.module.css';
import { ReadingView } from './ReadingView.tsx';
import { useReading } from './useReading.ts';

/** A file in, a matter of its own out: one that is chosen here, or that was no copy of the document that it was given to. */
export function ImportPage() {
  const t = useTranslations('importing');
  const matters = useTranslations('matters');
  const frame = useTranslations('frame');
  const errors = useTranslations('errors');
  const [left] = useState(() => takeFile(null));
  const reading = useReading(null, left);
  const { data: session } = useSession();
  const actor = session?.person == null ? null : { ...session.person, roles: new Set(session.person.roles) };
  if (importableKinds.every((kind) => importSpace(actor, kind) === null)) {
    return (
      <EmptyState title={t('title')} action={<ButtonLink to="/">{frame('toMatters')}</ButtonLink>}>
        {errors('noRight')}
      </EmptyState>
    );
  }
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
