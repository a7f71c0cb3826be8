import { Link, Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { RouterProvider } from 'react-aria-components';
import { useIsPageHeld, useSession } from '../api/index.ts';
import { useFailureWords, useTranslations } from '../i18n/index.ts';
import { Banner, Button, EmptyState, focusFirstWrong, LiveRegion } from '../ui/index.ts';
import css from './Frame.module.css';
import { NobodyPage } from './NobodyPage.tsx';
import { PagePending } from './PagePending.tsx';
import { TopBar } from './TopBar.tsx';
import { useOnline } from './useOnline.ts';

/** Pages that say the same to everybody. */
const openPages: ReadonlySet<string> = new Set(['/tangenter', '/tillganglighet', '/logga-in/lank']);

/** What stands around every page: the bar at the top, the content, and on ordinary pages a foot. */
export function Frame() {
  const t = useTranslations('frame');
  const router = useRouter();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const isOnline = useOnline();
  // A document fills the window and has a head of its own.
  const isDocument = /^\/dokument\/[^/]+\/?$/.test(path);

  return (
    <RouterProvider navigate={(to) => router.navigate({ to })} useHref={(to) => router.buildLocation({ to }).href}>
      {/* Dialogs too are told of here: they are within it for React. */}
      <div className={css.frame} onSubmit={({ target }) => target instanceof HTMLFormElement && focusFirstWrong(target)}>
        <a className={css.skip} href="#innehall">
          {t('skip')}
        </a>
        <TopBar />
        <main id="innehall" tabIndex={-1} className={isDocument ? css.document : css.page}>
          {!isOnline && !isDocument && (
            <div className={css.notice}>
              <Banner tone="offline" isAnnounced>
                {t('offline')}
              </Banner>
            </div>
          )}
          {openPages.has(path) || path.startsWith('/inbjudan/') ? <Outlet /> : <ForPerson>{(personId) => <Outlet key={personId} />}</ForPerson>}
        </main>
        {!isDocument && (
          <footer className={css.foot}>
            <nav aria-label={t('about')}>
              <Link to="/tangenter">{t('keys')}</Link>
              <Link to="/tillganglighet">{t('accessibility')}</Link>
            </nav>
          </footer>
        )}
        <LiveRegion />
      </div>
    </RouterProvider>
  );
}

/** Asks who one is before showing anything that depends on it. Another person gets the page anew, with no state of the former. */
function ForPerson({ children }: { readonly children: (personId: string) => ReactNode }) {
  const t = useTranslations('frame');
  const failure = useFailureWords();
  const session = useSession();
  const isHeld = useIsPageHeld();
  const [known, setKnown] = useState<string | null>(null);
  const personId = session.data?.person?.id ?? null;
  if (personId !== null && personId !== known) setKnown(personId);
  // Somebody who was shut out is still offered their words, though they are nobody any more.
  if (isHeld && personId === null && known !== null) return children(known);
  if (session.isPending) return <PagePending />;
  if (session.isError) {
    return <EmptyState action={<Button onPress={() => session.refetch()}>{t('retry')}</Button>}>{failure(session.error)}</EmptyState>;
  }
  if (session.data.person === null) return <NobodyPage session={session.data} />;
  return children(session.data.person.id);
}
