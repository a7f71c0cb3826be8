import { Link } from '@tanstack/react-router';
import { Bell as BellIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { DialogTrigger } from 'react-aria-components';
import { useMarkRead, useNotices, useNoticeStream } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { announce, Button, IconButton, Popover } from '../../ui/index.ts';
import css from './Bell.module.css';
import { NoticeList } from './NoticeList.tsx';

/** What there is room for in a panel. */
const shown = 6;

/** A bell in the top bar, with how many there are that one has not read; its panel has the newest. */
export function Bell({ personId }: { readonly personId: string }) {
  const t = useTranslations('notices');
  const { data } = useNotices();
  const markRead = useMarkRead();
  const [isOpen, setOpen] = useState(false);
  useNoticeStream(personId);
  useAnnounced(data?.unread);
  const count = data?.unread ?? 0;
  const close = () => setOpen(false);

  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton label={t('bell', { count })} className={css.bell ?? ''}>
        <BellIcon aria-hidden />
        {count > 0 && (
          <span aria-hidden className={css.count}>
            {count}
          </span>
        )}
      </IconButton>
      <Popover label={t('title')} placement="bottom end">
        <div className={css.panel}>
          <header className={css.head}>
            <h2 className={css.title}>{t('title')}</h2>
            {count > 0 && (
              <Button variant="quiet" onPress={() => markRead.mutate(undefined)}>
                {t('markAll')}
              </Button>
            )}
          </header>
          {data !== undefined && <NoticeList notices={data.notices.slice(0, shown)} onFollowed={close} />}
          <footer className={css.foot}>
            <Link to="/aviseringar" onClick={close}>
              {t('showAll')}
            </Link>
            <Link to="/aviseringar/installningar" onClick={close}>
              {t('toSettings')}
            </Link>
          </footer>
        </div>
      </Popover>
    </DialogTrigger>
  );
}

/** Says that something came, to who does not see the number change; not how many there were at first. */
function useAnnounced(unread: number | undefined): void {
  const t = useTranslations('notices');
  const before = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (unread === undefined) return;
    const more = before.current === undefined ? 0 : unread - before.current;
    before.current = unread;
    if (more > 0) announce(t('arrived', { count: more }));
  }, [unread, t]);
}
