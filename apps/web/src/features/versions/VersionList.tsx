import { Link } from '@tanstack/react-router';
import type { DocumentDetails } from '@yrka/server/api';
import { useState } from 'react';
import { useVersions } from '../../api/index.ts';
import { useFailureWords, useTranslations } from '../../i18n/index.ts';
import { Banner, Button, SelectField, SkeletonLine } from '../../ui/index.ts';
import { useVersionWords } from './useVersionWords.ts';
import css from './Versions.module.css';

type VersionListProps = {
  readonly details: DocumentDetails;
  /** The one that is shown now; null for none. */
  readonly current: number | null;
};

/** The versions of a document, newest first, each the way to its text. */
export function VersionList({ details, current }: VersionListProps) {
  const t = useTranslations('versions');
  const failure = useFailureWords();
  const [only, setOnly] = useState<'all' | 'marked'>('all');
  const versions = useVersions(details.id, only === 'marked' ? 'marked' : null);
  const words = useVersionWords(details);
  const all = versions.data?.pages.flatMap((page) => page.versions) ?? [];
  const now = versions.data?.pages[0]?.now ?? null;
  return (
    <div className={css.versions}>
      <SelectField
        label={t('shown')}
        value={only}
        onChange={setOnly}
        options={[
          ['all', t('all')],
          ['marked', t('marked')],
        ]}
      />
      {versions.isError && <Banner tone="danger">{failure(versions.error)}</Banner>}
      {versions.isPending && (
        <div aria-busy>
          <p className={css.loading}>{t('loading')}</p>
          <SkeletonLine />
        </div>
      )}
      {versions.isSuccess && all.length === 0 && <p>{t(only === 'marked' ? 'nothingMarked' : 'nothing')}</p>}
      {all.length > 0 && (
        <ol className={css.list} aria-label={t('list')}>
          {all.map((version) => (
            <li key={version.seq} className={css.item} data-marked={version.name !== null || version.lock !== null || undefined}>
              <Link
                to="/dokument/$documentId/versioner/$version"
                params={{ documentId: details.id, version: String(version.seq) }}
                className={css.version}
                aria-current={version.seq === current ? 'page' : undefined}
              >
                {version.name !== null && <strong className={css.name}>{version.name}</strong>}
                <span className={version.name === null ? css.when : css.aside}>{words.when(version)}</span>
                {version.seq === now && <span className={css.aside}>{t('now')}</span>}
                {words.notes(version).map((note) => (
                  <span key={note} className={css.note}>
                    {note}
                  </span>
                ))}
              </Link>
            </li>
          ))}
        </ol>
      )}
      {versions.hasNextPage && (
        <Button variant="quiet" isPending={versions.isFetchingNextPage} onPress={() => versions.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
