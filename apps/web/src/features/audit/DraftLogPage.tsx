import { useDraftLog } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { BackLink, PageHeading } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import css from './AuditLogPage.module.css';
import { LogList } from './LogList.tsx';

/** What a party's group has done with one of its drafts, for the group alone. */
export function DraftLogPage({ matterId }: { readonly matterId: string }) {
  const t = useTranslations('audit');
  const log = useDraftLog(matterId);

  if (log.isError && log.data === undefined) return <FailedPage title={t('draftTitle')} error={log.error} onRetry={() => log.refetch()} />;
  return (
    <div className={css.page}>
      <PageHeading
        title={t('draftTitle')}
        above={
          <BackLink to="/arenden/$matterId" params={{ matterId }}>
            {t('toMatter')}
          </BackLink>
        }
      />
      <p className={css.intro}>{t('draftIntro')}</p>
      <LogList log={log} empty={t('empty')} />
    </div>
  );
}
