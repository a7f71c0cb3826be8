import { useDraftLog } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { BackLink, Button, EmptyState, PageHeading } from '../../ui/index.ts';
import css from './AuditLogPage.module.css';
import { LogList } from './LogList.tsx';

/** What a party's group has done with one of its drafts, for the group alone. */
export function DraftLogPage({ matterId }: { readonly matterId: string }) {
  const t = useTranslations('audit');
  const frame = useTranslations('frame');
  const failure = useFailureWords();
  const log = useDraftLog(matterId);

  if (log.isError && log.data === undefined)
    return (
      <EmptyState title={t('draftTitle')} action={<Button onPress={() => log.refetch()}>{frame('retry')}</Button>}>
        {failure(log.error)}
      </EmptyState>
    );
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
