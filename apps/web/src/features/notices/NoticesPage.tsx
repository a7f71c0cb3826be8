import { useMarkRead, useNotices } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { BackLink, Button, ButtonLink, PageHeading, SkeletonPaper } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import { NoticeList } from './NoticeList.tsx';
import css from './NoticesPage.module.css';

/** Aviseringar: all that one has been told. */
export function NoticesPage() {
  const t = useTranslations('notices');
  const frame = useTranslations('frame');
  const matters = useTranslations('matters');
  const notices = useNotices();
  const markRead = useMarkRead();

  if (notices.isPending) return <SkeletonPaper label={frame('loading')} />;
  if (notices.isError && notices.data === undefined) return <FailedPage title={t('title')} error={notices.error} onRetry={() => notices.refetch()} />;
  return (
    <div className={css.page}>
      <PageHeading
        title={t('title')}
        above={<BackLink to="/">{matters('back')}</BackLink>}
        actions={
          <>
            {notices.data.unread > 0 && <Button onPress={() => markRead.mutate(undefined)}>{t('markAll')}</Button>}
            <ButtonLink variant="quiet" to="/aviseringar/installningar">
              {t('toSettings')}
            </ButtonLink>
          </>
        }
      />
      <div className={css.sheet}>
        <NoticeList notices={notices.data.notices} />
      </div>
    </div>
  );
}
