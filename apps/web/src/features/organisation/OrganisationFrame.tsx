import { Link } from '@tanstack/react-router';
import type { Organisation } from '@yrka/server/api';
import type { ReactNode } from 'react';
import { useOrganisation } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { BackLink, Button, EmptyState, PageHeading, SkeletonLine } from '../../ui/index.ts';
import css from './Organisation.module.css';

const places = [
  ['/organisation', 'municipality'],
  ['/organisation/dokumentmall', 'template'],
  ['/organisation/sammantraden', 'meetings'],
  ['/organisation/partier', 'parties'],
  ['/organisation/register', 'register'],
] as const;

export type OrganisationPlace = (typeof places)[number][1];

type Props = {
  readonly place: OrganisationPlace;
  readonly actions?: (organisation: Organisation) => ReactNode;
  readonly children: (organisation: Organisation) => ReactNode;
};

/** What stands around each part of the organisation: its name, the way between the parts, and what is said while there is nothing. */
export function OrganisationFrame({ place, actions, children }: Props) {
  const t = useTranslations('organisation');
  const frame = useTranslations('frame');
  const matters = useTranslations('matters');
  const failure = useFailureWords();
  const organisation = useOrganisation();
  // Who keeps nothing here has nothing to see that is not elsewhere.
  const mayKeep = organisation.data?.acts.includes('readRegister') === true;
  return (
    <>
      <PageHeading
        title={t(`${place}.title`)}
        above={<BackLink to="/">{matters('back')}</BackLink>}
        actions={organisation.data !== undefined && mayKeep ? actions?.(organisation.data) : undefined}
      />
      <nav aria-label={t('nav')} className={css.places}>
        {places.map(([to, name]) => (
          <Link key={name} to={to} className={css.place} activeOptions={{ exact: true }} aria-current={name === place ? 'page' : undefined}>
            {t(`places.${name}`)}
          </Link>
        ))}
      </nav>
      {organisation.isPending && <ListSkeleton label={frame('loading')} />}
      {organisation.isError && organisation.data === undefined && (
        <div className={css.sheet}>
          <EmptyState action={<Button onPress={() => organisation.refetch()}>{frame('retry')}</Button>}>{failure(organisation.error)}</EmptyState>
        </div>
      )}
      {organisation.data !== undefined && !mayKeep && (
        <div className={css.sheet}>
          <EmptyState>{t('notYours')}</EmptyState>
        </div>
      )}
      {organisation.data !== undefined && mayKeep && children(organisation.data)}
    </>
  );
}

/** A list's shape while it is on its way. */
export function ListSkeleton({ label }: { readonly label: string }) {
  return (
    <div className={css.sheet} role="status" aria-label={label}>
      {[44, 58, 36, 52].map((width) => (
        <div key={width} className={css.skeleton}>
          <SkeletonLine width={width} />
        </div>
      ))}
    </div>
  );
}
