import { useNavigate } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import { downloadFrom, useAuditLog } from '../../api/index.ts';
import { useTranslations } from '../../i18n/index.ts';
import { BackLink, Button, Menu, MenuItem, MenuTrigger, PageHeading, TextField } from '../../ui/index.ts';
import { FailedPage } from '../failing/index.ts';
import css from './AuditLogPage.module.css';
import { LogList } from './LogList.tsx';

/** Händelselogg: the municipality's, for those who keep its records and those who run the program. `about` is what it is searched for; '' shows everything. */
export function AuditLogPage({ about }: { readonly about: string }) {
  const t = useTranslations('audit');
  const matters = useTranslations('matters');
  const navigate = useNavigate();
  const log = useAuditLog(about);
  const seek = (sought: string) => navigate({ to: '/handelselogg', search: sought === '' ? {} : { om: sought } });

  if (log.isError && log.data === undefined) {
    return <FailedPage title={t('title')} error={log.error} onRetry={() => log.refetch()} />;
  }
  return (
    <div className={css.page}>
      <PageHeading title={t('title')} above={<BackLink to="/">{matters('back')}</BackLink>} actions={<DownloadMenu />} />
      <p className={css.intro}>{t('intro')}</p>
      <SearchForm about={about} onSeek={seek} />
      <LogList log={log} empty={about === '' ? t('empty') : t('emptySearch', { about })} about={about} onSeek={seek} />
    </div>
  );
}

function SearchForm({ about, onSeek }: { readonly about: string; readonly onSeek: (about: string) => void }) {
  const t = useTranslations('audit');
  const [known, setKnown] = useState(about);
  const [sought, setSought] = useState(about);
  const field = useRef<HTMLInputElement>(null);
  // Sought from the list, or come back to: drawn anew the form would lose the focus.
  if (known !== about) {
    setKnown(about);
    setSought(about);
  }
  return (
    <form
      className={css.search}
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSeek(sought.trim());
      }}
    >
      <TextField label={t('search')} description={t('searchHelp')} value={sought} onChange={setSought} inputRef={field} maxLength={100} />
      <div className={css.buttons}>
        <Button type="submit">{t('seek')}</Button>
        {about !== '' && (
          <Button
            variant="quiet"
            onPress={() => {
              onSeek('');
              field.current?.focus();
            }}
          >
            {t('clear')}
          </Button>
        )}
      </div>
    </form>
  );
}

const exported = '/api/audit/export';

function DownloadMenu() {
  const t = useTranslations('audit');
  return (
    <MenuTrigger>
      <Button icon={<Download aria-hidden />}>{t('download')}</Button>
      <Menu placement="bottom end">
        <MenuItem onAction={() => downloadFrom(`${exported}?format=csv`)} description={t('downloadMeans')}>
          {t('downloadCsv')}
        </MenuItem>
        <MenuItem onAction={() => downloadFrom(`${exported}?format=jsonl`)}>{t('downloadLines')}</MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
