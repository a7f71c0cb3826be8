import { Link } from '@tanstack/react-router';
import { mayTakeIn } from '@yrka/policies';
import type { TakenIn } from '@yrka/server/api';
import { useEffect, useRef } from 'react';
import { useSession } from '../../api/index.ts';
import { useMoments, useTranslations } from '../../i18n/index.ts';
import { BackLink, ButtonLink, EmptyState, FileZone, PageHeading } from '../../ui/index.ts';
import { BundleView } from './BundleView.tsx';
import { Failure } from './Failure.tsx';
import css from './TakeInPage.module.css';
import { useTakingIn } from './useTakingIn.ts';

const endings = ['.zip'] as const;
/** What is told of a matter that came in, in order. */
const counted = ['documents', 'histories', 'locks', 'signatures', 'attachments', 'comments', 'access'] as const;

/** A matter from another installation: its file in, what is in it before anything is stored, and a report after. */
export function TakeInPage() {
  const t = useTranslations('takingIn');
  const importing = useTranslations('importing');
  const matters = useTranslations('matters');
  const frame = useTranslations('frame');
  const errors = useTranslations('errors');
  const { data: session } = useSession();
  const taking = useTakingIn();
  const { underWay, found, taken, hasLeft, look, stop } = taking;
  if (session?.person == null || !mayTakeIn({ ...session.person, roles: new Set(session.person.roles) })) {
    return (
      <EmptyState title={t('title')} action={<ButtonLink to="/">{frame('toMatters')}</ButtonLink>}>
        {errors('noRight')}
      </EmptyState>
    );
  }
  return (
    <div className={css.page}>
      <PageHeading title={t('title')} above={<BackLink to="/">{matters('back')}</BackLink>} />
      {taken !== null ? (
        <Report taken={taken.report} title={taken.title} />
      ) : (
        <>
          {found === null && <p className={css.intro}>{t('intro')}</p>}
          {found === null && <Failure failed={taking.failed} />}
          {found !== null ? (
            <BundleView taking={taking} found={found} />
          ) : (
            <FileZone
              drop={importing('drop')}
              choose={importing('choose')}
              or={importing('or')}
              formats={t('formats')}
              endings={endings}
              hasFocus={hasLeft}
              underWay={
                underWay && {
                  words: underWay.part < 1 ? importing('sending', { name: underWay.name }) : t('looking', { name: underWay.name }),
                  part: underWay.part,
                  label: importing('progress'),
                  stop: importing('stop'),
                  onStop: stop,
                }
              }
              onFiles={([file]) => file !== undefined && look(file)}
            />
          )}
        </>
      )}
    </div>
  );
}

/** What came in, and what did not come along as it was. */
function Report({ taken: { matterId, people, carried, remarks }, title }: { readonly taken: TakenIn; readonly title: string }) {
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
      case 'attendanceKept':
        return t('remark.attendanceKept', { day: moments.day(remark.date) });
      case 'officerAway':
        return t('remark.officerAway');
      default:
        return remark satisfies never;
    }
  });
  return (
    <section className={css.report}>
      <h2 ref={heading} tabIndex={-1} className={css.done}>
        {t('done', { title })}
      </h2>
      <h3 className={css.heading}>{t('along')}</h3>
      <ul className={css.list}>
        {counted.map((part) => carried[part] > 0 && <li key={part}>{t(`carried.${part}`, { count: carried[part] })}</li>)}
        {carried.hasLog && <li>{t('carried.log')}</li>}
        {carried.hasOwn && <li>{t('carried.own')}</li>}
      </ul>
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
      <p>{t(carried.hasOwn ? 'neverAlong' : 'neverAlongNorOwn')}</p>
      <div className={css.actions}>
        <ButtonLink variant="primary" to="/arenden/$matterId" params={{ matterId }}>
          {t('open')}
        </ButtonLink>
        <Link to="/">{t('toList')}</Link>
      </div>
    </section>
  );
}
