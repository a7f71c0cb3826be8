import { Link } from '@tanstack/react-router';
import { useSession } from '../api/index.ts';
import { Bell } from '../features/notices/index.ts';
import { useTranslations } from '../i18n/index.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { DemonstrationPeople } from './DemonstrationPeople.tsx';
import { SettingsMenu } from './SettingsMenu.tsx';
import css from './TopBar.module.css';

/** The thin bar above every page. In the demonstration it says so, and lets one be any of its people. */
export function TopBar() {
  const t = useTranslations('frame');
  const { data: session } = useSession();
  return (
    <header className={css.bar} data-demonstration={session?.demonstration || undefined}>
      <Link to="/" className={css.mark} aria-label={t(session?.person?.role === 'guest' ? 'homeOfGuest' : 'home')}>
        {t('product')}
      </Link>
      {session?.demonstration ? (
        <>
          <p className={css.words}>
            {t('demonstration')}
            <span className={css.meaning}>{t('demonstrationMeans')}</span>
          </p>
          <div className={css.people}>
            {/* Until somebody is chosen the page itself asks who. */}
            {session.person !== null && <DemonstrationPeople session={session} />}
          </div>
        </>
      ) : (
        <>
          <p className={css.words}>{session?.municipality.name}</p>
          <div className={css.people}>{session?.person != null && <AccountMenu person={session.person} />}</div>
        </>
      )}
      <div className={css.settings}>
        {session?.person != null && <Bell key={session.person.id} personId={session.person.id} />}
        <SettingsMenu />
      </div>
    </header>
  );
}
