import { Link } from '@tanstack/react-router';
import type { ImportPlan } from '@yrka/server/api';
import { useEffect, useRef, useState } from 'react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { ApiError, type ImportedTable, tableAddress, useReadTable } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { BackLink, Banner, Button, PageHeading } from '../../ui/index.ts';
import css from './Organisation.module.css';

const ways = { meetings: '/organisation/sammantraden', register: '/organisation/register' } as const;

export const ReadMeetingsPage = () => <ReadTablePage table="meetings" />;
export const ReadRegisterPage = () => <ReadTablePage table="register" />;

/** A file is looked at first: what would be done, and which rows stay out and why. Then it is read in, or not. */
function ReadTablePage({ table }: { readonly table: ImportedTable }) {
  const t = useTranslations('organisation.reading');
  const common = useTranslations('organisation');
  const failure = useFailureWords();
  const read = useReadTable(table);
  const [file, setFile] = useState<File | null>(null);
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  const [hasChanged, setChanged] = useState(false);

  function look(chosen: File | undefined): void {
    if (chosen === undefined || read.isPending) return;
    setFile(chosen);
    setPlan(null);
    setChanged(false);
    read.mutate({ file: chosen, digest: null }, { onSuccess: setPlan });
  }
  function readIn(): void {
    if (file === null || plan === null) return;
    read.mutate(
      { file, digest: plan.digest },
      {
        onSuccess: setPlan,
        onError: (error) => {
          // Somebody changed meanwhile what was shown: it is shown anew, and nothing has been done.
          if (!(error instanceof ApiError) || error.code !== 'conflict') return;
          look(file);
          setChanged(true);
        },
      },
    );
  }

  return (
    <div className={css.reading}>
      <PageHeading title={t(`title.${table}`)} above={<BackLink to={ways[table]}>{common(`${table}.title`)}</BackLink>} />
      {plan?.isDone === true ? (
        <Done table={table} plan={plan} />
      ) : (
        <>
          <p className={css.help}>{t(`intro.${table}`)}</p>
          <DropZone className={css.zone ?? ''} getDropOperation={() => 'copy'} onDrop={async ({ items }) => look(await items.find(isFileDropItem)?.getFile())}>
            <FileTrigger acceptedFileTypes={['.csv', '.txt', '.tsv', 'text/csv', 'text/plain']} onSelect={(files) => look(files?.[0])}>
              <Button>{file === null ? t('choose') : t('chooseAnother')}</Button>
            </FileTrigger>
            <p className={css.help}>{file === null ? t('formats') : file.name}</p>
            <a href={tableAddress(table)} download>
              {t('example')}
            </a>
          </DropZone>
          {hasChanged && plan !== null && (
            <Banner tone="warning" isAnnounced>
              {t('changedMeanwhile')}
            </Banner>
          )}
          {read.isError && plan === null && (
            <Banner tone="danger" isAnnounced>
              {read.error instanceof ApiError && read.error.code === 'unreadableText' ? t('notTable') : failure(read.error)}
            </Banner>
          )}
          {plan !== null && <Preview plan={plan} isPending={read.isPending} error={read.error} onRead={readIn} />}
        </>
      )}
    </div>
  );
}

const shownRows = 200;

function Preview({
  plan,
  isPending,
  error,
  onRead,
}: {
  readonly plan: ImportPlan;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onRead: () => void;
}) {
  const t = useTranslations('organisation.reading');
  const frame = useTranslations('organisation.reading.problem');
  const failure = useFailureWords();
  const count = (change: ImportPlan['rows'][number]['change']) => plan.rows.filter((row) => row.change === change).length;
  if (plan.missing.length > 0)
    return (
      <Banner tone="danger" isAnnounced>
        {t('missingColumns', { columns: plan.missing.join(', ') })}
      </Banner>
    );
  const isNothing = count('added') + count('changed') === 0;
  return (
    <div className={css.preview}>
      <p role="status" className={css.sum}>
        {t('sum', { good: plan.rows.length, added: count('added'), changed: count('changed'), same: count('same'), bad: plan.problems.length })}
      </p>
      {plan.ignored.length > 0 && <p className={css.help}>{t('ignored', { columns: plan.ignored.join(', ') })}</p>}
      {plan.problems.length > 0 && (
        <section aria-label={t('problems', { count: plan.problems.length })}>
          <h2>{t('problems', { count: plan.problems.length })}</h2>
          <p className={css.help}>{t('problemsHelp')}</p>
          <ul className={css.problems}>
            {plan.problems.map(({ line, code, column, value }) => (
              <li key={line}>
                <strong>{t('line', { line })}</strong> {frame(code, { column: column ?? '', value: value ?? '' })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {plan.notes.length > 0 && (
        <ul className={css.notes}>
          {plan.notes.map(({ line, code }) => (
            <li key={`${line} ${code}`}>
              <strong>{t('line', { line })}</strong> {t(`note.${code}`)}
            </li>
          ))}
        </ul>
      )}
      {plan.rows.length > 0 && (
        <section>
          <h2>{t('rows')}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached without a mouse. */}
          <div className={css.scroll} tabIndex={0} role="region" aria-label={t('rows')}>
            <table className={css.table} lang="sv">
              <thead>
                <tr>
                  <th scope="col">{t('row')}</th>
                  <th scope="col">{t('change')}</th>
                  {plan.columns.map((column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {plan.rows.slice(0, shownRows).map(({ line, change, cells }) => (
                  <tr key={line}>
                    <td>{line}</td>
                    <td>{t(`changes.${change}`)}</td>
                    {cells.map((cell, index) => (
                      <td key={plan.columns[index]}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {plan.rows.length > shownRows && <p className={css.help}>{t('more', { count: plan.rows.length - shownRows })}</p>}
        </section>
      )}
      {error instanceof ApiError && error.code !== 'conflict' && (
        <Banner tone="danger" isAnnounced>
          {failure(error)}
        </Banner>
      )}
      {isNothing ? (
        <Banner>{t(plan.rows.length === 0 ? 'noRows' : 'nothingNew')}</Banner>
      ) : (
        <div className={css.saving}>
          <Button variant="primary" isPending={isPending} onPress={onRead}>
            {t('readIn', { count: plan.rows.length })}
          </Button>
          <p className={css.help}>{t('readInHelp')}</p>
        </div>
      )}
    </div>
  );
}

function Done({ table, plan }: { readonly table: ImportedTable; readonly plan: ImportPlan }) {
  const t = useTranslations('organisation.reading');
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed is gone: whoever reads by ear or keys goes on here.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={css.preview}>
      <h2 ref={heading} tabIndex={-1}>
        {t('done', { count: plan.rows.length })}
      </h2>
      {plan.problems.length > 0 && <p>{t('leftOut', { count: plan.problems.length })}</p>}
      <p>
        <Link to={ways[table]}>{t(`show.${table}`)}</Link>
      </p>
    </div>
  );
}
