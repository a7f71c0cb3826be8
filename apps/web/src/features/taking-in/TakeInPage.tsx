import { Link } from '@tanstack/react-router';
import type { TakenIn } from '@yrka/server/api';
import { useEffect, useRef } from 'react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { useFailureWords, useMoments, useTranslations } from '../../i18n/index.ts';
import { BackLink, Banner, Button, ButtonLink, PageHeading } from '../../ui/index.ts';
import { BundleView } from './BundleView.tsx';
import css from './TakeInPage.module.css';
import { useTakingIn } from './useTakingIn.ts';

/** A matter from another installation: its file in, what is in it before anything is stored, and a report after. */
export function TakeInPage() {
  const t = useTranslations('takingIn');
  const importing = useTranslations('importing');
  const matters = useTranslations('matters');
  const failure = useFailureWords();
  const taking = useTakingIn();
  const { underWay, failed, found, taken, look, stop } = taking;
  const choose = (file: File | undefined) => {
    if (file !== undefined && underWay === null) look(file);
  };
  return (
    <div className={css.page}>
      <PageHeading title={t('title')} above={<BackLink to="/">{matters('back')}</BackLink>} />
      {taken !== null ? (
        <Report taken={taken.report} title={taken.title} />
      ) : (
        <>
          {found === null && <p className={css.intro}>{t('intro')}</p>}
          {failed !== null && (
            <Banner tone="danger" isAnnounced>
              {importing('failed', { name: failed.name, why: failure(failed.error) })}
            </Banner>
          )}
          {found !== null ? (
            <BundleView taking={taking} found={found} />
          ) : (
            <DropZone
              className={css.zone ?? ''}
              aria-label={importing('drop')}
              getDropOperation={() => 'copy'}
              onDrop={async ({ items }) => choose(await items.find(isFileDropItem)?.getFile())}
            >
              {underWay === null ? (
                <>
                  <p className={css.drop}>{importing('drop')}</p>
                  <p className={css.or}>{importing('or')}</p>
                  <FileTrigger acceptedFileTypes={['.zip']} onSelect={(files) => choose(files?.[0])}>
                    <Button>{importing('choose')}</Button>
                  </FileTrigger>
                  <p className={css.or}>{t('formats')}</p>
                </>
              ) : (
                <>
                  <p className={css.reading} role="status">
                    {underWay.part < 1 ? importing('sending', { name: underWay.name }) : t('looking', { name: underWay.name })}
                  </p>
                  <progress className={css.progress} aria-label={importing('progress')} {...(underWay.part < 1 && { value: underWay.part })} />
                  <Button variant="quiet" onPress={stop}>
                    {importing('stop')}
                  </Button>
                </>
              )}
            </DropZone>
          )}
        </>
      )}
    </div>
  );
}

/** What came in, and what did not come along as it was. */
function Report({ taken: { matterId, people, remarks }, title }: { readonly taken: TakenIn; readonly title: string }) {
  const t = useTranslations('takingIn');
  const moments = useMoments();
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed is gone: whoever reads by ear or keys goes on here.
  useEffect(() => heading.current?.focus(), []);
  const said = remarks.map((remark) => {
    switch (remark.code) {
      case 'withoutHistory':
        return t('remark.withoutHistory', { title: remark.title });
      case 'attachmentMissing':
        return t('remark.attachmentMissing', { title: remark.title });
      case 'meetingUnknown':
        return t('remark.meetingUnknown', { day: moments.day(remark.date) });
      case 'bodyAdded':
        return t('remark.bodyAdded', { name: remark.name });
      default:
        return remark satisfies never;
    }
  });
  return (
    <section className={css.report}>
      <h2 ref={heading} tabIndex={-1} className={css.done}>
        {t('done', { title })}
      </h2>
      {people > 0 && <p>{t('peopleAdded', { count: people })}</p>}
      {said.length === 0 ? (
        <p>{t('nothingLost')}</p>
      ) : (
        <>
          <p>{t('remarks')}</p>
          <ul className={css.list}>
            {said.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
      <p>{t('accessAnew')}</p>
      <div className={css.actions}>
        <ButtonLink variant="primary" to="/arenden/$matterId" params={{ matterId }}>
          {t('open')}
        </ButtonLink>
        <Link to="/">{t('toList')}</Link>
      </div>
    </section>
  );
}
