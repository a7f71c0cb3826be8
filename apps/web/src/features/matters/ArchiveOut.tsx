import { Archive } from 'lucide-react';
import { DialogTrigger } from 'react-aria-components';
import { archiveOf, downloadFrom, useArchiveReport } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, Dialog, DialogActions } from '../../ui/index.ts';
import css from './TakeOut.module.css';

/** A matter as a package for the archive, for those who keep its records: first what it lacks of what an archive may ask for. */
export function ArchiveOut({ matterId }: { readonly matterId: string }) {
  const t = useTranslations('matters.archiveOut');
  const frame = useTranslations('frame');
  return (
    <DialogTrigger>
      <Button variant="plain" icon={<Archive aria-hidden />}>
        {t('open')}
      </Button>
      <Dialog title={t('open')} closeLabel={t('close')}>
        {(close) => (
          <form
            className={css.form}
            onSubmit={(event) => {
              event.preventDefault();
              downloadFrom(archiveOf(matterId));
              close();
            }}
          >
            <p>{t('about')}</p>
            <Findings matterId={matterId} />
            <p>{t('isLogged')}</p>
            <DialogActions>
              <Button variant="quiet" onPress={close}>
                {frame('cancel')}
              </Button>
              <Button variant="primary" type="submit">
                {t('download')}
              </Button>
            </DialogActions>
          </form>
        )}
      </Dialog>
    </DialogTrigger>
  );
}

function Findings({ matterId }: { readonly matterId: string }) {
  const t = useTranslations('matters.archiveOut');
  const failure = useFailureWords();
  const report = useArchiveReport(matterId);
  if (report.isError) return <Banner tone="danger">{failure(report.error)}</Banner>;
  if (report.data === undefined) return <p>{t('looking')}</p>;
  const { records, findings } = report.data;
  return (
    <section className={css.findings} aria-label={t('findings')}>
      <p>{t('records', { count: records })}</p>
      <h3>{t('findings')}</h3>
      <ul>
        {findings.map(({ code, what }) => (
          <li key={`${code} ${what}`}>{what === '' ? t(`codes.${code}`) : t('withWhat', { words: t(`codes.${code}`), what })}</li>
        ))}
      </ul>
    </section>
  );
}
